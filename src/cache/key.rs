//! Keys: what is made from equal things has equal keys.

use serde::{Deserialize, Serialize};
use std::{
    fmt,
    hash::{Hash, Hasher},
    io::{self, Write},
};

/// BLAKE3 of what something is made from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key([u8; 32]);

impl Key {
    /// Of bytes.
    pub fn of(bytes: &[u8]) -> Key {
        Key(*blake3::hash(bytes).as_bytes())
    }

    /// The first 16 hexadecimal digits, for names of folders.
    pub fn short(&self) -> String {
        self.0[..8].iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.short())
    }
}

/// Makes a key of several things. Each is parted from the next, so that no two rows of things run together into the same bytes.
#[derive(Clone, Default)]
pub struct KeyMaker(blake3::Hasher);

impl KeyMaker {
    /// Of values: with all their fields, but for places in files ([`Text`](crate::model::text::Text)).
    pub fn value<T: Hash + ?Sized>(&mut self, value: &T) -> &mut KeyMaker {
        value.hash(&mut Values(&mut self.0));
        self.end()
    }

    /// Of bytes.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut KeyMaker {
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self.end()
    }

    /// Of what is handed to templates or written down.
    ///
    /// # Errors
    /// For a value that is no data.
    pub fn data<T: Serialize + ?Sized>(&mut self, data: &T) -> serde_json::Result<&mut KeyMaker> {
        serde_json::to_writer(io::BufWriter::with_capacity(16 * 1024, Bytes(&mut self.0)), data)?;
        Ok(self.end())
    }

    /// The key.
    pub fn key(&self) -> Key {
        Key(*self.0.finalize().as_bytes())
    }

    fn end(&mut self) -> &mut KeyMaker {
        self.0.update(&[0]);
        self
    }
}

struct Values<'h>(&'h mut blake3::Hasher);

impl Hasher for Values<'_> {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        let bytes = *self.0.finalize().as_bytes();
        u64::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7]])
    }
}

struct Bytes<'h>(&'h mut blake3::Hasher);

impl Write for Bytes<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Key, KeyMaker};

    fn key(make: impl FnOnce(&mut KeyMaker)) -> Key {
        let mut maker = KeyMaker::default();
        make(&mut maker);
        maker.key()
    }

    #[test]
    fn things_do_not_run_together() {
        let keys = [
            key(|k| _ = k.bytes(b"ab").bytes(b"c")),
            key(|k| _ = k.bytes(b"a").bytes(b"bc")),
            key(|k| _ = k.bytes(b"abc")),
            key(|k| _ = k.value("ab").value("c")),
            key(|k| _ = k.value("a").value("bc")),
            key(|k| _ = k.value(&["abc"])),
        ];
        for (at, one) in keys.iter().enumerate() {
            assert!(keys[..at].iter().all(|other| other != one), "{at}");
        }
    }
}
