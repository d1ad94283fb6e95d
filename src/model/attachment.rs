//! Attachments (附件) of a sheet: the signed original as a PDF or scan, published beside the transcription as it is.

use super::{
    sheet::Placed,
    slug::{self, SlugError},
    text::Text,
};

/// A file that stands beside the sheet, as the sheet names it.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// Its name.
    pub name: Placed<AttachmentName>,
    /// What it is, in words.
    pub title: Option<Text>,
    /// The SHA-256 that it must have: 64 lower-case hexadecimal digits.
    pub sha256: Option<Placed<String>>,
}

/// An attachment whose file has been looked at.
#[derive(Clone, Debug)]
pub struct AttachedFile {
    /// As the sheet names it.
    pub attachment: Attachment,
    /// Size of the file in bytes.
    pub bytes: usize,
    /// Its SHA-256 in lower-case hexadecimal digits.
    pub sha256: String,
}

/// What an attachment is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttachmentKind {
    /// PDF (ISO 32000).
    Pdf,
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// TIFF.
    Tiff,
    /// OFD, the Chinese fixed-layout format (GB/T 33190-2016): a ZIP archive.
    Ofd,
}

impl AttachmentKind {
    /// Ends of file names, and what they stand for.
    pub const ENDS: [(&'static str, AttachmentKind); 7] = [
        ("pdf", AttachmentKind::Pdf),
        ("png", AttachmentKind::Png),
        ("jpg", AttachmentKind::Jpeg),
        ("jpeg", AttachmentKind::Jpeg),
        ("tif", AttachmentKind::Tiff),
        ("tiff", AttachmentKind::Tiff),
        ("ofd", AttachmentKind::Ofd),
    ];

    /// What people call it.
    pub fn as_str(self) -> &'static str {
        match self {
            AttachmentKind::Pdf => "PDF",
            AttachmentKind::Png => "PNG",
            AttachmentKind::Jpeg => "JPEG",
            AttachmentKind::Tiff => "TIFF",
            AttachmentKind::Ofd => "OFD",
        }
    }

    /// Whether a file begins as those of this kind do: a name proves nothing.
    pub fn fits(self, bytes: &[u8]) -> bool {
        match self {
            // Readers take a PDF whose first line is within the first 1024 bytes; so do we.
            AttachmentKind::Pdf => bytes.iter().take(1024).copied().collect::<Vec<u8>>().windows(5).any(|piece| piece == b"%PDF-"),
            AttachmentKind::Png => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
            AttachmentKind::Jpeg => bytes.starts_with(b"\xff\xd8\xff"),
            AttachmentKind::Tiff => [&b"II*\0"[..], b"MM\0*", b"II+\0", b"MM\0+"].iter().any(|magic| bytes.starts_with(magic)),
            AttachmentKind::Ofd => bytes.starts_with(b"PK\x03\x04"),
        }
    }
}

/// The name of an attachment, which becomes part of its address: a slug, a point, the end of an allowed kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AttachmentName(Box<str>);

/// Why a name is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AttachmentNameError {
    /// Its end is not that of an allowed kind.
    #[error("attachments end in .pdf, .png, .jpg, .jpeg, .tif, .tiff or .ofd, in small letters")]
    Kind,
    /// What stands before the end.
    #[error("what stands before the point is part of an address: {0}")]
    Stem(#[from] SlugError),
}

impl AttachmentName {
    /// Reads a name.
    ///
    /// # Errors
    /// Says which rule of the grammar it breaks.
    pub fn parse(text: &str) -> Result<AttachmentName, AttachmentNameError> {
        let (stem, end) = text.rsplit_once('.').ok_or(AttachmentNameError::Kind)?;
        if !AttachmentKind::ENDS.iter().any(|(known, _)| *known == end) {
            return Err(AttachmentNameError::Kind);
        }
        slug::check(stem)?;
        match slug::is_device(stem) {
            true => Err(SlugError::Reserved.into()),
            false => Ok(AttachmentName(text.into())),
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What it is in, by its end.
    pub fn kind(&self) -> AttachmentKind {
        let end = self.0.rsplit('.').next().unwrap_or_default();
        // Checked where it was read.
        AttachmentKind::ENDS.iter().find(|(known, _)| *known == end).map_or(AttachmentKind::Pdf, |(_, kind)| *kind)
    }
}

#[cfg(test)]
mod tests {
    use super::{AttachmentKind, AttachmentName, AttachmentNameError};

    #[test]
    fn a_name_is_part_of_an_address_and_says_what_the_file_is() {
        let kind = |name| AttachmentName::parse(name).map(|name| name.kind());
        assert_eq!(kind("signed-2023.pdf"), Ok(AttachmentKind::Pdf));
        assert_eq!(kind("scan.jpeg"), Ok(AttachmentKind::Jpeg));
        for wrong in ["scan", "scan.PDF", "table.xlsx", "scan.pdf.exe", ".gitignore"] {
            assert_eq!(kind(wrong), Err(AttachmentNameError::Kind), "{wrong}");
        }
        for wrong in ["盖章.pdf", "Scan.pdf", "a b.pdf", "../a.pdf", ".pdf", "con.pdf", "lpt1.tif", "a.b.pdf"] {
            assert!(matches!(kind(wrong), Err(AttachmentNameError::Stem(_))), "{wrong}");
        }
    }

    #[test]
    fn a_file_is_what_it_begins_as() {
        for (kind, begins) in [
            (AttachmentKind::Pdf, &b"%PDF-1.7\n"[..]),
            (AttachmentKind::Png, b"\x89PNG\r\n\x1a\n\0\0"),
            (AttachmentKind::Jpeg, b"\xff\xd8\xff\xe0"),
            (AttachmentKind::Tiff, b"II*\0\x08"),
            (AttachmentKind::Ofd, b"PK\x03\x04\x14"),
        ] {
            for (_, other) in AttachmentKind::ENDS {
                assert_eq!(other.fits(begins), other == kind, "{kind:?} as {other:?}");
            }
        }
        assert!(!AttachmentKind::Pdf.fits(b"") && AttachmentKind::Pdf.fits(b"\xef\xbb\xbf%PDF-1.4"));
    }
}
