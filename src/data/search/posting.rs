//! Lists of reports in few characters: per bucket that has any, the distance from the bucket before, then the places in it, as
//! all of them, as one bit each, or as distances, whichever is shortest. `search/postings.js` reads them.

/// Six bits a character; none of them needs a backslash in a script.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// All places of the bucket.
const ALL: u32 = 0;
/// One bit per place.
const BITS: u32 = 1;
/// From here on: so many places and this, then their distances.
const PLACES: u32 = 1;
/// As many places as one character can count.
const MOST: usize = 62;

/// Writes the reports (bucket, place), sorted, each once; `size` is the number of places in a bucket.
pub(super) fn encode(reports: &[(u32, u32)], size: impl Fn(u32) -> u32) -> String {
    let mut out = String::new();
    let mut next = 0;
    for run in reports.chunk_by(|(a, _), (b, _)| a == b) {
        let Some((bucket, _)) = run.first() else { continue };
        number(bucket - next, &mut out);
        next = bucket + 1;
        let places: Vec<u32> = run.iter().map(|(_, place)| *place).collect();
        out.push_str(&bucket_of(&places, size(*bucket)));
    }
    out
}

fn bucket_of(places: &[u32], size: u32) -> String {
    let mut out = String::new();
    if places.len() == size as usize {
        digit(ALL, &mut out);
        return out;
    }
    let mut listed = String::new();
    if places.len() <= MOST {
        digit(places.len() as u32 + PLACES, &mut listed);
        let mut next = 0;
        for place in places {
            number(place - next, &mut listed);
            next = place + 1;
        }
    }
    let bits = size.div_ceil(6);
    if !listed.is_empty() && listed.len() <= 1 + bits as usize {
        return listed;
    }
    digit(BITS, &mut out);
    for six in 0..bits {
        let set = places.iter().filter(|place| **place / 6 == six).fold(0, |bits, place| bits | 1 << (place % 6));
        digit(set, &mut out);
    }
    out
}

/// A number in groups of five bits, the lowest first; the sixth bit says that another one follows.
fn number(mut value: u32, out: &mut String) {
    while value >= 32 {
        digit(value % 32 + 32, out);
        value /= 32;
    }
    digit(value, out);
}

fn digit(value: u32, out: &mut String) {
    out.push(char::from(DIGITS[value as usize]));
}

#[cfg(test)]
mod tests {
    use super::{DIGITS, encode};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// Reads what `encode` writes, as the page does.
    fn decode(text: &str, size: u32) -> Vec<(u32, u32)> {
        let mut digits = text.bytes().map(|byte| DIGITS.iter().position(|digit| *digit == byte).unwrap() as u32).peekable();
        let (mut reports, mut next) = (Vec::new(), 0);
        fn number(digits: &mut impl Iterator<Item = u32>) -> u32 {
            let (mut value, mut shift) = (0, 0);
            loop {
                let digit = digits.next().unwrap();
                value |= (digit & 31) << shift;
                shift += 5;
                if digit < 32 {
                    return value;
                }
            }
        }
        while digits.peek().is_some() {
            let bucket = next + number(&mut digits);
            next = bucket + 1;
            match digits.next().unwrap() {
                0 => reports.extend((0..size).map(|place| (bucket, place))),
                1 => {
                    let bits: Vec<u32> = digits.by_ref().take(size.div_ceil(6) as usize).collect();
                    reports
                        .extend((0..size).filter(|place| bits[(place / 6) as usize] >> (place % 6) & 1 == 1).map(|place| (bucket, place)));
                }
                count => {
                    let mut next = 0;
                    for _ in 1..count {
                        let place = next + number(&mut digits);
                        next = place + 1;
                        reports.push((bucket, place));
                    }
                }
            }
        }
        reports
    }

    #[test]
    fn a_key_that_is_everywhere_takes_two_characters_a_bucket() {
        let everywhere: Vec<(u32, u32)> = (0..3).flat_map(|bucket| (0..200).map(move |place| (bucket, place))).collect();
        assert_eq!(encode(&everywhere, |_| 200), "AAAAAA");
        assert_eq!(encode(&[(2, 7)], |_| 200), "CCH");
    }

    proptest! {
        #[test]
        fn what_is_written_can_be_read(reports in prop::collection::btree_set((0u32..90, 0u32..256), 0..600)) {
            let reports: Vec<(u32, u32)> = BTreeSet::into_iter(reports).collect();
            prop_assert_eq!(decode(&encode(&reports, |_| 256), 256), reports);
        }
    }
}
