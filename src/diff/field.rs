//! A value of a report as it was and as it is, and the collector that finds those that differ.

use crate::{
    data::Texts,
    model::{
        form::Column,
        money::{self, Amount, MoneyUnit, grouped},
        target::Target,
    },
};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// A value that differs, or that only one of the versions has.
#[derive(Clone, Debug)]
pub struct Field {
    /// Which value it is.
    pub what: What,
    /// The language of its words, where they are a translation.
    pub lang: Option<String>,
    /// As it was; `None` where there was none.
    pub before: Option<Value>,
    /// As it is; `None` where there is none.
    pub after: Option<Value>,
    /// What both differ by, where they can be subtracted.
    pub difference: Option<Difference>,
}

/// Names a value.
#[derive(Clone, Debug)]
pub enum What {
    /// A column of the table of tasks.
    Column(&'static Column),
    /// A total that the original states itself.
    DeclaredTotal(&'static Column),
    /// Any other key.
    Key(&'static str),
    /// The reason for which a finding of that code was accepted.
    Accepted(String),
}

impl What {
    /// As content has it: `total`, `declared_total.fiscal`, `accept.GK0102`.
    pub fn key(&self) -> String {
        match self {
            What::Column(column) => column.key.clone(),
            What::DeclaredTotal(column) => format!("declared_total.{}", column.key),
            What::Key(key) => (*key).to_owned(),
            What::Accepted(code) => format!("accept.{code}"),
        }
    }
}

/// A value as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Digits, and the unit of their table.
    Amount(String, MoneyUnit),
    /// Words of people.
    Words(String),
    /// A target, a date, a word of gongkai's own: nothing to look for changes in.
    Plain(String),
}

impl Value {
    /// As people read it; digits as written, with thousands separators.
    pub fn shown(&self) -> String {
        match self {
            Value::Amount(digits, unit) => format!("{} {}", grouped(digits), unit.label()),
            Value::Words(words) | Value::Plain(words) => words.clone(),
        }
    }

    /// As written, without a unit.
    pub fn written(&self) -> &str {
        let (Value::Amount(text, _) | Value::Words(text) | Value::Plain(text)) = self;
        text
    }
}

/// What two values differ by; computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Nothing but the way they are written.
    SameValue,
    /// Digits with their sign, and the unit.
    By(String, String),
}

impl Difference {
    /// Of exact values; `None` where it has too many digits to be exact.
    pub fn of(before: Decimal, after: Decimal, unit: &str) -> Option<Difference> {
        let by = money::difference(before, after)?;
        if by.is_zero() {
            return Some(Difference::SameValue);
        }
        let sign = if by > Decimal::ZERO { "+" } else { "" };
        Some(Difference::By(format!("{sign}{}", grouped(&by.to_string())), unit.to_owned()))
    }

    fn of_amounts((before, old): (&str, MoneyUnit), (after, new): (&str, MoneyUnit)) -> Option<Difference> {
        let (before, after) = (Amount::parse(before).ok()?.value(), Amount::parse(after).ok()?.value());
        match old == new {
            true => Difference::of(before, after, new.label()),
            false => Difference::of(old.to_wan(before)?, new.to_wan(after)?, MoneyUnit::Wan.label()),
        }
    }

    fn of_targets(before: &str, after: &str) -> Option<Difference> {
        let (before, after) = (Target::parse(before), Target::parse(after));
        if before.canonical() == after.canonical() {
            return Some(Difference::SameValue);
        }
        match (before.bound()?, after.bound()?) {
            ((a, old), (b, new)) if a == b && old.unit == new.unit => Difference::of(old.number.value(), new.number.value(), &new.unit),
            _ => None,
        }
    }
}

/// Collects the values that differ.
pub(super) struct Fields<'l> {
    /// The language of the originals.
    original: &'l str,
    list: Vec<Field>,
}

impl<'l> Fields<'l> {
    pub fn new(original: &'l str) -> Fields<'l> {
        Fields { original, list: Vec::new() }
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub fn done(self) -> Vec<Field> {
        self.list
    }

    /// A word of gongkai's own, a date, an id.
    pub fn plain(&mut self, key: &'static str, before: Option<&str>, after: Option<&str>) {
        if before != after {
            let value = |text: Option<&str>| text.map(|text| Value::Plain(text.to_owned()));
            self.push(What::Key(key), (value(before), value(after)), None);
        }
    }

    /// Words in every language, the originals first.
    pub fn words(&mut self, what: What, before: Option<&Texts>, after: Option<&Texts>) {
        self.original(what.clone(), before, after);
        self.translations(what, before, after);
    }

    /// Words in the language of the originals alone.
    pub fn original(&mut self, what: What, before: Option<&Texts>, after: Option<&Texts>) {
        let find = |texts: Option<&Texts>| texts.and_then(|texts| texts.get(self.original)).map(|words| Value::Words(words.clone()));
        let values = (find(before), find(after));
        if values.0 != values.1 {
            self.push(what, values, None);
        }
    }

    /// Words in all languages but that of the originals.
    pub fn translations(&mut self, what: What, before: Option<&Texts>, after: Option<&Texts>) {
        let langs: BTreeSet<&String> = before.iter().chain(&after).flat_map(|texts| texts.keys()).collect();
        for lang in langs.into_iter().filter(|lang| *lang != self.original) {
            let find = |texts: Option<&Texts>| texts.and_then(|texts| texts.get(lang)).map(|words| Value::Words(words.clone()));
            let (before, after) = (find(before), find(after));
            if before != after {
                self.list.push(Field { what: what.clone(), lang: Some(lang.clone()), before, after, difference: None });
            }
        }
    }

    /// An amount, and the unit of its table.
    pub fn amount(&mut self, what: What, before: (Option<&str>, MoneyUnit), after: (Option<&str>, MoneyUnit)) {
        let value = |(digits, unit): (Option<&str>, MoneyUnit)| digits.map(|digits| Value::Amount(digits.to_owned(), unit));
        let values = (value(before), value(after));
        if values.0 != values.1 {
            let both = before.0.zip(after.0);
            let difference = both.and_then(|(was, is)| Difference::of_amounts((was, before.1), (is, after.1)));
            self.push(what, values, difference);
        }
    }

    /// A target as written.
    pub fn target(&mut self, before: Option<&str>, after: Option<&str>) {
        if before != after {
            let difference = before.zip(after).and_then(|(before, after)| Difference::of_targets(before, after));
            let value = |text: Option<&str>| text.map(|text| Value::Plain(text.to_owned()));
            self.push(What::Key("target"), (value(before), value(after)), difference);
        }
    }

    /// Presumed misprints: as written → what was probably meant.
    pub fn sic(&mut self, before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) {
        let shown = |sic: &BTreeMap<String, String>| {
            let each: Vec<String> = sic.iter().map(|(written, presumed)| format!("{written} → {presumed}")).collect();
            (!each.is_empty()).then(|| each.join("; "))
        };
        self.plain("sic", shown(before).as_deref(), shown(after).as_deref());
    }

    /// Accepted findings: code → reason.
    pub fn accepted(&mut self, before: &BTreeMap<String, Texts>, after: &BTreeMap<String, Texts>) {
        let codes: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        for code in codes {
            self.words(What::Accepted(code.clone()), before.get(code), after.get(code));
        }
    }

    fn push(&mut self, what: What, (before, after): (Option<Value>, Option<Value>), difference: Option<Difference>) {
        self.list.push(Field { what, lang: None, before, after, difference });
    }
}
