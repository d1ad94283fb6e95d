//! Where a file of the published site stands: a relative path that is safe on every disk and in every URL.

use crate::model::as_text;
use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// The path of a file in the published site: `zh/2022/organization-department.html`.
///
/// Its grammar is narrow, so that the same text is a file name on Linux, macOS and Windows, a URL that needs no
/// escaping, and never a way out of the output folder: lower-case ASCII letters, digits, `-`, `_`, `.` in segments
/// parted by `/`. Two paths that differ in case alone cannot be said.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(Arc<str>);

impl SitePath {
    /// Longest path, in bytes; with a folder such as `D:\web\public\.gongkai\stage\` before it, it stays below the 260
    /// characters that Windows allows.
    pub const MAX_LEN: usize = 180;
    /// Longest segment, in bytes.
    pub const MAX_SEGMENT: usize = 120;

    /// Reads a path; the error says which rule of the grammar it breaks.
    pub fn parse(text: &str) -> Result<SitePath, SitePathError> {
        if text.is_empty() || text.len() > Self::MAX_LEN {
            return Err(SitePathError::Length);
        }
        text.split('/').try_for_each(check_segment)?;
        Ok(SitePath(text.into()))
    }

    /// The path, without a leading slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folders above the file, outermost first: `zh`, `zh/2022`.
    pub fn folders(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.match_indices('/').map(|(at, _)| &self.0[..at])
    }

    /// The URL of this file as written on the page `from`. It always names the file, because `file://` shows no
    /// `index.html` for a folder.
    ///
    /// ```
    /// use gongkai::site::path::SitePath;
    /// let page = SitePath::parse("zh/2022/index.html").unwrap();
    /// let other = SitePath::parse("zh/2023/index.html").unwrap();
    /// assert_eq!(other.relative_to(&page), "../2023/index.html");
    /// ```
    pub fn relative_to(&self, from: &SitePath) -> String {
        let shared = self.folders().zip(from.folders()).take_while(|(a, b)| a == b).map(|(a, _)| a.len() + 1).last();
        let shared = shared.unwrap_or(0);
        let up = from.0[shared..].matches('/').count();
        "../".repeat(up) + &self.0[shared..]
    }
}

as_text!(SitePath, |text| SitePath::parse(text).ok());

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for SitePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// Why a text is no path of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SitePathError {
    /// Empty, or longer than [`SitePath::MAX_LEN`].
    #[error("a path has 1 to {} bytes", SitePath::MAX_LEN)]
    Length,
    /// A segment that is empty (a leading, trailing or double slash) or longer than [`SitePath::MAX_SEGMENT`].
    #[error("each part between slashes has 1 to {} bytes", SitePath::MAX_SEGMENT)]
    Segment,
    /// Something other than a–z, 0–9, `-`, `_`, `.`, `/`.
    #[error("it is made of lower-case letters a–z, digits, `-`, `_`, `.` and `/` only")]
    Characters,
    /// A dot at either end of a segment: hidden files, `.` and `..`, names that Windows shortens.
    #[error("no part between slashes begins or ends with a dot")]
    Dots,
    /// A name that Windows gives to a device, whatever its extension.
    #[error("`con`, `prn`, `aux`, `nul`, `com0`–`com9`, `lpt0`–`lpt9` are devices of Windows, also with an extension")]
    Reserved,
}

fn check_segment(segment: &str) -> Result<(), SitePathError> {
    if segment.is_empty() || segment.len() > SitePath::MAX_SEGMENT {
        return Err(SitePathError::Segment);
    }
    if !segment.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_.".contains(&b)) {
        return Err(SitePathError::Characters);
    }
    if segment.starts_with('.') || segment.ends_with('.') {
        return Err(SitePathError::Dots);
    }
    if is_device(segment) {
        return Err(SitePathError::Reserved);
    }
    Ok(())
}

/// Microsoft, "Naming Files, Paths, and Namespaces": `nul.tar.gz` is the device too, so the first dot ends the name.
/// (`conin$` and `conout$` are devices as well, but `$` is no character of ours.)
fn is_device(segment: &str) -> bool {
    let stem = segment.split('.').next().unwrap_or(segment);
    let numbered = |device| stem.strip_prefix(device).is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit());
    ["con", "prn", "aux", "nul"].contains(&stem) || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::{SitePath, SitePathError};
    use proptest::prelude::*;

    fn path(text: &str) -> SitePath {
        SitePath::parse(text).unwrap()
    }

    #[test]
    fn a_path_is_safe_on_every_disk() {
        for good in ["index.html", "zh-en/2022/a-b.html", "data/2022/x.zh.xlsx", "assets/site.0f3a.css", "a_b", "com", "com10"] {
            assert_eq!(path(good).to_string(), good);
        }
        for (wrong, why) in [
            ("", SitePathError::Length),
            ("/etc/passwd", SitePathError::Segment),
            ("a//b", SitePathError::Segment),
            ("a/", SitePathError::Segment),
            ("..", SitePathError::Dots),
            ("a/../b", SitePathError::Dots),
            ("./a", SitePathError::Dots),
            (".gongkai/lock", SitePathError::Dots),
            ("a./b", SitePathError::Dots),
            ("A.html", SitePathError::Characters),
            ("a b", SitePathError::Characters),
            ("a ", SitePathError::Characters),
            ("c:a", SitePathError::Characters),
            ("a\\b", SitePathError::Characters),
            ("a\nb", SitePathError::Characters),
            ("a\0", SitePathError::Characters),
            ("conin$", SitePathError::Characters),
            ("页.html", SitePathError::Characters),
            ("nul", SitePathError::Reserved),
            ("a/con.tar.gz/b", SitePathError::Reserved),
            ("lpt0.txt", SitePathError::Reserved),
            ("com9", SitePathError::Reserved),
        ] {
            assert_eq!(SitePath::parse(wrong), Err(why), "{wrong:?}");
        }
        assert!(SitePath::parse(&"a".repeat(120)).is_ok());
        assert_eq!(SitePath::parse(&"a".repeat(121)), Err(SitePathError::Segment));
        assert_eq!(SitePath::parse(&"ab/".repeat(60)), Err(SitePathError::Segment));
        assert!(SitePath::parse(&("ab/".repeat(59) + "abc")).is_ok());
        assert_eq!(SitePath::parse(&("ab/".repeat(60) + "a")), Err(SitePathError::Length));
    }

    #[test]
    fn a_relative_url_names_the_file() {
        for (from, to, url) in [
            ("index.html", "zh/index.html", "zh/index.html"),
            ("zh/2022/index.html", "zh/2023/index.html", "../2023/index.html"),
            ("zh/2022/a.html", "zh/2022/a.html", "a.html"),
            ("zh/2022/a.html", "zh/2022/a/b.html", "a/b.html"),
            ("zh/2022/a/b.html", "index.html", "../../../index.html"),
            ("zh/index.html", "zh-en/index.html", "../zh-en/index.html"),
            ("a/b/c", "a/x/b/c", "../x/b/c"),
        ] {
            assert_eq!(path(to).relative_to(&path(from)), url, "{from} → {to}");
        }
    }

    proptest! {
        #[test]
        fn a_relative_url_leads_back_to_its_file(
            from in "[a-c]{1,2}(/[a-c]{1,2}){0,4}",
            to in "[a-c]{1,2}(/[a-c]{1,2}){0,4}",
        ) {
            let url = path(&to).relative_to(&path(&from));
            let mut at: Vec<&str> = from.split('/').collect();
            at.pop();
            for part in url.split('/') {
                match part {
                    ".." => prop_assert!(at.pop().is_some()),
                    name => at.push(name),
                }
            }
            prop_assert_eq!(at.join("/"), to);
        }

        #[test]
        fn no_text_whatever_leads_out_of_the_folder(text in "[a-c./\\\\: A-C]{0,12}") {
            if let Ok(path) = SitePath::parse(&text) {
                let path = std::path::Path::new(path.as_str());
                prop_assert!(path.components().all(|c| matches!(c, std::path::Component::Normal(_))));
            }
        }
    }
}
