//! Files published beside a report, as its page shows them.

use super::{data::size, texts::Texts, view::*};
use crate::model::{
    attachment::{AttachedFile, Attachment},
    sheet::Report,
};

/// Where an attachment stands, from the root of the site.
pub fn attachment_path(report: &Report, attachment: &Attachment) -> String {
    format!("data/{}/{}/{}", report.year, report.department, attachment.name.value.as_str())
}

/// The files of a report, in the order of its sheets.
pub(super) fn view(texts: &Texts<'_>, report: &Report, attached: &[AttachedFile]) -> Vec<AttachmentView> {
    let each = |file: &AttachedFile| AttachmentView {
        path: attachment_path(report, &file.attachment),
        file: file.attachment.name.value.as_str().to_owned(),
        title: file.attachment.title.as_ref().map(|title| texts.inline(title, "attachment")),
        format: file.attachment.name.value.kind().as_str().to_owned(),
        size: size(file.bytes),
        sha256: file.sha256.clone(),
    };
    attached.iter().map(each).collect()
}
