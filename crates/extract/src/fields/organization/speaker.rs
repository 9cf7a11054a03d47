//! The writer, from how sentences speak: of a name as the one that acts, or of `区`, `当院` beside one name of that kind.

use jikenbo_model::Span;
use jikenbo_text::words::opening;

use super::{name, other};
use crate::lists::contains;
use crate::passage::{Passage, Role, Sentence};

/// How many sentences tell who speaks: in releases of 40 sentences the writer names himself by the tenth.
const LEAD: usize = 10;

/// A name that a sentence puts as the one that acts or makes use: `架空市としましては`, `架空市が業務を委託している`.
pub(super) fn topic(passage: &Passage<'_>) -> Option<(String, Span)> {
    let may_act =
        |sentence: &&Sentence| contains(passage.words(sentence.span), &["ましては", "としては、", "では、"]);
    let strong = passage.sentences.iter().filter(may_act).filter_map(|sentence| {
        let span = candidate(passage, sentence.span)?;
        acts(other::after(passage.text(), span.end)).then_some(span)
    });
    let lead = passage.sentences.iter().filter(|sentence| sentence.role != Role::Title).take(LEAD);
    let found =
        strong.take(1).next().or_else(|| lead.filter_map(|sentence| user(passage, sentence.span)).next())?;
    Some((passage.written(found).to_owned(), passage.source(found)))
}

/// The name that a sentence begins with.
fn candidate(passage: &Passage<'_>, sentence: Span) -> Option<Span> {
    let legal = passage.hits_in("organizations", sentence).filter(|(_, rule)| rule.value == "legal_form");
    let legal = legal.filter_map(|(hit, _)| name::around(passage, hit.span)).next();
    let begins = |span: &Span| span.start <= sentence.start + 3;
    legal.filter(begins).or_else(|| name::institution_at_start(passage, sentence))
}

/// Whether `tail`, behind a name, makes it the writer: what one says of oneself only.
fn acts(tail: &str) -> bool {
    [
        "としましては",
        "といたしましては",
        "と致しましては",
        "としては、",
        "では、これまで",
        "では、今回",
        "では、本",
        "では、この",
        "では、引き続き",
    ]
    .iter()
    .any(|word| tail.starts_with(word))
}

/// The one who has something done or makes use of something, at the start of a phrase: `架空市が業務を委託している`.
fn user(passage: &Passage<'_>, sentence: Span) -> Option<Span> {
    let words = sentence.of(passage.text())?;
    let starts = std::iter::once(0).chain(words.match_indices('、').map(|(at, comma)| at + comma.len()));
    starts.take(4).find_map(|at| {
        let span = candidate(passage, Span::new(sentence.start + at, sentence.end))?;
        let tail = other::after(passage.text(), span.end);
        let within = tail.get(..tail.find('。').unwrap_or(tail.len()))?;
        let near = opening(within, 40);
        let subject = near.starts_with(['が', 'は'])
            || near.starts_with("では")
            || near.starts_with("から委託")
            || near.starts_with("より委託");
        let engages = contains(near, &["委託", "利用し", "使用し", "発注し", "導入し", "契約し"])
            && near.starts_with('が');
        let tells = contains(within, &["お知らせ", "ご報告", "公表いたし", "お詫び", "通知を", "講じ"]);
        let other = other::is_other(passage, span) || contains(near, &["から委託", "より委託", "から受託"]);
        (subject && (engages || tells) && !other).then_some(span)
    })
}

/// What a writer calls himself, and how names of that kind end.
const SELVES: &[(&str, &[&str])] = &[
    ("院", &["病院", "医院", "クリニック", "診療所", "センター"]),
    ("学", &["大学", "短期大学", "高専"]),
    ("校", &["学校", "高校"]),
    ("行", &["銀行"]),
    ("園", &["幼稚園", "保育園", "こども園", "動物園"]),
    ("社", &["株式会社", "新聞社"]),
];

/// The name of the kind by which the writer calls himself (`区では`, `当院`), the most frequent one in the text.
pub(super) fn of_its_kind(passage: &Passage<'_>) -> Option<(String, Span)> {
    let own = passage.finds("organizations", "self").next().map(|hit| passage.words(hit.span));
    let kind = own.and_then(|own| own.strip_prefix(['当', '本', '弊', '小']));
    let kinds: Vec<&str> = match kind {
        Some(kind) => {
            let named = SELVES.iter().find(|(own, _)| *own == kind).map(|(_, kinds)| kinds.to_vec());
            named.unwrap_or_else(|| vec![kind])
        }
        None => vec![body_of_itself(passage.text())?],
    };
    let mut found: Vec<(&str, Span, usize)> = Vec::new();
    for span in kinds.iter().flat_map(|kind| names_of(passage, kind)) {
        let words = passage.words(span);
        match found.iter_mut().find(|(known, ..)| *known == words) {
            Some((_, _, count)) => *count += 1,
            None => found.push((words, span, 1)),
        }
    }
    let (_, span, _) =
        found.into_iter().max_by_key(|(_, span, count)| (*count, std::cmp::Reverse(span.start)))?;
    Some((passage.written(span).to_owned(), passage.source(span)))
}

/// `市`, `区` and the like where they stand for the writer: as a word of its own before a particle.
fn body_of_itself(text: &str) -> Option<&'static str> {
    ["市", "区", "県", "町", "村", "府", "都", "国"].into_iter().take(7).find(|body| {
        text.match_indices(body).any(|(at, _)| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let alone = before.is_none_or(|c| ('ぁ'..='ん').contains(&c) || "、。\n 「(・".contains(c));
            let tail = text.get(at + body.len()..).unwrap_or("");
            alone
                && ["が", "では", "は", "として", "に報告", "と", "によ"]
                    .iter()
                    .any(|word| tail.starts_with(word))
        })
    })
}

/// Where names that end in `kind` stand.
fn names_of<'p>(passage: &'p Passage<'_>, kind: &'p str) -> impl Iterator<Item = Span> + 'p {
    let text = passage.text();
    text.match_indices(kind).filter_map(move |(at, _)| {
        let end = at + kind.len();
        let span = name::ending(passage, end)?;
        let words = span.of(text)?;
        let own = ["当", "本", "弊"].iter().any(|own| words.ends_with(&format!("{own}{kind}")));
        let general =
            words.starts_with(['各', '同', '他', '全']) || words.starts_with(|c: char| c.is_ascii_digit());
        let own = own
            || general
            || words.len() <= kind.len()
            || is_address(text, end)
            || is_common(text, end, words);
        // What a body runs stands behind what it does: 区が委託している架空区配食事業.
        let public = kind.chars().count() == 1;
        (!own && (public || !other::is_other(passage, span))).then_some(span)
    })
}

/// Whether what follows a name ending at `end` goes on as an address does: 架空市中央区, 仮設町1-2.
fn is_address(text: &str, end: usize) -> bool {
    let near = opening(text.get(end..).unwrap_or(""), 6);
    let number = near.starts_with(|c: char| c.is_ascii_digit());
    number || contains(near, &["丁目", "番地"]) || near.chars().skip(1).any(|c| c == '区' || c == '町')
}

/// Whether a word that ends like a town's name is another: 個人市民税, 関係市町.
fn is_common(text: &str, end: usize, words: &str) -> bool {
    let tail = text.get(end..).unwrap_or("");
    let taxed = ["民", "税", "町", "場", "販", "街"].iter().any(|word| tail.starts_with(word));
    let goes_on = [
        ("会", ["社", "員", "計", "議", "場", "費", "合", "見"]),
        ("所", ["有", "在", "属", "持", "定", "得", "轄", "管"]),
        ("団", ["体", "地", "員", "塊", "子", "結", "長", "交"]),
    ];
    let within = goes_on
        .iter()
        .any(|(kind, next)| words.ends_with(kind) && next.iter().any(|next| tail.starts_with(next)));
    taxed || within || contains(words, &["個人", "法人", "関係", "近隣", "居住", "対象", "該当", "在住"])
}

/// Of an author's article: whom its first sentences tell of as the one that made it known (`例示自動車は5日、…公表した`).
pub(super) fn publisher(passage: &Passage<'_>) -> Option<(String, Span)> {
    if passage.finds("organizations", "self").next().is_some() {
        return None;
    }
    passage.sentences.iter().take(6).find_map(|sentence| {
        let span = name::proper_topic(passage, sentence.span)?;
        let block = passage.sentences.iter().filter(|other| other.block == sentence.block);
        let told = |words| contains(words, &["公表", "発表", "明らかにし", "謝罪"]);
        block
            .take(4)
            .any(|other| told(passage.words(other.span)))
            .then(|| (passage.written(span).to_owned(), passage.source(span)))
    })
}
