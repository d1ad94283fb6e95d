//! Changes of the files that a site is made from.

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::{
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    time::{Duration, Instant},
};

/// Editors write a file in several steps: until nothing has happened for so long, it is one change.
const QUIET: Duration = Duration::from_millis(40);
/// But no longer than that.
const PATIENCE: Duration = Duration::from_millis(400);

/// What a site is made from.
const FOLDERS: [&str; 3] = ["content", "theme", "themes"];

/// Whoever waits for changes.
pub struct Changes {
    site: PathBuf,
    events: Receiver<()>,
    /// Watches as long as it lives.
    watcher: RecommendedWatcher,
    watched: Vec<&'static str>,
}

/// Watches content, the site's own theme files, and the folder itself for new ones.
pub fn watch(site: &Path) -> notify::Result<Changes> {
    let (tell, events) = channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // Where events were lost, something may have changed.
        let changed = event.map_or(true, |event| is_change(&event));
        if changed {
            // Nobody waits any more: then nobody has to know.
            let _ = tell.send(());
        }
    })?;
    watcher.watch(site, RecursiveMode::NonRecursive)?;
    let mut changes = Changes { site: site.to_owned(), events, watcher, watched: Vec::new() };
    changes.watch_folders()?;
    Ok(changes)
}

/// Something was written, and not by a build: the cache stands in the site's folder.
fn is_change(event: &Event) -> bool {
    let own =
        |path: &Path| path.components().any(|part| part.as_os_str() == ".gongkai") || path.file_name().is_some_and(|name| name == "public");
    let read = matches!(event.kind, EventKind::Access(_));
    !read && (event.paths.is_empty() || event.paths.iter().any(|path| !own(path)))
}

impl Changes {
    /// Watches the folders that are there, and not watched yet.
    fn watch_folders(&mut self) -> notify::Result<()> {
        for name in FOLDERS.into_iter().filter(|name| !self.watched.contains(name)).collect::<Vec<_>>() {
            let folder = self.site.join(name);
            if folder.is_dir() {
                self.watcher.watch(&folder, RecursiveMode::Recursive)?;
                self.watched.push(name);
            }
        }
        Ok(())
    }

    /// Waits for the next change, until it is over; false when there will be none.
    pub fn wait(&mut self) -> bool {
        if self.events.recv().is_err() {
            return false;
        }
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            match self.events.recv_timeout(QUIET) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
        // A theme may have begun. What cannot be watched is seen with the next change of something else.
        let _ = self.watch_folders();
        true
    }
}
