//! Archives: one file with the site and all it was made from, the same on every machine, from which the same site can be made again.

mod support;

use std::{
    collections::BTreeMap,
    fs,
    io::{Cursor, Read},
    path::Path,
};
use support::{Site, TABLE, Tree};

fn published(table: &str) -> Site {
    let site = Site::of(table);
    site.build();
    site
}

/// The files of an archive, as they are in it, with their times.
fn unpacked(path: &Path) -> BTreeMap<String, (Vec<u8>, String)> {
    let bytes = fs::read(path).unwrap();
    if path.extension().unwrap() == "tar" {
        let mut archive = tar::Archive::new(bytes.as_slice());
        let entry = |entry: std::io::Result<tar::Entry<'_, &[u8]>>| {
            let mut entry = entry.unwrap();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            (entry.path().unwrap().to_str().unwrap().to_owned(), (content, entry.header().mtime().unwrap().to_string()))
        };
        return archive.entries().unwrap().map(entry).collect();
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    names
        .into_iter()
        .map(|name| {
            let mut file = archive.by_name(&name).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            let time = file.last_modified().unwrap();
            (name, (content, format!("{}-{:02}-{:02}", time.year(), time.month(), time.day())))
        })
        .collect()
}

fn unpack(from: &Path, to: &Path) {
    for (name, (bytes, _)) in unpacked(from) {
        let place = to.join(name);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, bytes).unwrap();
    }
}

#[test]
fn an_archive_holds_the_site_what_it_was_made_from_and_how() {
    let site = published(&format!("published: 2022-02-18\n{TABLE}")).write("theme/static/own.css", ".own { color: inherit }\n");
    site.build();
    let run = site.run("archive -o site.zip").good();
    let files = unpacked(&site.path().join("site.zip"));
    let text = |name: &str| String::from_utf8(files[&format!("site/{name}")].0.clone()).unwrap();
    assert_eq!(text("bagit.txt"), "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    let info = text("bag-info.txt");
    for line in [
        "External-Description: 测试\n",
        "Gongkai-Last-Published: 2022-02-18\n",
        "Gongkai-Rebuild-Command: gongkai build --site data/source --out rebuilt\n",
        concat!("Bag-Software-Agent: gongkai ", env!("CARGO_PKG_VERSION"), "\n"),
    ] {
        assert!(info.contains(line), "{line}: {info}");
    }
    assert!(!info.contains("Bagging-Date"), "no clock shows");
    for name in [
        "data/site/index.html",
        "data/site/manifest-sha256.txt",
        "data/source/content/site.yaml",
        "data/source/theme/static/own.css",
        "data/theme-used/default/templates/home.html",
        "README.txt",
    ] {
        assert!(files.contains_key(&format!("site/{name}")), "{name}");
    }
    assert!(files.values().all(|(_, time)| time == "2022-02-18"), "dates are those of the content");
    let published: Tree = site.tree("public");
    for (path, bytes) in &published {
        assert_eq!(&files[&format!("site/data/site/{path}")].0, bytes, "{path}");
    }
    let manifest = sha2_hex(&files["site/manifest-sha256.txt"].0);
    assert!(run.err.contains(&manifest), "{}", run.err);
}

fn sha2_hex(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn the_site_made_again_from_an_archive_is_the_same_byte_for_byte() {
    for name in ["old.zip", "old.tar"] {
        let site = Site::own();
        site.build();
        site.run(&format!("archive -o {name}")).good();
        let bag = tempfile::tempdir().unwrap();
        unpack(&site.path().join(name), bag.path());
        let root = bag.path().join("old");
        let info = fs::read_to_string(root.join("bag-info.txt")).unwrap();
        let command = info.lines().find_map(|line| line.strip_prefix("Gongkai-Rebuild-Command: gongkai ")).unwrap();
        support::gongkai().current_dir(&root).args(command.split(' ')).assert().success();
        assert_eq!(support::tree(&root.join("rebuilt")), support::tree(&root.join("data/site")), "{name}");
        support::gongkai().current_dir(&root).args(["verify", "data/site", "--strict"]).assert().success();
    }
}

#[test]
fn the_same_site_gives_the_same_archive_wherever_and_whenever() {
    let bytes = |name: &str| {
        let site = published(TABLE);
        let elsewhere = site.path().join("deep/er");
        fs::create_dir_all(&elsewhere).unwrap();
        site.run(&format!("archive -o deep/er/{name}")).good();
        fs::read(elsewhere.join(name)).unwrap()
    };
    for name in ["a.zip", "a.tar"] {
        assert!(bytes(name) == bytes(name), "{name}");
    }
}

#[test]
fn only_a_site_that_is_whole_and_current_is_archived() {
    let site = published(TABLE);
    let refused = |site: &Site, words: &str| {
        let run = site.run("archive -o a.zip");
        assert!(run.code == 1 && run.err.contains(words), "{}: {}", run.code, run.err);
        assert!(!site.path().join("a.zip").exists());
    };
    fs::write(site.path().join("public/zh/index.html"), "changed").unwrap();
    refused(&site, "changed: 1, missing: 0");
    site.build();
    let site = site.edit(support::SHEET, "提高", "改善");
    refused(&site, "a build would give another site");
    let site = site.write(support::SHEET, "tasks: [\n");
    refused(&site, "gongkai check");
    let empty = Site::of(TABLE);
    assert_eq!(empty.run("archive -o a.zip").code, 2, "nothing was published");
    assert!(!empty.path().join(".gongkai").exists(), "an archive leaves no cache");
}

#[test]
fn an_archive_is_never_written_over_another_file_by_accident() {
    let site = published(TABLE).write("a.zip", "mine");
    let run = site.run("archive -o a.zip");
    assert!(run.code == 2 && run.err.contains("--force"), "{}", run.err);
    assert_eq!(fs::read_to_string(site.path().join("a.zip")).unwrap(), "mine");
    site.run("archive -o a.zip --force").good();
    assert!(unpacked(&site.path().join("a.zip")).len() > 20);
    assert_eq!(site.run("archive -o a.rar").code, 2);
    let run = site.run("archive --message-format json").good();
    let line = &run.json()[0];
    assert_eq!((&line["type"], &line["file"]), (&"archived".into(), &"gongkai-archive.zip".into()));
    assert!(line["manifest_sha256"].as_str().unwrap().len() == 64);
}
