//! Names that a whole line holds: signatures, letterheads, lines behind a title.

use jikenbo_model::Span;
use jikenbo_text::words::find;

use super::extent::part_of_name;
use super::words::{KINDS, OFFICES, PAPERS};
use super::{around, has_legal_form, is_institution};
use crate::lists::contains;
use crate::passage::Passage;

/// The name in a line that is only a name, or a name with an office behind it.
pub(in crate::fields::organization) fn signature(passage: &Passage<'_>, line: Span) -> Option<Span> {
    let text = passage.text();
    let words = line.of(text)?.trim();
    let counted = words.starts_with(|c: char| c.is_ascii_digit() || "・•●○◆■□▼◇※[(【〔".contains(c));
    if words.len() > 180 || words.contains(['。', '、', ':']) || words.contains("各位") || counted {
        return None;
    }
    let start = line.start + line.of(text)?.find(words)?;
    let name = without_office(words);
    let span = Span::new(start, start + name.len());
    let legal = passage.hits_in("organizations", span).find(|(_, rule)| rule.value == "legal_form");
    let parts: Vec<&str> = name.split(' ').filter(|part| !part.is_empty()).collect();
    if let ([form, of], Some((hit, _))) = (parts.as_slice(), &legal) {
        let leads = hit.span.end <= start + form.len();
        let one_word = of.chars().all(part_of_name);
        let bare = hit.span.len() == form.len();
        if leads && one_word && (is_institution(of) || bare && of.chars().count() <= 20) {
            return Some(span);
        }
    }
    let whole = |span: Span| is_institution(name) && name.chars().all(part_of_name) && span.start == start;
    // 「国立大学法人お茶の花大学」: kana are part of it, as the line holds nothing else.
    if legal.as_ref().is_some_and(|(hit, _)| whole(hit.span)) {
        return Some(span);
    }
    if let Some((hit, _)) = legal {
        return around(passage, hit.span)
            .filter(|around| around.len() + 12 >= span.len() || name.len() < words.len());
    }
    if let [first, office] = parts.as_slice() {
        let of_it =
            ["課", "部", "係", "室", "グループ", "担当", "班"].iter().any(|end| office.ends_with(end));
        if of_it && is_institution(first) && first.chars().all(part_of_name) {
            return Some(Span::new(start, start + first.len()));
        }
    }
    let one_word = name.chars().all(part_of_name);
    (is_institution(name) && one_word && name.len() <= 75).then_some(span)
}

/// `words` of a signature up to an office, and without a reading in brackets. An office may begin in the name: 架空市長.
fn without_office(words: &str) -> &str {
    let offices = if contains(words, OFFICES) { OFFICES } else { &[] };
    let mut ends = offices.iter().filter_map(|office| find(words, office).map(|at| (at, *office)));
    let within = ends.clone().find_map(|(at, office)| {
        let shared = at + office.chars().next().map_or(0, char::len_utf8);
        words.get(..shared).filter(|name| at > 0 && is_institution(name))
    });
    let first = ends.by_ref().map(|(at, _)| at).filter(|&at| at > 0).min();
    let name =
        within.unwrap_or_else(|| words.get(..first.unwrap_or(words.len())).unwrap_or(words)).trim_end();
    match name.split_once('(') {
        Some((bare, reading)) if reading.ends_with(')') && !bare.is_empty() => bare.trim_end(),
        _ => name,
    }
}

/// The sender in a line of a letterhead that gives also a day or what the paper is: `架空県(健康部)プレスリリース 4月1日`.
pub(in crate::fields::organization) fn letterhead(passage: &Passage<'_>, line: Span) -> Option<Span> {
    let words = line.of(passage.text())?;
    let dated = !passage.dates_in(line).is_empty();
    if words.len() > 120
        || words.contains(['。', '、', '>'])
        || !(dated || PAPERS.iter().any(|paper| words.contains(paper)))
    {
        return None;
    }
    let mut start = line.start;
    words.split([' ', '(', ')']).find_map(|part| {
        let at = start;
        start += part.len() + 1;
        let bare = PAPERS.iter().find_map(|paper| part.strip_suffix(paper)).unwrap_or(part);
        let name = is_institution(bare)
            && bare.chars().all(part_of_name)
            && !bare.starts_with(|c: char| c.is_ascii_digit());
        name.then(|| Span::new(at, at + bare.len()))
    })
}

/// A name behind a title on the same line: `…の紛失について 例示信用金庫`.
pub(in crate::fields::organization) fn behind_title(passage: &Passage<'_>, line: Span) -> Option<Span> {
    let words = line.of(passage.text())?.trim_end();
    let (title, last) = words.rsplit_once(' ')?;
    let titled = ["について", "お詫び", "おわび", "お知らせ", "ご報告", "ご案内"]
        .iter()
        .any(|end| title.trim_end().ends_with(end));
    let span = Span::new(line.start + title.len() + 1, line.start + words.len());
    let name =
        is_institution(last) || has_legal_form(last) || passage.stands("organizations", "legal_form", span);
    (titled && name && last.chars().all(part_of_name)).then_some(span)
}

/// What a line begins with that names the desk for inquiries.
const DESK_LABELS: &[&str] = &[
    "問い合わせ先",
    "問合せ先",
    "問合わせ先",
    "お問い合わせ",
    "お問合せ",
    "照会先",
    "連絡先",
    "担当課",
    "担当",
    "所管課",
];
/// How an office of a body is called.
const SECTIONS: &[&str] = &["課", "部", "係", "室", "局", "班", "担当", "グループ"];

/// The body in a line that names a desk of it: `【問い合わせ先】架空市市民課`, `架空市 市民生活部 市民課 内線12`.
pub(in crate::fields::organization) fn desk(passage: &Passage<'_>, line: Span) -> Option<Span> {
    let words = line.of(passage.text())?;
    if words.len() > 180 || words.contains(['。', '、']) {
        return None;
    }
    let mut rest = words.trim_start_matches(['【', '[', '■', '●', '○', '◆', '※', '(', ' ']);
    for label in DESK_LABELS {
        rest = rest.strip_prefix(label).unwrap_or(rest);
    }
    let rest = rest.trim_start_matches(['】', ']', ')', ':', ' ']);
    let start = line.start + words.len() - rest.len();
    let run = rest.find(|c: char| !part_of_name(c)).unwrap_or(rest.len());
    let (body, behind) = rest.split_at(run);
    let name = body_before_section(body).or_else(|| {
        let next = behind.split_whitespace().next().unwrap_or("");
        (is_institution(body) && SECTIONS.iter().any(|section| next.ends_with(section))).then_some(body)
    })?;
    Some(Span::new(start, start + name.len()))
}

/// The town or county that stands before its office in one word: 架空市|市民課.
fn body_before_section(words: &str) -> Option<&str> {
    if !SECTIONS.iter().any(|section| words.ends_with(section)) || words.ends_with("部局") {
        return None;
    }
    let places = words.char_indices().skip(2).filter(|&(_, c)| "市区町村県府都".contains(c));
    let mut ends = places.map(|(at, c)| at + c.len_utf8());
    // 四日市市|市民課: the name itself ends in what such places are called.
    let end = ends.find(|&end| !words.get(end..).is_some_and(|tail| tail.starts_with("市市")))?;
    words.get(..end).filter(|name| is_institution(name) && name.len() < words.len())
}

/// The name in a line whose letters stand apart: `例 示 大 学`.
pub(in crate::fields::organization) fn spaced(words: &str) -> Option<String> {
    let parts: Vec<&str> = words.split_whitespace().collect();
    let letters = match parts.split_first() {
        Some((first, rest)) if has_legal_form(first) => rest,
        _ => &parts,
    };
    let apart = letters.len() >= 3 && letters.iter().all(|part| part.chars().count() == 1);
    let name: String = parts.concat();
    (apart && (is_institution(&name) || has_legal_form(&name))).then_some(name)
}

/// Whether `words` name a sort of institution only: 県立高等学校.
pub(super) fn is_sort(words: &str) -> bool {
    const OWNED: &[&str] = &[
        "県立", "市立", "都立", "府立", "道立", "区立", "町立", "村立", "公立", "私立", "国立", "市内",
        "県内",
    ];
    OWNED.iter().filter_map(|owned| words.strip_prefix(owned)).any(|rest| KINDS.contains(&rest))
}
