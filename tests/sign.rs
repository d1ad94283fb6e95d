//! `gongkai sign`: who published a site can be proved, with gongkai and without it.

mod support;

use std::{fs, path::Path, process::Command};
use support::{Run, SHEET, Site, TABLE};

/// A key pair of its own for every test, and a file that knows it as `office`.
fn key(site: &Site, name: &str) {
    let at = site.path().join(name);
    let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-C", "test", "-f"]).arg(&at).status();
    assert!(made.expect("ssh-keygen of OpenSSH, which every system brings").success());
    let public = fs::read_to_string(at.with_extension("pub")).unwrap();
    fs::write(site.path().join(format!("{name}.signers")), format!("office@example.org {public}")).unwrap();
}

fn signed() -> Site {
    let site = Site::of(TABLE);
    site.run("build").good();
    key(&site, "office");
    site.run("sign --key office").good();
    site
}

fn verify(site: &Site, arguments: &str) -> Run {
    site.run(&format!("verify {arguments}"))
}

#[test]
fn a_signed_site_is_proved_by_gongkai_and_by_openssh_alone() {
    let site = signed();
    let run = verify(&site, "--strict --signers office.signers").good();
    assert!(run.err.contains("Signed by office@example.org.\n"), "{}", run.err);
    let run = verify(&site, "--strict").good();
    assert!(run.err.contains("Signed with the ED25519 key SHA256:"), "{}", run.err);
    let json = verify(&site, "--signers office.signers --message-format json").json();
    let summary = json.last().unwrap();
    assert_eq!((&summary["signature"], &summary["signer"]), (&"good".into(), &"office@example.org".into()));
    let public = site.path().join("public");
    let alone = Command::new("ssh-keygen")
        .args(["-Y", "verify", "-n", "file", "-I", "office@example.org", "-s", "manifest-sha256.txt.sig", "-f"])
        .arg(site.path().join("office.signers"))
        .stdin(fs::File::open(public.join("manifest-sha256.txt")).unwrap())
        .current_dir(&public)
        .output()
        .unwrap();
    assert!(alone.status.success(), "{}", String::from_utf8_lossy(&alone.stderr));
}

#[test]
fn a_signature_of_somebody_else_of_another_state_or_none_is_told_apart() {
    let site = signed();
    key(&site, "stranger");
    let run = verify(&site, "--signers stranger.signers");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("the signature does not fit"), "{}", run.err);
    // Another state: the site is whole, and not what was signed.
    let site = site.edit(SHEET, "fiscal: 90", "fiscal: 90 # checked").edit(SHEET, "total: 90\n    fiscal: 90", "total: 91\n    fiscal: 91");
    site.run("build").good();
    for arguments in ["", "--signers office.signers"] {
        let run = verify(&site, arguments);
        assert_eq!(run.code, 1, "{}", run.err);
        assert!(run.err.contains("0 changed, 0 missing") && run.err.contains("sign again"), "{}", run.err);
    }
    site.run("sign --key office").good();
    verify(&site, "--strict --signers office.signers").good();
    fs::remove_file(site.path().join("public/manifest-sha256.txt.sig")).unwrap();
    assert_eq!(verify(&site, "--signers office.signers").code, 1);
    assert!(verify(&site, "").good().err.contains("Not signed.\n"));
}

#[test]
fn what_is_not_as_published_is_not_signed() {
    let site = signed();
    let before = fs::read(site.path().join("public/manifest-sha256.txt.sig")).unwrap();
    fs::write(site.path().join("public/index.html"), "changed").unwrap();
    let run = site.run("sign --key office");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("not every file is as it was published"), "{}", run.err);
    assert_eq!(fs::read(site.path().join("public/manifest-sha256.txt.sig")).unwrap(), before);
}

#[test]
fn what_is_wrong_with_a_key_or_a_file_of_signers_is_said() {
    let site = signed();
    let run = site.run("sign --key missing");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("ssh-keygen has not signed") && run.err.contains("missing"), "{}", run.err);
    let run = verify(&site, "--signers missing");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("missing: "), "{}", run.err);
    fs::write(site.path().join("public/manifest-sha256.txt.sig"), "no signature").unwrap();
    assert_eq!(verify(&site, "").code, 1);
    let without = Run::of(site.command("sign --key office").env("PATH", "/nowhere"));
    assert_eq!(without.code, 2);
    assert!(without.err.contains("could not be started"), "{}", without.err);
}

#[test]
fn an_archive_holds_the_signature() {
    let site = signed();
    site.run("archive -o bag.zip").good();
    let bag = fs::read(site.path().join("bag.zip")).unwrap();
    assert!(String::from_utf8_lossy(&bag).contains("data/site/manifest-sha256.txt.sig"));
    assert!(Path::new(&site.path().join("public/manifest-sha256.txt.sig")).exists());
}
