//! A page with everything it needs in it. Fragments stay, files to take away and pictures come along as `data:` addresses, links to
//! other pages become whole addresses, or text where the site has none.

use super::ExportError;
use crate::{
    publish::{PublishError, PublishedSite},
    render::replace_urls,
    site::path::SitePath,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use lol_html::{RewriteStrSettings, element, html_content::Element, rewrite_str};

/// What makes sense among other pages only.
const AROUND: [&str; 5] = [".skip", ".site-nav", ".editions", ".breadcrumbs", ".neighbours"];

/// The largest file that comes along: the whole shall be small enough to be mailed.
const MAX_ATTACHED: usize = 512 * 1024;

/// The page at `path`, rewritten.
pub(super) fn rewrite(files: &PublishedSite<'_>, path: &SitePath, base: Option<&str>) -> Result<Vec<u8>, ExportError> {
    let unreadable = |why: String| ExportError::Page { path: path.clone(), why };
    let bytes = files.read(path.as_str())?.unwrap_or_default();
    let html = String::from_utf8(bytes).map_err(|error| unreadable(error.to_string()))?;
    let page = Page { files, path, base };
    // What a handler meets is told by the library as its own error; the page's comes first.
    let mut handlers = vec![
        element!("link[rel~=stylesheet]", |link| Ok(page.style(link)?)),
        element!("link[rel~=icon], link[rel~=alternate][type]", |link| {
            link.remove();
            Ok(())
        }),
        element!("script[src]", |script| {
            script.remove();
            Ok(())
        }),
        element!("img[src]", |image| Ok(page.picture(image)?)),
        element!("a[href]", |link| Ok(page.link(link)?)),
    ];
    if base.is_none() {
        let around = AROUND.join(", ");
        handlers.push(element!(around, |element| {
            element.remove();
            Ok(())
        }));
    }
    let settings = handlers.into_iter().fold(RewriteStrSettings::new(), RewriteStrSettings::append_element_content_handler);
    rewrite_str(&html, settings).map(String::into_bytes).map_err(|error| unreadable(error.to_string()))
}

struct Page<'a> {
    files: &'a PublishedSite<'a>,
    path: &'a SitePath,
    base: Option<&'a str>,
}

impl Page<'_> {
    fn style(&self, link: &mut Element<'_, '_>) -> Result<(), PublishError> {
        let Some(path) = link.get_attribute("href").and_then(|href| self.resolve(&href)) else { return Ok(()) };
        let css = self.files.read(&path)?.unwrap_or_default();
        let mut failed = None;
        let css = replace_urls(&String::from_utf8_lossy(&css), |address| {
            let beside = SitePath::parse(&path).ok()?;
            let target = resolve(&beside, address)?;
            self.address(&target).unwrap_or_else(|error| {
                failed = Some(error);
                None
            })
        });
        if let Some(error) = failed {
            return Err(error);
        }
        // Nothing in a style sheet may end the element that it stands in.
        let css = css.replace("</", "<\\/");
        link.replace(&format!("<style>{css}</style>"), lol_html::html_content::ContentType::Html);
        Ok(())
    }

    fn picture(&self, image: &mut Element<'_, '_>) -> Result<(), PublishError> {
        let path = image.get_attribute("src").and_then(|src| self.resolve(&src));
        if let Some(address) = path.map(|path| self.address(&path)).transpose()?.flatten() {
            _ = image.set_attribute("src", &address);
        }
        Ok(())
    }

    fn link(&self, link: &mut Element<'_, '_>) -> Result<(), PublishError> {
        let href = link.get_attribute("href").unwrap_or_default();
        let Some(target) = self.resolve(&href) else { return Ok(()) };
        let (path, fragment) = target.split_once('#').unwrap_or((&target, ""));
        if path == self.path.as_str() {
            _ = link.set_attribute("href", &format!("#{fragment}"));
            return Ok(());
        }
        let attached = if path.starts_with("data/") { self.address(path)? } else { None };
        match (attached, self.base) {
            (Some(address), _) => {
                _ = link.set_attribute("href", &address);
                // The name that the file would have had.
                _ = link.set_attribute("download", path.rsplit('/').next().unwrap_or_default());
            }
            (None, Some(base)) => _ = link.set_attribute("href", &format!("{base}{target}")),
            (None, None) => link.remove_and_keep_content(),
        }
        Ok(())
    }

    /// From the root of the site.
    fn resolve(&self, href: &str) -> Option<String> {
        resolve(self.path, href)
    }

    /// A small file of the site as an address that holds it.
    fn address(&self, path: &str) -> Result<Option<String>, PublishError> {
        let bytes = self.files.read(path)?.filter(|bytes| bytes.len() <= MAX_ATTACHED);
        Ok(bytes.map(|bytes| format!("data:{};base64,{}", media_type(path), STANDARD.encode(bytes))))
    }
}

/// Where an address leads that stands in the file `from`, from the root of the site; `None` for what leads elsewhere, or to a place
/// in the same file.
fn resolve(from: &SitePath, href: &str) -> Option<String> {
    let elsewhere = href.is_empty() || href.starts_with(['#', '/']) || href.split(['/', '#', '?']).next()?.contains(':');
    if elsewhere {
        return None;
    }
    let mut parts: Vec<&str> = from.as_str().split('/').collect();
    parts.pop();
    for part in href.split('/') {
        match part {
            "." => {}
            ".." => _ = parts.pop()?,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "png" => "image/png",
        "jpg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "csv" => "text/csv;charset=utf-8",
        "json" => "application/json",
        "pdf" => "application/pdf",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}
