//! How reports are numbered. Departments fall into groups of at most 256 by a hash of their ids, and have a place in their group by
//! the order of lists; a report is a bucket (year and group) and that place. So another department moves none but those of its
//! group, and another year none at all.

use super::shards::hash;
use crate::model::{department::DepartmentId, year::Year};
use std::collections::{BTreeSet, HashMap};

/// Departments in a group at most: a place is a number below this.
const LARGEST: usize = 256;

/// The numbers of all reports.
pub(super) struct Numbering {
    groups: Vec<Vec<DepartmentId>>,
    years: Vec<Year>,
    /// Group and place by provisional number.
    places: Vec<(u32, u32)>,
}

impl Numbering {
    /// Numbers the departments, which are known by provisional numbers so far.
    pub fn new<'d>(known: &[(DepartmentId, BTreeSet<Year>)], order: impl Iterator<Item = &'d DepartmentId>) -> Numbering {
        let provisional: HashMap<&DepartmentId, usize> = known.iter().enumerate().map(|(number, (id, _))| (id, number)).collect();
        let ordered: Vec<&DepartmentId> = order.filter(|id| provisional.contains_key(id)).collect();
        let groups = grouped(&ordered);
        let mut places = vec![(0, 0); known.len()];
        for (group, ids) in groups.iter().enumerate() {
            for (place, id) in ids.iter().enumerate() {
                if let Some(number) = provisional.get(id) {
                    places[*number] = (group as u32, place as u32);
                }
            }
        }
        let years: BTreeSet<Year> = known.iter().flat_map(|(_, years)| years.iter().copied()).collect();
        Numbering { groups, years: years.into_iter().rev().collect(), places }
    }

    /// The departments of every group.
    pub fn groups(&self) -> &[Vec<DepartmentId>] {
        &self.groups
    }

    /// All years, newest first.
    pub fn years(&self) -> &[Year] {
        &self.years
    }

    /// Number of departments in the group of a bucket.
    pub fn size(&self, bucket: u32) -> u32 {
        self.groups[bucket as usize % self.groups.len()].len() as u32
    }

    /// The bucket and the place of a report, by the provisional number of its department.
    pub fn report(&self, number: u32, year: Year) -> (u32, u32) {
        let (group, place) = self.places[number as usize];
        let newer = self.years.partition_point(|other| *other > year);
        (newer as u32 * self.groups.len() as u32 + group, place)
    }
}

fn grouped(ordered: &[&DepartmentId]) -> Vec<Vec<DepartmentId>> {
    let mut count = ordered.len().div_ceil(LARGEST).next_power_of_two();
    loop {
        let mut groups = vec![Vec::new(); count];
        for id in ordered {
            groups[hash(id.as_str()) as usize & (count - 1)].push((*id).clone());
        }
        // Ids are different, so more groups part them at last; a million of groups is a bound for a hash gone wrong.
        if groups.iter().all(|group| group.len() <= LARGEST) || count >= 1 << 20 {
            return groups;
        }
        count *= 2;
    }
}

#[cfg(test)]
mod tests {
    use super::{LARGEST, Numbering};
    use crate::model::{department::DepartmentId, year::Year};
    use std::collections::BTreeSet;

    #[test]
    fn a_thousand_departments_fall_into_groups_that_a_byte_can_number() {
        let year = Year::parse("2024").unwrap();
        let known: Vec<_> = (0..1000).map(|n| (DepartmentId::parse(&format!("bureau-{n}")).unwrap(), BTreeSet::from([year]))).collect();
        let numbering = Numbering::new(&known, known.iter().map(|(id, _)| id));
        assert!(numbering.groups().iter().all(|group| group.len() <= LARGEST));
        let all: BTreeSet<(u32, u32)> = (0..1000).map(|number| numbering.report(number, year)).collect();
        assert_eq!(all.len(), 1000, "every report has a number of its own");
    }
}
