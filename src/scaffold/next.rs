//! The sheet of a new year as a draft: names and wording of the year before, figures blank, with what they were behind them.

use super::Comments;
use crate::{
    content::tree::{self, Node},
    format::{Around, Document, Entry, Item, Line, Value},
    model::{
        form::{BlockForm, Column, ColumnKind, Form},
        target::Target,
        year::Year,
    },
};

/// What a new sheet begins with.
#[derive(Clone, Copy, Debug)]
pub enum Basis<'a> {
    /// The sheet of another year, as its file holds it.
    Sheet(Year, &'a str),
    /// Nothing but the form.
    Form,
}

/// The text of a draft for `year`. `None` where the sheet of the other year cannot be read: `gongkai check` says why.
pub fn next_sheet(form: &'static Form, year: Year, department: &str, basis: Basis<'_>, comments: Comments) -> Option<String> {
    let (from, root) = match basis {
        Basis::Sheet(from, text) => {
            let careful = tree::read(text);
            let root = careful.root.filter(|root| careful.found.is_empty() && matches!(root.value, tree::Value::Map(_)))?;
            (Some(from), Some(root))
        }
        Basis::Form => (None, None),
    };
    let words = Words { comments, from };
    let mut entries = vec![Entry::new("form", Value::Bare(form.id.clone())), Entry::new("status", Value::Bare("draft".to_owned()))];
    let field = |key: &str| root.as_ref().and_then(|root| child(root, key));
    let unit = field("unit").and_then(Node::scalar).unwrap_or("万元");
    entries.push(Entry::new("unit", Value::Bare(unit.to_owned())));
    entries.extend(field("format").map(|node| Entry::new("format", copied(node))));
    for block in &form.blocks {
        let node = field(block.key());
        let value = match block {
            BlockForm::Records { columns, .. } => words.records(node, columns),
            BlockForm::Prose { .. } => words.goals(node),
            BlockForm::Indicators { .. } => words.levels(node),
        };
        entries.push(Entry::new(block.key(), value));
    }
    Some(Document { head: vec![Line::Comment(words.heading(department, year))], entries, ..Document::default() }.to_yaml())
}

struct Words {
    comments: Comments,
    from: Option<Year>,
}

impl Words {
    fn heading(&self, department: &str, year: Year) -> String {
        match (self.comments, self.from) {
            (Comments::Chinese, Some(from)) => format!("{department} {year} 年草稿：名称和文字沿用 {from} 年，金额和指标值待填"),
            (Comments::Chinese, None) => format!("{department} {year} 年草稿"),
            (Comments::English, Some(from)) => {
                format!("{department}, draft for {year}: names and wording are those of {from}, figures are to be filled in")
            }
            (Comments::English, None) => format!("{department}, draft for {year}"),
        }
    }

    /// A figure to be filled in.
    fn blank(&self, key: &str, before: Option<&str>) -> Entry {
        let behind = match (self.comments, self.from.zip(before)) {
            (Comments::Chinese, Some((from, figure))) => format!("待填；{from} 年：{figure}"),
            (Comments::Chinese, None) => "待填".to_owned(),
            (Comments::English, Some((from, figure))) => format!("to be filled in; {from}: {figure}"),
            (Comments::English, None) => "to be filled in".to_owned(),
        };
        Entry { around: Around { above: Vec::new(), behind: Some(behind) }, ..Entry::new(key, Value::Bare(String::new())) }
    }

    fn records(&self, node: Option<&Node>, columns: &[Column]) -> Value {
        let empty = || Value::Map(columns.iter().filter(|column| column.required).map(|column| self.blank(&column.key, None)).collect());
        let rows: Vec<Value> = items(node).iter().map(|row| Value::Map(self.record(row, columns))).collect();
        if rows.is_empty() { Value::list([empty()]) } else { Value::list(rows) }
    }

    fn record(&self, row: &Node, columns: &[Column]) -> Vec<Entry> {
        let id = child(row, "id").map(|node| Entry::new("id", copied(node)));
        let cells = columns.iter().filter_map(|column| {
            let node = child(row, &column.key)?;
            Some(match column.kind {
                ColumnKind::Text => Entry::new(&column.key, without(node, "sic")),
                ColumnKind::Amount => self.blank(&column.key, node.scalar()),
            })
        });
        id.into_iter().chain(cells).collect()
    }

    fn goals(&self, node: Option<&Node>) -> Value {
        let below = |goal: Value| if let Value::Flow(inner) = goal { *inner } else { goal };
        let goals: Vec<Value> = items(node).iter().map(|goal| below(without(goal, "sic"))).collect();
        if goals.is_empty() { Value::list([Value::Map(vec![self.blank("label", None)])]) } else { Value::list(goals) }
    }

    fn levels(&self, node: Option<&Node>) -> Value {
        let level =
            |(key, value): &(Node, Node), inner: &dyn Fn(&Node) -> Value| Entry::new(key.scalar().unwrap_or_default(), inner(value));
        let rows = |node: &Node| Value::list(items(Some(node)).iter().map(|row| Value::Map(self.indicator(row))));
        let level1s: Vec<Entry> = pairs(node)
            .iter()
            .map(|pair| level(pair, &|level2s| Value::Map(pairs(Some(level2s)).iter().map(|pair| level(pair, &rows)).collect())))
            .collect();
        if !level1s.is_empty() {
            return Value::Map(level1s);
        }
        let row = Value::Map(vec![self.blank("name", None), self.blank("target", None)]);
        Value::Map(vec![Entry::new("output", Value::Map(vec![Entry::new("quantity", Value::list([row]))]))])
    }

    /// A phrase is wording, and stays; a figure is to be filled in.
    fn indicator(&self, row: &Node) -> Vec<Entry> {
        let field = |key: &str| child(row, key);
        let written = field("target").and_then(|node| match &node.value {
            tree::Value::Map(pairs) => pairs.first().and_then(|(_, words)| words.scalar()),
            _ => node.scalar(),
        });
        let target = match (field("target"), written) {
            (Some(node), Some(words)) if Target::parse(words).is_phrase() => Entry::new("target", copied(node)),
            (_, written) => self.blank("target", written),
        };
        let id = field("id").map(|node| Entry::new("id", copied(node)));
        let name = field("name").map(|node| Entry::new("name", without(node, "sic")));
        let counts = field("counts").map(|node| Entry::new("counts", copied(node)));
        id.into_iter().chain(name).chain([target]).chain(counts).collect()
    }
}

fn pairs(node: Option<&Node>) -> &[(Node, Node)] {
    match node.map(|node| &node.value) {
        Some(tree::Value::Map(pairs)) => pairs,
        _ => &[],
    }
}

fn items(node: Option<&Node>) -> &[Node] {
    match node.map(|node| &node.value) {
        Some(tree::Value::Seq(items)) => items,
        _ => &[],
    }
}

fn child<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    pairs(Some(node)).iter().find(|(name, _)| name.scalar() == Some(key)).map(|(_, value)| value)
}

/// A value as it is; a map of texts on one line where it fits.
fn copied(node: &Node) -> Value {
    without(node, "")
}

/// The same without a key: a misprint of the other year is none of this one.
fn without(node: &Node, key: &str) -> Value {
    match &node.value {
        tree::Value::Empty => Value::Bare(String::new()),
        tree::Value::Scalar(text) => Value::Text(text.clone()),
        tree::Value::Seq(items) => Value::List(items.iter().map(|item| Item { around: Around::default(), value: copied(item) }).collect()),
        tree::Value::Map(pairs) => {
            let kept = pairs.iter().filter(|(name, _)| name.scalar() != Some(key));
            let entries = kept.map(|(name, value)| Entry::new(name.scalar().unwrap_or_default(), copied(value)));
            let map = Value::Map(entries.collect());
            let prose = pairs.iter().any(|(_, value)| value.scalar().is_some_and(|text| text.contains('\n')));
            if prose { map } else { Value::Flow(Box::new(map)) }
        }
    }
}
