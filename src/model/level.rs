//! The level of an indicator: level 1 and level 2 together.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
};

/// Level 1 and level 2 of indicators: ids of the vocabulary or of site.yaml.
///
/// A site has a few dozens of them, and summaries of a hundred thousand reports name ten each: all that are equal share one text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LevelId(Arc<(Box<str>, Box<str>)>);

static ALL: Mutex<BTreeSet<LevelId>> = Mutex::new(BTreeSet::new());

impl LevelId {
    /// From the ids of both.
    pub fn of(level1: &str, level2: &str) -> LevelId {
        let level = LevelId(Arc::new((level1.into(), level2.into())));
        // Of a set, a thread that panicked leaves nothing half done.
        let mut all = ALL.lock().unwrap_or_else(PoisonError::into_inner);
        match all.get(&level) {
            Some(same) => same.clone(),
            None => {
                all.insert(level.clone());
                level
            }
        }
    }

    /// Level 1.
    pub fn level1(&self) -> &str {
        &self.0.0
    }

    /// Level 2.
    pub fn level2(&self) -> &str {
        &self.0.1
    }

    /// Both: `output-quantity`, also a fragment of the report.
    pub fn fragment(&self) -> String {
        format!("{}-{}", self.level1(), self.level2())
    }
}

impl Serialize for LevelId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.level1(), self.level2()).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for LevelId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<LevelId, D::Error> {
        <(Box<str>, Box<str>)>::deserialize(deserializer).map(|(level1, level2)| LevelId::of(&level1, &level2))
    }
}
