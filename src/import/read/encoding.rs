//! Bytes to text: UTF-8 or UTF-16 by their byte order mark, UTF-8 where it is valid, else GB 18030, of which GBK is a part.

use super::Foreign;
use encoding_rs::{Encoding, GB18030, UTF_8};
use std::borrow::Cow;

/// The text, without a byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Foreign> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, mark)| (encoding, &bytes[mark..]));
    let (encoding, bytes) = marked.unwrap_or_else(|| (if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { GB18030 }, bytes));
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(text),
        None => Err(Foreign::Encoding { line: line_of_damage(bytes) }),
    }
}

/// The line in which valid UTF-8 ends.
fn line_of_damage(bytes: &[u8]) -> usize {
    let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    1 + bytes[..valid].iter().filter(|byte| **byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn what_chinese_offices_save_is_read() {
        let text = "年度主要任务，≥95%";
        let gbk = encoding_rs::GBK.encode(text).0.into_owned();
        let marked = ["\u{FEFF}".as_bytes(), text.as_bytes()].concat();
        let wide: Vec<u8> = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        for bytes in [text.as_bytes(), &gbk, &marked, &wide] {
            assert_eq!(decode(bytes).unwrap(), text);
        }
        assert!(decode(b"\n\n\xFF\xFF\xFF").unwrap_err().to_string().contains("line 3"));
    }
}
