//! Templates and components that come to themselves again: Tera would follow them until the stack is used up.

use super::{Templates, closure::Parts};
use std::collections::BTreeSet;

/// A template or a component.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Unit<'a> {
    Template(&'a str),
    Component(&'a str),
}

impl Unit<'_> {
    fn name(self) -> String {
        match self {
            Unit::Template(name) => name.to_owned(),
            Unit::Component(name) => format!("<{name} />"),
        }
    }
}

/// The first round that is found, from a template or component to itself; `None` where there is none.
pub(super) fn round(templates: &Templates) -> Option<Vec<String>> {
    let all = templates.all.keys().map(|name| Unit::Template(name));
    let components = templates.components.keys().map(|name| Unit::Component(name));
    let mut done = BTreeSet::new();
    all.chain(components).find_map(|unit| follow(templates, unit, &mut Vec::new(), &mut done))
}

fn follow<'a>(templates: &'a Templates, unit: Unit<'a>, way: &mut Vec<Unit<'a>>, done: &mut BTreeSet<Unit<'a>>) -> Option<Vec<String>> {
    if let Some(begin) = way.iter().position(|other| *other == unit) {
        return Some(way[begin..].iter().chain([&unit]).map(|unit| unit.name()).collect());
    }
    if !done.insert(unit) {
        return None;
    }
    way.push(unit);
    let found = next(templates, unit).into_iter().find_map(|next| follow(templates, next, way, done));
    way.pop();
    found
}

/// What a template or component uses.
fn next<'a>(templates: &'a Templates, unit: Unit<'a>) -> Vec<Unit<'a>> {
    let mut parts = Parts::default();
    match unit {
        Unit::Template(name) => {
            let Some((_, template)) = templates.resolve(name) else { return Vec::new() };
            parts.nodes(&template.nodes);
            parts.templates.extend(template.extends.as_deref());
        }
        Unit::Component(name) => {
            let Some((_, definition)) = templates.component(name) else { return Vec::new() };
            parts.nodes(&definition.body);
        }
    }
    let used = parts.templates.iter().filter_map(|name| templates.resolve(name)).map(|(name, _)| Unit::Template(name));
    used.chain(parts.components.iter().map(|name| Unit::Component(name))).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::Templates, round};
    use crate::render::{ThemeLayer, embedded_layers};

    fn found(files: &[(&str, &str)]) -> Option<Vec<String>> {
        let files = files.iter().map(|(name, text)| (format!("templates/{name}"), text.as_bytes().to_vec())).collect();
        let (templates, findings) = Templates::read(&[ThemeLayer { name: "site".to_owned(), files }]);
        assert_eq!(findings, []);
        round(&templates)
    }

    #[test]
    fn a_round_is_found_however_many_it_goes_through() {
        let a = "{% component a(v) %}{% if v %}{{<b v={v} />}}{% endif %}{% endcomponent %}";
        let b = "{% component b(v) %}{% for each in v %}{% include \"c.html\" %}{% endfor %}{% endcomponent %}";
        assert_eq!(found(&[("a.html", a), ("b.html", b), ("c.html", "{{<a v={v} />}}")]).unwrap().len(), 4);
        assert_eq!(found(&[("a.html", "{% include \"a.html\" %}")]), Some(vec!["site/a.html".to_owned(), "site/a.html".to_owned()]));
        assert_eq!(found(&[("a.html", a), ("b.html", b), ("c.html", "end")]), None);
    }

    #[test]
    fn two_components_of_one_file_may_use_those_of_another() {
        let one = "{% component a() %}{{<b />}}{% endcomponent %}{% component c() %}.{% endcomponent %}";
        assert_eq!(found(&[("one.html", one), ("two.html", "{% component b() %}{{<c />}}{% endcomponent %}")]), None);
    }

    #[test]
    fn embedded_themes_go_in_no_round() {
        for theme in ["default", "gazette"] {
            let (templates, _) = Templates::read(&embedded_layers(theme, &[]).unwrap());
            assert_eq!(round(&templates), None);
        }
    }
}
