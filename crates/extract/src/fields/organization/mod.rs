//! `organization`: who speaks, or, of an author's article, whose incident it is.

pub(super) mod name;

use jikenbo_model::Span;

use crate::Draft;
use crate::passage::{Passage, Role, alone};

/// How far from the start and the end a writer signs: letterheads and signatures take fewer lines.
const EDGE: usize = 8;

pub(super) fn read(draft: &mut Draft<'_>) {
    let passage = draft.passage;
    let found = headed(passage)
        .or_else(|| authority(passage))
        .or_else(|| defined(passage))
        .or_else(|| leading(passage))
        .or_else(|| signed(passage))
        .or_else(|| sited(passage))
        .or_else(|| titled(passage))
        .or_else(|| opening(passage));
    if let Some((name, span)) = found.filter(|(name, _)| !name.is_empty()) {
        draft.out.facts.organization = Some(name);
        draft.out.evidence.add("organization", span);
    }
}

/// The organisation of the heading, by its full legal name where the body gives that.
fn headed(passage: &Passage<'_>) -> Option<(String, Span)> {
    let span = passage.report.heading.organization?;
    let words = span.of(&passage.document.text)?;
    let short = name::without_reading(words);
    if name::has_legal_form(&short) {
        return Some((short, span));
    }
    let full = full_name(passage, &short).filter(|full| full.1.len() < short.len() + 90);
    Some(full.map_or((short, span), |(full, at)| (full, passage.source(at))))
}

/// `short` joined to a legal form somewhere in the text.
fn full_name(passage: &Passage<'_>, short: &str) -> Option<(String, Span)> {
    let folded = jikenbo_text::fold::Folded::of(short);
    let short = folded.text();
    for hit in passage.finds("organizations", "legal_form") {
        let text = passage.text();
        let before = text.get(..hit.span.start)?;
        let after = text.get(hit.span.end..)?;
        let span = if after.starts_with(short) && name::ends(after.get(short.len()..)?) {
            Span::new(hit.span.start, hit.span.end + short.len())
        } else if before.ends_with(short) && name::ends(after) {
            Span::new(hit.span.start - short.len(), hit.span.end)
        } else {
            continue;
        };
        return Some((passage.words(span).to_owned(), span));
    }
    None
}

/// The first word of an unnumbered blog heading `例示会 お問い合わせフォームの…お詫び`, of a page with several reports.
fn leading(passage: &Passage<'_>) -> Option<(String, Span)> {
    let title = passage.report.heading.title.filter(|_| !alone(passage.document, passage.report))?;
    let words = title.of(&passage.document.text)?;
    let (first, rest) = words.split_once([' ', '　'])?;
    let count = first.chars().count();
    let plain = first.chars().all(|c| c.is_alphanumeric() || matches!(c, '・' | 'ー'))
        && !first.starts_with(|c: char| c.is_ascii_digit());
    let kana = first.chars().filter(|c| ('ぁ'..='ん').contains(c)).count();
    let tells = ["お詫び", "お知らせ", "について", "ご報告", "漏えい", "流出", "不正"]
        .iter()
        .any(|word| rest.contains(word));
    let span = Span::new(title.start, title.start + first.len());
    (plain && (2..=20).contains(&count) && kana * 2 <= count && tells).then(|| (first.to_owned(), span))
}

/// The authority that acts: of a text whose title or opening tells of an order, recommendation or finding.
fn authority(passage: &Passage<'_>) -> Option<(String, Span)> {
    let acts = passage.finds("incident", "authority_act").next().is_some_and(|hit| hit.sentence <= 3);
    let mut named = passage.finds("organizations", "authority").filter(|hit| acts && hit.sentence <= 6);
    let hit = named.next()?;
    Some((passage.written(hit.span).to_owned(), passage.source(hit.span)))
}

/// `株式会社例示(以下「当社」といいます)`: the name that the writer gives himself.
fn defined(passage: &Passage<'_>) -> Option<(String, Span)> {
    passage.finds("organizations", "self").take(12).find_map(|hit| {
        let before = passage.text().get(..hit.span.start)?;
        let open = before.rfind("(以下").filter(|open| hit.span.start - open < 24)?;
        let span = name::ending_at(passage, open)?;
        Some((passage.written(span).to_owned(), passage.source(span)))
    })
}

/// The site's name, of a page that is one report: by its full legal name where the text gives that. Its proof is where
/// the text names it, else where the writer speaks of himself.
fn sited(passage: &Passage<'_>) -> Option<(String, Span)> {
    let site = passage.document.site.as_deref().filter(|_| alone(passage.document, passage.report))?;
    let name =
        ["公式ホームページ", "公式ウェブサイト", "公式サイト", "ホームページ", "ウェブサイト", "Webサイト"]
            .iter()
            .find_map(|end| site.strip_suffix(end))
            .unwrap_or(site)
            .trim();
    if let Some((full, at)) = full_name(passage, name).filter(|_| !name::has_legal_form(name)) {
        return Some((full, passage.source(at)));
    }
    let named = passage.document.text.find(name).map(|at| Span::new(at, at + name.len()));
    let own = || passage.finds("organizations", "self").next().map(|hit| passage.source(hit.span));
    let span = named.filter(|span| !span.is_empty() && passage.report.span.contains(*span)).or_else(own)?;
    Some((name.to_owned(), span))
}

/// A name in the title: with a legal form, or at its start before 管理の, における and the like.
fn titled(passage: &Passage<'_>) -> Option<(String, Span)> {
    let title = passage.sentences.first().filter(|first| first.role == Role::Title)?.span;
    let legal = passage.hits_in("organizations", title).find(|(_, rule)| rule.value == "legal_form");
    let span = match legal {
        Some((hit, _)) => name::around(passage, hit.span)?,
        None => name::institution_at_start(passage, title)?,
    };
    Some((passage.written(span).to_owned(), passage.source(span)))
}

/// A line of the letterhead or signature that is a name, or a name and an office.
fn signed(passage: &Passage<'_>) -> Option<(String, Span)> {
    let count = passage.sentences.len();
    let at_edge = |&number: &usize| number > 0 && (number <= EDGE || number + EDGE >= count);
    (0..count).filter(at_edge).find_map(|number| {
        let sentence = &passage.sentences[number];
        let span = name::signature(passage, sentence.span)?;
        Some((passage.written(span).to_owned(), passage.source(span)))
    })
}

/// The first name with a legal form, or institution that is the topic of a sentence, in the opening.
fn opening(passage: &Passage<'_>) -> Option<(String, Span)> {
    passage.sentences.iter().skip(1).take(4).find_map(|sentence| {
        let legal =
            passage.hits_in("organizations", sentence.span).find(|(_, rule)| rule.value == "legal_form");
        let span = match legal {
            Some((hit, _)) => name::around(passage, hit.span)?,
            None => name::institution_at_start(passage, sentence.span)?,
        };
        Some((passage.written(span).to_owned(), passage.source(span)))
    })
}
