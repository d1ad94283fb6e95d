//! `gongkai check --fix`: what is mended, as a diff or in the files.

use super::{
    args::{Check, CheckFormat},
    check::Error,
    terminal,
};
use gongkai::{
    content::{self, Mended, SiteSource},
    model::sheet::Status,
    publish::{Existing, place_one},
};
use similar::TextDiff;

/// Mends the sheets that the arguments select.
pub fn run(check: &Check) -> Result<(), Error> {
    let select = &check.select;
    let config = SiteSource::open(&select.site)?.config;
    let least_finished = if check.include_final { Status::Final } else { Status::Draft };
    let human = check.message_format == CheckFormat::Human;
    for file in content::sheet_files(&select.site, select.year, select.department.as_ref()) {
        match content::mended(&file, &config, least_finished) {
            // What cannot be read is told by the check itself.
            Mended::AsItIs | Mended::Unreadable(_) => {}
            Mended::Left(why) => terminal::say(format_args!("not mended: {}: {why}", file.display())),
            Mended::New { before, after } => {
                let name = file.display().to_string();
                if check.dry_run {
                    let diff = TextDiff::from_lines(&before, &after);
                    let words = diff.unified_diff().context_radius(1).header(&name, &name).to_string();
                    if human {
                        terminal::print(words.trim_end())
                    } else {
                        terminal::say(words.trim_end())
                    }
                    continue;
                }
                place_one(&file, after.as_bytes(), Existing::Replace)?;
                if human && !check.quiet {
                    terminal::say(format_args!("mended: {name}"));
                }
            }
        }
    }
    Ok(())
}
