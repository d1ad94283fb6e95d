//! Slugs: ids that become part of file names, addresses and fragments.

/// Longest slug, in bytes, so that whole paths stay short on Windows shares.
pub const MAX_LEN: usize = 60;

/// Checks that a text is lower-case ASCII letters, digits and single hyphens between them.
///
/// # Errors
/// Says which rule of the grammar it breaks.
pub fn check(text: &str) -> Result<(), SlugError> {
    if text.is_empty() || text.len() > MAX_LEN {
        return Err(SlugError::Length);
    }
    if !text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
        return Err(SlugError::Characters);
    }
    if text.starts_with('-') || text.ends_with('-') || text.contains("--") {
        return Err(SlugError::Hyphens);
    }
    Ok(())
}

/// Names that Windows gives to devices, whatever their extension (Microsoft, "Naming Files, Paths, and Namespaces").
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Whether Windows gives the name to a device.
pub fn is_device(text: &str) -> bool {
    let numbered = text.len() == 4 && (text.starts_with("com") || text.starts_with("lpt")) && text.as_bytes()[3].is_ascii_digit();
    DEVICES.contains(&text) || numbered
}

/// Why a text is no slug.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SlugError {
    /// Empty or longer than [`MAX_LEN`].
    #[error("it has 1 to {MAX_LEN} characters")]
    Length,
    /// A character outside a–z, 0–9 and `-`.
    #[error("it is made of the letters a–z, digits and hyphens only, because it becomes part of addresses")]
    Characters,
    /// Hyphens at an end or twice in a row.
    #[error("hyphens stand singly between letters or digits")]
    Hyphens,
    /// The site or Windows needs the name for something else.
    #[error("this name is reserved (for a page of the site, a year, or a device of Windows)")]
    Reserved,
}
