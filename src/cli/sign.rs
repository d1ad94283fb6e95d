//! `gongkai sign`: a signature over a published site.

use super::{
    args::{Format, Sign},
    terminal,
};
use gongkai::{
    publish::SIGNATURE,
    sign::{self, SignError},
};
use std::process::ExitCode;

/// Runs the command.
pub fn run(args: &Sign) -> Result<ExitCode, SignError> {
    let dir = args.out.folder(&args.site);
    if let Err(error) = sign::sign(&dir, &args.key) {
        let code = if matches!(error, SignError::NotWhole(_)) { 1 } else { 2 };
        super::failed(&error, &args.output);
        return Ok(ExitCode::from(code));
    }
    let file = dir.join(SIGNATURE);
    match args.output.message_format {
        Format::Json => terminal::print(serde_json::json!({"type": "signed", "file": file.display().to_string()})),
        Format::Human if args.output.quiet => {}
        Format::Human => terminal::say(format_args!("{} signs the site; publish it with the other files.", file.display())),
    }
    Ok(ExitCode::SUCCESS)
}
