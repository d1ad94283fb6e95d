//! Which reports a build is about.

use crate::model::{department::DepartmentId, year::Year};

/// Which reports are built. Everything, unless a preview asks for less.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// Only this year.
    pub year: Option<Year>,
    /// Only this department.
    pub department: Option<DepartmentId>,
}

impl Scope {
    /// Whether reports of that year are built.
    pub fn has_year(&self, year: Year) -> bool {
        self.year.is_none_or(|only| only == year)
    }

    /// Whether reports of that department are built.
    pub fn has_department(&self, id: &DepartmentId) -> bool {
        self.department.as_ref().is_none_or(|only| only == id)
    }
}
