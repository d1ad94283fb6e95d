//! GK0209: two spellings of what is probably one term.

use crate::lint::{
    Finding, Rule, Subject,
    texts::{Role, Stated, is_han, texts},
};
use crate::model::diagnostic::{Code, Severity};
use pinyin::ToPinyinMulti;
use std::collections::{HashMap, HashSet};

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0209"),
    name: "near-identical-terms",
    severity: Severity::Note,
    acceptable: true,
    needs_whole: false,
    docs: "
One thing has one name within a table.

Why: 组织事物管理 in one row and 组织事务管理 in another are probably one and the same, and one of them a slip of the keyboard: characters that
sound alike are the commonest misprint there is.

What is compared: stretches of five Chinese characters in the texts of tasks, goals and indicators that differ in one character of the same
sound, in any place but the first and last. Misprints that are marked with `sic:` are known already.

Example: 组织事物管理 as a task, 组织事务管理 as an indicator.

Mending: write it the same way everywhere. In an approved table it stays as it is: mark it with `sic: {组织事物管理: 组织事务管理}`.
",
    check,
};

/// A text and a place in it.
type At = (usize, usize);

/// Four characters around one that differs: how many stand before it.
const BEFORE: [usize; 3] = [1, 2, 3];

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let mut known: HashMap<(usize, [char; 4]), Vec<At>> = HashMap::new();
    let mut told: HashSet<(char, char)> = HashSet::new();
    let mut read: Vec<Vec<char>> = Vec::new();
    for Stated { spot, role, text } in texts(subject.sheet) {
        if matches!(role, Role::GoalLabel | Role::Target) {
            continue;
        }
        read.push(corrected(&text.source, text.sic.iter().map(|sic| (sic.written.as_str(), sic.presumed.as_str()))));
        let chars = &read[read.len() - 1]; // just pushed
        for window in 0..chars.len().saturating_sub(4) {
            let five = &chars[window..window + 5];
            if !five.iter().all(|c| is_han(*c)) {
                continue;
            }
            for before in BEFORE {
                let own = five[before];
                let around = five.iter().enumerate().filter(|(place, _)| *place != before).map(|(_, c)| *c);
                let mut key = ['\0'; 4];
                key.iter_mut().zip(around).for_each(|(slot, c)| *slot = c);
                let others = known.entry((before, key)).or_default();
                let at = |(text, place): &At| read[*text][*place];
                let alike = others.iter().copied().find(|other| at(other) != own && sound_alike(at(other), own));
                if others.iter().all(|other| at(other) != own) {
                    others.push((read.len() - 1, window + before));
                }
                let Some((text_there, place)) = alike else { continue };
                let other = read[text_there][place];
                if !(told.insert((other, own)) && told.insert((own, other))) {
                    continue;
                }
                let (here, there) = terms((chars, window + before), (&read[text_there], place));
                findings.push(Finding::to_explain(
                    (spot, text.span),
                    (format!("“{here}” stands here, “{there}” elsewhere in the table"), format!("此处为“{here}”，本表他处为“{there}”")),
                    (format!("{own} or {other}?"), format!("“{own}”还是“{other}”？")),
                    (
                        "write it the same way everywhere; a misprint of an approved table stays, and is marked with `sic:`",
                        "统一写法；批复原表中的错字保留原样，用`sic:`注明",
                    ),
                ));
            }
        }
    }
}

/// As much around two places as is the same in both texts.
fn terms((a, at_a): (&[char], usize), (b, at_b): (&[char], usize)) -> (String, String) {
    let same = |(a, b): &(&char, &char)| a == b && is_han(**a);
    let before = a[..at_a].iter().rev().zip(b[..at_b].iter().rev()).take_while(same).count();
    let behind = a[at_a + 1..].iter().zip(&b[at_b + 1..]).take_while(same).count();
    (a[at_a - before..=at_a + behind].iter().collect(), b[at_b - before..=at_b + behind].iter().collect())
}

/// The characters of a text, marked misprints read as they were meant.
fn corrected<'t>(text: &str, sic: impl Iterator<Item = (&'t str, &'t str)>) -> Vec<char> {
    sic.fold(text.to_owned(), |text, (written, presumed)| text.replace(written, presumed)).chars().collect()
}

/// Whether two characters have a reading in common, whatever the tone.
fn sound_alike(a: char, b: char) -> bool {
    // Figures are told apart on purpose: 第一, 第七.
    const FIGURES: &str = "零一二三四五六七八九十百千万亿两上下左右东西南北";
    let readings =
        |c: char| c.to_pinyin_multi().map(|all| all.into_iter().map(|each| each.plain()).collect::<Vec<_>>()).unwrap_or_default();
    !FIGURES.contains(a) && !FIGURES.contains(b) && readings(a).iter().any(|reading| readings(b).contains(reading))
}
