//! Printing by a browser that is there already: its print is the one that readers know, A4, with the page's own style for paper.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// How long a browser may take; printing a report takes one or two seconds.
const PATIENCE: Duration = Duration::from_secs(120);

/// What kept a page from being printed.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// There is no browser.
    #[error(
        "no Chromium, Chrome or Edge was found in PATH or in its usual place, and printing needs one: install one, or say where it is, \
         as in CHROME=/opt/chromium/chrome"
    )]
    NoBrowser,
    /// The browser could not be started, or its files could not be read.
    #[error("{} cannot be used for printing: {cause}", .browser.display())]
    Io {
        /// The browser.
        browser: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// It ended without a PDF.
    #[error("{} has printed nothing: {said}", .browser.display())]
    Nothing {
        /// The browser.
        browser: PathBuf,
        /// The last line it wrote, or how it ended.
        said: String,
    },
}

/// The page as a PDF.
///
/// # Errors
/// [`PdfError`] where the browser does not do what it should.
pub fn print(browser: &Path, html: &[u8]) -> Result<Vec<u8>, PdfError> {
    let failed = |cause| PdfError::Io { browser: browser.to_owned(), cause };
    // A folder and a profile of its own: a browser that is open elsewhere would take the page over and print nothing.
    let folder = tempfile::tempdir().map_err(failed)?;
    let (page, pdf, log) = (folder.path().join("page.html"), folder.path().join("page.pdf"), folder.path().join("log.txt"));
    fs::write(&page, html).map_err(failed)?;
    let mut command = Command::new(browser);
    command
        .args(["--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--no-pdf-header-footer"])
        .arg(argument("--user-data-dir=", &folder.path().join("profile")))
        .arg(argument("--print-to-pdf=", &pdf))
        .arg(&page)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(fs::File::create(&log).map_err(failed)?);
    if is_root() {
        // Chromium refuses to run as root inside its sandbox. The page is ours and loads nothing.
        command.arg("--no-sandbox");
    }
    let ended = wait(command.spawn().map_err(failed)?).map_err(failed)?;
    match fs::read(&pdf) {
        Ok(bytes) if bytes.starts_with(b"%PDF-") => Ok(bytes),
        _ => {
            let log = fs::read_to_string(&log).unwrap_or_default();
            let said = log.lines().rfind(|line| !line.trim().is_empty()).map_or(ended, str::to_owned);
            Err(PdfError::Nothing { browser: browser.to_owned(), said })
        }
    }
}

fn argument(flag: &str, path: &Path) -> std::ffi::OsString {
    let mut argument = std::ffi::OsString::from(flag);
    argument.push(path);
    argument
}

/// Waits for the browser, but not for ever; how it ended, in words.
fn wait(mut child: std::process::Child) -> io::Result<String> {
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.to_string());
        }
        if started.elapsed() > PATIENCE {
            child.kill()?;
            child.wait()?;
            return Ok(format!("it took more than {} seconds", PATIENCE.as_secs()));
        }
        thread::sleep(Duration::from_millis(20));
    }
}

#[cfg(unix)]
fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}
