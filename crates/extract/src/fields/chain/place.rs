//! Whether a sentence puts the incident at somebody's: at what is his (`例示社のサーバー`), where he is (`例示社において`), upon him
//! (`例示社が不正アクセスを受け`); or whether his was only the way in (`例示社の機器を経由して当社に`).

use jikenbo_model::Span;
use jikenbo_text::words::{find, opening, stands};

use super::{aside, concern};
use crate::fields::organization::other;
use crate::lists::contains;
use crate::modality;
use crate::passage::{Passage, Role};

/// No more mentions of a short name are looked at.
const MOST: usize = 60;

/// What the words behind somebody say of one who helps in the response: no place of the incident.
pub(super) const HELPERS: &[&str] = &[
    "と連携",
    "に依頼",
    "の協力",
    "の支援",
    "に調査",
    "へ調査",
    "による調査",
    "と協力",
    "の助言",
    "に相談",
    "と共同",
    "へ依頼",
    "に対応を",
    "に原因",
    "にて調査",
    "と確認",
    "に確認を",
    "に指示",
    "から提出",
    "から受領",
    "から納品",
    "へ謝罪",
    "に謝罪",
    "の担当者名",
];

/// What they say besides of one who only is told or brings word.
const TOLD: &[&str] = &[
    "に協力",
    "へ協力",
    "とともに",
    "と共に",
    "に対し、",
    "へ報告",
    "に報告",
    "に通報",
    "から連絡",
    "からの連絡",
    "より連絡",
    "から指摘",
    "からの指摘",
];

/// Words that place something at a party's own.
const PLACES: &[&str] = &[
    "において",
    "における",
    "におきまして",
    "に於いて",
    "内で",
    "で、",
    "にて",
    "が",
    "の",
    "は",
    "への",
    "に対する",
    "を標的",
    "を狙",
    "より",
    "から",
    "に対して行われ",
    "提供",
    "製",
];

/// Whether sentence number `number` may tell of the place: not advice, contacts or what is to be done.
pub(super) fn tells(passage: &Passage<'_>, number: usize) -> bool {
    let section = passage.section(number);
    let aside =
        ["measures", "advice", "contact", "persons", "performance"].iter().any(|topic| section.is(topic));
    !aside || section.is("outline")
}

/// Whether the incident is put at the owner of the name, or short name, at `span`.
pub(super) fn is_at(passage: &Passage<'_>, span: Span) -> bool {
    let number = passage.sentence_at(span.start);
    let Some(sentence) = passage.sentences.get(number) else { return false };
    if !tells(passage, number) || is_way_in(passage, span) || unharmed(passage, span) {
        return false;
    }
    if aside::is_aside(passage, span.end) {
        return false;
    }
    let told = passage.hits_in("incident", sentence.span).any(|(_, rule)| rule.value == "incident")
        || at_fault(passage, span.end)
        || made(passage.words(sentence.span));
    let tail = other::after(passage.text(), span.end);
    let near = opening(tail, 10);
    let placed = sentence.role == Role::Title || PLACES.iter().any(|word| near.starts_with(word));
    let helper = (contains(near, HELPERS) || contains(near, TOLD)) && !ordered(tail);
    told && (placed || ordered(tail)) && !helper && sentence.span.end > span.end
}

/// Whether the line says by its label that the name is where it happened: 「発生場所 株式会社例示(委託先)」.
pub(super) fn is_labelled(passage: &Passage<'_>, span: Span) -> bool {
    let Some(sentence) = passage.sentences.get(passage.sentence_at(span.start)) else { return false };
    let head = passage.words(Span::new(sentence.span.start.min(span.start), span.start));
    let label = head.trim_end_matches([' ', '\u{3000}', ':']);
    let engaged =
        ["委託先", "委託会社", "委託業者", "委託事業者", "受託者", "受託会社", "受託業者", "受託事業者"];
    let bare = label.trim_start_matches(|c: char| !c.is_alphanumeric() || c.is_ascii_digit());
    let whole = head.len() > label.len() && tells(passage, passage.sentence_at(span.start));
    let bare = bare.strip_prefix("業務").unwrap_or(bare).trim_start_matches(['再', '々']);
    ["発生場所", "発生箇所", "発生元", "発生部署", "発生部門"].iter().any(|place| label.ends_with(place))
        || whole && engaged.contains(&bare)
}

/// Whether the words behind somebody say that nothing befell him, or that he was only suspected: 「委託先のシステムに影響はございません」,
/// 「委託先での紛失を疑いましたが」.
pub(super) fn unharmed(passage: &Passage<'_>, span: Span) -> bool {
    let Some(sentence) = passage.sentences.get(passage.sentence_at(span.start)) else { return false };
    let rest = passage.words(Span::new(span.end.min(sentence.span.end), sentence.span.end));
    let harms = ["影響", "異常", "被害", "問題"];
    let untouched = harms.iter().filter(|harm| stands(rest, harm)).any(|harm| {
        ["はござ", "はあり", "はない", "はなく", "はなかった", "は及んで", "は確認されて"].iter().any(
            |none| {
                let said = format!("{harm}{none}");
                let said = find(rest, &said).and_then(|at| rest.get(at..));
                said.is_some_and(|said| modality::negation(said).is_some())
            },
        )
    });
    let suspected = ["を疑いましたが", "を疑ったが", "を疑っていましたが", "が疑われましたが"];
    untouched || contains(rest, &suspected)
}

/// Whether what a party is told to look into shows that it was his: 「株式会社例示に調査を指示したところ、封入機の不具合により」.
/// Whoever is only asked for help is not told to.
fn ordered(tail: &str) -> bool {
    let near = opening(tail, 24);
    let told = near.split_once("指示したところ、").or_else(|| near.split_once("確認したところ、同社"));
    tail.starts_with(['に', 'へ']) && told.is_some_and(|(what, _)| !what.contains(['、', '。']))
}

/// Whether a sentence says who made what failed: 「例示社が構築したものである」.
pub(super) fn made(sentence: &str) -> bool {
    ["構築", "開発", "制作", "作成"]
        .iter()
        .filter(|work| stands(sentence, work))
        .any(|work| ["したもの", "したシステム"].iter().any(|end| stands(sentence, &format!("{work}{end}"))))
}

/// What goes wrong at somebody's hands.
const FAULTS: &[&str] = &[
    "誤",
    "間違",
    "忘れ",
    "怠",
    "失念",
    "紛失",
    "ミス",
    "取り違",
    "ずれ",
    "不備",
    "不適切",
    "不具合",
    "持ち出",
    "盗難",
    "漏えい",
    "流出",
    "落と",
    "投稿",
    "不正に",
    "無断で",
    "漏らし",
    "売却",
    "業務上の必要",
    "話して",
    "持ち帰",
    "持ち去",
    "抜き取",
    "抜き出",
    "転売",
    "失く",
    "なくし",
    "宛先欄",
    "全員のアドレス",
    "全員の宛先",
];

/// What somebody who worked for a contractor is told of for, as it was not his to do: 「委託先に勤務していた技術者が、…を公開し」.
const SHOWS: &[&str] = &["掲載", "公開", "アップロード", "販売", "保存し", "複製し", "閲覧"];

/// The one who took work on, before が, behind 「委託を受けた」: 「催事会社が」.
fn taker(tail: &str) -> Option<&str> {
    let near = opening(tail, TAKER);
    let (who, _) = near.split_once('が')?;
    ["会社", "業者", "企業", "団体", "法人", "事業者"].iter().any(|end| who.ends_with(end)).then_some(tail)
}

/// The longest word for one who took work on, in characters: 「イベント企画会社が」.
const TAKER: usize = 12;

/// What one does about a fault that need not be one's own: 「委託先が誤りに気付き」, 「受託者が調査し」.
const RESPONSES: &[&str] = &[
    "気付",
    "気づ",
    "発見",
    "検知",
    "把握",
    "確認",
    "判明",
    "調査",
    "捜索",
    "回収",
    "報告",
    "連絡",
    "通報",
    "申し出",
    "指摘",
    "復旧",
    "修正",
    "謝罪",
    "お詫び",
    "防止",
    "対策",
];

/// Whether words tell of a response, and not only of a paper or person called after one: 調査票, 連絡帳.
fn responds(words: &str) -> bool {
    let called = |rest: &str| rest.starts_with(['票', '書', '帳', '員', '簿', '表', '先', '用', '者']);
    RESPONSES.iter().any(|word| words.match_indices(word).any(|(at, it)| !called(&words[at + it.len()..])))
}

/// Whose deed it is, behind the name of a firm; the firm itself first.
pub(super) const STAFF: &[&str] = &[
    "",
    "の担当者",
    "の社員",
    "の従業員",
    "の職員",
    "の作業員",
    "の担当職員",
    "側",
    "の従業者",
    "の作業者",
    "のスタッフ",
    "の技術者",
    "の点検員",
    "の検針員",
    "の配達員",
    "の配送員",
    "のドライバー",
    "の運転手",
    "の運転者",
    "の元社員",
    "の元従業員",
    "の派遣社員",
    "の会員",
    "の係員",
    "のオペレーター",
];

/// So far behind somebody his slip is named, in characters: 「の発送作業における誤りにより」.
const SLIP: usize = 20;

/// So far behind somebody his fault is looked for, in characters: about two clauses.
const REACH: usize = 60;

/// Whether the words from byte `end`, behind a party, make him the one at fault: 「が」, 「の担当者が」, 「において」, and then a fault
/// before anything that is only done about one.
pub(super) fn at_fault(passage: &Passage<'_>, end: usize) -> bool {
    let Some(sentence) = passage.sentences.get(passage.sentence_at(end.saturating_sub(1))) else {
        return false;
    };
    let tail = other::after(passage.text(), end);
    let start = passage.text().len() - tail.len();
    let Some(tail) = Span::new(start, sentence.span.end.max(start)).of(passage.text()) else { return false };
    let tail = concern::past_firm(tail);
    // 「例示印刷株式会社の作業の誤りにより」
    let slip: String = tail.chars().take(SLIP).collect();
    let slips = slip.split_once('の').filter(|(head, _)| head.is_empty()).is_some_and(|(_, slip)| {
        let cause = ["により", "によって", "が原因", "に起因", "のため", "から"];
        ["誤り", "ミス", "不注意", "手違い", "過失", "不手際"].iter().any(|fault| {
            slip.split_once(fault).is_some_and(|(_, rest)| cause.iter().any(|word| rest.starts_with(word)))
        })
    });
    if slips {
        return true;
    }
    // 「委託先に勤務していた技術者が」
    let person = ["に勤務していた", "に在籍していた", "に所属する", "に所属していた", "に勤務する"]
        .iter()
        .find_map(|verb| tail.strip_prefix(verb).filter(|rest| rest.chars().take(10).any(|c| c == 'が')));
    let tail = person
        .or_else(|| taker(tail))
        .map_or(tail, |person| person.split_once('が').map_or(person, |(who, _)| &person[who.len()..]));
    let subject = ["が", "において", "で、"];
    let behind = STAFF
        .iter()
        .filter_map(|staff| tail.strip_prefix(staff))
        .find_map(|rest| subject.iter().find_map(|particle| rest.strip_prefix(particle)));
    // 「委託先による更新の作業において、誤った手順により」
    let work = tail.strip_prefix("による").and_then(|rest| rest.split_once("において、"));
    let work = work.filter(|(work, _)| work.chars().count() <= SLIP && !work.contains(['、', '。']));
    let Some(behind) = behind.or(work.map(|(_, rest)| rest)) else { return false };
    let near = opening(behind, REACH);
    let shows = SHOWS.iter().filter(|_| person.is_some());
    let Some(fault) = FAULTS.iter().chain(shows).filter_map(|word| find(near, word)).min() else {
        return false;
    };
    let rest = opening(near.get(fault..).unwrap_or(""), 9);
    // 「紛失したとの報告」 is told of the fault, and no response to it.
    let rest = ["との", "旨の", "と報告"]
        .iter()
        .find_map(|told| rest.split_once(told))
        .map_or(rest, |(fault, _)| fault);
    // Under a heading of causes, what somebody did before it went wrong is no response: 「確認を怠り」.
    let cause = passage.section(passage.sentence_at(end.saturating_sub(1))).is("cause");
    !(!cause && responds(near.get(..fault).unwrap_or("")) || responds(rest))
}

/// Whether he whose name ends at `end` is only asked to help: 「開発元である株式会社例示に協力を要請し」.
pub(super) fn helps(passage: &Passage<'_>, end: usize) -> bool {
    let tail = other::after(passage.text(), end);
    let asked =
        ["に協力を", "へ協力を", "と協力し", "の協力を", "の支援を", "と連携", "に相談", "に調査", "へ調査"];
    asked.iter().any(|asked| tail.starts_with(asked)) && !ordered(tail)
}

/// Whether the owner of the name that ends at `end` only brings word of what happened: 「から連絡を受けました」.
pub(super) fn informs(passage: &Passage<'_>, end: usize) -> bool {
    let tail = other::after(passage.text(), end);
    ["から連絡を", "より連絡を", "からの連絡を", "から指摘を", "からの指摘を"]
        .iter()
        .any(|word| tail.starts_with(word))
}

/// Whether what is the owner's was only the way in to the writer: `例示社の装置を経由して、当社のサーバに`.
pub(super) fn is_way_in(passage: &Passage<'_>, span: Span) -> bool {
    let Some(sentence) = passage.sentences.get(passage.sentence_at(span.start)) else { return false };
    let tail = other::after(passage.text(), span.end);
    let start = passage.text().len() - tail.len();
    let Some(tail) = Span::new(start, sentence.span.end.max(start)).of(passage.text()) else { return false };
    let ways = [
        "を経由し",
        "経由で",
        "経由と",
        "を通じ",
        "を介し",
        "を踏み台",
        "が盗まれ、",
        "が窃取され、",
        "が悪用され、",
        "が侵害され、",
    ];
    let Some(way) = ways.iter().filter_map(|way| find(tail, way)).min().filter(|&way| way <= 120) else {
        return false;
    };
    let between = tail.get(..way).unwrap_or("");
    let device = contains(
        between,
        &[
            "VPN",
            "装置",
            "機器",
            "回線",
            "ネットワーク",
            "端末",
            "アカウント",
            "PC",
            "サーバ",
            "接続",
            "データセンター",
        ],
    );
    // 「感染経路は、株式会社例示のデータセンター経由」
    let head = passage.words(Span::new(sentence.span.start.min(span.start), span.start));
    let route = ["侵入経路は", "感染経路は", "侵入経路として", "感染経路として"]
        .iter()
        .any(|route| head.contains(route));

    let own = passage
        .finds("organizations", "self")
        .any(|hit| hit.span.start > start + way && hit.span.start < sentence.span.end);
    device && (own || route) && !between.contains(['。', '「'])
}

/// Where `alias` stands, as a word.
pub(super) fn mentions<'p>(passage: &'p Passage<'_>, alias: &'p str) -> impl Iterator<Item = Span> + 'p {
    let text = passage.text();
    text.match_indices(alias).take(MOST).map(|(at, words)| Span::new(at, at + words.len()))
}
