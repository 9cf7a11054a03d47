//! The parties that a text names beside the writer, and how each stands to him: by the words before its name (`委託先である`,
//! `が利用している`), behind it (`に委託`, `が提供する`), in the bracket that defines it, or as the label of its line.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::Relation;
use jikenbo_text::words::{closing, opening, stands};

use super::{place, trade};
use crate::fields::organization::{name, other};
use crate::lists::contains;
use crate::passage::{Passage, Role};

/// No more names are looked at: a list of clients may have hundreds, and parties are told of in the first few.
const MOST: usize = 120;

/// One party.
#[derive(Clone, Debug)]
pub(super) struct Party {
    /// As the text first gives it in full.
    pub(super) name: String,
    pub(super) span: Span,
    pub(super) relation: Relation,
    /// Whether a sentence puts the incident at this party.
    pub(super) hit: bool,
    /// Whether what is its own was only the way in to the writer.
    pub(super) way_in: bool,
}

/// The parties whose relation the text tells, in its order. `own` is the writer's name.
pub(super) fn of(passage: &Passage<'_>, own: &str) -> Vec<Party> {
    let mut parties: Vec<Party> = Vec::new();
    let forms = passage.finds("organizations", "legal_form").take(MOST);
    for span in forms.filter_map(|hit| name::around(passage, hit.span)) {
        let span = name::without_branch(passage, span);
        let name = passage.written(span).trim();
        if is_own(own, name) || is_among_writers(passage, span) {
            continue;
        }
        let hit = place::is_at(passage, span)
            || as_that_company(passage, span)
            || as_that_service(passage, span)
            || place::is_labelled(passage, span);
        let way_in = place::is_way_in(passage, span);
        if let Some(known) = parties.iter_mut().find(|party| party.name == name) {
            known.hit |= hit;
            known.way_in |= way_in;
        } else if let Some(relation) = defined(passage, span)
            .or_else(|| beside(passage, span, &parties))
            .or_else(|| relation(passage, span))
        {
            let under = relation == Relation::Processor && is_of_party(passage, span, &parties);
            let relation = if under { Relation::SubProcessor } else { relation };
            parties.push(Party { name: name.to_owned(), span, relation, hit, way_in });
        }
    }
    for party in &mut parties {
        for alias in aliases(passage, party.span) {
            party.hit |= place::mentions(passage, &alias).any(|span| place::is_at(passage, span));
            party.way_in |= place::mentions(passage, &alias).any(|span| place::is_way_in(passage, span));
        }
    }
    parties
}

/// Whether `name` is the writer himself, in full or in short.
pub(super) fn is_own(own: &str, name: &str) -> bool {
    let bare = |name: &str| {
        ["株式会社", "有限会社", "合同会社", "(株)", " "].iter().fold(name.to_owned(), |name, form| {
            if stands(&name, form) { name.replace(form, "") } else { name }
        })
    };
    let (own, name) = (bare(own), bare(name));
    // 「仮設ホールディングス」 stands over 「仮設」, and 「仮設リース」 beside it: what goes on from a name names another.
    let part = |rest: &str| {
        ["支店", "本店", "本社", "支社", "営業所", "工場", "グループ"].iter().any(|end| rest.ends_with(end))
    };
    let holding =
        own.strip_prefix(name.as_str()).is_some_and(|rest| ["ホールディングス", "HD"].contains(&rest));
    !own.is_empty()
        && !name.is_empty()
        && !holding
        && (own.contains(&name) || name.strip_prefix(own.as_str()).is_some_and(part))
}

/// The words of its sentence before byte `at`.
pub(super) fn head<'p>(passage: &'p Passage<'_>, at: usize) -> &'p str {
    let start = passage.sentences.get(passage.sentence_at(at)).map_or(at, |sentence| sentence.span.start);
    passage.words(Span::new(start.min(at), at))
}

/// What stands between two names that are told of as one: 「株式会社例示及び株式会社見本」.
const JOINTS: &[&str] = &["及び", "および", "並びに", "ならびに", "と", "・"];

/// Whether two names are joined: 「株式会社例示及び株式会社見本」.
pub(super) fn joins_names(passage: &Passage<'_>, first: Span, second: Span) -> bool {
    let between = passage.text().get(first.end..second.start).unwrap_or("。");
    JOINTS.contains(&between.trim_start_matches('様')) || between == "、" && is_list(passage, first)
}

/// Whether the name at `span` is one of several that a count of a relation's announces: 「委託先2社(株式会社例示、株式会社見本)」.
fn is_list(passage: &Passage<'_>, span: Span) -> bool {
    let head = head(passage, span.start);
    let Some((before, inside)) = head.rsplit_once('(') else { return false };
    let counted = before.trim_end_matches(['社', '者']);
    !inside.contains(')') && counted.len() < before.len() && counted.ends_with(|c: char| c.is_ascii_digit())
}

/// The relation of the party that a name is joined to.
fn beside(passage: &Passage<'_>, span: Span, parties: &[Party]) -> Option<Relation> {
    let other = parties.last().filter(|other| joins_names(passage, other.span, span))?;
    Some(other.relation)
}

/// How the owner of the name at `span` stands to the writer, as far as the words around it say.
fn relation(passage: &Passage<'_>, span: Span) -> Option<Relation> {
    named_before(passage, span)
        .or_else(|| labelled(passage, span))
        .or_else(|| engaged(passage, span))
        .or_else(|| trade::relation(passage, span))
        .or_else(|| told_of(passage, span))
        .or_else(|| supplying(passage, span))
}

/// Whether the relation before the name at `span` is told of another party and not of the writer: 「例示社の委託先である」.
fn is_of_party(passage: &Passage<'_>, span: Span, parties: &[Party]) -> bool {
    let Some(sentence) = passage.sentences.get(passage.sentence_at(span.start)) else { return false };
    let before = Span::new(sentence.span.start, span.start);
    let last = passage.hits_in("relations", before).last().map(|(hit, _)| hit.span);
    last.is_some_and(|told| owned_by_party(passage, told, parties))
}

/// Whether the relation at `told` is told of another party: 「例示社の|委託先」.
pub(super) fn owned_by_party(passage: &Passage<'_>, told: Span, parties: &[Party]) -> bool {
    let head = head(passage, told.start);
    let Some(owner) = head.strip_suffix('の') else { return false };
    let named = |party: &Party| {
        let mut aliases = aliases(passage, party.span).into_iter();
        owner.ends_with(passage.words(party.span)) || aliases.any(|alias| owner.ends_with(&alias))
    };
    owner.ends_with("同社") || parties.iter().any(named)
}

/// The last relation that stands in `span`.
fn told_in(passage: &Passage<'_>, span: Span) -> Option<Relation> {
    let told = passage.hits_in("relations", span).filter_map(|(_, rule)| Relation::from_word(&rule.value));
    told.filter(|relation| *relation != Relation::Client).last()
}

/// `株式会社例示(委託先)`, `株式会社例示(以下「再委託先」という。)`.
fn defined(passage: &Passage<'_>, span: Span) -> Option<Relation> {
    let open = span.end + name::branch(passage.text().get(span.end..)?);
    let rest = passage.text().get(open..)?.strip_prefix('(')?;
    let end = rest.char_indices().take(60).find(|&(_, c)| c == ')').map(|(at, _)| at)?;
    let inside = rest.get(..end).unwrap_or("");
    // 「株式会社例示(当社が印刷を委託)」
    let gives = inside.ends_with("を委託") && !inside.contains('に');
    told_in(passage, Span::new(open, open + 1 + end)).or(gives.then_some(Relation::Processor))
}

/// `委託先である株式会社例示`, `連結子会社の株式会社例示`.
fn named_before(passage: &Passage<'_>, span: Span) -> Option<Relation> {
    let sentence = passage.sentences.get(passage.sentence_at(span.start))?.span;
    let before = Span::new(sentence.start, span.start);
    let words = passage.words(before);
    if ["当社", "弊社", "当"]
        .iter()
        .any(|own| words.strip_suffix("グループの").is_some_and(|head| head.ends_with(own)))
    {
        return Some(Relation::Affiliate);
    }
    if runs_service(passage, span, words) {
        return Some(Relation::Vendor);
    }
    let (hit, rule) = passage.hits_in("relations", before).last()?;
    let between = Span::new(hit.span.end, span.start).of(passage.text())?;
    if !other::joins(between) && !describes(between) {
        return None;
    }
    match Relation::from_word(&rule.value)? {
        // What one takes on from another makes him that one's contractor: 架空市から業務を受託した株式会社例示.
        Relation::Client => passage.words(hit.span).ends_with('た').then_some(Relation::Processor),
        relation => Some(relation),
    }
}

/// Whether words between a relation and a name only say what its owner does: 「子会社|で、通信販売を手がける|株式会社例示」.
fn describes(between: &str) -> bool {
    let Some(what) = between.strip_prefix('で') else { return false };
    let what = what.strip_prefix('、').unwrap_or(what);
    let does = ["する", "手がける", "手掛ける", "営む", "行う", "担う", "展開する", "行っている", "している"];
    does.iter().any(|does| what.ends_with(does))
        && what.chars().count() <= DESCRIBED
        && !what.contains(['は', '、', '。', '「'])
        && !contains(what, &["が", "において", "委託", "当社", "弊社"])
}

/// The longest such description, in characters: 「インターネットでの販売を主な事業とする」.
const DESCRIBED: usize = 30;

/// Whether the words before a name say what its owner runs, and behind it that he brings word or that it was his: 「予約サイト「例示」を
/// 運営する|株式会社例示から」.
fn runs_service(passage: &Passage<'_>, span: Span, before: &str) -> bool {
    let runs = ["を運営する", "を運営している", "を提供する", "を提供している"]
        .iter()
        .any(|verb| before.ends_with(verb));
    let tail = other::after(passage.text(), span.end);
    let theirs =
        ["から", "より", "において", "のサーバ", "のシステム"].iter().any(|word| tail.starts_with(word));
    let own =
        || passage.text().get(span.end..).is_some_and(|rest| contains(opening(rest, 16), &["当社", "弊社"]));
    runs && theirs && !own()
}

/// Among so many sentences behind a name it is told who its owner is.
const TOLD: usize = 2;

/// What a later clause says of the owner of the name at `span`, by the name itself, its short form or 同社: 「同社は当社の委託先です」,
/// 「例示社は、当社の保守業務を受託しています」, 「当社は同社に運用を委託しております」.
fn told_of(passage: &Passage<'_>, span: Span) -> Option<Relation> {
    let topic = passage.text().len() - other::after(passage.text(), span.end).len();
    if let Some(relation) = said_of(passage, topic) {
        return Some(relation);
    }
    let number = passage.sentence_at(span.start);
    let end = passage.sentences.get(..=(number + TOLD).min(passage.sentences.len() - 1))?.last()?.span.end;
    let until = Span::new(span.end, end.max(span.end));
    let mut short: Vec<String> = aliases(passage, span);
    short.push("同社".to_owned());
    short.iter().find_map(|short| {
        place::mentions(passage, short).filter(|at| until.contains(*at)).find_map(|at| {
            let between = Span::new(span.end, at.start);
            let other = short == "同社" && passage.stands("organizations", "legal_form", between);
            said_of(passage, at.end).filter(|_| !other)
        })
    })
}

/// What the clause around a mention that ends at byte `end` says of its owner.
fn said_of(passage: &Passage<'_>, end: usize) -> Option<Relation> {
    let sentence = passage.sentences.get(passage.sentence_at(end.saturating_sub(1)))?.span;
    let rest = passage.words(Span::new(end.min(sentence.end), sentence.end));
    if rest.starts_with(['に', 'へ']) {
        let near = opening(rest, 36).split('。').next().unwrap_or_default();
        let head = passage.words(Span::new(sentence.start, end.min(sentence.end)));
        let given = ["を委託して", "を委託し、", "業務委託して"].iter().any(|verb| near.contains(verb));
        return (given && !is_inquiry(head) && !near.contains("調査")).then_some(Relation::Processor);
    }
    let said = rest.strip_prefix('は')?.trim_start_matches('、');
    let own = [
        "当社の",
        "弊社の",
        "当院の",
        "本学の",
        "当行の",
        "当協会の",
        "市の",
        "本市の",
        "当市の",
        "県の",
        "本県の",
        "当組合の",
        "当法人の",
    ];
    if !own.iter().any(|own| said.starts_with(own)) {
        return None;
    }
    if contains(said, &["を受託して", "を請け負って"]) {
        return Some(Relation::Processor);
    }
    let start = sentence.end - said.len();
    let hits = passage.hits_in("relations", Span::new(start, sentence.end));
    let is = ["です", "であり", "である。", "でございます", "となります", "でした"];
    hits.filter(|(hit, _)| {
        passage.text().get(hit.span.end..).is_some_and(|rest| is.iter().any(|is| rest.starts_with(is)))
    })
    .find_map(|(_, rule)| Relation::from_word(&rule.value))
    .filter(|relation| *relation != Relation::Client)
}

/// A name at the start of a line under a label or heading that is a relation.
fn labelled(passage: &Passage<'_>, span: Span) -> Option<Relation> {
    let number = passage.sentence_at(span.start);
    let sentence = passage.sentences.get(number)?;
    if let Some(label) = sentence.label.filter(|label| label.end <= span.start && label.len() <= 60) {
        return told_in(passage, label);
    }
    let above = number.checked_sub(1).and_then(|above| passage.sentences.get(above))?;
    let short = above.span.len() <= 45 && !passage.words(above.span).contains('。');
    let heads =
        matches!(above.role, Role::Heading | Role::Text | Role::Item) && above.block != sentence.block;
    (short && heads && span.start <= sentence.span.start + 6).then(|| told_in(passage, above.span)).flatten()
}

/// `当社が業務を委託している株式会社例示`, `当院で利用している株式会社例示の`.
fn engaged(passage: &Passage<'_>, span: Span) -> Option<Relation> {
    let near = other::engagement(passage, span)?;
    let work = contains(&near, &["委託", "発注", "依頼", "受注", "受託", "請け負", "お願い", "任せ"]);
    if near.contains("委託") && is_passed_on(passage, span, &near) {
        return Some(Relation::SubProcessor);
    }
    Some(if work { Relation::Processor } else { Relation::Vendor })
}

/// Whether a contractor has passed the work on: 「同社が点検を再委託していた合同会社例示」, 「受託者が、さらに委託した」.
pub(super) fn is_passed_on(passage: &Passage<'_>, span: Span, near: &str) -> bool {
    let Some(sentence) = passage.sentences.get(passage.sentence_at(span.start)) else { return false };
    let head = passage.words(Span::new(sentence.span.start.min(span.start), span.start));
    let reach = closing(head, PASSED);
    let doer = ["同社", "受託者", "委託先", "受託事業者", "委託業者", "受託会社"];
    near.contains("再委託")
        || contains(reach, &["がさらに", "が、さらに"])
        || doer.iter().any(|doer| reach.rsplit_once(doer).is_some_and(|(_, rest)| rest.starts_with('が')))
}

/// So far before a name its giver is looked for, in characters: one clause.
const PASSED: usize = 36;

/// `株式会社例示に業務を委託`, `株式会社例示が提供する`.
fn supplying(passage: &Passage<'_>, span: Span) -> Option<Relation> {
    let tail = other::after(passage.text(), span.end);
    // 「読み上げの機能(株式会社例示提供)」
    let bracketed = passage.text().get(..span.start).is_some_and(|head| head.ends_with('('));
    let own = ["のパスワード", "のアカウント", "のID"];
    let supplied =
        |end: &str| tail.strip_prefix(end).is_some_and(|rest| !own.iter().any(|own| rest.starts_with(own)));
    if bracketed && ["提供)", "が提供)", "の提供)"].into_iter().any(supplied) {
        return Some(Relation::Vendor);
    }
    let near = opening(tail, 24).split(['、', '。']).next().unwrap_or_default();
    if (tail.starts_with('に') || tail.starts_with('へ')) && near.contains("委託") {
        let before = passage.sentences.get(passage.sentence_at(span.start)).map_or(span, |it| it.span);
        let before = passage.words(Span::new(before.start.min(span.start), span.start));
        let passed = near.contains("再委託") || is_by_that_company(before);
        let further = if passed { Relation::SubProcessor } else { Relation::Processor };
        // 「株式会社例示に原因の調査を委託」
        let inquiry = is_inquiry(before) || contains(near, &["調査", "解析", "フォレンジック"]);
        return (!inquiry).then_some(further);
    }
    let supplied = [
        "が提供",
        "の提供する",
        "の提供し",
        "提供の",
        "提供製品",
        "製の",
        "の製品",
        "が開発",
        "の運営する",
        "が運営",
    ]
    .iter()
    .any(|word| tail.starts_with(word));
    let service = tail.starts_with('の')
        && contains(near, &["サービス", "システム", "サーバ", "データセンター", "クラウド", "ツール"]);
    (supplied || service).then_some(Relation::Vendor)
}

/// Whether in the words before the receiver a contractor is the giver: 「同社は封入の作業を|株式会社例示に委託」.
fn is_by_that_company(before: &str) -> bool {
    let givers = ["同社は", "同社が", "受託者は", "受託者が", "委託先は", "委託先が", "同法人は", "同法人が"];
    let giver = givers.iter().filter_map(|giver| before.rfind(giver).map(|at| at + giver.len())).max();
    giver
        .and_then(|at| before.get(at..))
        .is_some_and(|rest| rest.chars().count() <= PASSED && rest.ends_with('を'))
}

/// Whether what is given to somebody is only the inquiry into the incident: 「調査は株式会社例示に委託し」.
pub(super) fn is_inquiry(before: &str) -> bool {
    ["調査は", "調査を", "解析を", "解析は", "フォレンジック調査は", "復旧を", "復旧作業を"]
        .iter()
        .any(|work| before.ends_with(work))
}

/// Whether what is given away by the verb at `span` is only the inquiry: 「調査は株式会社例示に委託し」.
pub(super) fn gives_inquiry(passage: &Passage<'_>, span: Span) -> bool {
    let Some(sentence) = passage.sentences.get(passage.sentence_at(span.start)) else { return false };
    let head = passage.words(Span::new(sentence.span.start.min(span.start), span.start));
    let receiver = head.strip_suffix(['に', 'へ']);
    receiver.is_some_and(|head| {
        let places = head.char_indices().map(|(at, _)| at).filter_map(|at| head.get(..at));
        passage.words(span).starts_with("委託") && places.into_iter().any(is_inquiry)
    })
}

/// Whether 同社 in the sentence of a party's name, or the next, is put where the incident was: 「株式会社例示に委託しており、同社の社員が」.
fn as_that_company(passage: &Passage<'_>, span: Span) -> bool {
    let number = passage.sentence_at(span.start);
    let end = passage
        .sentences
        .get(number + 1)
        .or(passage.sentences.get(number))
        .map_or(span.end, |it| it.span.end);
    let until = Span::new(span.end, end.max(span.end));
    let Some(at) = passage.words(until).find("同社") else { return false };
    let same = Span::new(span.end + at, span.end + at + "同社".len());
    // Another company's name between the two is the one that is meant.
    let between = Span::new(span.end, same.start);
    !passage.stands("organizations", "legal_form", between)
        && (place::at_fault(passage, same.end) || super::concern::struck(passage, same))
}

/// What a party supplies, as the next sentence calls it.
const THAT_SERVICE: &[&str] = &["同システム", "同サービス", "同サイト", "同アプリ", "同サーバ", "同クラウド"];

/// Whether what is supplied by the party of the name at `span` is put where the incident was: 「株式会社例示が提供する予約システムを当社は
/// 利用しております。同システムが不正アクセスを受けました」.
fn as_that_service(passage: &Passage<'_>, span: Span) -> bool {
    let supplies = ["が提供する", "が提供している", "が運営する", "が開発した", "が提供しております"];
    let tail = other::after(passage.text(), span.end);
    if !supplies.iter().any(|verb| tail.starts_with(verb)) {
        return false;
    }
    let number = passage.sentence_at(span.start);
    let Some(next) = passage.sentences.get(number + 1) else { return false };
    let words = passage.words(next.span).trim_start_matches("その後、");
    let Some(that) = THAT_SERVICE.iter().find(|that| words.starts_with(**that)) else { return false };
    let start = next.span.end - words.len();
    let that = Span::new(start, start + that.len());
    let rest = passage.words(Span::new(that.end, next.span.end));
    let struck = ["不正アクセス", "サイバー攻撃", "ランサム", "感染", "攻撃を受け", "不具合", "設定"];
    rest.starts_with(['が', 'に', 'へ', 'で', 'の', 'ー']) && contains(opening(rest, 40), &struck)
}

/// Whether a name is the last of those who speak together: 「例示株式会社及び監査法人例示(以下、当グループとします。)」.
pub(super) fn is_among_writers(passage: &Passage<'_>, span: Span) -> bool {
    let rest = passage.text().get(span.end..).unwrap_or_default();
    let bracket = rest.strip_prefix("(以下").and_then(|rest| rest.split_once(')')).map(|(inside, _)| inside);
    bracket.is_some_and(|inside| {
        contains(opening(inside, 20), &["当グループ", "弊グループ", "当社ら", "当社グループ"])
    })
}

/// So many mentions of a name are looked at for what it is called after them.
const DEFINED: usize = 4;

/// What the text calls the bearer of `name` for short: `株式会社例示(以下「例示社」といいます。)`.
pub(in crate::fields) fn short_names(passage: &Passage<'_>, name: &str) -> Vec<String> {
    let mentions = passage.text().match_indices(name).take(DEFINED);
    mentions.flat_map(|(at, name)| aliases(passage, Span::new(at, at + name.len()))).collect()
}

/// What the text calls a party after its first mention: `(以下「例示社」といいます。)`.
pub(super) fn aliases(passage: &Passage<'_>, span: Span) -> Vec<String> {
    let start = span.end + passage.text().get(span.end..).map_or(0, name::branch);
    let Some(rest) = passage.text().get(start..).filter(|rest| rest.starts_with('(')) else {
        return Vec::new();
    };
    let inside = opening(rest, 80);
    let Some(at) = inside.find("以下") else { return Vec::new() };
    let quoted =
        inside.get(at..).and_then(|rest| rest.split_once('「')).and_then(|(_, rest)| rest.split_once('」'));
    quoted
        .map(|(alias, _)| alias.to_owned())
        .filter(|alias| alias.len() >= 6 || alias.is_ascii() || alias.ends_with('社'))
        .into_iter()
        .collect()
}
