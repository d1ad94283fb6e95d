//! Pictures of a site: logo, marks, attachments.

use gongkai::{
    content::{LogoFile, MarkImage},
    model::{attachment::AttachmentKind, site::MarkKind},
};

/// Law: a picture that is taken is of the kind it is taken for, and has a size; an SVG that is taken, opened by itself in a browser, runs
/// nothing and loads nothing.
pub fn picture(bytes: &[u8]) {
    if let Ok(logo) = LogoFile::parse("png", bytes.to_vec()) {
        assert!(logo.kind == "png" && bytes.starts_with(b"\x89PNG") && logo.size.0 > 0 && logo.size.1 > 0, "{:?}", logo.size);
    }
    if let Ok(logo) = LogoFile::parse("svg", bytes.to_vec()) {
        assert!(logo.kind == "svg" && logo.bytes == bytes && logo.size.0 > 0 && logo.size.1 > 0, "{:?}", logo.size);
        shows_a_picture(std::str::from_utf8(bytes).unwrap());
    }
    if let Ok(image) = MarkImage::parse(MarkKind::ALL[0], bytes.to_vec()) {
        assert!(image.bytes == bytes && image.width > 0 && image.height > 0, "{} × {}", image.width, image.height);
    }
    let kinds = AttachmentKind::ENDS.map(|(_, kind)| kind);
    let fitting: Vec<AttachmentKind> = kinds.into_iter().filter(|kind| *kind != AttachmentKind::Pdf && kind.fits(bytes)).collect();
    assert!(fitting.windows(2).all(|pair| pair[0] == pair[1]), "one file, two kinds: {fitting:?}");
}

/// Reads the tags of a well-formed XML document one by one; nothing of it is anybody else's code.
fn shows_a_picture(svg: &str) {
    let mut rest = svg;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let behind = |text: &'static str, end: &str| {
            rest.strip_prefix(text).map(|rest| &rest[rest.find(end).map_or(rest.len(), |at| at + end.len())..])
        };
        if let Some(after) = behind("!--", "-->").or_else(|| behind("![CDATA[", "]]>")).or_else(|| behind("/", ">")) {
            rest = after;
        } else if let Some(after) = behind("?xml ", "?>") {
            rest = after;
        } else {
            assert!(!rest.starts_with(['!', '?']), "<{}", rest.chars().take(20).collect::<String>());
            rest = tag(rest, svg);
        }
    }
}

fn tag<'t>(text: &'t str, svg: &str) -> &'t str {
    let end = text.find([' ', '\n', '\t', '\r', '/', '>']).unwrap_or(text.len());
    let local = |name: &str| name.rsplit(':').next().unwrap_or_default().to_ascii_lowercase();
    let name = local(&text[..end]);
    let active = ["script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler", "a", "set"];
    assert!(!active.contains(&name.as_str()) && !name.starts_with("animate"), "<{name}>");
    let mut rest = &text[end..];
    loop {
        rest = rest.trim_start_matches([' ', '\n', '\t', '\r', '/']);
        if let Some(after) = rest.strip_prefix('>') {
            return after;
        }
        let (attribute, after) = rest.split_once('=').expect("an attribute has a value");
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\'')).expect("a value stands in quotes");
        let value = &after[1..];
        let end = value.find(quote).expect("a quote ends");
        let (whole, attribute) = (attribute.trim(), local(attribute.trim()));
        if whole == "xmlns" || whole.starts_with("xmlns:") {
            // An element of HTML in a picture is what it is on a page.
            let elements = whole.strip_prefix("xmlns:").map_or("<".to_owned(), |prefix| format!("<{prefix}:"));
            assert!(&value[..end] != "http://www.w3.org/1999/xhtml" || !svg.contains(&elements), "{whole}");
        } else {
            let value: String = value[..end].chars().filter(|c| !c.is_ascii_whitespace()).collect::<String>().to_ascii_lowercase();
            assert!(!attribute.starts_with("on") || attribute.len() == 2, "{attribute}");
            let inside = value.starts_with('#') || value.starts_with("data:image/png;") || value.starts_with("data:image/jpeg;");
            match attribute.as_str() {
                "href" | "src" => assert!(inside || value.starts_with('&'), "{attribute}={value}"),
                _ => assert!(
                    !value.contains("image-set(") && !value.contains("url(http") && !value.contains("@import"),
                    "{attribute}={value}"
                ),
            }
        }
        rest = &rest[rest.len() - after.len() + 1 + end + 1..];
    }
}
