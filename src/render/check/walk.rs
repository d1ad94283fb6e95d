//! Goes through the templates as rendering would, with what each value can be instead of the values, and takes every branch: so a field
//! that does not exist is found wherever it stands, in an `{% if %}` too, about which Tera is silent.

use super::{
    Finding, Messages, Templates,
    syntax::{Args, Block, Component, Expr, Node},
    types::{Type, Types, join},
};
use crate::model::near::nearest;
use std::collections::{BTreeMap, BTreeSet};

/// What is known while templates are gone through.
pub(super) struct Walk<'a> {
    pub templates: &'a Templates,
    pub types: &'a Types,
    pub messages: &'a Messages<'a>,
    pub findings: BTreeSet<Finding>,
    /// Templates that some page uses.
    pub used: BTreeSet<&'a str>,
    /// Components that have been gone through, with what they were given.
    seen: BTreeSet<(String, Vec<(String, Type)>)>,
}

/// Where the walk is: in which template, and what names mean there.
#[derive(Clone)]
struct Here<'a> {
    template: &'a str,
    scopes: Vec<BTreeMap<String, Type>>,
    /// Inside of an `{% if x.kind == "…" %}`: what `x` is there.
    narrowed: Vec<(String, Type)>,
    /// Blocks of the page: for each name, what stands for it, nearest first, with its template.
    blocks: BTreeMap<&'a str, Vec<(&'a str, &'a Block)>>,
    /// The block that is being gone through, and how far from the nearest.
    block: Option<(&'a str, usize)>,
}

/// Fields of `loop`.
const LOOP: [&str; 5] = ["index", "index0", "first", "last", "length"];

impl<'a> Walk<'a> {
    pub fn new(templates: &'a Templates, types: &'a Types, messages: &'a Messages<'a>) -> Walk<'a> {
        Walk { templates, types, messages, findings: BTreeSet::new(), used: BTreeSet::new(), seen: BTreeSet::new() }
    }

    /// A page: its template, those it extends, and what they include.
    pub fn page(&mut self, name: &str, context: BTreeMap<String, Type>) {
        let mut chain = Vec::new();
        let mut next = self.templates.resolve(name);
        while let Some((template, parsed)) = next {
            // Tera has refused templates that extend themselves.
            chain.push((template, parsed));
            self.used.insert(template);
            next = parsed.extends.as_ref().and_then(|parent| self.templates.resolve(parent));
        }
        let mut blocks: BTreeMap<&str, Vec<(&str, &Block)>> = BTreeMap::new();
        for (template, parsed) in &chain {
            collect(&parsed.nodes, &mut |block| blocks.entry(&block.name).or_default().push((template, block)));
        }
        let Some((template, parsed)) = chain.last() else { return };
        let mut here = Here { template, scopes: vec![context], narrowed: Vec::new(), blocks, block: None };
        self.nodes(&parsed.nodes, &mut here);
    }

    /// A component that nobody uses, of whose arguments nothing is known.
    pub fn unused_components(&mut self) {
        for (name, (_, definition)) in &self.templates.components {
            if self.seen.iter().all(|(seen, _)| seen != name) {
                let args = definition.args.iter().map(|(arg, _)| (arg.clone(), Type::Unknown)).collect();
                self.enter(name, args);
            }
        }
    }

    fn nodes(&mut self, nodes: &'a [Node], here: &mut Here<'a>) {
        nodes.iter().for_each(|node| self.node(node, here));
    }

    fn inner(&mut self, nodes: &'a [Node], here: &mut Here<'a>, names: BTreeMap<String, Type>) {
        here.scopes.push(names);
        self.nodes(nodes, here);
        here.scopes.pop();
    }

    fn node(&mut self, node: &'a Node, here: &mut Here<'a>) {
        match node {
            Node::Show(expr) => _ = self.expr(expr, here),
            Node::If(branches) => self.branches(branches, here),
            Node::For { names, target, body, otherwise } => {
                let target = self.expr(target, here);
                let mut inside = BTreeMap::from([("loop".to_owned(), loop_fields())]);
                inside.extend(each(names, &target));
                self.inner(body, here, inside);
                self.nodes(otherwise, here);
            }
            Node::Set { name, value, global } => {
                let value = self.expr(value, here);
                here.set(name, value, *global);
            }
            Node::SetBlock { name, global, body } => {
                self.inner(body, here, BTreeMap::new());
                here.set(name, Type::Single, *global);
            }
            Node::Section(filters, body) => {
                filters.iter().for_each(|args| self.args(args, here));
                self.inner(body, here, BTreeMap::new());
            }
            Node::Include(name) => {
                // Tera has refused templates that are not there, and blocks that no parent has.
                if let Some((template, parsed)) = self.templates.resolve(name) {
                    self.used.insert(template);
                    let outer = std::mem::replace(&mut here.template, template);
                    self.inner(&parsed.nodes, here, BTreeMap::new());
                    here.template = outer;
                }
            }
            Node::Block(block) => self.block(&block.name, 0, here),
        }
    }

    fn block(&mut self, name: &'a str, level: usize, here: &mut Here<'a>) {
        let Some((template, block)) = here.blocks.get(name).and_then(|levels| levels.get(level)).copied() else { return };
        let outer = (here.template, here.block);
        (here.template, here.block) = (template, Some((name, level)));
        self.inner(&block.body, here, BTreeMap::new());
        (here.template, here.block) = outer;
    }

    fn branches(&mut self, branches: &'a [(Option<Expr>, Vec<Node>)], here: &mut Here<'a>) {
        let outer = here.narrowed.len();
        for (condition, body) in branches {
            let split = condition.as_ref().and_then(|condition| {
                self.expr(condition, here);
                self.kind(condition, here)
            });
            match split {
                Some((name, with, without)) => {
                    here.narrowed.push((name.clone(), with));
                    self.nodes(body, here);
                    here.narrowed.pop();
                    here.narrowed.push((name, without));
                }
                None => self.nodes(body, here),
            }
        }
        here.narrowed.truncate(outer);
    }

    /// `x.kind == "records"`: what `x` is if so, and if not.
    fn kind(&self, condition: &Expr, here: &Here<'a>) -> Option<(String, Type, Type)> {
        let Expr::Operation(operands, operators) = condition else { return None };
        let ([Expr::Field(of, field, _), Expr::Text(value, _)], [equals]) = (operands.as_slice(), operators.as_slice()) else {
            return None;
        };
        let Expr::Name(name, _) = of.as_ref() else { return None };
        let (with, without) = self.types.split(&here.look_up(name)?, field, value).filter(|_| equals == "==")?;
        Some((name.clone(), with, without))
    }

    fn args(&mut self, args: &'a Args, here: &mut Here<'a>) {
        args.iter().for_each(|(_, value)| _ = self.expr(value, here));
    }

    fn expr(&mut self, expr: &'a Expr, here: &mut Here<'a>) -> Type {
        match expr {
            Expr::Text(..) | Expr::Literal => Type::Single,
            Expr::Name(name, at) => self.name(name, *at, here),
            Expr::Field(of, name, at) => {
                let of = self.expr(of, here);
                self.field(&of, name, *at, here)
            }
            Expr::Index(of, index) => {
                let of = self.expr(of, here);
                match index.as_ref() {
                    Expr::Text(name, at) => self.field(&of, name, *at, here),
                    index => {
                        self.expr(index, here);
                        of.item()
                    }
                }
            }
            Expr::Slice(of, parts) => {
                parts.iter().for_each(|part| _ = self.expr(part, here));
                self.expr(of, here)
            }
            Expr::Filter(of, name, at, args) => {
                let of = self.expr(of, here);
                self.args(args, here);
                self.filtered(of, (name, *at), args, here)
            }
            Expr::Test(of, args) => {
                self.expr(of, here);
                self.args(args, here);
                Type::Single
            }
            Expr::Call(name, args, at) => self.call(name, args, *at, here),
            Expr::Component(component) => self.component(component, here),
            Expr::Operation(operands, _) => {
                operands.iter().for_each(|operand| _ = self.expr(operand, here));
                Type::Single
            }
            Expr::Choice(one, condition, other) => {
                self.expr(condition, here);
                let one = self.expr(one, here);
                join(one, self.expr(other, here))
            }
            Expr::List(items) => {
                let items: Vec<Type> = items.iter().map(|item| self.expr(item, here)).collect();
                Type::List(Box::new(items.into_iter().reduce(join).unwrap_or(Type::Unknown)))
            }
            Expr::Map(entries) => {
                let read: Vec<Type> = entries.iter().map(|(_, value)| self.expr(value, here)).collect();
                let keys: Option<Vec<&String>> = entries.iter().map(|(key, _)| key.as_ref()).collect();
                keys.map_or(Type::Unknown, |keys| Type::Fields(keys.into_iter().cloned().zip(read).collect()))
            }
            Expr::Comprehension { names, target, condition, item } => {
                let target = self.expr(target, here);
                here.scopes.push(each(names, &target));
                if let Some(condition) = condition {
                    self.expr(condition, here);
                }
                let item = self.expr(item, here);
                here.scopes.pop();
                Type::List(Box::new(item))
            }
        }
    }

    fn name(&mut self, name: &str, at: usize, here: &Here<'a>) -> Type {
        here.look_up(name).unwrap_or_else(|| {
            let known: Vec<&str> = here.scopes.iter().flat_map(|scope| scope.keys().map(String::as_str)).collect();
            // Tera's own, for debugging.
            if !name.starts_with("__tera") {
                self.find(here.template, at, name, format!("nothing is called `{name}` here"), &known);
            }
            Type::Unknown
        })
    }

    fn field(&mut self, of: &Type, name: &str, at: usize, here: &Here<'a>) -> Type {
        self.types.field(of, name).unwrap_or_else(|fields| {
            let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
            let what = format!("{} has no field `{name}`", of.name());
            self.find(here.template, at, name, what, &fields);
            Type::Unknown
        })
    }

    /// What a filter makes of a value.
    fn filtered(&mut self, of: Type, (name, at): (&str, usize), args: &'a Args, here: &mut Here<'a>) -> Type {
        let text = |wanted: &str| {
            args.iter().find_map(|(name, value)| match value {
                Expr::Text(text, at) if name == wanted => Some((text.as_str(), *at)),
                _ => None,
            })
        };
        if let Some((path, at)) = text("attribute") {
            let mut item = of.item();
            for part in path.split('.') {
                item = self.field(&item, part, at, here);
            }
        }
        match name {
            "text" | "plain" | "plain_all" => {
                self.needs_edition(name, at, here);
                self.field(&of.item(), "html", at, here);
                Type::Single
            }
            "default" => args.first().map_or(Type::Unknown, |(_, value)| join(of, self.expr(value, here))),
            "sort" | "reverse" | "unique" => of,
            "first" | "last" | "nth" => of.item(),
            "get" => match text("key") {
                Some((key, at)) => self.field(&of, key, at, here),
                None => of.item(),
            },
            "values" => Type::List(Box::new(of.item())),
            "keys" | "split" => Type::List(Box::new(Type::Single)),
            "group_by" => Type::Map(Box::new(of)),
            "pairs" => Type::Unknown,
            _ => Type::Single,
        }
    }

    fn call(&mut self, name: &str, args: &'a Args, at: usize, here: &mut Here<'a>) -> Type {
        self.args(args, here);
        match (name, here.block) {
            ("super", Some((block, level))) => self.block(block, level + 1, here),
            ("m" | "t" | "t_all", _) => {
                if !args.iter().any(|(name, _)| name == "lang") {
                    self.needs_edition(name, at, here);
                }
                let id = args.iter().find(|(name, _)| name == "id").map(|(_, value)| value);
                match id {
                    Some(Expr::Text(id, at)) => self.message(id, *at, here),
                    Some(_) => {}
                    None => self.find(here.template, at, name, format!("`{name}` needs the id of a message"), &[]),
                }
            }
            ("range", _) => return Type::List(Box::new(Type::Single)),
            _ => {}
        }
        Type::Single
    }

    /// What is shown in the languages of an edition looks for it by these names.
    fn needs_edition(&mut self, name: &str, at: usize, here: &Here<'a>) {
        if here.look_up("e").or_else(|| here.look_up("edition")).is_none() {
            let what = format!("`{name}` needs an edition, and there is none here: give the component an argument `e: map`");
            self.find(here.template, at, name, what, &[]);
        }
    }

    fn message(&mut self, id: &str, at: usize, here: &Here<'a>) {
        let lacking: Vec<&str> = self.messages.iter().filter(|(_, ids)| !ids.contains(id)).map(|(lang, _)| *lang).collect();
        if !lacking.is_empty() {
            let known: Vec<&str> = self.messages.values().flat_map(|ids| ids.iter().copied()).collect();
            let what = format!(
                "there is no message `{id}` in {}",
                lacking.iter().map(|lang| format!("i18n/{lang}.ftl")).collect::<Vec<_>>().join(", ")
            );
            self.find(here.template, at, id, what, &known);
        }
    }

    fn component(&mut self, component: &'a Component, here: &mut Here<'a>) -> Type {
        let mut given: BTreeMap<String, Type> = BTreeMap::new();
        for (name, value) in &component.args {
            let value = self.expr(value, here);
            given.insert(name.clone(), value);
        }
        component.spreads.iter().for_each(|spread| _ = self.expr(spread, here));
        self.inner(&component.body, here, BTreeMap::new());
        if let Some((_, definition)) = self.templates.component(&component.name) {
            let args = definition.args.iter().map(|(name, implicit)| {
                let by_itself = || here.look_up(name).filter(|_| *implicit);
                let value = given.get(name).cloned().or_else(by_itself);
                // Left out: its default, of which nothing is known; or spread.
                (name.clone(), value.unwrap_or(Type::Unknown))
            });
            self.enter(&component.name, args.collect());
        }
        Type::Single
    }

    /// The inside of a component, once for every kind of arguments.
    fn enter(&mut self, name: &str, args: Vec<(String, Type)>) {
        let Some((template, definition)) = self.templates.component(name) else { return };
        if !self.seen.insert((name.to_owned(), args.clone())) {
            return;
        }
        let mut scope: BTreeMap<String, Type> = args.into_iter().collect();
        scope.insert("body".to_owned(), Type::Single);
        scope.extend(definition.rest.iter().map(|rest| (rest.clone(), Type::Unknown)));
        let mut here = Here { template, scopes: vec![scope], narrowed: Vec::new(), blocks: BTreeMap::new(), block: None };
        self.nodes(&definition.body, &mut here);
    }

    fn find(&mut self, template: &str, at: usize, written: &str, what: String, known: &[&str]) {
        let near = nearest(written, known.iter().copied());
        let mut known: Vec<&str> = known.to_vec();
        known.sort_unstable();
        known.dedup();
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            // Of a hundred messages nobody reads the list.
            None if known.is_empty() || known.len() > 40 => String::new(),
            None => format!("there are: {}", known.join(", ")),
        };
        self.findings.insert(self.templates.finding(template, at, what, help));
    }
}

impl Here<'_> {
    fn look_up(&self, name: &str) -> Option<Type> {
        let narrowed = self.narrowed.iter().rev().find(|(narrowed, _)| narrowed == name).map(|(_, of)| of);
        narrowed.or_else(|| self.scopes.iter().rev().find_map(|scope| scope.get(name))).cloned()
    }

    fn set(&mut self, name: &str, value: Type, global: bool) {
        let scope = if global { self.scopes.first_mut() } else { self.scopes.last_mut() };
        if let Some(scope) = scope {
            // Set in one branch or another.
            let before = scope.remove(name);
            scope.insert(name.to_owned(), before.map_or(value.clone(), |before| join(before, value)));
        }
    }
}

fn loop_fields() -> Type {
    Type::Fields(LOOP.iter().map(|name| ((*name).to_owned(), Type::Single)).collect())
}

/// What the names of a loop are.
fn each(names: &[String], target: &Type) -> BTreeMap<String, Type> {
    match names {
        [key, value] => BTreeMap::from([(key.clone(), Type::Single), (value.clone(), target.item())]),
        names => names.iter().map(|name| (name.clone(), target.item())).collect(),
    }
}

/// All blocks, those inside of others too.
fn collect<'a>(nodes: &'a [Node], found: &mut impl FnMut(&'a Block)) {
    for node in nodes {
        match node {
            Node::Block(block) => {
                found(block);
                collect(&block.body, found);
            }
            Node::If(branches) => branches.iter().for_each(|(_, body)| collect(body, found)),
            Node::For { body, otherwise, .. } => {
                collect(body, found);
                collect(otherwise, found);
            }
            Node::SetBlock { body, .. } | Node::Section(_, body) => collect(body, found),
            Node::Show(_) | Node::Set { .. } | Node::Include(_) => {}
        }
    }
}
