//! GK0401: a number or address of a person in a text.

use crate::lint::{
    Finding, Rule, Subject,
    texts::{Stated, texts},
};
use crate::model::{
    diagnostic::{Code, Severity},
    text::Text,
};
use unicode_normalization::UnicodeNormalization;

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0401"),
    name: "personal-data",
    severity: Severity::Error,
    acceptable: false,
    needs_whole: false,
    docs: "
No text of a table holds the number of an identity card, a mobile telephone or a bank card, or an e-mail address.

Why: what is published can be copied by anybody at once, and cannot be taken back (Personal Information Protection Law, art. 4 and 25;
Regulations on Open Government Information, art. 15). Tables of performance targets need none of these. How to reach a department stands in
departments.yaml (`contact:`).

What is taken for one: 18 digits whose check digit is right (GB 11643), 11 digits that begin with 13 to 19 and are followed by no unit,
16 to 19 digits that begin with 62 and whose check digit is right (GB/T 17552, Luhn), and addresses with an @.

Example: 联系人手机13800138000.

Mending: take it out of the text.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for Stated { spot, text, .. } in texts(subject.sheet) {
        let Some((kind, shown)) = words(text).find_map(personal) else { continue };
        findings.push(Finding::wrong(
            (spot, text.span),
            (format!("the text holds {} {shown}", kind.en()), format!("文字中含有{}{shown}", kind.zh())),
            ("is of a person", "属于个人信息"),
            ("take it out: what is published cannot be taken back", "删去：一经公开便无法收回"),
        ));
    }
}

fn words(text: &Text) -> impl Iterator<Item = &str> {
    std::iter::once(text.source.as_str()).chain(text.others.iter().map(|(_, words)| words.as_str()))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Identity,
    Mobile,
    BankCard,
    Email,
}

impl Kind {
    fn en(self) -> &'static str {
        match self {
            Kind::Identity => "the number of an identity card,",
            Kind::Mobile => "the number of a mobile telephone,",
            Kind::BankCard => "the number of a bank card,",
            Kind::Email => "an e-mail address,",
        }
    }

    fn zh(self) -> &'static str {
        match self {
            Kind::Identity => "身份证号",
            Kind::Mobile => "手机号",
            Kind::BankCard => "银行卡号",
            Kind::Email => "电子邮箱",
        }
    }
}

/// The first number or address of a person in a text, and as much of it as a message may show.
fn personal(text: &str) -> Option<(Kind, String)> {
    let narrow: Vec<char> = text.nfkc().collect();
    let in_number = |c: &char| c.is_ascii_digit() || matches!(c, 'X' | 'x');
    let mut at = 0;
    while at < narrow.len() {
        if narrow[at] == '@'
            && let Some(address) = address(&narrow, at)
        {
            return Some((Kind::Email, hidden(&address)));
        }
        if !narrow[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let length = narrow[at..].iter().take_while(|c| in_number(c)).count();
        let run: String = narrow[at..at + length].iter().collect();
        // A figure goes on behind its point or separator, a sentence does not.
        let is = |place: Option<usize>, what: fn(char) -> bool| place.and_then(|place| narrow.get(place)).is_some_and(|c| what(*c));
        let point = |c: char| matches!(c, '.' | ',');
        let before = is(at.checked_sub(1), |c| c.is_ascii_alphanumeric())
            || (is(at.checked_sub(1), point) && is(at.checked_sub(2), |c| c.is_ascii_digit()));
        let end = at + length;
        let behind = is(Some(end), |c| c.is_ascii_alphanumeric()) || (is(Some(end), point) && is(Some(end + 1), |c| c.is_ascii_digit()));
        let alone = !before && !behind;
        let counted = narrow.get(end).is_some_and(|unit| "元万亿千百%个人吨米平立".contains(*unit));
        let kind = kind_of(&run).filter(|kind| alone && !(counted && *kind == Kind::Mobile));
        if let Some(kind) = kind {
            return Some((kind, hidden(&run)));
        }
        at += length;
    }
    None
}

fn kind_of(run: &str) -> Option<Kind> {
    let digits = run.bytes().all(|byte| byte.is_ascii_digit());
    match run.len() {
        18 if is_identity(run) => Some(Kind::Identity),
        11 if digits && run.starts_with('1') && run.as_bytes()[1] >= b'3' => Some(Kind::Mobile),
        16..=19 if digits && run.starts_with("62") && is_luhn(run) => Some(Kind::BankCard),
        _ => None,
    }
}

/// The check digit of GB 11643-1999 (ISO 7064, MOD 11-2), and a month and a day.
fn is_identity(run: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    let digits: Vec<u32> = run.chars().take(17).filter_map(|c| c.to_digit(10)).collect();
    if digits.len() != 17 {
        return false;
    }
    let (month, day) = (digits[10] * 10 + digits[11], digits[12] * 10 + digits[13]);
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let check = run.chars().last().map(|c| c.to_ascii_uppercase());
    (1..=12).contains(&month) && (1..=31).contains(&day) && check == CHECKS.get((sum % 11) as usize).copied()
}

fn is_luhn(run: &str) -> bool {
    let doubled = |digit: u32| if digit > 4 { 2 * digit - 9 } else { 2 * digit };
    let digits = run.chars().rev().filter_map(|c| c.to_digit(10));
    digits.enumerate().map(|(place, digit)| if place % 2 == 1 { doubled(digit) } else { digit }).sum::<u32>() % 10 == 0
}

/// The address around an @: a name, and a domain with a dot.
fn address(text: &[char], at: usize) -> Option<String> {
    let part = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let name = text[..at].iter().rev().take_while(|c| part(c)).count();
    let domain = text[at + 1..].iter().take_while(|c| part(c)).count();
    let address: String = text[at - name..=at + domain].iter().collect();
    let dotted = address.rsplit('@').next().is_some_and(|domain| domain.trim_end_matches('.').contains('.'));
    (name > 0 && dotted).then_some(address)
}

/// Its beginning and end: messages are copied, too.
fn hidden(written: &str) -> String {
    let chars: Vec<char> = written.chars().collect();
    let kept = chars.len() / 4;
    let (begin, end): (String, String) = (chars[..kept].iter().collect(), chars[chars.len() - kept..].iter().collect());
    format!("{begin}…{end}")
}

#[cfg(test)]
mod tests {
    use super::{Kind, personal};

    #[test]
    fn numbers_of_persons_are_told_from_figures() {
        let kind = |text: &str| personal(text).map(|(kind, _)| kind);
        // Made up for this test: there is no region 99. The check digits are right.
        assert_eq!(kind("身份证990000190001010008。"), Some(Kind::Identity));
        assert_eq!(kind("电话：１３８００１３８０００"), Some(Kind::Mobile));
        assert_eq!(kind("卡号6222020000000000006"), None, "its check digit is wrong");
        assert_eq!(kind("卡号6222020000000000000"), Some(Kind::BankCard));
        assert_eq!(kind("来信请寄 zhang.san@example.gov.cn"), Some(Kind::Email));
        for figure in [
            "158人",
            "990000190001010009",
            "13800138000元",
            "13,800,138,000",
            "13800138000.50",
            "文号〔2021〕101号",
            "a@b",
            "@全体",
            "20220101123456789",
        ] {
            assert_eq!(kind(figure), None, "{figure}");
        }
        assert_eq!(personal("手机13800138000").unwrap().1, "13…00");
    }
}
