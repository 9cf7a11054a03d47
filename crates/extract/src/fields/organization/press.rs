//! Whose incident an article tells of: the one that made it known, or that heads the headline; and owners known by an
//! office or a school of theirs.

use jikenbo_model::Span;
use jikenbo_text::words::opening;

use super::{name, other};
use crate::passage::{Passage, Role};

/// Among so many sentences an article says who made it known.
const LEAD: usize = 4;

/// The one that a sentence of the lead tells of as having made it known on a day: 「例示運送は2017年4月3日、…と発表した。」
pub(super) fn announcer(passage: &Passage<'_>) -> Option<(String, Span)> {
    let lead = passage.sentences.iter().filter(|sentence| sentence.role != Role::Title).take(LEAD);
    lead.filter(|sentence| is_announcement(passage, sentence.span)).find_map(|sentence| {
        let first = passage.dates_in(sentence.span).first()?;
        let head = passage.words(Span::new(sentence.span.start, first.span.start));
        let head = head.trim_end_matches(['、', ' ']).strip_suffix('は')?;
        let end = sentence.span.start + without_bracket(head).len();
        named(passage, end)
    })
}

/// Whether a sentence ends in what the press says of a release.
fn is_announcement(passage: &Passage<'_>, sentence: Span) -> bool {
    let end = sentence.start + passage.words(sentence).trim_end().trim_end_matches('。').len();
    let mut told = passage.hits_in("incident", sentence).filter(|(_, rule)| rule.value == "reported");
    told.any(|(hit, _)| hit.span.end >= end)
}

/// `head` without a remark in brackets at its end: 「例示分校(例示市)」.
fn without_bracket(head: &str) -> &str {
    let inner = head.strip_suffix(')').and_then(|inner| inner.rfind('('));
    inner.and_then(|open| head.get(..open)).unwrap_or(head)
}

/// The name that ends at byte `end`, without the place before 「にある」.
fn named(passage: &Passage<'_>, end: usize) -> Option<(String, Span)> {
    let span = name::ending_at(passage, end)?;
    let general = ["当", "本", "弊", "同", "各"];
    let words = passage.words(span);
    let short = words.chars().count() < 2 || general.iter().any(|own| words.starts_with(own));
    (!short && !other::is_other(passage, span))
        .then(|| (passage.written(span).to_owned(), passage.source(span)))
}

/// Police and prosecutors, as their names end.
const POLICE: &[&str] =
    &["県警", "府警", "道警", "警視庁", "警察署", "県警察", "府警察", "警察本部", "地検", "検察庁"];

/// What an article says of the one whose staff was arrested, before his name.
const EMPLOYERS: &[&str] = &[
    "勤務先だった",
    "勤務先の",
    "勤務していた",
    "勤務する",
    "勤めていた",
    "勤務先であった",
    "在籍していた",
    "働いていた",
];

/// How far behind such a word the name begins, in characters: 「人材派遣会社」.
const TRADE: usize = 12;

/// The employer of whom the police arrested, in place of the police that told of it: 「県警は、勤務先だった不動産会社「例示」(例示市)の…」.
pub(super) fn employer(passage: &Passage<'_>, speaker: &str) -> Option<(String, Span)> {
    if !POLICE.iter().any(|end| speaker.ends_with(end)) {
        return None;
    }
    let lead = passage.sentences.iter().filter(|sentence| sentence.role != Role::Title).take(LEAD);
    lead.map(|sentence| sentence.span).find_map(|sentence| {
        let words = passage.words(sentence);
        let ends = EMPLOYERS.iter().filter_map(|word| words.find(word).map(|at| at + word.len()));
        let start = ends.min()?;
        let rest = words.get(start..)?;
        let quoted = rest.split_once('「').filter(|(trade, _)| trade.chars().count() <= TRADE).and_then(
            |(trade, rest)| {
                let open = start + trade.len() + '「'.len_utf8();
                let length = rest.find('」')?;
                Some(Span::new(open, open + length).shift(sentence.start))
            },
        );
        let forms = Span::new(sentence.start + start, sentence.end);
        let legal = || {
            let mut forms = passage.hits_in("organizations", forms);
            let (hit, _) = forms.find(|(_, rule)| rule.value == "legal_form")?;
            let span = name::around(passage, hit.span)?;
            let trade = words.get(start..span.start.checked_sub(sentence.start)?)?;
            (trade.chars().count() <= TRADE).then_some(span)
        };
        let span = quoted.or_else(legal)?;
        Some((passage.written(span).to_owned(), passage.source(span)))
    })
}

/// The longest name that heads a headline, in characters.
const HEADED: usize = 20;

/// The name before the first comma of a headline, where the text tells of it again: 「例示建設、ランサムウェアで…」.
pub(super) fn headline(passage: &Passage<'_>) -> Option<(String, Span)> {
    let title = passage.sentences.first().filter(|first| first.role == Role::Title)?.span;
    let (head, _) = passage.words(title).split_once('、')?;
    let plain =
        head.chars().all(|c| c.is_alphanumeric() && !('ぁ'..='ん').contains(&c) || matches!(c, 'ー' | '・'));
    let general = ["重要", "緊急", "続報", "速報", "訂正", "追記", "再掲", "注意"].contains(&head);
    let length = head.chars().count();
    let body = passage.text().get(title.end..)?;
    let again = body.match_indices(head).take(LEAD).any(|(at, name)| {
        let behind = body.get(at + name.len()..).unwrap_or("");
        ["は", "が", "で", "の", "によ", "を"].iter().any(|particle| behind.starts_with(particle))
    });
    let span = Span::new(title.start, title.start + head.len());
    (plain && again && !general && (2..=HEADED).contains(&length))
        .then(|| (passage.written(span).to_owned(), passage.source(span)))
}

/// Public owners, as their names end.
const OWNERS: [char; 7] = ['市', '町', '村', '区', '県', '府', '都'];

/// The town or prefecture whose office acts, or whose school it is, in the lead: 「例示町税務課から」, 「例示市立例示保育所で」.
pub(super) fn owner(passage: &Passage<'_>) -> Option<(String, Span)> {
    let lead = passage.sentences.iter().filter(|sentence| sentence.role != Role::Title).take(LEAD);
    lead.map(|sentence| sentence.span).find_map(|sentence| {
        let words = passage.words(sentence);
        let office = words.match_indices('課').filter(|(at, _)| acts(words, at + '課'.len_utf8()));
        let school = words.match_indices('立').map(|(at, _)| at);
        let ends = office
            .filter_map(|(at, _)| owner_in(words, at))
            .chain(school.filter_map(|at| school_of(words, at)));
        let end = ends.min()?;
        let span = name::ending(passage, sentence.start + end)?;
        (span.start >= sentence.start).then(|| (passage.written(span).to_owned(), passage.source(span)))
    })
}

/// Whether the office whose name ends at byte `end` does something: 「税務課から」, 「税務課において」.
fn acts(words: &str, end: usize) -> bool {
    let behind = words.get(end..).unwrap_or("");
    ["から", "において", "で", "が", "の職員", "より"].iter().any(|word| behind.starts_with(word))
}

/// Where the owner's name ends before the office that ends at byte `end`: 「例示町|税務課」.
fn owner_in(words: &str, end: usize) -> Option<usize> {
    let head = words.get(..end)?;
    let run = head.rfind(|c: char| ('ぁ'..='ん').contains(&c) || !c.is_alphanumeric());
    let start = run
        .map_or(0, |at| at + head.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
    let run = head.get(start..)?;
    let (at, end) = run.char_indices().find(|&(at, c)| {
        let next = run.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
        at > 'あ'.len_utf8() && OWNERS.contains(&c) && !is_office(run.get(..at).unwrap_or(""), c, next)
    })?;
    // 「総務省市町村課」 is the state's.
    (!run.contains(['省', '庁'])).then_some(start + at + end.len_utf8())
}

/// Whether a character that may end an owner's name is part of an office's: 都市計画課, 県土整備課, 市民課, 区画整理課.
fn is_office(before: &str, end: char, next: char) -> bool {
    match end {
        '都' => before != "東京",
        '県' => "土有税営民".contains(next),
        '市' => "町場街民".contains(next),
        '区' => "画域分民".contains(next),
        '町' => "村民".contains(next),
        _ => next == '民',
    }
}

/// Where the owner's name ends before 立 at byte `at`: 「例示市|立例示保育所」.
fn school_of(words: &str, at: usize) -> Option<usize> {
    let before = words.get(..at)?;
    let behind = words.get(at + '立'.len_utf8()..)?;
    let near = opening(behind, 20);
    let school = ["学校", "保育", "幼稚園", "こども園", "病院", "図書館", "高校", "児童館"]
        .iter()
        .any(|kind| near.contains(kind));
    (before.ends_with(OWNERS) && school).then_some(at)
}

/// The owner alone, where no more than the kind of its school is named: 「例示市立小学校」.
pub(super) fn without_general_school((name, span): (String, Span)) -> (String, Span) {
    const KINDS: [&str; 8] =
        ["小学校", "中学校", "小中学校", "高等学校", "保育園", "保育所", "幼稚園", "学校"];
    let owner = KINDS.iter().find_map(|kind| name.strip_suffix(kind)?.strip_suffix('立'));
    match owner.filter(|owner| owner.ends_with(OWNERS) && owner.chars().count() > 2) {
        Some(owner) => (owner.to_owned(), Span::new(span.start, span.start + owner.len())),
        None => (name, span),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found = testing::read(text, |_| {}, &[crate::fields::identity::read]).facts.organization;
        assert_eq!(found.as_deref().unwrap_or(""), expected, "{text}");
    }

    #[test]
    fn an_article_tells_of_who_made_it_known() {
        check(
            "◎見本庁、例示運送に期限を定め調査を命令\n例示運送は2017年4月3日、名簿が社外に流出したと発表した。見本庁は調べて答えるよう命じた。",
            "例示運送",
        );
        check(
            "例示県例示市にある例示大学は2011年5月10日、個人情報の入ったメモリーを紛失したと発表した。",
            "例示大学",
        );
    }

    #[test]
    fn whose_staff_was_arrested_is_who_it_befell() {
        let arrested = "の名簿を不正に持ち出したとして、元社員を逮捕した。";
        check(
            &format!(
                "◎元社員を逮捕 名簿持ち出し疑い\n見本県警は2017年4月14日、勤務していた介護事業者「例示ケア」(例示市){arrested}"
            ),
            "例示ケア",
        );
        check(
            &format!(
                "◎元社員を逮捕 名簿持ち出し疑い\n見本県警は2017年4月14日、勤務先だった株式会社例示{arrested}"
            ),
            "株式会社例示",
        );
    }

    #[test]
    fn a_headline_begins_with_whose_incident_it_is() {
        check(
            "◎例示建設、ランサムウェアで障害\n例示建設でシステムの障害が起きた。復旧を進めている。",
            "例示建設",
        );
    }

    #[test]
    fn an_office_or_a_school_tells_whose_it_is() {
        check("この度、例示町税務課からメールを送信する際、宛先を誤りました。", "例示町");
        check("この度、例示市立見本保育所で名簿を紛失する事案が発生しました。", "例示市");
        check("このたび、住宅都市課から書類を誤って送付しました。お詫びします。", "");
        check("このたび、農林水産県土整備課から書類を誤って送付しました。お詫びします。", "");
        check("例示市立小学校1校において、健康診断の結果を別の児童に配付しました。", "例示市");
    }
}
