//! Bytes to text: UTF-8 with or without byte order mark; any other encoding is named, never guessed at.

use super::problem::{Found, Problem};

/// The text of a file, without its byte order mark. Zero bytes are left to those who look for characters that cannot be seen,
/// unless there are so many that the file is UTF-16.
///
/// # Errors
/// A problem that names the encoding the bytes are probably in (GBK and UTF-16 are what people have).
pub fn decode(bytes: &[u8]) -> Result<&str, Found> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let error = match std::str::from_utf8(bytes) {
        Ok(text) if !has_zeros_of_utf16(bytes) => return Ok(text),
        Ok(_) => return Err(foreign(bytes, bytes.iter().position(|b| *b == 0).unwrap_or(0))),
        Err(error) => error,
    };
    Err(foreign(bytes, error.valid_up_to()))
}

fn foreign(bytes: &[u8], at: usize) -> Found {
    let line = 1 + bytes[..at].iter().filter(|b| **b == b'\n').count();
    Found::file(Problem::Encoding { guess: guess(bytes), line })
}

fn guess(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) || has_zeros_of_utf16(bytes) {
        return "UTF-16 (“Unicode” in older Notepad)";
    }
    if bytes.contains(&0) {
        return "no text at all (it holds zero bytes)";
    }
    let (_, _, bad_gbk) = encoding_rs::GB18030.decode(bytes);
    if !bad_gbk {
        return "GBK / GB18030 (“ANSI” in Chinese Windows)";
    }
    let (_, _, bad_big5) = encoding_rs::BIG5.decode(bytes);
    if !bad_big5 {
        return "Big5";
    }
    "a damaged or unknown encoding"
}

/// ASCII in UTF-16 is every other byte zero.
fn has_zeros_of_utf16(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    head.iter().filter(|b| **b == 0).count() * 4 > head.len()
}
