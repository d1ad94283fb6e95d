//! Ends the process where a template does not come to an end: it cannot be interrupted, and whoever waits for it learns nothing.

use gongkai::render;
use std::{
    collections::BTreeMap,
    process, thread,
    time::{Duration, Instant},
};

/// A page takes a few milliseconds; the largest of a large site less than a second. `GONGKAI_PAGE_SECONDS` says otherwise.
const LONGEST: Duration = Duration::from_secs(60);

/// What the process may hold while templates run. A site of a hundred thousand reports takes a tenth of it.
const MOST: usize = 2 << 30;

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(100);

/// Watches from now on. Nothing is half published when it strikes: pages are rendered before the first of them is moved into place.
pub(super) fn watch() {
    // Without it there is only less to be said of a theme that runs for ever.
    let longest = std::env::var("GONGKAI_PAGE_SECONDS").ok().and_then(|seconds| seconds.parse().ok()).map_or(LONGEST, Duration::from_secs);
    _ = thread::Builder::new().name("watchdog".to_owned()).spawn(move || {
        let mut since: BTreeMap<u64, Instant> = BTreeMap::new();
        loop {
            thread::sleep(PAUSE);
            let running = render::running();
            since.retain(|page, _| running.contains_key(page));
            for (page, template) in &running {
                if since.entry(*page).or_insert_with(Instant::now).elapsed() > longest {
                    end(template, &format!("has been running for {} seconds on one page", longest.as_secs()));
                }
            }
            let oldest = running.iter().next();
            if let Some((_, template)) = oldest.filter(|_| memory().is_some_and(|bytes| bytes > MOST)) {
                end(template, &format!("runs, and memory has grown beyond {} GiB", MOST >> 30));
            }
        }
    });
}

fn end(template: &str, what: &str) -> ! {
    super::terminal::say(format_args!(
        "gongkai: the template {template} {what}; nothing was published. Look at its loops, or use another theme"
    ));
    process::exit(2)
}

/// Bytes that the process holds, where the system says so in a file.
fn memory() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let held = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    held.trim().strip_suffix(" kB")?.parse::<usize>().ok()?.checked_mul(1024)
}
