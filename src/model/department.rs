//! A department (部门) or budget unit (单位): its id, and what departments.yaml says of it.

use super::{
    as_text,
    slug::{self, SlugError},
    text::Text,
    year::Year,
};
use std::fmt;

/// Names a department in folders and URLs: one slug of lower-case ASCII letters, digits and single hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DepartmentId(Box<str>);

/// Page names that a department must not take, because the site has them already.
const RESERVED: [&str; 9] = ["index", "changes", "search", "about", "departments", "sectors", "indicators", "assets", "data"];

impl DepartmentId {
    /// Reads a slug that no page or device needs for itself; the error says which rule of the grammar it breaks.
    pub fn parse(text: &str) -> Result<DepartmentId, SlugError> {
        slug::check(text)?;
        let year_like = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
        if RESERVED.contains(&text) || text.starts_with("page-") || year_like || slug::is_device(text) {
            return Err(SlugError::Reserved);
        }
        Ok(DepartmentId(text.into()))
    }

    /// The slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

as_text!(DepartmentId, |text| DepartmentId::parse(text).ok());

impl fmt::Display for DepartmentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What departments.yaml says of a department.
#[derive(Clone, Debug, Hash)]
pub struct Department {
    /// Its id.
    pub id: DepartmentId,
    /// Full official name.
    pub name: Text,
    /// Short name, for lists and breadcrumbs.
    pub short: Option<Text>,
    /// Place in the official order; without one it follows those that have one, as a dictionary would.
    pub order: Option<u32>,
    /// What to look it up by in the dictionary instead of its name, where a character of the name has several readings.
    pub sort_key: Option<String>,
    /// Sector (`party`), a slug.
    pub sector: Option<String>,
    /// Whom to ask.
    pub contact: Contact,
    /// The first year in which it existed.
    pub since: Option<Year>,
    /// The last year in which it existed.
    pub until: Option<Year>,
    /// Ids it had before: their addresses send readers on.
    pub formerly: Vec<DepartmentId>,
}

impl Department {
    /// Whether it existed in that year, as far as departments.yaml says.
    pub fn existed_in(&self, year: Year) -> bool {
        self.since.is_none_or(|since| since <= year) && self.until.is_none_or(|until| year <= until)
    }

    /// Words to put it in order by.
    pub fn order_words(&self) -> &str {
        self.sort_key.as_deref().unwrap_or(&self.name.source)
    }
}

/// Whom to ask; only what departments.yaml gives.
#[derive(Clone, Debug, Default, Hash)]
pub struct Contact {
    /// Telephone.
    pub phone: Option<Text>,
    /// E-mail.
    pub email: Option<Text>,
    /// Postal address.
    pub address: Option<Text>,
}

#[cfg(test)]
mod tests {
    use super::{super::slug::SlugError, DepartmentId};

    #[test]
    fn an_id_is_a_safe_file_name_everywhere() {
        assert!(DepartmentId::parse("organization-department").is_ok());
        for (wrong, why) in [
            ("", SlugError::Length),
            ("Org", SlugError::Characters),
            ("组织部", SlugError::Characters),
            ("a/b", SlugError::Characters),
            ("a--b", SlugError::Hyphens),
            ("-a", SlugError::Hyphens),
            ("index", SlugError::Reserved),
            ("2022", SlugError::Reserved),
            ("com1", SlugError::Reserved),
            ("nul", SlugError::Reserved),
            ("page-2", SlugError::Reserved),
        ] {
            assert_eq!(DepartmentId::parse(wrong), Err(why), "{wrong}");
        }
    }
}
