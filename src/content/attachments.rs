//! `attachments:` of a sheet, and the files in its folder that they name.

use super::{
    fields::{Fields, items, shape},
    files,
    near::nearest,
    problem::{Found, Problem},
    source::ReportFiles,
    text::text,
    tree::{Node, Value},
};
use crate::model::{
    attachment::{AttachedFile, Attachment, AttachmentName},
    diagnostic::{Diagnostic, Place, Severity},
    lang::Lang,
    sheet::{Placed, Sheet, Status},
};
use sha2::{Digest, Sha256};
use std::{fs, path::Path, sync::Arc};

/// Largest file, in bytes. A signed table of some pages scanned in colour has a tenth of it.
const MAX_BYTES: u64 = 32 * 1024 * 1024;

/// Reads the list; files that stand in it twice are reported.
pub(super) fn attachments(fields: &Fields<'_>, languages: &[Lang], found: &mut Vec<Found>) -> Vec<Attachment> {
    let all = fields.get("attachments", found).and_then(|node| items(node, found)).unwrap_or_default();
    let mut attachments: Vec<Attachment> = Vec::new();
    for node in all {
        let Some(attachment) = attachment(node, languages, found) else { continue };
        let name = &attachment.name;
        if attachments.iter().any(|other| other.name.value == name.value) {
            let problem = Problem::Twice { written: name.value.as_str().to_owned() };
            found.push(Found { place: Place::Node(name.span), problem });
        } else {
            attachments.push(attachment);
        }
    }
    attachments
}

fn attachment(node: &Node, languages: &[Lang], found: &mut Vec<Found>) -> Option<Attachment> {
    if matches!(node.value, Value::Scalar(_)) {
        found.push(shape(node, "a map (`file: scan.pdf`)"));
        return None;
    }
    let fields = Fields::open(node, &["file", "title", "sha256"], found)?;
    let name = fields.require("file", "the attachment", found).and_then(|node| name(node, found));
    let title = fields.get("title", found).and_then(|node| text(node, languages, found));
    let sha256 = fields.scalar("sha256", "64 hexadecimal digits", found).and_then(|(node, written)| checksum(node, written, found));
    Some(Attachment { name: name?, title, sha256 })
}

fn name(node: &Node, found: &mut Vec<Found>) -> Option<Placed<AttachmentName>> {
    let written = super::fields::scalar(node, "the name of a file in this folder", found)?;
    match AttachmentName::parse(written) {
        Ok(value) => Some(Placed { span: node.span(), value }),
        Err(why) => {
            found.push(Found::at(node, Problem::AttachmentName { written: written.to_owned(), why: why.to_string() }));
            None
        }
    }
}

/// Programs print it in small letters or in capitals.
fn checksum(node: &Node, written: &str, found: &mut Vec<Found>) -> Option<Placed<String>> {
    if written.len() != 64 || !written.bytes().all(|b| b.is_ascii_hexdigit()) {
        let expected = "a SHA-256: 64 digits of 0–9 and a–f, as `sha256sum` or `certutil -hashfile … SHA256` print it";
        found.push(Found::at(node, Problem::Value { written: written.to_owned(), expected }));
        return None;
    }
    Some(Placed { span: node.span(), value: written.to_ascii_lowercase() })
}

/// Reads the file of an attachment and holds it against what its sheet and its name say of it. `beside` are the files of the folder.
pub(super) fn open(
    sheet: &Sheet,
    attachment: &Attachment,
    beside: &ReportFiles,
) -> Result<(AttachedFile, Vec<u8>), Option<Box<Diagnostic>>> {
    let span = attachment.name.span;
    let name = attachment.name.value.as_str();
    let at = |span, problem| Some(Box::new(as_of(sheet, Found { place: Place::Node(span), problem }.diagnose(&sheet.file))));
    let path = sheet.file.parent().unwrap_or(Path::new("")).join(name);
    if files::is_link(&path) {
        return Err(None); // the walk has said so
    }
    if !beside.others.contains(&path) {
        let near = nearest(name, beside.others.iter().filter_map(|path| path.file_name()?.to_str()));
        return Err(at(span, Problem::NoAttachment { name: name.to_owned(), near }));
    }
    let unreadable =
        |error: std::io::Error| at(span, Problem::Attachment { name: name.to_owned(), why: format!("cannot be read: {error}") });
    let meta = fs::metadata(&path).map_err(unreadable)?;
    // A pipe would be waited for.
    if !meta.is_file() {
        return Err(at(span, Problem::Attachment { name: name.to_owned(), why: "is not a file".to_owned() }));
    }
    let size = meta.len();
    if size > MAX_BYTES {
        let why = format!("is {} MB large, and at most {} MB are published", size.div_ceil(1 << 20), MAX_BYTES >> 20);
        return Err(at(span, Problem::Attachment { name: name.to_owned(), why }));
    }
    let bytes = fs::read(&path).map_err(unreadable)?;
    let kind = attachment.name.value.kind();
    if !kind.fits(&bytes) {
        let why = format!("is called a {} and is none: it does not begin like one", kind.as_str());
        return Err(at(span, Problem::Attachment { name: name.to_owned(), why }));
    }
    let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    if let Some(stated) = attachment.sha256.as_ref().filter(|stated| stated.value != sha256) {
        return Err(at(stated.span, Problem::Sha256 { name: name.to_owned(), is: sha256 }));
    }
    Ok((AttachedFile { attachment: attachment.clone(), bytes: bytes.len(), sha256 }, bytes))
}

/// Files of the folder that none of its sheets names.
pub(super) fn strays(sheets: &[Sheet], beside: &ReportFiles) -> Vec<Diagnostic> {
    let named = |path: &Path| {
        let name = path.file_name().and_then(|name| name.to_str());
        sheets.iter().flat_map(|sheet| &sheet.attachments).any(|attachment| Some(attachment.name.value.as_str()) == name)
    };
    let draft = !sheets.is_empty() && sheets.iter().all(|sheet| sheet.status == Status::Draft);
    let told = beside.others.iter().filter(|path| !named(path)).map(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let problem = match AttachmentName::parse(&name) {
            Ok(_) => Problem::StrayAttachment { name },
            Err(_) => Problem::Stray { what: "a file that is not a sheet, nor an attachment of one" },
        };
        let told = Found::file(problem).diagnose(&Arc::new(path.clone()));
        if draft { told.soften() } else { told }
    });
    told.collect()
}

/// Problems of a draft are warnings.
fn as_of(sheet: &Sheet, diagnostic: Diagnostic) -> Diagnostic {
    let severity = if sheet.status == Status::Draft { Severity::Warning } else { diagnostic.severity };
    Diagnostic { severity, ..diagnostic }
}
