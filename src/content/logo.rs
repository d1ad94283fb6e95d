//! The logo: a picture of the site that is published, so it is looked at closely. An SVG opened by itself is a page that can run
//! scripts and load files; one that could do so is refused.

use super::{
    files,
    problem::{Found, Problem},
};
use crate::model::diagnostic::Diagnostic;
use imagesize::ImageType;
use roxmltree::{Attribute, Document, Node};
use std::{path::Path, sync::Arc};

/// Largest file: every page loads it.
const MAX_BYTES: usize = 64 << 10;

/// A logo as it is published.
#[derive(Clone, Debug)]
pub struct LogoFile {
    /// `svg` or `png`.
    pub kind: &'static str,
    /// Its contents.
    pub bytes: Vec<u8>,
    /// Width and height, whose ratio is what matters: the style sheet sets the size.
    pub size: (u32, u32),
}

impl LogoFile {
    /// Looks at the bytes of a file with that end (`svg`, or anything else for a PNG).
    ///
    /// # Errors
    /// Says why they cannot be a logo.
    pub fn parse(end: &str, bytes: Vec<u8>) -> Result<LogoFile, String> {
        let kind = if end == "svg" { "svg" } else { "png" };
        let size = match kind {
            _ if bytes.len() > MAX_BYTES => Err(format!("it has {} bytes, and every page would load them", bytes.len())),
            "svg" => svg(&bytes),
            _ => png(&bytes),
        };
        Ok(LogoFile { kind, size: size?, bytes })
    }
}

/// Reads the logo, and reports why it cannot be one.
pub(super) fn read(path: &Path, diagnostics: &mut Vec<Diagnostic>) -> Option<LogoFile> {
    let file = Arc::new(path.to_owned());
    if files::is_link(path) {
        diagnostics.push(Found::file(Problem::Link).diagnose(&file));
        return None;
    }
    let bytes = files::bytes(&file, diagnostics)?;
    let end = path.extension().unwrap_or_default().to_string_lossy();
    match LogoFile::parse(&end, bytes) {
        Ok(logo) => Some(logo),
        Err(why) => {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            diagnostics.push(Found::file(Problem::BadLogo { name, why, limit: MAX_BYTES }).diagnose(&file));
            None
        }
    }
}

/// Width and height of a PNG, told by its first bytes: a name proves nothing.
fn png(bytes: &[u8]) -> Result<(u32, u32), String> {
    if !matches!(imagesize::image_type(bytes), Ok(ImageType::Png)) {
        return Err("it is not a PNG picture".to_owned());
    }
    let size = imagesize::blob_size(bytes).map_err(|_| "its size cannot be read: it is damaged".to_owned())?;
    let length = |length: usize| u32::try_from(length).ok().filter(|length| *length > 0);
    length(size.width).zip(length(size.height)).ok_or_else(|| "it is empty".to_owned())
}

/// Width and height of an SVG that shows a picture and does nothing else.
fn svg(bytes: &[u8]) -> Result<(u32, u32), String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let document = Document::parse(text).map_err(|error| format!("it is not well-formed XML: {error}"))?;
    for node in document.descendants() {
        // The parser takes the first of two, and other programs the last.
        if node.namespaces().filter(|namespace| namespace.name().is_none()).count() > 1 {
            return Err("it is not well-formed XML: an element has `xmlns` twice".to_owned());
        }
        if let Some(what) = active(&node) {
            let at = document.text_pos_at(node.range().start);
            return Err(format!("it holds {what} (line {}, column {}), which can run or load something", at.row, at.col));
        }
    }
    let root = document.root_element();
    if root.tag_name().name() != "svg" || root.tag_name().namespace() != Some("http://www.w3.org/2000/svg") {
        return Err("its outermost element is not an `svg` of http://www.w3.org/2000/svg".to_owned());
    }
    size(&root).ok_or_else(|| "its `svg` has neither a `viewBox` nor `width` and `height` in plain numbers".to_owned())
}

/// What in a node can run or load something.
fn active(node: &Node<'_, '_>) -> Option<String> {
    const ELEMENTS: [&str; 11] =
        ["script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler", "set", "animate", "a"];
    if node.is_pi() {
        return Some("a processing instruction".to_owned());
    }
    if !node.is_element() {
        return None;
    }
    let name = node.tag_name().name();
    if node.tag_name().namespace() == Some("http://www.w3.org/1999/xhtml") {
        return Some(format!("`{name}` of HTML"));
    }
    // XML tells `a` from `A`; not every program that shows a picture does.
    let regardless = name.to_ascii_lowercase();
    if ELEMENTS.contains(&regardless.as_str()) || regardless.starts_with("animate") {
        return Some(format!("`{name}`"));
    }
    if regardless == "style" && node.descendants().filter_map(|child| child.text()).any(loads) {
        return Some("a `style` that names another file".to_owned());
    }
    node.attributes().find(is_active).map(|attribute| format!("the attribute `{}`", attribute.name()))
}

fn is_active(attribute: &Attribute<'_, '_>) -> bool {
    let value = attribute.value().trim();
    // Regardless of case, as above.
    match attribute.name().to_ascii_lowercase().as_str() {
        name if name.len() > 2 && name.starts_with("on") => true,
        // A picture inside the picture stays; anything else has a place in the same file.
        "href" | "src" => !value.starts_with('#') && !value.starts_with("data:image/png;") && !value.starts_with("data:image/jpeg;"),
        _ => loads(value),
    }
}

/// Whether a style names something outside of its file.
fn loads(style: &str) -> bool {
    let style = style.to_ascii_lowercase();
    let inside = |rest: &str| rest.trim_start_matches([' ', '"', '\'']).starts_with('#');
    // An escape could hide a word.
    style.contains("@import")
        || style.contains("image-set(")
        || style.contains('\\')
        || style.split("url(").skip(1).any(|rest| !inside(rest))
}

fn size(root: &Node<'_, '_>) -> Option<(u32, u32)> {
    let number = |text: &str| text.trim().trim_end_matches("px").parse::<f64>().ok();
    let view_box = root.attribute("viewBox").map(|view_box| {
        let parts: Vec<f64> = view_box.split([' ', ',']).filter(|part| !part.is_empty()).filter_map(number).collect();
        parts.get(2).copied().zip(parts.get(3).copied())
    });
    let of = |name| root.attribute(name).and_then(number);
    let (width, height) = view_box.flatten().or_else(|| of("width").zip(of("height")))?;
    // In thousandths, so that the ratio of small boxes stays.
    let whole = |length: f64, scale: f64| (1.0..=f64::from(u32::MAX)).contains(&(length * scale)).then(|| (length * scale).round() as u32);
    let scale = if width.fract() == 0.0 && height.fract() == 0.0 { 1.0 } else { 1000.0 };
    whole(width, scale).zip(whole(height, scale))
}

#[cfg(test)]
mod tests {
    use super::{png, svg};

    const OPEN: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 40 20\">";

    fn holding(inside: &str) -> Result<(u32, u32), String> {
        svg(format!("{OPEN}{inside}</svg>").as_bytes())
    }

    #[test]
    fn a_picture_that_only_shows_something_is_taken() {
        for inside in [
            "<rect width='4' height='4' fill='url(#g)'/><use href='#g'/><image xlink:href='data:image/png;base64,AA=='/>",
            "<style>.a { fill: #fff }</style><title>On a hill</title><!-- on -->",
        ] {
            assert_eq!(holding(inside), Ok((40, 20)), "{inside}");
        }
        assert_eq!(svg(b"<svg xmlns='http://www.w3.org/2000/svg' width='3.5px' height='2'/>"), Ok((3500, 2000)));
    }

    #[test]
    fn a_picture_that_could_run_or_load_something_is_refused_and_the_reason_named() {
        for (inside, why) in [
            ("<script>x</script>", "`script` (line 1"),
            ("<g onload='x'/>", "`onload`"),
            ("<g ONCLICK='x'/>", "`ONCLICK`"),
            ("<a href='#x'/>", "`a`"),
            ("<A href='#x'/>", "`A`"),
            ("<sCript/>", "`sCript`"),
            ("<use xlink:href='other.svg#x'/>", "`href`"),
            ("<image href='https://example.org/x.png'/>", "`href`"),
            ("<image xlink:hrEf='x.png'/>", "`hrEf`"),
            ("<image href='data:image/svg+xml;base64,AA=='/>", "`href`"),
            ("<foreignObject/>", "`foreignObject`"),
            ("<animateTransform/>", "`animateTransform`"),
            ("<style>@import 'x.css';</style>", "`style`"),
            ("<style>a { background: url( \"//example.org/x\" ) }</style>", "`style`"),
            ("<style>a { background: u\\72l(x) }</style>", "`style`"),
            ("<rect style='fill: url(x.svg#a)'/>", "`style`"),
            ("<style>svg { background: image-set('x.png' 1x) }</style>", "`style`"),
            ("<rect style='cursor: -webkit-image-set(\"x.png\" 1x)'/>", "`style`"),
            ("<h:meta xmlns:h='http://www.w3.org/1999/xhtml' http-equiv='refresh' content='0;url=x'/>", "`meta` of HTML"),
            ("<img xmlns='http://www.w3.org/1999/xhtml' srcset='x.png 1x'/>", "`img` of HTML"),
            ("<?xml-stylesheet href='x.css'?>", "processing instruction"),
            ("<g>", "not well-formed"),
        ] {
            let said = holding(inside).unwrap_err();
            assert!(said.contains(why), "{inside}: {said}");
        }
        for (whole, why) in [
            ("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>", "not well-formed"),
            ("<svg viewBox='0 0 1 1'/>", "outermost element"),
            (
                "<svg xmlns='http://www.w3.org/2000/svg' xmlns='http://www.w3.org/1999/xhtml' viewBox='0 0 1 1'/>",
                "an element has `xmlns` twice",
            ),
            ("<svg xmlns='http://www.w3.org/2000/svg' width='100%' height='1em'/>", "neither a `viewBox`"),
            ("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 0 1'/>", "neither a `viewBox`"),
        ] {
            let said = svg(whole.as_bytes()).unwrap_err();
            assert!(said.contains(why), "{whole}: {said}");
        }
    }

    #[test]
    fn the_size_of_a_png_stands_in_its_header() {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend([0, 0, 1, 0, 0, 0, 0, 64]);
        assert_eq!(png(&bytes), Ok((256, 64)));
        assert!(png(&bytes[..20]).is_err());
        assert!(png(b"GIF89a").is_err());
    }
}
