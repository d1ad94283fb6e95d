//! Writing to terminals, pipes and files. A reader who goes away is no error; an output that cannot be written is.

use std::{
    fmt::Display,
    io::{self, ErrorKind, Write},
    sync::OnceLock,
};

/// Why something could not be written to standard output.
static FAILURE: OnceLock<String> = OnceLock::new();

/// Words for people, to standard error. If even that fails there is nobody left to tell.
pub fn say(words: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{words}");
}

/// A line of output, to standard output.
pub fn print(line: impl Display) {
    let mut stdout = io::stdout().lock();
    match writeln!(stdout, "{line}").and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => _ = FAILURE.set(error.to_string()),
        _ => {}
    }
}

/// Why output was lost, if any was.
pub fn failure() -> Option<&'static str> {
    FAILURE.get().map(String::as_str)
}
