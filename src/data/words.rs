//! Texts in data: in every language that has them, never one language in the place of another.

use super::Cell;
use crate::{
    model::{
        form::{Form, Labels, renumber},
        lang::Lang,
        text::Text,
        year::Year,
    },
    site::Site,
};
use std::collections::BTreeMap;

/// Looks texts up in all languages of a site.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    site: Site<'a>,
}

impl<'a> Words<'a> {
    pub fn new(site: Site<'a>) -> Words<'a> {
        Words { site }
    }

    /// The languages of the site, the source language first.
    pub fn langs(&self) -> &'a [Lang] {
        &self.site.config.languages
    }

    /// The language of the originals.
    pub fn source_lang(&self) -> &'a Lang {
        self.site.config.source_lang()
    }

    /// A text in one language, if it has words there.
    pub fn find<'t>(&'t self, text: &'t Text, lang: &Lang, context: &str) -> Option<&'t str> {
        match lang == self.site.config.source_lang() {
            true => Some(&text.source),
            false => self.site.translations.find(text, lang, context),
        }
    }

    /// A text in one language, the original where it has no words there.
    pub fn shown<'t>(&'t self, text: &'t Text, lang: &Lang, context: &str) -> &'t str {
        self.find(text, lang, context).unwrap_or(&text.source).trim_end()
    }

    /// A term in one language.
    pub fn term<'t>(&self, labels: &'t Labels, lang: &Lang) -> &'t str {
        let words = labels.get(lang.as_str()).or_else(|| labels.get(self.source_lang().as_str()));
        words.or_else(|| labels.values().next()).map_or("", String::as_str)
    }

    /// The title of a form and the year, as its heading has them: `部门（单位）整体支出绩效目标表 (2022年)`.
    pub fn form_of_year(&self, form: &Form, year: Year, lang: &Lang) -> String {
        format!("{} {}", self.term(&form.title, lang), self.term(&form.year_line, lang).replace("{n}", &year.to_string()))
    }

    /// What stands between the items of a list.
    pub fn separator(&self, lang: &Lang) -> &'static str {
        if lang.as_str() == "zh" { "、" } else { ", " }
    }

    /// A text with a head before it.
    pub fn headed(&self, head: &str, text: &str, lang: &Lang) -> String {
        format!("{head}{}{text}", if lang.as_str() == "zh" { "：" } else { ": " })
    }

    /// The label of a goal in one language: its own words, or its number in the way of the form.
    pub fn label(&self, label: &Text, form: &Form, lang: &Lang) -> Option<String> {
        let own = self.find(label, lang, &format!("{}/goal-label", form.id)).map(str::to_owned);
        own.or_else(|| renumber(form.numbered()?, &label.source, self.source_lang().as_str(), lang.as_str()))
    }

    /// The same as a map, language → words.
    pub fn label_map(&self, label: &Text, form: &Form) -> BTreeMap<String, String> {
        let each = |lang: &Lang| Some((lang.to_string(), self.label(label, form, lang)?.trim_end().to_owned()));
        self.langs().iter().filter_map(each).collect()
    }

    /// A text as cells, one a language.
    pub fn cells(&self, text: Option<&Text>, context: &str) -> Vec<Cell> {
        self.langs().iter().map(|lang| Cell::text(text.and_then(|text| self.find(text, lang, context)))).collect()
    }

    /// A term as cells, one a language.
    pub fn terms(&self, labels: Option<&Labels>) -> Vec<Cell> {
        self.langs().iter().map(|lang| Cell::text(labels.and_then(|labels| labels.get(lang.as_str())).map(String::as_str))).collect()
    }

    /// A text as a map, language → words.
    pub fn map(&self, text: &Text, context: &str) -> BTreeMap<String, String> {
        let each = |lang: &Lang| Some((lang.to_string(), self.find(text, lang, context)?.trim_end().to_owned()));
        self.langs().iter().filter_map(each).collect()
    }

    /// A term as a map, in the languages of the site.
    pub fn term_map(&self, labels: Option<&Labels>) -> BTreeMap<String, String> {
        let each = |lang: &Lang| Some((lang.to_string(), labels?.get(lang.as_str())?.clone()));
        self.langs().iter().filter_map(each).collect()
    }
}
