//! `gongkai completions` and `gongkai man`: what shells and `man` need, made of the same words as `--help`.

use super::{
    args::{Cli, Format, Output},
    terminal,
};
use clap::CommandFactory;
use clap_complete::Shell;
use gongkai::publish::{Existing, PublishError, place_one};
use std::{fs, io, path::Path, path::PathBuf, process::ExitCode};

/// What kept a page from being written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{} cannot be made: {cause}", .dir.display())]
    Folder { dir: PathBuf, cause: io::Error },
    #[error("a page could not be made: {0}")]
    Page(io::Error),
    #[error(transparent)]
    Place(#[from] PublishError),
}

/// Prints what a shell needs to complete a command line.
pub fn completions(shell: Shell) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "gongkai", &mut script);
    terminal::print(String::from_utf8_lossy(&script).trim_end());
    ExitCode::SUCCESS
}

/// Writes a page for the program, and one for each command.
pub fn write(dir: &Path, output: &Output) -> Result<(), Error> {
    fs::create_dir_all(dir).map_err(|cause| Error::Folder { dir: dir.to_owned(), cause })?;
    let mut program = Cli::command();
    program.build();
    let mut pages = 0;
    let mut open = vec![program];
    while let Some(command) = open.pop() {
        let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
        let mut page = Vec::new();
        clap_mangen::Man::new(command.clone()).title(name.to_uppercase()).render(&mut page).map_err(Error::Page)?;
        place_one(&dir.join(format!("{name}.1")), &page, Existing::Replace)?;
        pages += 1;
        open.extend(command.get_subcommands().filter(|inner| inner.get_name() != "help").cloned());
    }
    match output.message_format {
        Format::Json => terminal::print(serde_json::json!({"type": "manual", "folder": dir.display().to_string(), "pages": pages})),
        Format::Human if output.quiet => {}
        Format::Human => terminal::say(format_args!("{}: {pages} pages", dir.display())),
    }
    Ok(())
}
