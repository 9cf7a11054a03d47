//! `organization`: who speaks, or, of an author's article, whose incident it is.

pub(super) mod name;
pub(super) mod other;
mod press;
mod speaker;
#[cfg(test)]
mod tests;

use jikenbo_model::Span;

use crate::Draft;
use crate::passage::{Passage, Role, alone};

/// How far from the start and the end a writer signs: letterheads and signatures take fewer lines.
const EDGE: usize = 8;

/// How much stands in a bracket before 以下, in bytes: `(例示県例示市、以下「当院」)`.
const ASIDE: usize = 60;

pub(super) fn read(draft: &mut Draft<'_>) {
    let passage = draft.passage;
    let found = headed(passage)
        .or_else(|| authority(passage))
        .or_else(|| defined(passage))
        .or_else(|| leading(passage))
        .or_else(|| under_its_head(passage))
        .or_else(|| signed(passage))
        .or_else(|| speaker::topic(passage))
        .or_else(|| sited(passage))
        .or_else(|| press::announcer(passage))
        .or_else(|| titled(passage))
        .or_else(|| opening(passage))
        .or_else(|| press::headline(passage))
        .or_else(|| speaker::of_its_kind(passage))
        .or_else(|| press::owner(passage))
        .or_else(|| speaker::publisher(passage));
    let employer = found.as_ref().and_then(|(name, _)| press::employer(passage, name));
    let found = employer.or(found);
    if let Some((name, span)) =
        found.map(cut).map(press::without_general_school).filter(|(name, _)| !name.is_empty())
    {
        draft.out.facts.organization = Some(name);
        draft.out.evidence.add("organization", span);
    }
}

/// A name ends where a particle leads on to what happened there: 「例示病院における…」.
fn cut((mut name, mut span): (String, Span)) -> (String, Span) {
    let ends = ["における", "において", "による", "に関する", "に対する"];
    // 「一般社団法人音楽による町づくり協会」 is a name to its end.
    let whole = name::is_institution(&name);
    if let Some(at) = ends.iter().filter_map(|end| name.find(end)).min().filter(|_| !whole) {
        // The words may be folded in the name; they are as long as written in all but full-width Latin names.
        span = Span::new(span.start, span.start + at.min(span.len()));
        name.truncate(at);
    }
    (name, span)
}

/// The organisation of the heading, by its full legal name where the body gives that.
fn headed(passage: &Passage<'_>) -> Option<(String, Span)> {
    let span = passage.report.heading.organization?;
    let words = span.of(&passage.document.text)?;
    let short = name::without_reading(words);
    if let Some(authority) = first_authority(&short) {
        return Some((authority.to_owned(), Span::new(span.start, span.start + authority.len())));
    }
    // A newspaper in the heading writes of whoever made it known.
    let paper = ["新聞", "ニュース", "新報", "日報", "放送", "テレビ"].iter().any(|end| short.ends_with(end));
    let own = || passage.finds("organizations", "self").next().is_some();
    if let Some(announced) = (paper && !own()).then(|| press::announcer(passage)).flatten() {
        return Some(announced);
    }
    if name::has_legal_form(&short) {
        return Some((short, span));
    }
    let full = full_name(passage, &short).filter(|full| full.1.len() < short.len() + 90);
    Some(full.map_or((short, span), |(full, at)| (full, passage.source(at))))
}

/// The authority that a heading begins with, where the name of the one it acts on follows: 「例示委員会 株式会社甲に対する…」.
fn first_authority(words: &str) -> Option<&str> {
    let (first, rest) = words.split_once([' ', '\u{3000}'])?;
    let authority = ["委員会", "省", "庁"].iter().any(|end| first.ends_with(end));
    (authority && name::has_legal_form(rest)).then_some(first)
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
    let lead = passage.sentences.iter().take(ACTED).map(|sentence| sentence.span).reduce(Span::join)?;
    super::kind::authority::act(passage, lead)?;
    let hit = passage.finds("organizations", "authority").find(|hit| (hit.sentence as usize) < ACTED)?;
    let span = name::of_place(passage, hit.span);
    Some((passage.written(span).to_owned(), passage.source(span)))
}

/// Among so many sentences an authority tells of its act.
const ACTED: usize = 7;

/// `株式会社例示(以下「当社」といいます)`: the name that the writer gives himself.
fn defined(passage: &Passage<'_>) -> Option<(String, Span)> {
    passage.finds("organizations", "self").take(12).find_map(|hit| {
        if let Some(span) = explained(passage, hit.span) {
            return Some((passage.written(span).to_owned(), passage.source(span)));
        }
        let before = passage.text().get(..hit.span.start)?;
        let named = before.rfind("以下").filter(|at| hit.span.start - at < 24)?;
        let open = before.get(..named)?.rfind('(').filter(|open| named - open <= ASIDE)?;
        let span = name::ending_at(passage, open).filter(|span| !elsewhere_other(passage, *span))?;
        if runs(passage, span) {
            return None;
        }
        Some((passage.written(span).to_owned(), passage.source(span)))
    })
}

/// The body that speaks with its head in brackets: 「例示労働局(局長 見本太郎)は、」.
fn under_its_head(passage: &Passage<'_>) -> Option<(String, Span)> {
    passage.sentences.iter().take(LED).find_map(|sentence| {
        let words = passage.words(sentence.span);
        words.match_indices('(').take(4).find_map(|(at, _)| {
            let inner = words.get(at + 1..)?;
            let (inside, behind) = inner.split_at_checked(inner.find(')').filter(|&end| end <= ASIDE)?)?;
            let open = sentence.span.start + at + 1;
            let inside = Span::new(open, open + inside.len());
            let mut hits = passage.hits_in("phrases", inside);
            let head = hits.any(|(hit, rule)| rule.value == "organization.head" && hit.span.start == open);
            let speaks = behind.starts_with(")は") || behind.starts_with(")では");
            let span = name::ending_at(passage, sentence.span.start + at).filter(|_| head && speaks)?;
            Some((passage.written(span).to_owned(), passage.source(span)))
        })
    })
}

/// Among so many sentences a writer names its head.
const LED: usize = 12;

/// Whether the writer only runs what is named: 「弊社オンラインショップ(以下「当サイト」)」.
fn runs(passage: &Passage<'_>, span: Span) -> bool {
    let before = passage.text().get(..span.start).unwrap_or("");
    let own = ["弊社", "当社", "小社", "弊社の", "当社の", "弊社が運営する", "当社が運営する"];
    own.iter().any(|own| before.ends_with(own)) && !name::has_legal_form(passage.words(span))
}

/// Whether the text tells of the name at `span` as another's where it gives it in full: it quotes that one's own report.
fn elsewhere_other(passage: &Passage<'_>, span: Span) -> bool {
    let words = passage.words(span);
    let forms = passage.finds("organizations", "legal_form").take(24);
    let mut full =
        forms.filter_map(|hit| name::around(passage, hit.span)).filter(|full| full.start != span.start);
    full.any(|full| passage.words(full).contains(words) && other::is_other(passage, full))
}

/// `当社(例示運輸倉庫)`: the name in brackets behind the writer's word for himself.
fn explained(passage: &Passage<'_>, own: Span) -> Option<Span> {
    let inside = passage.text().get(own.end..)?.strip_prefix('(')?;
    let name = inside.get(..inside.find(')')?)?;
    let one_word = name.chars().all(|c| c.is_alphanumeric() && !('ぁ'..='ん').contains(&c) || c == 'ー');
    let numbered = name.starts_with(|c: char| c.is_ascii_digit());
    let named = name::has_legal_form(name) || name.chars().count() >= 5;
    let general = ["連結", "単体", "本社", "本店", "委託", "受託", "管理", "個人", "関係", "所在"]
        .iter()
        .any(|word| name.contains(word));
    (one_word && named && !numbered && !general && name.len() <= 75)
        .then(|| Span::new(own.end + 1, own.end + 1 + name.len()))
}

/// What titles have and no site's name.
const TITLES: [&str; 4] = ["【", "お知らせ", "お詫び", "について"];

/// The site's name, of a page that is one report: by its full legal name where the text gives that. Its proof is where
/// the text names it, else where the writer speaks of himself.
fn sited(passage: &Passage<'_>) -> Option<(String, Span)> {
    let site = passage.document.site.as_deref().filter(|_| alone(passage.document, passage.report))?;
    if TITLES.iter().any(|word| site.contains(word)) {
        return None;
    }
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
    let span = first_name(passage, title)?;
    Some((passage.written(span).to_owned(), passage.source(span)))
}

/// The first name in a sentence that may be the writer's: an institution that it begins with, or one with a legal form
/// that is not told of as another's.
fn first_name(passage: &Passage<'_>, within: Span) -> Option<Span> {
    let begins = name::institution_at_start(passage, within).filter(|span| !other::is_other(passage, *span));
    begins.or_else(|| {
        let legal = passage.hits_in("organizations", within).filter(|(_, rule)| rule.value == "legal_form");
        let mut spans = legal.filter_map(|(hit, _)| name::around(passage, hit.span));
        spans.find(|&span| !other::is_other(passage, span))
    })
}

/// A line of the letterhead or signature that is a name, or a name and an office.
fn signed(passage: &Passage<'_>) -> Option<(String, Span)> {
    let count = passage.sentences.len();
    let at_edge = |&number: &usize| number <= EDGE || number + EDGE >= count;
    let lines = || {
        let edge = (0..count).filter(at_edge).map(|number| &passage.sentences[number]);
        let edge = edge.filter(|line| !matches!(line.role, Role::Title | Role::Row));
        edge.map(|line| line.span).collect::<Vec<_>>().into_iter()
    };
    let name = |span: Span| (passage.written(span).to_owned(), passage.source(span));
    let spaced = || lines().find_map(|line| Some((name::spaced(passage.words(line))?, passage.source(line))));
    let mut signatures = lines().filter_map(|line| name::signature(passage, line));
    let found = signatures.find(|span| !other::is_other(passage, *span)).map(name).or_else(spaced);
    found.or_else(|| {
        let head = passage.sentences.iter().take(EDGE).map(|line| line.span);
        let mut found = head
            .filter_map(|line| name::letterhead(passage, line).or_else(|| name::behind_title(passage, line)));
        let last = || lines().rev().find_map(|line| name::desk(passage, line));
        found.next().or_else(last).map(name)
    })
}

/// The first name with a legal form, or institution that is the topic of a sentence, in the opening.
fn opening(passage: &Passage<'_>) -> Option<(String, Span)> {
    let lead = passage.sentences.iter().filter(|sentence| sentence.role != Role::Title).take(4);
    let span = lead.filter_map(|sentence| first_name(passage, sentence.span)).next()?;
    Some((passage.written(span).to_owned(), passage.source(span)))
}
