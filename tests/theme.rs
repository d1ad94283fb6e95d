//! `gongkai theme`: what it lists, copies and finds. The check is held to finding every misspelt field of the built-in themes.

mod support;

use gongkai::render::{Finding, ThemeLayer, check, embedded_layers};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};
use support::{Site, TABLE, Tree, html, text};

fn layers() -> Vec<ThemeLayer> {
    embedded_layers("default", &[]).unwrap()
}

fn find(layers: &[ThemeLayer]) -> Vec<Finding> {
    check(layers, &["zh", "en"]).unwrap()
}

/// The places in its tags where a template names something behind a dot, or in front of the first one: found without the check's own
/// reader.
fn places(template: &str) -> Vec<(usize, String)> {
    let mut places = Vec::new();
    let mut at = 0;
    while let Some(open) = template[at..].find("{{").into_iter().chain(template[at..].find("{%")).min().map(|found| at + found) {
        let close = open + template[open..].find(if template[open..].starts_with("{{") { "}}" } else { "%}" }).unwrap();
        let mut quote = None;
        let bytes = template.as_bytes();
        for start in open + 2..close {
            match (quote, bytes[start]) {
                (Some(quoting), byte) if byte == quoting => quote = None,
                (None, byte @ (b'"' | b'\'')) => quote = Some(byte),
                (None, byte) if byte.is_ascii_lowercase() && !bytes[start - 1].is_ascii_alphanumeric() && bytes[start - 1] != b'_' => {
                    let word: String = template[start..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                    let (before, after) = (bytes[start - 1], bytes[start + word.len()]);
                    // Tera refuses fields of `loop` that do not exist by itself.
                    if (before == b'.' && !template[..start].ends_with("loop.")) || (after == b'.' && word != "loop") {
                        places.push((start, word));
                    }
                }
                _ => {}
            }
        }
        at = close;
    }
    places
}

fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..at];
    (1 + before.matches('\n').count(), 1 + before.chars().rev().take_while(|c| *c != '\n').count())
}

#[test]
fn every_misspelt_field_of_the_built_in_theme_is_found_at_its_place() {
    let sound = layers();
    let templates: Vec<(String, String)> = sound[0]
        .files
        .iter()
        .filter(|(path, _)| path.starts_with("templates/"))
        .map(|(path, bytes)| (path.clone(), String::from_utf8(bytes.clone()).unwrap()))
        .collect();
    let mut tried = 0;
    let mut missed = Vec::new();
    for (path, template) in &templates {
        for (at, word) in places(template) {
            let mut layers = sound.clone();
            let misspelt = format!("{}x{}", &template[..at + word.len()], &template[at + word.len()..]);
            layers[0].files.insert(path.clone(), misspelt.into_bytes());
            let (line, column) = line_and_column(template, at);
            let found = find(&layers);
            let place =
                |finding: &Finding| finding.file == format!("themes/default/{path}") && (finding.line, finding.column) == (line, column);
            if !found.iter().any(place) {
                missed.push(format!("{path}:{line}:{column} {word}"));
            }
            tried += 1;
        }
    }
    assert!(tried > 300, "{tried} places");
    assert!(missed.is_empty(), "{} of {tried} were not found:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn the_built_in_themes_name_nothing_that_does_not_exist() {
    for theme in gongkai::render::themes(&[]).unwrap() {
        assert_eq!(find(&embedded_layers(&theme.name, &[]).unwrap()), [], "{}", theme.name);
    }
}

#[test]
fn the_check_knows_every_template_that_a_page_asks_for() {
    let sources =
        walkdir::WalkDir::new(support::root().join("src/site")).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let sources: String = sources.map(|entry| fs::read_to_string(entry.path()).unwrap()).collect();
    let wanted: BTreeSet<&str> = ["template: \"", "plain_page(\""]
        .iter()
        .flat_map(|before| sources.split(before).skip(1))
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    let schema = gongkai::site::view::schema();
    assert_eq!(schema.pages.iter().map(|(template, _)| *template).collect::<BTreeSet<_>>(), wanted);
}

/// What the check says of a site whose `theme/` has these files.
fn said(files: &[(&str, &str)]) -> Vec<String> {
    let own: BTreeMap<String, Vec<u8>> = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).into())).collect();
    let layers = embedded_layers("default", &[("site".to_owned(), own)]).unwrap();
    let line = |finding: Finding| format!("{}:{}:{}: {} ({})", finding.file, finding.line, finding.column, finding.message, finding.help);
    find(&layers).into_iter().map(line).collect()
}

/// What it says of a free page with this in its main block.
fn in_page(inside: &str) -> Vec<String> {
    said(&[("templates/page.html", &format!("{{% extends \"default/page.html\" %}}\n{{% block main %}}{inside}{{% endblock main %}}"))])
}

#[test]
fn a_misspelt_field_is_found_wherever_it_stands_and_the_right_one_named() {
    let fault = "FrameView has no field `publishr` (did you mean `publisher`?)";
    for inside in [
        "{% if frame.publishr %}x{% endif %}",
        "{% if not frame.publishr and page.body %}x{% endif %}",
        "{% if frame.publishr is defined %}x{% endif %}",
        "{% if page.body %}{% elif frame.publishr %}{% endif %}",
        "{{ frame?.publishr }}",
        "{{ frame[\"publishr\"] }}",
        "{{ \"a\" if frame.publishr else \"b\" }}",
        "{{ frame.publishr | default(value=\"x\") }}",
        "{{ \"x\" ~ frame.publishr ~ \"}}\" }}",
        "{% for entry in frame.publishr %}{% endfor %}",
        "{% set x = {\"a\": [1, frame.publishr]} %}",
        "{{ [entry for entry in frame.nav if frame.publishr] | length }}",
        "{{ frame.publishr | plain }}",
        "{{ m(id=\"skip\", x=frame.publishr) }}",
        "{% filter replace(from=frame.publishr, to=\"\") %}{% endfilter %}",
    ] {
        let column = "{% block main %}".len() + 1 + inside.find("publishr").unwrap();
        assert_eq!(in_page(inside), [format!("theme/templates/page.html:2:{column}: {fault}")], "{inside}");
    }
}

#[test]
fn a_component_that_shows_a_text_without_an_edition_is_found() {
    for (inside, name) in
        [("{{ v | text }}", "text"), ("{{ v | plain }}", "plain"), ("{{ m(id=\"skip\") }}", "m"), ("{{ t(id=\"skip\") }}", "t")]
    {
        let component = format!("{{% component own(v: array) %}}{inside}{{% endcomponent own %}}");
        let page = "{% extends \"default/page.html\" %}{% block main %}{{ <own v={frame.site_title} /> }}{% endblock main %}";
        let found = said(&[("templates/page.html", page), ("templates/components/own.html", &component)]);
        let fault = format!("`{name}` needs an edition, and there is none here: give the component an argument `e: map`");
        assert!(found.len() == 1 && found[0].contains(&fault), "{inside}: {found:?}");
    }
    assert_eq!(in_page("{{ t(id=\"skip\", lang=\"zh\") }}"), Vec::<String>::new());
}

#[test]
fn what_values_are_is_followed_through_loops_sets_and_components() {
    for (inside, what) in [
        (
            "{% for link in frame.nav %}{% if link.curent %}{% endif %}{% endfor %}",
            "NavLink has no field `curent` (did you mean `current`?)",
        ),
        ("{% set link = frame.nav[0] %}{% if link.curent %}{% endif %}", "NavLink has no field `curent`"),
        ("{% set link = frame.nav | first %}{% if link.curent %}{% endif %}", "NavLink has no field `curent`"),
        ("{% for link in frame.nav | sort(attribute=\"hrf\") %}{% endfor %}", "NavLink has no field `hrf` (did you mean `href`?)"),
        ("{% for lnk in frame.nav %}{% if link.current %}{% endif %}{% endfor %}", "nothing is called `link` here (did you mean `lnk`?)"),
        ("{% for link in frame.nav %}{% endfor %}{% if link %}{% endif %}", "nothing is called `link` here"),
        ("{% if frame.title.kind == \"text\" and frame.title.idd %}{% endif %}", "Label has no field `idd` (did you mean `id`?)"),
        ("{% if frame.nav.href %}{% endif %}", "a list has no field `href`"),
        ("{% if frame.path.length %}{% endif %}", "a single value has no field `length`"),
        ("{{ <card link={frame.nav[0]} /> }}", "NavLink has no field `curent`"),
        ("{% <box> %}{% if frame.publishr %}{% endif %}{% </box> %}", "FrameView has no field `publishr`"),
    ] {
        let page = format!("{{% extends \"default/page.html\" %}}{{% block main %}}{inside}{{% endblock main %}}");
        let component = match inside.contains("card") {
            true => "{% component card(link: map) %}{% if link.curent %}{% endif %}{% endcomponent card %}",
            false => "{% component card(link: map) %}{% if link.current %}{% endif %}{% endcomponent card %}",
        };
        let own = format!("{component}{{% component box() %}}{{{{ body }}}}{{% endcomponent box %}}");
        let found = said(&[("templates/page.html", &page), ("templates/components/own.html", &own)]);
        assert_eq!(found.len(), 1, "{inside}: {found:?}");
        assert!(found[0].contains(what), "{inside}: {found:?}");
    }
}

#[test]
fn the_variant_that_a_condition_asks_for_has_its_own_fields() {
    let sheet = |inside: &str| {
        let page = format!("{{%- for block in sheet.blocks -%}}{inside}{{%- endfor -%}}");
        said(&[("templates/forms/overall-target.html", &page)])
    };
    assert_eq!(
        sheet(
            "{% if block.kind == \"records\" %}{{ block.funds | length }}{% elif block.kind == \"prose\" %}{{ block.items | length }}{% else %}{{ block.count }}{% endif %}"
        ),
        Vec::<String>::new()
    );
    for inside in [
        "{% if block.kind == \"records\" %}{% if block.items %}{% endif %}{% endif %}",
        "{% if block.kind == \"records\" %}{% else %}{% if block.funds %}{% endif %}{% endif %}",
    ] {
        assert_eq!(sheet(inside).len(), 1, "{inside}: {:?}", sheet(inside));
    }
}

#[test]
fn templates_and_messages_that_do_not_exist_are_found() {
    let extending = |rest: &str| format!("{{% extends \"default/page.html\" %}}\n{rest}");
    for (files, what) in [
        (("templates/hoem.html", "x".to_owned()), "theme/templates/hoem.html:1:1: no page uses this template (did you mean `home.html`?)"),
        (
            ("templates/page.html", extending("{% block main %}{{ m(id=\"skp\") }}{% endblock main %}")),
            "there is no message `skp` in i18n/en.ftl, i18n/zh.ftl (did you mean `skip`?)",
        ),
    ] {
        let found = said(&[(files.0, &files.1)]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains(what), "{found:?}");
    }
    let own = "{% extends \"default/page.html\" %}{% block main %}{{ m(id=\"mine\") }}{% endblock main %}";
    assert!(said(&[("templates/page.html", own), ("i18n/zh.ftl", "mine = 我的\n")])[0].contains("in i18n/en.ftl ("));
    assert_eq!(
        said(&[("templates/page.html", own), ("i18n/zh.ftl", "mine = 我的\n"), ("i18n/en.ftl", "mine = Mine\n")]),
        Vec::<String>::new()
    );
}

// ---------------------------------------------------------------- the command

#[test]
fn check_tells_places_and_ends_with_1_where_something_is_wrong() {
    let site = Site::of(TABLE);
    let good = site.run("theme check");
    assert_eq!((good.code, good.out.as_str()), (0, ""));
    let site = site.write(
        "theme/templates/page.html",
        "{% extends \"default/page.html\" %}\n{% block main %}{% if page.bdy %}{% endif %}{% endblock main %}",
    );
    let bad = site.run("theme check");
    assert_eq!(bad.code, 1);
    assert_eq!(
        bad.err,
        "theme/templates/page.html:2:28: FreePage has no field `bdy`\n  help: did you mean `body`?\n1 problem in the theme.\n"
    );
    let json = site.run("theme check --message-format json").json();
    assert_eq!(
        (json[0]["line"].as_u64(), json[0]["column"].as_u64(), json[0]["file"].as_str()),
        (Some(2), Some(28), Some("theme/templates/page.html"))
    );
    // Tera itself knows which blocks there are.
    let stray = site.edit("theme/templates/page.html", "block main", "block mian");
    let stray_run = stray.run("theme check");
    assert_eq!(stray_run.code, 2);
    assert!(stray_run.err.contains("Block `mian` is not defined in any parent template"), "{}", stray_run.err);
    let broken = stray.write("theme/templates/page.html", "{% if %}").run("theme check");
    assert_eq!(broken.code, 2);
    assert!(broken.err.contains("theme/templates/page.html:1"), "{}", broken.err);
}

#[test]
fn list_shows_the_chosen_theme_and_what_it_extends() {
    let site = Site::of(TABLE)
        .write("themes/own/theme.yaml", "extends: default\n")
        .write("theme/static/site.css", "a {}")
        .append("content/site.yaml", "theme: own\n");
    let run = site.run("theme list").good();
    assert!(
        run.out.contains("* own → default  (themes/ of the site, 1 files)\n    in front of it: theme/ of the site, 1 files\n"),
        "{}",
        run.out
    );
    assert!(run.out.contains("  default  (built in, "), "{}", run.out);
    let json = site.run("theme list --message-format json").good().json();
    let own = json.iter().find(|theme| theme["name"] == "own").unwrap();
    assert_eq!((&own["chosen"], &own["parents"], &own["built_in"]), (&true.into(), &serde_json::json!(["default"]), &false.into()));
    let lost = site.append("themes/own/theme.yaml", "\n").edit("themes/own/theme.yaml", "default", "own").run("theme list");
    assert_eq!(lost.code, 2);
    assert!(lost.err.contains("the theme `own` extends itself"), "{}", lost.err);
}

#[test]
fn a_theme_extends_a_theme_and_nothing_else_and_what_it_says_instead_is_quoted_without_what_a_terminal_obeys() {
    for extends in ["extends: default/templates", "extends: ../own", "extends: \"\"", "extends: \"a\\e[31m\\u202Eb\"", "\"a\\e[31m\": b"] {
        let own = [("own".to_owned(), BTreeMap::from([("theme.yaml".to_owned(), extends.as_bytes().to_vec())]))];
        let words = embedded_layers("own", &own).unwrap_err().to_string();
        assert!(words.starts_with("themes/own/theme.yaml: ") && !words.contains(['\u{1B}', '\u{202E}']), "{words:?}");
    }
}

#[test]
fn eject_copies_what_is_asked_for_and_never_overwrites() {
    let site = Site::of(TABLE);
    let run = site.run("theme eject templates/page.html").good();
    assert_eq!(run.out, "written  theme/templates/page.html\n");
    let own = fs::read(support::root().join("themes/default/templates/page.html")).unwrap();
    assert_eq!(site.tree("theme")["templates/page.html"], own);
    let site = site.write("theme/templates/page.html", "mine");
    let run = site.run("theme eject --quiet").good();
    assert_eq!(run.out, "kept     theme/templates/page.html\n");
    let tree = site.tree("theme");
    assert_eq!(tree["templates/page.html"], b"mine");
    assert!(tree.contains_key("static/site.css") && tree.contains_key("i18n/zh.ftl") && !tree.contains_key("theme.yaml"));
    let unknown = Site::of(TABLE).run("theme eject page.html");
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("the theme has no file `page.html`; did you mean `templates/page.html`?"), "{}", unknown.err);
}

#[test]
fn a_site_with_all_files_ejected_looks_the_same_and_a_changed_one_different() {
    let site = Site::of(TABLE).write("content/pages/about.zh.md", "---\ntitle: 关于\n---\n文字\n");
    let before = site.build();
    site.run("theme eject").good();
    assert_eq!(site.build(), before);
    let site = site.edit("theme/templates/page.html", "{% block main -%}", "{% block main -%}<p>新的一行</p>");
    let after = site.build();
    assert!(text(&after, "zh/about.html").contains("新的一行"));
    assert_eq!(html(&after, "zh/2022/sample-bureau.html"), html(&before, "zh/2022/sample-bureau.html"));
}

#[test]
fn the_style_of_a_theme_comes_after_those_it_builds_on_whatever_their_names() {
    let site = Site::of(TABLE)
        .write("themes/own/theme.yaml", "extends: gazette\n")
        .write("themes/own/static/a.css", "@layer theme { a { color: red } }")
        .write("theme/static/a-last.css", "a {}")
        .append("content/site.yaml", "theme: own\n");
    let styles = |site: &Site| {
        let files = site.build();
        let page = html(&files, "en/2022/sample-bureau.html").to_owned();
        let names = page.split("<link ").filter(|link| link.contains("stylesheet")).map(|link| {
            let name = link.split("/assets/").nth(1).unwrap();
            name.split('.').next().unwrap().to_owned()
        });
        (names.collect::<Vec<_>>(), files)
    };
    assert_eq!(styles(&site).0, ["site", "gazette", "a", "a-last"]);
    // A file in front of another stands in its place.
    let (order, files) = styles(&site.write("themes/own/static/gazette.css", "mine {}"));
    assert_eq!(order, ["site", "gazette", "a", "a-last"]);
    let gazette = files.iter().find(|(path, _)| path.starts_with("assets/gazette.")).unwrap().1;
    assert_eq!(gazette, b"mine {}");
}

#[test]
fn the_second_built_in_theme_is_made_by_extending_alone() {
    let files = embedded_layers("gazette", &[]).unwrap().remove(0).files;
    let default = &layers()[0].files;
    for (path, bytes) in &files {
        let text = std::str::from_utf8(bytes).unwrap();
        match path.strip_prefix("templates/") {
            Some(name) => assert!(text.starts_with(&format!("{{% extends \"default/{name}\" %}}")), "{path} does not extend"),
            None => assert!(path == "theme.yaml" || !default.contains_key(path), "{path} stands in front of the default's"),
        }
    }
    let publisher = "publisher: {zh: 示例市财政局, en: Sample City Finance Bureau}\n";
    let site = Site::of(TABLE).append("content/site.yaml", publisher);
    let before = site.build();
    let after = site.append("content/site.yaml", "theme: gazette\n").build();
    let masthead = |tree: &Tree| html(tree, "en/2022/sample-bureau.html").matches("class=masthead").count();
    assert_eq!((masthead(&before), masthead(&after)), (0, 1));
    let words = |tree: &Tree| text(tree, "en/2022/sample-bureau.html").split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(words(&after).replacen("Sample City Finance Bureau ", "", 1), words(&before));
}

#[test]
fn a_style_sheet_names_other_static_files_as_they_are_published() {
    let files = Site::of(TABLE)
        .write("theme/static/seal.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .write("theme/static/a.css", "@layer theme { h1 { background: url('seal.svg'), url(https://x.example/y.svg) } }")
        .build();
    let seal = files.keys().find_map(|path| path.strip_prefix("assets/").filter(|name| name.starts_with("seal."))).unwrap();
    let css = files.iter().find(|(path, _)| path.starts_with("assets/a.")).unwrap().1;
    let css = std::str::from_utf8(css).unwrap();
    assert_eq!(css, format!("@layer theme {{ h1 {{ background: url(\"{seal}\"), url(https://x.example/y.svg) }} }}"));
}
