//! Foreign tables: text, web pages, spreadsheets.

use super::CONFIG;
use gongkai::{
    content::one,
    import::{self, Frame, Note},
    model::{form::Form, lang::Lang, sheet::Status, year::Year},
};
use std::{
    io::{Cursor, Write},
    panic,
    sync::Once,
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Law: whatever is in a file, every row of its tables is accounted for, and what is written of them is read back, row by row.
/// (The bytes are a text: fields with tabs or commas between them.)
pub fn import_text(bytes: &[u8]) {
    for name in ["a.txt", "a.csv"] {
        is_accounted_for(name, bytes);
    }
}

/// The same of web pages.
pub fn import_html(bytes: &[u8]) {
    is_accounted_for("a.html", &[b"<html>", bytes, b"<table>"].concat());
    is_accounted_for("a.html", bytes);
}

/// The same of workbooks. (The bytes are a sheet of one; and the whole file.)
pub fn import_xlsx(bytes: &[u8]) {
    is_accounted_for("a.xlsx", &packed(&[
        ("[Content_Types].xml", br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#),
        ("xl/workbook.xml", br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>"#),
        ("xl/_rels/workbook.xml.rels", br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#),
        ("xl/styles.xml", br##"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="170" formatCode="#,##0.00&quot;x&quot;"/></numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="2"/><xf numFmtId="170"/></cellXfs></styleSheet>"##),
        ("xl/worksheets/sheet1.xml", bytes),
    ]));
    is_accounted_for("a.xlsx", bytes);
}

/// The same of OpenDocument spreadsheets. (The bytes are the content of one.)
pub fn import_ods(bytes: &[u8]) {
    is_accounted_for("a.ods", &packed(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", bytes)]));
}

/// The same of workbooks of before 2007. A panic of the library that reads them is caught, and so is none here.
pub fn import_xls(bytes: &[u8]) {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !panic.location().is_some_and(|place| place.file().contains("calamine")) {
                usual(panic);
            }
        }));
    });
    is_accounted_for("a.xls", bytes);
}

fn packed(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        zip.start_file(*name, options).and_then(|()| Ok(zip.write_all(bytes)?)).expect("memory can be written");
    }
    zip.finish().expect("memory can be written").into_inner()
}

fn is_accounted_for(name: &str, bytes: &[u8]) {
    let form = &Form::builtin()[0];
    let Ok(found) = import::read(name, bytes, form, &CONFIG) else { return };
    let lang = Lang::parse("zh").expect("a language");
    let year = Year::parse("2022").expect("a year");
    for table in &found.tables {
        let account = &table.account;
        let parts = account.placed + account.heads + account.aside.len() + account.rows_left();
        assert_eq!(account.seen, parts, "{account:?}");
        assert_eq!(account.left.is_empty(), account.rows_left() == 0, "{account:?}");
        let frame = Frame { form, year, department: "局", file: name, lang: &lang, status: Status::Final };
        let yaml = import::write(table, &frame);
        let (sheet, diagnostics) = one::sheet(yaml.as_bytes(), &CONFIG);
        let undeclared = account.notes.iter().any(|note| matches!(note, Note::UnknownLevel { .. }));
        if undeclared {
            continue;
        }
        assert!(diagnostics.is_empty(), "{diagnostics:#?}\n{yaml}");
        let sheet = sheet.unwrap_or_else(|| panic!("it cannot be read back:\n{yaml}"));
        let counts = (sheet.tasks().count(), sheet.goals().count(), sheet.indicators().count());
        assert_eq!(counts, table.counts(), "{yaml}");
    }
}
