//! SHA-256 of a file, as `sha256sum` writes it.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use std::io::{self, Read};

/// The SHA-256 of a file's bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Checksum([u8; 32]);

impl Checksum {
    /// Of bytes at hand.
    pub(super) fn of(bytes: &[u8]) -> Checksum {
        Checksum(Sha256::digest(bytes).into())
    }

    /// Of everything a reader yields, without holding it in memory.
    pub(super) fn of_reader(mut reader: impl Read) -> io::Result<Checksum> {
        let mut hasher = Sha256::new();
        let mut buffer = vec![0; 64 * 1024];
        loop {
            match reader.read(&mut buffer) {
                Ok(0) => return Ok(Checksum(hasher.finalize().into())),
                Ok(n) => hasher.update(&buffer[..n]),
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
    }

    /// Of pieces that come one after the other.
    pub(super) fn of_pieces() -> Pieces {
        Pieces(Sha256::new())
    }

    /// Reads 64 lower-case hexadecimal digits.
    pub(super) fn parse(text: &str) -> Option<Checksum> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return None;
        }
        let mut sum = [0; 32];
        for (byte, pair) in sum.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = hex_digit(pair[0])? << 4 | hex_digit(pair[1])?;
        }
        Some(Checksum(sum))
    }
}

/// A checksum that is not done yet.
#[derive(Clone)]
pub(super) struct Pieces(Sha256);

impl Pieces {
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    pub(super) fn sum(self) -> Checksum {
        Checksum(self.0.finalize().into())
    }
}

impl fmt::Display for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A manifest has one for every file of a site: this is ten times as fast as formatting byte by byte.
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digits: [u8; 64] = std::array::from_fn(|at| DIGITS[usize::from(self.0[at / 2] >> (4 * (1 - at % 2)) & 15)]);
        f.write_str(str::from_utf8(&digits).unwrap_or_default())
    }
}

impl fmt::Debug for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn hex_digit(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Checksum;

    #[test]
    fn a_checksum_reads_what_it_writes_and_nothing_else() {
        let sum = Checksum::of(b"abc");
        let hex = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sum.to_string(), hex);
        assert_eq!(Checksum::parse(hex), Some(sum));
        assert_eq!(Checksum::of_reader(&b"abc"[..]).unwrap(), sum);
        for wrong in ["", &hex[1..], &hex.to_uppercase(), &hex.replace('b', "g"), &hex.replace("ba", "é")] {
            assert_eq!(Checksum::parse(wrong), None, "{wrong}");
        }
    }
}
