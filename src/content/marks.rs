//! Marks at the foot of a government site: 党政机关网站标识 and 政府网站找错. site.yaml says where they lead and names their
//! pictures, which stand in `content/images/`: a picture from elsewhere would be fetched by every reader.

use super::{
    fields::Fields,
    files,
    problem::{Found, Problem},
    settings::web_address,
    tree::Node,
};
use crate::model::{
    diagnostic::Diagnostic,
    site::{Mark, MarkKind},
};
use imagesize::ImageType;
use std::{path::Path, sync::Arc};

/// The folder of the pictures, below `content/`.
pub(super) const FOLDER: &str = "images";

/// Larger than any of these pictures; they stand on every page.
const MAX_BYTES: usize = 100 * 1024;

/// The picture of a mark, which is what it says it is.
#[derive(Clone, Debug)]
pub struct MarkImage {
    /// Whose picture it is.
    pub kind: MarkKind,
    /// `png`, `jpg`, `gif` or `webp`.
    pub extension: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
}

impl MarkImage {
    /// Looks at the bytes of a picture.
    ///
    /// # Errors
    /// Says why they cannot be the picture of a mark.
    pub fn parse(kind: MarkKind, bytes: Vec<u8>) -> Result<MarkImage, String> {
        if bytes.len() > MAX_BYTES {
            return Err(format!("it is {} KB large", bytes.len().div_ceil(1024)));
        }
        // By its first bytes: a name proves nothing.
        let extension = match imagesize::image_type(&bytes) {
            Ok(ImageType::Png) => "png",
            Ok(ImageType::Jpeg) => "jpg",
            Ok(ImageType::Gif) => "gif",
            Ok(ImageType::Webp) => "webp",
            _ => return Err("it holds no picture of these kinds".to_owned()),
        };
        let size = imagesize::blob_size(&bytes).map_err(|_| "its size cannot be read: it is damaged".to_owned())?;
        match (size.width, size.height) {
            (0, _) | (_, 0) => Err("it is empty".to_owned()),
            (width, height) => Ok(MarkImage { kind, extension, bytes, width, height }),
        }
    }
}

/// Reads the key `marks` of site.yaml.
pub(super) fn read(node: &Node, found: &mut Vec<Found>) -> Vec<Mark> {
    let Some(fields) = Fields::open(node, &MarkKind::ALL.map(MarkKind::key), found) else { return Vec::new() };
    let mut marks = Vec::new();
    for kind in MarkKind::ALL {
        marks.extend(fields.get(kind.key(), found).and_then(|node| mark(kind, node, found)));
    }
    marks
}

fn mark(kind: MarkKind, node: &Node, found: &mut Vec<Found>) -> Option<Mark> {
    let fields = Fields::open(node, &["url", "image"], found)?;
    let url = fields.require("url", "the mark", found).and_then(|node| web_address(node, node.scalar()?, found));
    let image = fields.scalar("image", "the name of a file in content/images", found).and_then(|(node, written)| {
        let plain = !written.contains(['/', '\\', ':']) && !written.starts_with('.');
        if !plain {
            let expected = "the name of a file in content/images, without its folder, as in mark.png";
            found.push(Found::at(node, Problem::Value { written: written.to_owned(), expected }));
        }
        plain.then(|| written.to_owned())
    });
    Some(Mark { kind, url: url?, image })
}

/// Reads the pictures that the marks name.
pub(super) fn images(content: &Path, marks: &[Mark], diagnostics: &mut Vec<Diagnostic>) -> Vec<MarkImage> {
    let mut images = Vec::new();
    for mark in marks {
        let Some(name) = &mark.image else { continue };
        let file = Arc::new(content.join(FOLDER).join(name));
        match image(mark.kind, &file) {
            Ok(image) => images.push(image),
            Err(why) => {
                let problem = Problem::BadImage { name: name.clone(), why, limit: MAX_BYTES };
                diagnostics.push(Found::file(problem).diagnose(&file));
            }
        }
    }
    images
}

fn image(kind: MarkKind, file: &Path) -> Result<MarkImage, String> {
    if files::is_link(file) || !file.is_file() {
        return Err("there is no such file in content/images".to_owned());
    }
    MarkImage::parse(kind, std::fs::read(file).map_err(|error| error.to_string())?)
}
