//! A bag in one file. The same bag gives the same bytes: order, times, owners and rights are those of no machine.

use super::bag::{Bag, Content};
use crate::model::date::Date;
use sha2::{Digest, Sha256};
use std::{
    io::{self, Read, Seek, Write},
    path::Path,
};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

/// What a bag is packed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Opened by a double click everywhere; compressed.
    Zip,
    /// What archives like best: not compressed.
    Tar,
}

impl Format {
    /// By the name of a file; `None` for one that says nothing.
    pub fn of(file: &Path) -> Option<Format> {
        match file.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "zip" => Some(Format::Zip),
            "tar" => Some(Format::Tar),
            _ => None,
        }
    }
}

/// The oldest day that a ZIP file can say: for content that states none.
const NO_DAY: &str = "1980-01-01";

/// Writes the bag as a folder `name` in a file. Its files are of `day`, the last that the content states.
pub(super) fn write<W: Write + Seek>(bag: &Bag, name: &str, day: Option<Date>, format: Format, to: W) -> io::Result<()> {
    let day = day.or_else(|| Date::parse(NO_DAY)).ok_or(io::ErrorKind::InvalidInput)?;
    match format {
        Format::Zip => zip(bag, name, day, to),
        Format::Tar => tar(bag, name, day, to),
    }
}

fn zip<W: Write + Seek>(bag: &Bag, name: &str, day: Date, to: W) -> io::Result<()> {
    let time = DateTime::from_date_and_time(day.year(), day.month(), day.day(), 0, 0, 0).unwrap_or_default();
    let options =
        SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(time).unix_permissions(0o644);
    let mut writer = ZipWriter::new(to);
    each(bag, |path, bytes, reader| {
        writer.start_file(format!("{name}/{path}"), options.large_file(bytes >= 1 << 31))?;
        io::copy(reader, &mut writer).map(drop)
    })?;
    writer.finish()?;
    Ok(())
}

fn tar<W: Write>(bag: &Bag, name: &str, day: Date, to: W) -> io::Result<()> {
    let mut writer = tar::Builder::new(to);
    each(bag, |path, bytes, reader| {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes);
        header.set_mode(0o644);
        header.set_mtime(day.days_since_1970() * 24 * 60 * 60);
        header.set_entry_type(tar::EntryType::Regular);
        writer.append_data(&mut header, format!("{name}/{path}"), reader)
    })?;
    writer.finish()
}

/// Tag files, then the payload.
fn each(bag: &Bag, mut put: impl FnMut(&str, u64, &mut dyn Read) -> io::Result<()>) -> io::Result<()> {
    bag.tags.iter().try_for_each(|(name, bytes)| put(name, bytes.len() as u64, &mut bytes.as_slice()))?;
    bag.payload.iter().try_for_each(|content: &Content| {
        let mut reader = Hashed { reader: content.open()?.take(content.bytes), hash: Sha256::new() };
        put(&content.path, content.bytes, &mut reader)?;
        match content.is(&reader.hash.finalize()) {
            true => Ok(()),
            false => Err(io::Error::other(format!("{} changed while it was archived", content.path))),
        }
    })
}

/// Sums up what is read.
struct Hashed<R> {
    reader: R,
    hash: Sha256,
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.hash.update(&buffer[..read]);
        Ok(read)
    }
}
