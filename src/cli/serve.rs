//! `gongkai serve`: where the site can be seen, and what became of every change.

use super::{
    args::{Format, Output, Serve},
    diagnostics, terminal,
};
use gongkai::{
    model::diagnostic::Severity,
    serve::{self, Event, ServeError, ServeOptions},
};
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, Ordering},
};

impl Serve {
    /// How it prints.
    pub fn output(&self) -> Output {
        Output { message_format: Format::Human, quiet: self.quiet, color: self.color }
    }
}

/// Runs the command, until it is interrupted.
pub fn run(args: &Serve) -> Result<(), ServeError> {
    let output = args.output();
    let options = ServeOptions { build: args.select.options(), port: args.port };
    let (open, told) = (args.open, Mutex::new(None));
    let opened = AtomicBool::new(false);
    serve::serve(
        &options,
        Arc::new(move |event| match event {
            Event::Listening(address) => {
                let url = format!("http://{address}/");
                // On stdout, for programs that begin it.
                terminal::print(format_args!("{url}"));
                if !output.quiet {
                    terminal::say("Ctrl+C ends it.");
                }
                *told.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(url);
            }
            Event::Built(outcome) => {
                diagnostics::print(&outcome.diagnostics, &output);
                let errors = outcome.count(Severity::Error);
                match outcome.published {
                    Some(_) if output.quiet => {}
                    Some(_) => terminal::say(format_args!(
                        "built: {} files made, {} of {} departments as before",
                        outcome.made, outcome.departments_kept, outcome.departments
                    )),
                    None => terminal::say(format_args!("not built: {errors} errors; the last good site stays")),
                }
                // Not before there is something to see.
                if open && outcome.published.is_some() && !opened.swap(true, Ordering::Relaxed) {
                    let url = told.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone().unwrap_or_default();
                    if let Err(error) = open::that_detached(&url) {
                        terminal::say(format_args!("note: no browser could be opened: {error}"));
                    }
                }
            }
            Event::Failed(error) => terminal::say(format_args!("gongkai: {error}")),
        }),
    )
}
