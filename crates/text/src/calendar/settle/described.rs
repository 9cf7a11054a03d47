//! Dates that only describe data or people: 「2018年4月に入会された会員様」. A report's other dates do not take their year.

use crate::Span;
use crate::calendar::{Context, Kind, Mention, Slot};
use crate::words::{opening, stands};

/// How far behind a date the verb ends that describes a noun, in characters (`に当サイトで登録された` has 12).
const REACH: usize = 40;

/// Words of the incident itself: what they describe is dated as everything else.
pub(super) const INCIDENT: &[&str] = &[
    "発生",
    "判明",
    "発覚",
    "公表",
    "発表",
    "知らせ",
    "報告",
    "検知",
    "検出",
    "攻撃",
    "侵入",
    "アクセス",
    "流出",
    "漏",
    "紛失",
    "盗",
    "誤",
    "感染",
    "掲載",
    "公開",
    "停止",
    "連絡",
    "指摘",
    "通報",
    "確認",
    "改ざん",
    "被害",
];

/// For each mention whether it only describes something; none does where no other date gives a year.
pub(super) fn all(text: &str, mentions: &[Mention], context: Context) -> Vec<bool> {
    let mut found: Vec<bool> =
        mentions.iter().map(|mention| is_dated(mention) && describes(text, mention.span)).collect();
    let grounded = context.published.is_some()
        || context.year.is_some()
        || mentions.iter().zip(&found).any(|(mention, described)| is_dated(mention) && !described);
    if !grounded {
        found.fill(false);
    }
    found
}

/// Whether a mention has a year of its own, written or counted from now: 「2019年」, 「昨年9月5日」.
fn is_dated(mention: &Mention) -> bool {
    let (Kind::Point(moment) | Kind::Since(moment) | Kind::Until(moment) | Kind::Range(moment, _)) =
        mention.kind
    else {
        return false;
    };
    moment.date.is_some_and(|date| {
        matches!(date.year, Slot::Said(_) | Slot::Now(_)) && !date.citation && !date.fiscal
    })
}

/// Whether the words behind a date are a clause before its noun: 「以降に当サイトで登録されたお客様」, 「にリニューアルした際」.
fn describes(text: &str, span: Span) -> bool {
    let rest = text.get(span.end..).unwrap_or_default();
    let clause = opening(rest, REACH);
    let clause = clause.split(['、', '。', ',', '\n', '(', ')', '「', '」', ':']).next().unwrap_or_default();
    let mut from = 0;
    while let Some(at) =
        clause.get(from..).and_then(|rest| rest.find('た')).map(|at| from + at + 'た'.len_utf8())
    {
        let (Some(verb), Some(noun)) = (clause.get(..at), clause.get(at..)) else { return false };
        if begins_noun(noun) {
            return verb.chars().count() > 2 && !INCIDENT.iter().any(|word| stands(verb, word));
        }
        from = at;
    }
    false
}

/// Kanji that begin a noun by which the clause before it stays a step of its own: 受けた可能性, 登録した後.
const FORMAL: &str = "可後恐疑旨事為件痕形状時結模段懸原当直期虞上中間";

fn begins_noun(words: &str) -> bool {
    let mut characters = words.chars();
    let Some(first) = characters.next() else { return false };
    let polite = words.starts_with("お客") || first == 'ご' && characters.next().is_some_and(is_kanji);
    polite || (is_kanji(first) && !FORMAL.contains(first)) || ('ァ'..='ヶ').contains(&first)
}

fn is_kanji(character: char) -> bool {
    ('一'..='鿿').contains(&character)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::mentions;

    fn check(text: &str, expected: &[bool]) {
        let context = Context { published: "2024-06-30".parse().ok(), year: None };
        assert_eq!(all(text, &mentions(text), context), expected, "{text}");
    }

    #[test]
    fn a_clause_before_a_noun_describes_it() {
        check("2018年4月に入会された会員の名簿", &[true]);
        check("2012年4月以降に当店で登録されたお客様", &[true]);
        check("令和5年4月に申し込みを受けた方30名", &[true]);
        check("2018年10月に窓口を移した際", &[true]);
        check("2018年4月から2019年3月までにご利用いただいたご契約者様", &[true]);
        check("昨年8月3日に導入した装置について、6月2日に", &[true, false]);
        check("2017年に実施した検定の答案を", &[true]);
    }

    #[test]
    fn a_step_of_the_report_describes_nothing() {
        check("2023年12月1日に異常を見つけました", &[false]);
        check("2023年12月1日に発生した事案", &[false]);
        check("昨年8月3日に発生した障害", &[false]);
        check("2017年に退職しました", &[false]);
        check("2023年12月1日、退職した社員が", &[false]);
        check("2023年12月1日に登録した後", &[false]);
        check("2023年12月1日に登録したことが", &[false]);
        check("4月に入会された会員", &[false]);
    }

    #[test]
    fn where_nothing_else_gives_a_year_it_counts() {
        let text = "2018年4月に入会された会員の名簿を5月2日に渡した";
        assert_eq!(all(text, &mentions(text), Context::default()), [false, false]);
    }
}
