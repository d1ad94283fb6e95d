//! Themes are trusted less than code: what does not come to an end, or to no good one, is stopped and named; and the site stays.

mod support;

use support::{Run, Site, TABLE, built, root};

/// A site with a theme of its own that has this in the place of the page of the glossary.
fn with_glossary(template: &str) -> Site {
    Site::of(TABLE).write("theme/templates/glossary.html", template)
}

fn stopped(site: &Site, seconds: &str) -> String {
    let before = support::tree(site.path());
    let run = Run::of(site.command("build --no-cache").env("GONGKAI_PAGE_SECONDS", seconds));
    assert_eq!(run.code, 2, "{}", run.err);
    let after = support::tree(site.path());
    let published = |name: &&String| name.starts_with("public/") && !name.starts_with("public/.gongkai");
    assert_eq!(after.keys().filter(published).count(), before.keys().filter(published).count(), "nothing was published");
    run.err
}

#[test]
fn templates_and_components_that_use_themselves_are_named() {
    let site = with_glossary("{{<a v={page} />}}")
        .write("theme/templates/components/a.html", "{% component a(v) %}{% if v %}{{<b v={v} />}}{% endif %}{% endcomponent %}")
        .write("theme/templates/components/b.html", "{% component b(v) %}{{<a v={v} />}}{% endcomponent %}");
    let words = stopped(&site, "60");
    assert!(words.contains("templates that use themselves would never come to an end: <a /> → <b /> → <a />"), "{words}");
    let words = stopped(&with_glossary("{% include \"glossary.html\" %}"), "60");
    assert!(words.contains("site/glossary.html"), "{words}");
}

#[test]
fn a_page_without_bounds_is_stopped() {
    let line = "0123456789".repeat(100);
    let words = stopped(&with_glossary(&format!("{{% for i in range(end=100000) %}}{line}{{% endfor %}}")), "60");
    assert!(words.contains("the template glossary.html makes a page of more than 64 MiB"), "{words}");
    let words = stopped(&with_glossary("{% for i in range(end=100001) %}{% endfor %}"), "60");
    assert!(words.contains("100001") && words.contains("limit"), "{words}");
}

#[test]
fn a_page_that_does_not_come_to_an_end_is_stopped_and_the_next_build_goes_on() {
    let endless = "{% for a in range(end=100000) %}{% for b in range(end=100000) %}{% for c in range(end=100000) %}{% endfor %}{% endfor %}{% endfor %}";
    let site = with_glossary(endless);
    let words = stopped(&site, "1");
    assert!(words.contains("the template glossary.html has been running for 1 seconds on one page"), "{words}");
    let site = site.write("theme/templates/glossary.html", "<!DOCTYPE html><title>Mended</title><p>{{ page.entries | length }}");
    assert!(site.build().contains_key("zh/glossary.html"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_template_that_takes_all_memory_is_stopped() {
    let doubling = "{% set x = \"0123456789\" %}{% for i in range(end=60) %}{% set_global x = x ~ x %}{% endfor %}{{ x }}";
    let words = stopped(&with_glossary(doubling), "60");
    assert!(words.contains("glossary.html") && words.contains("memory has grown beyond 2 GiB"), "{words}");
}

#[test]
fn templates_read_no_file_and_no_environment() {
    for expression in ["get_env(name=\"HOME\")", "load_data(path=\"/etc/passwd\")", "read_file(path=\"content/site.yaml\")", "now()"] {
        let words = stopped(&with_glossary(&format!("{{{{ {expression} }}}}")), "60");
        assert!(words.contains(expression.split('(').next().unwrap()), "{words}");
    }
    for path in ["/etc/passwd", "../../content/site.yaml", "theme/../../content/site.yaml"] {
        let words = stopped(&with_glossary(&format!("{{% include \"{path}\" %}}")), "60");
        assert!(words.contains(path), "{words}");
    }
}

#[test]
fn the_default_theme_is_far_from_all_limits() {
    let out = tempfile::tempdir().unwrap();
    let files = built(root(), out.path());
    let largest = files.iter().filter(|(name, _)| name.ends_with(".html")).map(|(_, bytes)| bytes.len()).max().unwrap();
    assert!(largest < gongkai::render::MAX_PAGE / 100, "{largest} bytes");
}
