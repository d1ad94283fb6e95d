//! A build is killed at fifty moments: every file is whole and either old or new, every link that can be reached leads
//! somewhere, and the next build gives exactly the new site. With an exchange, there is one of both sites and never a mixture.

#![cfg(unix)]

mod support;

use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    process::{Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};
use support::{Tree, links, resolve, tree};
use tempfile::TempDir;

const MOMENTS: u32 = 50;

/// A site of `departments` × 3 years; `edition` of the content changes amounts, `skip` leaves a department out.
fn write_site(dir: &Path, departments: u32, skip: u32, amount: u32) {
    let content = dir.join("content");
    fs::create_dir_all(&content).unwrap();
    fs::write(content.join("site.yaml"), "title: {zh: 测试, en: Test}\nlanguages: [zh, en]\n").unwrap();
    let mut list = String::new();
    for number in (0..departments).filter(|number| *number != skip) {
        list.push_str(&format!("unit-{number}: {{name: {{zh: 单位{number}, en: Unit {number}}}}}\n"));
        for year in 2022..2025 {
            let folder = content.join(format!("{year}/unit-{number}"));
            fs::create_dir_all(&folder).unwrap();
            let sheet = format!(
                "tasks:\n  - {{name: {{zh: 任务, en: Task}}, total: {amount}, fiscal: {amount}}}\ngoals:\n  - {{zh: 目标, en: Goal}}\n\
                 indicators:\n  output:\n    quantity:\n      - {{name: {{zh: 次数, en: Times}}, target: ={number}次}}\n"
            );
            fs::write(folder.join("overall-target.yaml"), sheet).unwrap();
        }
    }
    fs::write(content.join("departments.yaml"), list).unwrap();
}

fn command(site: &Path, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.args(["build", "--quiet", "--site"]).arg(site).arg("--out").arg(out);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn build(site: &Path, out: &Path) -> Tree {
    assert!(command(site, out).status().unwrap().success());
    tree(out)
}

/// Pages that a reader reaches from the home page; a link that leads nowhere fails.
fn assert_reachable_links(site: &Tree, moment: u32) {
    let mut open = vec!["index.html".to_owned()];
    let mut seen = BTreeSet::new();
    while let Some(page) = open.pop() {
        if !seen.insert(page.clone()) {
            continue;
        }
        let bytes = site.get(&page).unwrap_or_else(|| panic!("moment {moment}: {page} is not there"));
        if !page.ends_with(".html") {
            continue;
        }
        let html = std::str::from_utf8(bytes).unwrap();
        let targets = links(html).into_iter().map(|link| link.split('#').next().unwrap()).filter(|target| !target.is_empty());
        open.extend(targets.map(|target| resolve(&page, target)));
    }
    assert!(seen.len() > 100);
}

/// Waits until the commit has begun, and a little longer.
fn after_journal(out: &Path, whole: Duration, longer: Duration) {
    let started = Instant::now();
    while !out.join(".gongkai/journal").exists() && started.elapsed() < whole * 4 {
        sleep(Duration::from_micros(100));
    }
    sleep(longer);
}

#[test]
fn a_build_killed_at_any_moment_leaves_whole_pages_and_live_links_and_the_next_one_mends_it() {
    let dir = TempDir::new().unwrap();
    let (old_site, new_site, out) = (dir.path().join("old"), dir.path().join("new"), dir.path().join("out"));
    write_site(&old_site, 80, 79, 100);
    write_site(&new_site, 80, 3, 200);
    let old = build(&old_site, &out);
    let started = Instant::now();
    let new = build(&new_site, &out);
    let whole = started.elapsed();
    let mut killed = 0;
    let mut mixed = 0;
    for moment in 0..MOMENTS {
        assert_eq!(build(&old_site, &out), old);
        let mut child = command(&new_site, &out).spawn().unwrap();
        match moment % 2 {
            0 => sleep(whole * moment / MOMENTS),
            // Every other time in the middle of the commit, which is short.
            _ => after_journal(&out, whole, Duration::from_micros(u64::from(moment) * 500)),
        }
        killed += u32::from(child.kill().is_ok() && !child.wait().unwrap().success());
        let mut now = tree(&out);
        now.retain(|path, _| !path.starts_with(".gongkai"));
        for (path, bytes) in &now {
            let known = old.get(path) == Some(bytes) || new.get(path) == Some(bytes);
            assert!(known, "moment {moment}: {path} is neither old nor new");
        }
        mixed += u32::from(now != old && now != new);
        assert_reachable_links(&now, moment);
        assert_eq!(build(&new_site, &out), new, "moment {moment}");
    }
    println!("{MOMENTS} moments of {whole:?}: {killed} builds killed, {mixed} between two sites");
    assert!(killed > MOMENTS / 2, "most builds are killed before they end");
    assert!(mixed > 0, "some are killed in the middle of the commit");
}

#[cfg(target_os = "linux")]
const EXCHANGES: u32 = 30;

#[cfg(target_os = "linux")]
fn when_there(place: &Path, whole: Duration) {
    let started = Instant::now();
    while !place.exists() && started.elapsed() < whole * 4 {
        std::hint::spin_loop();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_build_with_an_exchange_killed_at_any_moment_leaves_the_old_site_or_the_new_one() {
    let dir = TempDir::new().unwrap();
    let (old_site, new_site, out) = (dir.path().join("old"), dir.path().join("new"), dir.path().join("out"));
    let next = dir.path().join(".out.gongkai-next");
    write_site(&old_site, 10, 9, 100);
    write_site(&new_site, 10, 3, 200);
    let swap = |site: &Path| {
        let mut command = command(site, &out);
        command.arg("--swap");
        command
    };
    let old = build(&old_site, &out);
    let started = Instant::now();
    assert!(swap(&new_site).status().unwrap().success());
    let (new, whole) = (tree(&out), started.elapsed());
    let (mut killed, mut beside, mut exchanged) = (0, 0, 0);
    for moment in 0..EXCHANGES {
        assert_eq!(build(&old_site, &out), old);
        let mut child = swap(&new_site).spawn().unwrap();
        // Two in three are killed while the new site is put together or the old one taken away, which is short.
        match moment % 3 {
            0 => sleep(whole * moment / EXCHANGES),
            1 => when_there(&next, whole),
            _ => when_there(&next.join(".gongkai"), whole),
        }
        sleep(Duration::from_micros(u64::from(moment) * 50));
        killed += u32::from(child.kill().is_ok() && !child.wait().unwrap().success());
        let mut now = tree(&out);
        now.retain(|path, _| !path.starts_with(".gongkai"));
        assert!(now == old || now == new, "moment {moment}: neither the old site nor the new one");
        beside += u32::from(next.exists());
        exchanged += u32::from(next.exists() && now == new);
        assert!(swap(&new_site).status().unwrap().success(), "moment {moment}");
        assert!(tree(&out) == new && !next.exists(), "moment {moment}: the next build");
    }
    println!(
        "{MOMENTS} moments of {whole:?}: {killed} builds killed, {beside} with something beside, {exchanged} of those after the exchange"
    );
    assert!(killed > EXCHANGES / 2, "most builds are killed before they end");
    assert!(beside > exchanged && exchanged > 0, "some are killed before the exchange, some after it");
}
