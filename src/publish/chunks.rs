//! Reads what comes in chunks as one text, so that no more than a chunk is in memory.

use std::io::{self, Cursor, Read};

/// All chunks, one after the other.
pub fn read_chunks(chunks: impl Iterator<Item = io::Result<Vec<u8>>>) -> impl Read {
    Chunks { chunks, at: Cursor::default() }
}

struct Chunks<I> {
    chunks: I,
    at: Cursor<Vec<u8>>,
}

impl<I: Iterator<Item = io::Result<Vec<u8>>>> Read for Chunks<I> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.at.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            match self.chunks.next() {
                Some(chunk) => self.at = Cursor::new(chunk?),
                None => return Ok(0),
            }
        }
    }
}
