//! Pinyin: the readings of the characters of names, all of them where there are several.

use pinyin::{Pinyin, ToPinyinMulti};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The readings of a character without tones; ü is written `v`, as keyboards do, and `u` too, as many people do.
pub(super) fn readings(c: char) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for reading in c.to_pinyin_multi().into_iter().flatten().map(Pinyin::plain) {
        for reading in [reading.replace('ü', "v"), reading.replace('ü', "u")] {
            if !reading.is_empty() && reading.bytes().all(|byte| byte.is_ascii_lowercase()) {
                all.insert(reading);
            }
        }
    }
    all
}

/// The characters that occur in names, by reading.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Alphabet(BTreeMap<String, BTreeSet<char>>);

impl Alphabet {
    /// Notes a character, and returns its readings.
    pub fn readings(&mut self, c: char) -> BTreeSet<String> {
        let readings = readings(c);
        for reading in &readings {
            match self.0.get_mut(reading) {
                Some(characters) => _ = characters.insert(c),
                None => _ = self.0.insert(reading.clone(), BTreeSet::from([c])),
            }
        }
        readings
    }

    /// Adds another's characters to these.
    pub fn merge(&mut self, other: Alphabet) {
        for (reading, characters) in other.0 {
            self.0.entry(reading).or_default().extend(characters);
        }
    }

    /// One line: `gan干感 lao劳老`.
    pub fn lines(&self) -> String {
        let each = self.0.iter().map(|(reading, characters)| format!("{reading}{}", characters.iter().collect::<String>()));
        each.collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::readings;

    #[test]
    fn a_character_has_all_its_readings() {
        let of = |c| readings(c).into_iter().collect::<Vec<_>>();
        assert_eq!(of('长'), ["chang", "zhang"]);
        assert!(of('行').contains(&"hang".to_owned()) && of('行').contains(&"xing".to_owned()));
        assert_eq!(of('绿'), ["lu", "lv"]);
        assert_eq!(of('A'), Vec::<String>::new());
    }
}
