//! The signed original beside its transcription: published as it is, checked before.

mod support;

use support::{SHEET, Site, TABLE, assert_links_resolve, html, links, resolve, text};

const PDF: &[u8] = b"%PDF-1.4\nsigned\n%%EOF\n";
/// Of the bytes above, as sha256sum prints it.
const SUM: &str = "3d60e7c49493ba3d067ffe05545dfe61abcb956913031cc2436af8f8563b12c5";
const FOLDER: &str = "content/2022/sample-bureau";

/// The small table with these lines before it, and files beside it.
fn site(lines: &str, files: &[(&str, &[u8])]) -> Site {
    files.iter().fold(Site::of(format!("{lines}{TABLE}")), |site, (name, bytes)| site.write(&format!("{FOLDER}/{name}"), bytes))
}

/// What `check` says of it, and that it does not pass.
fn refused(lines: &str, files: &[(&str, &[u8])]) -> String {
    let run = site(lines, files).run("check");
    assert_eq!(run.code, 1, "{}", run.err);
    run.err
}

#[test]
fn an_attachment_is_published_unchanged_and_linked_with_its_size_and_sha256() {
    let titled = "attachments:\n  - file: signed.pdf\n    title: {zh: 盖章原件, en: Signed original}\n  - file: page-1.png\n";
    let png = b"\x89PNG\r\n\x1a\n and so on";
    let files = site(titled, &[("signed.pdf", PDF), ("page-1.png", png)]).build();
    assert_eq!(files["data/2022/sample-bureau/signed.pdf"], PDF);
    assert_eq!(files["data/2022/sample-bureau/page-1.png"], png);
    assert_links_resolve(&files);
    let page = html(&files, "en/2022/sample-bureau.html");
    let to_pdf =
        |link: &&str| !link.starts_with('#') && resolve("en/2022/sample-bureau.html", link) == "data/2022/sample-bureau/signed.pdf";
    assert_eq!(links(page).iter().filter(|link| to_pdf(link)).count(), 2, "among the facts and in a section");
    let en = text(&files, "en/2022/sample-bureau.html");
    assert!(en.contains(&format!("Signed original PDF, 22 B\nSHA-256 {SUM}\n")), "{en}");
    assert!(en.contains("page-1.png PNG, 18 B"), "an untitled file is called by its name:\n{en}");
    assert!(text(&files, "zh/2022/sample-bureau.html").contains("盖章原件 PDF, 22 B"));
    let json: serde_json::Value = serde_json::from_slice(&files["data/2022/sample-bureau.json"]).unwrap();
    let expected = serde_json::json!({
        "path": "sample-bureau/signed.pdf", "title": {"zh": "盖章原件", "en": "Signed original"},
        "format": "PDF", "bytes": 22, "sha256": SUM,
    });
    assert_eq!(json["attachments"][0], expected);
    let manifest = std::str::from_utf8(&files["manifest-sha256.txt"]).unwrap();
    assert!(manifest.contains(&format!("{SUM}  data/2022/sample-bureau/signed.pdf\n")));
}

#[test]
fn a_stated_sha256_is_verified_in_small_letters_and_capitals() {
    let stated = |sum: &str| format!("attachments:\n  - file: signed.pdf\n    sha256: {sum}\n");
    for sum in [SUM.to_owned(), SUM.to_uppercase()] {
        site(&stated(&sum), &[("signed.pdf", PDF)]).run("check").good();
    }
    let words = refused(&stated(SUM), &[("signed.pdf", b"%PDF-1.4\nanother\n")]);
    assert!(words.contains("GK0033") && words.contains("overall-target.yaml:3:13"), "{words}");
    assert!(words.contains("`signed.pdf` is not the file that this SHA-256 is of"), "{words}");
    let words = refused(&stated("abc"), &[("signed.pdf", PDF)]);
    assert!(words.contains("GK0013") && words.contains("64 digits"), "{words}");
}

#[test]
fn what_cannot_be_attached_is_refused_with_its_place_and_how_to_mend_it() {
    let named = |name: &str| format!("attachments:\n  - file: {name}\n");
    let words = refused(&named("singed.pdf"), &[("signed.pdf", PDF)]);
    assert!(words.contains("GK0032") && words.contains("did you mean `signed.pdf`?"), "{words}");
    assert!(words.contains("GK0022") && words.contains("attachments: [{file: signed.pdf}]"), "nobody names the one that is there: {words}");
    let words = refused(&named("盖章.pdf"), &[("盖章.pdf", PDF)]);
    assert!(words.contains("GK0031") && words.contains("overall-target.yaml:2:11") && words.contains("rename the file"), "{words}");
    let words = refused(&named("table.xlsx"), &[("table.xlsx", b"PK\x03\x04")]);
    assert!(words.contains("GK0031") && words.contains(".pdf, .png, .jpg, .jpeg, .tif, .tiff or .ofd"), "{words}");
    let words = refused(&named("scan.jpg"), &[("scan.jpg", PDF)]);
    assert!(words.contains("GK0033") && words.contains("`scan.jpg` is called a JPEG and is none"), "{words}");
    let words = refused(&(named("a.pdf") + "  - file: a.pdf\n"), &[("a.pdf", PDF)]);
    assert!(words.contains("GK0006") && words.contains("overall-target.yaml:3:11"), "{words}");
    let words = refused("attachments: [a.pdf]\n", &[("a.pdf", PDF)]);
    assert!(words.contains("GK0008") && words.contains("file: scan.pdf"), "{words}");
    let words = refused("attachments:\n  - title: 原件\n", &[]);
    assert!(words.contains("the attachment has no `file`"), "{words}");
}

#[test]
fn a_file_that_is_too_large_is_refused_without_being_read() {
    let site = site("attachments:\n  - file: scan.tif\n", &[("scan.tif", b"II*\0")]);
    let file = std::fs::OpenOptions::new().write(true).open(site.path().join(FOLDER).join("scan.tif")).unwrap();
    file.set_len(33 << 20).unwrap();
    let words = site.run("check").err;
    assert!(words.contains("GK0033") && words.contains("is 33 MB large, and at most 32 MB are published"), "{words}");
}

#[test]
fn a_file_that_no_sheet_names_is_an_error_beside_a_final_table_and_a_warning_beside_a_draft() {
    let words = refused("", &[("scan.pdf", PDF)]);
    assert!(words.contains("scan.pdf: a file that no sheet names"), "{words}");
    site("status: draft\n", &[("scan.pdf", PDF)]).run("check").good();
    // Of a sheet that cannot be read nobody knows what it names.
    let words = site("", &[("scan.pdf", PDF)]).write(SHEET, "tasks: [\n").run("check").err;
    assert!(words.contains("GK0004") && !words.contains("scan.pdf"), "{words}");
    // A draft's own attachments are checked, and not published.
    let draft = "status: draft\nattachments:\n  - file: scan.pdf\n";
    let said = site(draft, &[("scan.pdf", b"no pdf")]).run("check").good().err;
    assert!(said.contains("GK0033"), "{said}");
    assert!(!site(draft, &[("scan.pdf", PDF)]).build().keys().any(|path| path.ends_with("scan.pdf")));
}

#[cfg(unix)]
#[test]
fn a_link_is_no_attachment() {
    let site = site("attachments:\n  - file: scan.pdf\n", &[]);
    std::os::unix::fs::symlink("/etc/passwd", site.path().join(FOLDER).join("scan.pdf")).unwrap();
    let words = site.run("check").err;
    assert!(words.contains("links are not followed") && words.matches("GK0").count() == 1, "{words}");
}
