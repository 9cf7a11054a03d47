//! Whose data a figure counts, in the report's own word.

use jikenbo_model::Span;
use jikenbo_text::words::rfind;

use super::grammar::Tail;
use super::place::{Place, ends_with, is_mark};

/// The longest subject, in characters.
const LONGEST: usize = 40;

/// Persons that only their description names: 採用に応募された*方*.
const DESCRIBED: &[&str] =
    &["方々", "の方", "た方", "る方", "の者", "た者", "る者", "のもの", "の皆様", "の皆さま", "ている方"];

/// Endings of a predicate: what stands before one is no part of a noun.
const PREDICATES: &[&str] = &[
    "された",
    "いただいた",
    "頂いた",
    "ている",
    "ていた",
    "した",
    "して",
    "れて",
    "する",
    "ある",
    "あった",
    "いた",
    "なった",
    "行った",
    "受けた",
    "までに",
    "以降に",
    "から",
    "において",
    "にて",
    "による",
    "の間に",
    "期間に",
    "含む",
    "を",
    "は",
    "が",
    "に",
    "で",
    "上記の",
    "うち",
    "または",
    "又は",
    "る",
];

/// Words that only point: 対象の, 当該.
const POINTING: &[&str] = &[
    "うち",
    "また",
    "なお",
    "年度",
    "名の",
    "⚫",
    "内訳",
    "別の",
    "対象となる",
    "対象の",
    "対象",
    "該当する",
    "該当の",
    "当該",
    "上記の",
    "上記",
    "同",
    "本件の",
    "全ての",
    "全",
    "一部の",
    "延べ",
];

/// The writer's own, which says nothing of whom.
const OWN: &[&str] = &[
    "本学の",
    "当社の",
    "弊社の",
    "当院の",
    "本校の",
    "本市の",
    "当社グループの",
    "弊社グループの",
    "当サイトの",
    "本会の",
    "当協会の",
    "ご登録の",
    "ご利用の",
];

/// The word of the report for those whose data are counted.
pub(super) fn subject(place: &Place<'_>, tail: &Tail) -> Option<String> {
    let wider = || {
        let clause = place.clause();
        last_in(place, Span::new(clause.start, place.noun().end.max(clause.start)))
    };
    let label = || place.caption.and_then(|caption| word_in(place, caption, false));
    let heading =
        || place.passage.section(place.sentence).heading.and_then(|heading| word_in(place, heading, false));
    let behind = word_in(place, tail.noun, true);
    behind.or_else(|| word_in(place, place.noun(), false)).or_else(label).or_else(wider).or_else(heading)
}

/// The person or organisation that a noun phrase names: its last one, or the first where data follow.
fn word_in(place: &Place<'_>, span: Span, first: bool) -> Option<String> {
    let hits: Vec<Span> = subjects(place, span);
    let named = if first { hits.first() } else { hits.last() };
    let described = described(place, span);
    match (named, described) {
        (_, Some(words)) if !first => Some(words),
        (Some(&hit), _) => Some(widened(place, span, hit)),
        (None, described) => described,
    }
}

/// The last person named earlier in the clause; staff are rather those who write.
fn last_in(place: &Place<'_>, span: Span) -> Option<String> {
    let staff = |hit: &Span| ends_with(place.passage, hit.end, "staff");
    subjects(place, span).iter().rfind(|hit| !staff(hit)).map(|&hit| widened(place, span, hit))
}

/// The persons named in `span`, the longer of those that overlap.
fn subjects(place: &Place<'_>, span: Span) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for hit in
        place.passage.hits_in("figures", span).filter(|(_, rule)| rule.value == "subject").map(|(hit, _)| hit)
    {
        let rest = place.passage.text().get(hit.span.end..).unwrap_or("");
        let word = place.passage.words(hit.span);
        let compound = word == "個人"
            && ["情報", "データ", "番号", "住所", "面談"].iter().any(|word| rest.starts_with(word));
        let before = place.passage.words(Span::new(span.start, hit.span.start));
        let form = word == "法人" && before.ends_with(['団', '療', '校', '政', '祉', '活', '教', '学']);
        let item = ["保護者", "家族", "世帯主"].contains(&word)
            && ["氏名", "名", "の氏名"].iter().any(|word| rest.starts_with(word));
        if compound || form || item {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.overlaps(hit.span) => *last = last.join(hit.span),
            _ => found.push(hit.span),
        }
    }
    found
}

/// A noun with the words that narrow it: 海外拠点の従業員 rather than 従業員.
fn widened(place: &Place<'_>, span: Span, hit: Span) -> String {
    let words = without_remarks(place.passage.words(Span::new(span.start, hit.start)));
    let words = words.as_str();
    // が of がん患者 is no particle.
    let inside = |at: &usize| words.get(*at..).is_some_and(|rest| rest.starts_with('ん'));
    let cuts = PREDICATES.iter().filter_map(|word| rfind(words, word).map(|at| at + word.len()));
    let cut = cuts.filter(|at| !inside(at)).max().unwrap_or(0);
    let head = words.get(cut..).unwrap_or("");
    let joint =
        head.rfind(|c: char| "、。:;」』】 ".contains(c) || c.is_ascii_digit() || c == '│' || c == '|');
    let head = joint.and_then(|at| head.get(at..)).unwrap_or(head);
    let head = without_counter(head).trim_start_matches(is_mark);
    let joint = ["及び", "および", "並びに", "ならびに"].iter().find_map(|joint| head.strip_prefix(joint));
    let head = joint.unwrap_or(head);
    let own = OWN.iter().find_map(|word| head.strip_prefix(word));
    let head = own.unwrap_or(head);
    let mut name = format!("{head}{}", place.passage.words(hit));
    let rest = place.passage.words(Span::new(hit.end, span.end));
    for more in ["様", "さま", "等", "など", "たち"] {
        if rest.starts_with(more) {
            name.push_str(more);
            break;
        }
    }
    clean(&name)
}

/// `head` without what a digit that it was cut at left of its counter: 「3年|度の受講者」, but 「日本国内のお客様」 as it stands.
fn without_counter(head: &str) -> &str {
    let Some(rest) = head.strip_prefix(|c: char| c.is_ascii_digit()) else {
        return head.trim_start_matches(['」', '』', '】']);
    };
    let rest = rest.trim_start_matches(|c: char| "件名人社日月年」』】".contains(c));
    rest.strip_prefix("度の").or_else(|| rest.strip_prefix('度')).unwrap_or(rest)
}

/// Persons named by a description only.
fn described(place: &Place<'_>, span: Span) -> Option<String> {
    let words = place.passage.words(span);
    let word = DESCRIBED.iter().find(|word| words.trim_end().ends_with(*word))?;
    let named =
        subjects(place, span).last().is_some_and(|hit| hit.end >= span.end - word.len().min(span.len()));
    let words = without_remarks(words);
    let cut = ["までに", "の間に", "期間に", "以降に", "期間中に", "において、", "にて"]
        .iter()
        .filter_map(|word| rfind(&words, word).map(|at| at + word.len()))
        .max();
    let words = cut.and_then(|at| words.get(at..)).unwrap_or(&words);
    (!named && words.chars().count() > 3).then(|| clean(words.trim_start_matches(is_mark)))
}

/// `words` without what stands in brackets.
fn without_remarks(words: &str) -> String {
    let mut depth = 0usize;
    let mut kept = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            '(' => depth += 1,
            ')' if depth > 0 => depth -= 1,
            ')' => kept.clear(),
            _ if depth == 0 => kept.push(character),
            _ => {}
        }
    }
    kept
}

/// `name` without a particle that what was cut off before it left: `「…」の会員様`. Kana that go on are a word: がん患者.
fn without_particle(name: &str) -> &str {
    let rest = name.strip_prefix(['の', 'を', 'は', 'が', 'に', 'で', 'と', 'も', 'や', 'へ']);
    rest.filter(|rest| rest.chars().next().is_some_and(|c| !('ぁ'..='ん').contains(&c))).unwrap_or(name)
}

fn clean(name: &str) -> String {
    let mut name = name.trim_matches(is_mark);
    for word in POINTING {
        name = name
            .strip_prefix(word)
            .map(|rest| rest.trim_start_matches(is_mark))
            .filter(|rest| !rest.is_empty())
            .unwrap_or(name);
    }
    name = without_particle(name);
    let skip = name.chars().count().saturating_sub(LONGEST);
    name.chars().skip(skip).collect()
}
