//! Translation: what `gongkai i18n` takes out of a site, merges, counts and checks.

mod support;

use std::fs;
use support::{SHEET, Site, TABLE};

const PO: &str = "content/translations/en.po";

/// The small table with its texts in Chinese alone.
fn untranslated() -> String {
    let table = TABLE.replace("{zh: 教师培训, en: Training of teachers}", "教师培训工作");
    table.replace("{zh: 培训合格率, en: Trainees who pass}", "服务对象满意度").replace("target: ≥95%", "target: 有所提高")
}

fn po(site: &Site) -> String {
    fs::read_to_string(site.path().join(PO)).unwrap()
}

/// What a translator does in an editor.
fn translate(site: Site, source: &str, translation: &str) -> Site {
    let entry = format!("msgid \"{source}\"\nmsgstr \"\"\n");
    site.edit(PO, &entry, &format!("msgid \"{source}\"\nmsgstr \"{translation}\"\n"))
}

#[test]
fn every_text_without_a_translation_gets_an_entry_that_says_where_it_stands() {
    let site = Site::of(untranslated());
    let run = site.run("i18n extract").good();
    assert!(run.err.contains("en.po: written: 3 texts, 2 to be translated; 3 new (1 with the official term"), "{}", run.err);
    let text = po(&site);
    assert!(text.starts_with("msgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: gongkai\\n\"\n\"Language: en\\n\"\n"), "{text}");
    assert!(text.contains(&format!("#. overall-target/task\n#: {SHEET}:2\nmsgid \"教师培训工作\"\nmsgstr \"\"\n")), "{text}");
    assert!(
        text.contains(&format!("#. overall-target/indicator\n#: {SHEET}:13\nmsgid \"服务对象满意度\"\nmsgstr \"Satisfaction\"\n")),
        "{text}"
    );
    assert!(!text.contains("培训在职教师"), "what is translated beside the text needs no entry");
    let again = site.run("i18n extract --check").good();
    assert!(again.err.contains("up to date"), "{}", again.err);
    site.run("i18n extract").good();
    assert_eq!(po(&site), text, "the same texts give the same file");

    let site = translate(translate(site, "教师培训工作", "Training of teachers"), "有所提高", "Some improvement");
    site.run("i18n extract --check").good();
    let pages = site.build();
    let page = String::from_utf8(pages["en/2022/sample-bureau.html"].clone()).unwrap();
    assert!(page.contains("Training of teachers") && page.contains("Satisfaction") && page.contains("Some improvement"), "{page}");
}

#[test]
fn a_translators_work_is_never_lost() {
    let site = Site::of(untranslated());
    site.run("i18n extract").good();
    let site = translate(site, "教师培训工作", "Training of teachers");
    let site = site.edit(PO, "#. overall-target/task\n", "# agreed with the bureau\n#. overall-target/task\n");

    // The source changes a little: the old translation is a proposal, and kept aside.
    let site = site.edit(SHEET, "教师培训工作", "教师培训项目");
    let run = site.run("i18n extract --check");
    assert!(run.code == 1 && run.err.contains("not up to date"), "{}", run.err);
    let run = site.run("i18n extract").good();
    assert!(run.err.contains("1 new (0 with the official term, 0 proposed), 1 set aside"), "{}", run.err);
    let text = po(&site);
    assert!(text.contains("# agreed with the bureau\n#~ msgid \"教师培训工作\"\n#~ msgstr \"Training of teachers\"\n"), "{text}");
    let nearer = site.edit(SHEET, "教师培训项目", "教师培训的工作");
    nearer.run("i18n extract").good();
    let text = po(&nearer);
    assert!(text.contains("#, fuzzy\n#| msgid \"教师培训工作\"\nmsgid \"教师培训的工作\"\nmsgstr \"Training of teachers\"\n"), "{text}");
    let check = nearer.run("check").good();
    assert!(check.err.contains("2 texts of this table have no English translation"), "a proposal does not count: {}", check.err);

    // It comes back: so does the translation, with the translator's note.
    let back = nearer.edit(SHEET, "教师培训的工作", "教师培训工作");
    let run = back.run("i18n extract").good();
    assert!(run.err.contains("1 back in use"), "{}", run.err);
    let text = po(&back);
    assert!(text.contains("# agreed with the bureau\n#. overall-target/task\n"), "{text}");
    assert!(
        text.contains("msgid \"教师培训工作\"\nmsgstr \"Training of teachers\"\n") && !text.contains("#~ msgid \"教师培训工作\""),
        "{text}"
    );
}

#[test]
fn of_content_that_cannot_be_read_nothing_is_set_aside() {
    let site = Site::of(untranslated());
    site.run("i18n extract").good();
    let site = translate(site, "教师培训工作", "Training of teachers");
    let before = po(&site);
    let site = site.edit(SHEET, "total: 90", "total: ninety");
    let run = site.run("i18n extract");
    assert!(run.code == 1 && run.err.contains("`ninety` is not an amount"), "{}", run.err);
    assert_eq!(po(&site), before);
    let damaged = Site::of(untranslated()).write(PO, "msgid \"\"\nmsgstr \"\"\n\"Language: en\\n\"\n\nmsgid \"教师\nmsgstr \"Teachers\"\n");
    let before = po(&damaged);
    let run = damaged.run("i18n extract");
    assert!(run.code == 1 && run.err.contains("en.po"), "{}", run.err);
    assert_eq!(po(&damaged), before);
}

#[test]
fn status_counts_what_is_translated_and_how() {
    let site = Site::of(untranslated());
    site.run("i18n extract").good();
    let site = translate(site, "教师培训工作", "Training of teachers");
    let run = site.run("i18n status").good();
    assert!(run.out.starts_with("en: 4 of 5 texts translated, 0 proposals to be looked at\n"), "{}", run.out);
    let line = run.out.lines().last().unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(line, "2022 sample-bureau 5 2 2 0 1");
    let json = site.run("i18n status --message-format json").good().json();
    assert_eq!((&json[0]["missing"], &json[1]["type"], &json[1]["missing"]), (&1.into(), &"language".into(), &1.into()));
    let unknown = site.run("i18n status --language fr");
    assert!(unknown.code == 2 && unknown.err.contains("`fr` is no language"), "{}", unknown.err);
}

#[test]
fn figures_of_translations_are_those_of_their_sources() {
    let beside = TABLE
        .replace("{zh: 培训在职教师。, en: Train serving teachers.}", "{zh: 培训158人，90万元。, en: '185 people trained, CNY 900,000.'}");
    let site = Site::of(&beside);
    let run = site.run("i18n check");
    assert!(run.code == 1 && run.err.contains("GK0307") && run.err.contains("185 in place of 158"), "{}", run.err);
    let build = site.run("build");
    assert!(build.code == 1 && build.err.contains("GK0307"), "what readers would see is an error: {}", build.err);
    Site::of(beside.replace("185 people", "158 people")).run("i18n check").good();

    let memory = "msgid \"\"\nmsgstr \"\"\n\"Language: en\\n\"\n\nmsgid \"采购90万元\"\nmsgstr \"90 yuan for purchases\"\n\n#, fuzzy\nmsgid \"1人\"\nmsgstr \"7 people\"\n";
    let site = Site::of(TABLE).write(PO, memory);
    let run = site.run("i18n check --message-format json");
    let found: Vec<_> = run.json();
    assert_eq!((run.code, found.len()), (1, 1), "{}", run.out);
    assert_eq!((&found[0]["code"], &found[0]["line"], found[0]["file"].as_str()), (&"GK0307".into(), &5.into(), Some(PO)));
    assert!(found[0]["message"].as_str().unwrap().contains("90 in place of 900000"), "{}", run.out);
    Site::own().run("i18n check").good();
}
