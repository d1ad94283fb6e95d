//! What a template is made of: itself, those it extends and includes, and the components it uses, however far away.

use super::{
    Templates,
    recursion::round,
    syntax::{Args, Component, Expr, Node},
};
use crate::render::ThemeLayer;
use std::collections::{BTreeMap, BTreeSet};

/// The templates of a theme, and what each is made of.
pub(in crate::render) struct Closures {
    templates: Templates,
    /// Full name → bytes, of those that are not understood too.
    texts: BTreeMap<String, Vec<u8>>,
    /// There is one that is not understood: nobody knows what it is made of.
    doubtful: bool,
    /// Templates and components that come to themselves again.
    pub round: Option<Vec<String>>,
}

impl Closures {
    /// Reads the templates of these layers, nearest first.
    pub fn read(layers: &[ThemeLayer]) -> Closures {
        let (templates, findings) = Templates::read(layers);
        let round = round(&templates);
        let of_layer = |layer: &ThemeLayer| -> Vec<(String, Vec<u8>)> {
            let named = layer.files.iter().filter_map(|(path, bytes)| Some((path.strip_prefix("templates/")?, bytes)));
            named.map(|(name, bytes)| (format!("{}/{name}", layer.name), bytes.clone())).collect()
        };
        let texts = layers.iter().flat_map(of_layer).collect();
        Closures { templates, texts, doubtful: !findings.is_empty(), round }
    }

    /// Full names and bytes of all templates that the pages of `template` can depend on; everything where there is doubt.
    pub fn of(&self, template: &str) -> BTreeMap<&str, &[u8]> {
        let mut names = BTreeSet::new();
        let whole = !self.doubtful && self.gather(template, &mut names);
        let all = self.texts.iter().map(|(name, text)| (name.as_str(), text.as_slice()));
        all.filter(|(name, _)| !whole || names.contains(name)).collect()
    }

    /// Adds a template and what it is made of; `false` where something of it is not there.
    fn gather<'a>(&'a self, name: &str, names: &mut BTreeSet<&'a str>) -> bool {
        let Some((name, template)) = self.templates.resolve(name) else { return false };
        if !names.insert(name) {
            return true;
        }
        let mut parts = Parts::default();
        parts.nodes(&template.nodes);
        template.components.iter().for_each(|component| parts.nodes(&component.body));
        parts.templates.extend(template.extends.as_deref());
        let components = parts.components.iter().map(|name| self.templates.component(name).map(|(template, _)| template));
        let all: Option<Vec<&str>> = components.chain(parts.templates.iter().copied().map(Some)).collect();
        all.is_some_and(|all| all.into_iter().all(|part| self.gather(part, names)))
    }
}

/// What a template names.
#[derive(Default)]
pub(super) struct Parts<'a> {
    pub templates: BTreeSet<&'a str>,
    pub components: BTreeSet<&'a str>,
}

impl<'a> Parts<'a> {
    pub fn nodes(&mut self, nodes: &'a [Node]) {
        nodes.iter().for_each(|node| self.node(node));
    }

    fn node(&mut self, node: &'a Node) {
        match node {
            Node::Show(expr) | Node::Set { value: expr, .. } => self.expr(expr),
            Node::If(branches) => branches.iter().for_each(|(condition, body)| {
                self.exprs(condition);
                self.nodes(body);
            }),
            Node::For { target, body, otherwise, .. } => {
                self.expr(target);
                self.nodes(body);
                self.nodes(otherwise);
            }
            Node::SetBlock { body, .. } => self.nodes(body),
            Node::Include(name) => _ = self.templates.insert(name),
            Node::Block(block) => self.nodes(&block.body),
            Node::Section(args, body) => {
                args.iter().for_each(|args| self.args(args));
                self.nodes(body);
            }
        }
    }

    fn exprs(&mut self, exprs: impl IntoIterator<Item = &'a Expr>) {
        exprs.into_iter().for_each(|expr| self.expr(expr));
    }

    fn args(&mut self, args: &'a Args) {
        self.exprs(args.iter().map(|(_, value)| value));
    }

    fn expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Text(..) | Expr::Literal | Expr::Name(..) => {}
            Expr::Field(of, ..) => self.expr(of),
            Expr::Index(of, at) => self.exprs([&**of, &**at]),
            Expr::Slice(of, bounds) => self.exprs(std::iter::once(&**of).chain(bounds)),
            Expr::Filter(of, _, _, args) | Expr::Test(of, args) => {
                self.expr(of);
                self.args(args);
            }
            Expr::Call(_, args, _) => self.args(args),
            Expr::Component(component) => self.component(component),
            Expr::Operation(operands, _) => self.exprs(operands),
            Expr::Choice(a, b, c) => self.exprs([&**a, &**b, &**c]),
            Expr::List(items) => self.exprs(items),
            Expr::Map(entries) => self.exprs(entries.iter().map(|(_, value)| value)),
            Expr::Comprehension { target, condition, item, .. } => {
                self.exprs([&**target, &**item].into_iter().chain(condition.as_deref()));
            }
        }
    }

    fn component(&mut self, component: &'a Component) {
        self.components.insert(&component.name);
        self.args(&component.args);
        self.exprs(&component.spreads);
        self.nodes(&component.body);
    }
}

#[cfg(test)]
mod tests {
    use super::Closures;
    use crate::render::{ThemeLayer, embedded_layers};

    fn names(layers: &[ThemeLayer], template: &str) -> Vec<String> {
        Closures::read(layers).of(template).into_keys().map(str::to_owned).collect()
    }

    fn layer(files: &[(&str, &str)]) -> ThemeLayer {
        let files = files.iter().map(|(name, text)| (format!("templates/{name}"), text.as_bytes().to_vec())).collect();
        ThemeLayer { name: "site".to_owned(), files }
    }

    #[test]
    fn a_template_is_made_of_what_it_extends_includes_and_uses() {
        let theme = layer(&[
            ("base.html", "{% block body %}{% endblock %}"),
            ("home.html", "{% extends \"base.html\" %}{% block body %}{{<card v={page} />}}{% endblock %}"),
            ("card.html", "{% component card(v) %}{% if v.a %}{% include \"icon.html\" %}{% endif %}{% endcomponent %}"),
            ("icon.html", "!"),
            ("other.html", "?"),
        ]);
        assert_eq!(names(&[theme], "home.html"), ["site/base.html", "site/card.html", "site/home.html", "site/icon.html"]);
    }

    #[test]
    fn where_a_template_is_not_understood_every_page_is_made_of_everything() {
        let theme = layer(&[("home.html", "x"), ("other.html", "{% whatever %}")]);
        assert_eq!(names(&[theme], "home.html").len(), 2);
    }

    #[test]
    fn pages_of_the_default_theme_are_not_made_of_each_other() {
        let layers = embedded_layers("default", &[]).unwrap();
        let report = names(&layers, "report.html");
        assert!(report.contains(&"default/report.html".to_owned()));
        assert!(!report.contains(&"default/home.html".to_owned()), "{report:?}");
        assert!(report.len() > 5, "{report:?}");
    }
}
