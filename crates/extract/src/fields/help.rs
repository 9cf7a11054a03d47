//! `help`: where the report says that persons may ask, with the hours.

use jikenbo_model::vocabulary::{HelpKind, Kind};
use jikenbo_model::{Help, Span};

use crate::Draft;
use crate::addresses::{Address, AddressKind};
use crate::lists::contains;
use crate::passage::{Passage, Role};

/// Words by which a sentence offers to answer.
const OFFERS: &[&str] = &[
    "問い合わせ",
    "問合せ",
    "問合わせ",
    "お問合",
    "窓口",
    "相談",
    "ダイヤル",
    "サポート",
    "コールセンター",
    "担当",
    "連絡先",
    "事務局",
    "ご連絡",
    "デスク",
    "受付時間",
];

/// Words by which a number or address is for something else.
const OTHER: &[&str] = &[
    "FAX",
    "ファックス",
    "ファクス",
    "〒",
    "Copyright",
    "©",
    "注文専用",
    "ご注文専用",
    "消費生活センター",
    "なりすまし",
    "偽",
    "不審",
    "送信元",
    "(代)",
    "All Rights",
];

pub(super) fn read(draft: &mut Draft<'_>) {
    if matches!(draft.out.facts.kind, Some(Kind::Other | Kind::Digest | Kind::Regulator)) {
        return;
    }
    let passage = draft.passage;
    let found = passage.addresses();
    for (at, address) in found.iter().enumerate() {
        let Some(kind) = kind(passage, address) else { continue };
        let until = found.get(at + 1).map_or(passage.text().len(), |next| next.span.start);
        let hours = hours(passage, address.span, until);
        let help = Help {
            kind,
            value: address.value.clone(),
            hours: hours.map(|span| passage.written(span).trim().to_owned()),
        };
        if draft.out.facts.help.iter().any(|known| known.value == help.value) {
            continue;
        }
        let path = format!("help[{}]", draft.out.facts.help.len());
        draft.out.facts.help.push(help);
        draft.prove(format!("{path}.value"), address.span);
        if let Some(span) = hours {
            draft.prove(format!("{path}.hours"), span);
        }
    }
}

/// The kind of help that `address` is, if it is one.
fn kind(passage: &Passage<'_>, address: &Address) -> Option<HelpKind> {
    let kind = match address.kind {
        AddressKind::Phone => HelpKind::Phone,
        AddressKind::Email => HelpKind::Email,
        AddressKind::Url => HelpKind::Url,
        _ => return None,
    };
    let number = passage.sentence_at(address.span.start);
    let sentence = passage.sentences.get(number)?;
    let section = passage.section(number);
    if address.defanged || section.is("history") || sentence.role == Role::Title {
        return None;
    }
    let before = passage.words(Span::new(sentence.span.start, address.span.start));
    let from = before.char_indices().rev().nth(12).map_or(0, |(at, _)| at);
    let words = passage.words(sentence.span);
    let other = contains(before.get(from..).unwrap_or(""), OTHER)
        || contains(words, &["〒", "Copyright", "©", "注文専用", "(代)"]);
    let label = sentence.label.map_or("", |label| passage.words(label));
    let offered = contains(words, OFFERS) || contains(label, OFFERS) || announced(passage, number);
    let by_name = contains(
        before,
        &["電話", "TEL", "Tel", "tel", "メール", "mail", "Mail", "MAIL", "フォーム", "ダイヤル"],
    );
    let late = number * 5 >= passage.sentences.len() * 4;
    let reachable = by_name && (section.is("contact") || late);
    let placed = section.is("contact") && kind != HelpKind::Url;
    let form =
        kind != HelpKind::Url || contains(words, &["問い合わせ", "問合せ", "フォーム", "窓口", "相談"]);
    (!other && form && (offered || reachable || placed)).then_some(kind)
}

/// Whether one of the two short lines before is the heading of a contact.
fn announced(passage: &Passage<'_>, number: usize) -> bool {
    let before = passage.sentences.get(number.saturating_sub(2)..number).unwrap_or(&[]);
    before
        .iter()
        .map(|sentence| passage.words(sentence.span))
        .any(|words| contains(words, OFFERS) && words.chars().count() <= 40 && !words.contains('。'))
}

/// The hours behind an address: in brackets, behind a word for them, or in the next line.
fn hours(passage: &Passage<'_>, address: Span, until: usize) -> Option<Span> {
    let number = passage.sentence_at(address.start);
    let sentence = passage.sentences.get(number)?.span;
    let own = Span::new(address.end, sentence.end.min(until));
    let next =
        passage.sentences.get(number + 1).map(|next| Span::new(next.span.start, next.span.end.min(until)));
    in_words(passage, own).or_else(|| {
        let next = next.filter(|next| {
            contains(passage.words(*next), &["受付", "時間", "平日", "営業", "曜日", "午前"])
                && next.len() < 240
        })?;
        in_words(passage, next)
    })
}

fn in_words(passage: &Passage<'_>, span: Span) -> Option<Span> {
    let words = passage.words(span);
    let is_hours = |words: &str| {
        contains(words, &["時", ":", "平日", "営業日", "無休"])
            && words.chars().any(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
    };
    let lead = words.len() - words.trim_start_matches([' ', ':', '/', '、', '・', ',', '-']).len();
    let rest = words.get(lead..)?;
    let bracketed = rest.strip_prefix('(').map(|inner| (lead + 1, closing(inner)));
    let (from, length) =
        bracketed.unwrap_or_else(|| (lead, rest.trim_end_matches(['\n', ' ', '。', '】', ']']).len()));
    let inner = words.get(from..from + length)?;
    let cut = prefix(inner);
    let inner = inner.get(cut..)?;
    let end =
        inner.find("メール").or_else(|| inner.find("E-mail")).unwrap_or(inner.len()).min(closing(inner));
    let inner = inner.get(..end)?.trim_end();
    (is_hours(inner) && inner.chars().count() <= 60)
        .then(|| Span::new(span.start + from + cut, span.start + from + cut + inner.len()))
}

/// The length of what brackets hold, inner brackets included.
fn closing(inner: &str) -> usize {
    let mut depth = 0;
    for (at, c) in inner.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return at,
            ')' => depth -= 1,
            _ => {}
        }
    }
    inner.len()
}

/// The length of the words before the hours: 「受付時間:」.
fn prefix(words: &str) -> usize {
    let mut rest = words;
    loop {
        let shorter = [
            "受付時間",
            "対応時間",
            "営業時間",
            "開庁時間",
            "受付",
            "時間",
            "お問い合わせ時間",
            "年内",
            " ",
            ":",
            "は",
            "※",
        ]
        .iter()
        .find_map(|word| rest.strip_prefix(word));
        match shorter {
            Some(shorter) => rest = shorter,
            None => return words.len() - rest.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn check(text: &str, expected: &[(&str, Option<&str>)]) {
        let out = testing::read(text, |draft| draft.out.facts.kind = Some(Kind::Disclosure), &[read]);
        let found: Vec<_> =
            out.facts.help.iter().map(|one| (one.value.as_str(), one.hours.as_deref())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn numbers_and_addresses_of_a_contact() {
        check("お問い合わせ窓口 電話:03-0000-1234(平日9時~17時)", &[("03-0000-1234", Some("平日9時~17時"))]);
        check("専用窓口 help@example.jp", &[("help@example.jp", None)]);
        check(
            "■お問い合わせ先\nフリーダイヤル 0120-000-111\n受付時間:9:00~18:00(土日を除く)",
            &[("0120-000-111", Some("9:00~18:00(土日を除く)"))],
        );
    }

    #[test]
    fn numbers_for_something_else() {
        check("お問い合わせ窓口 FAX:03-0000-1234", &[]);
        check("不審な番号03-0000-1234から着信がありました。", &[]);
        check("〒000-0000 例示県例示市 TEL 03-0000-1234", &[]);
    }
}
