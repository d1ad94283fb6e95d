//! Which templates are being rendered now, so that somebody who has a clock can see one that does not come to an end.

use std::{
    collections::BTreeMap,
    io::{self, Write},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

/// A page has this many bytes at most: a hundred times the largest page of a large site.
pub const MAX_PAGE: usize = 64 << 20;

/// Of the whole process: a page is rendered by one thread of it, and nobody else knows by which template.
static RUNNING: Mutex<BTreeMap<u64, String>> = Mutex::new(BTreeMap::new());
static NEXT: AtomicU64 = AtomicU64::new(0);

/// Every page that is being rendered: a number that no other page has, and the name of its template.
pub fn running() -> BTreeMap<u64, String> {
    table().clone()
}

/// A page that is being rendered, as long as this lives.
pub(super) struct Running(u64);

impl Running {
    pub fn new(template: &str) -> Running {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        table().insert(number, template.to_owned());
        Running(number)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        table().remove(&self.0);
    }
}

fn table() -> MutexGuard<'static, BTreeMap<u64, String>> {
    // Of a map, a thread that panicked leaves nothing half done.
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes a page in, up to [`MAX_PAGE`].
#[derive(Default)]
pub(super) struct PageWriter {
    pub bytes: Vec<u8>,
    /// There was more than that.
    pub full: bool,
}

impl Write for PageWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.full |= self.bytes.len() + bytes.len() > MAX_PAGE;
        if self.full {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
