//! What is said of a kind of data where it is named: that it leaked, that it did not, or nothing.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::DataType;
use jikenbo_text::words::stands;

use super::Standing;
use super::around::Around;
use super::denial::{self, Exception};
use super::setting::Setting;
use crate::lists::{Hit, Letters, contains};
use crate::modality::{self, Modality};
use crate::passage::Passage;

/// What the clause says of a word in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Leaked,
    Denied,
    /// It says nothing of it: the setting decides.
    Silent,
    /// It says something else of it: advice, a supposed case, what was done with it.
    Aside,
}

/// What is said of the kind of data named at `hit`; `item` is a word that means data only among others.
pub(super) fn of(
    passage: &Passage<'_>,
    setting: Setting,
    hit: &Hit,
    kind: DataType,
    item: bool,
) -> Option<Standing> {
    let around = Around::new(passage, hit);
    let verdict = match setting {
        Setting::Apart => return None,
        Setting::Titled => return titled(&around).then_some(Standing::Leaked),
        Setting::Listed(_) | Setting::Told => verdict(&around, kind, setting == Setting::Told),
    };
    let lonely = item && !around.in_company();
    match (verdict, setting) {
        (Verdict::Leaked, Setting::Listed(Standing::Denied)) => Some(Standing::Denied),
        (Verdict::Leaked, Setting::Told) if lonely && !around.bracketed() => None,
        (Verdict::Leaked, _) => Some(Standing::Leaked),
        (Verdict::Denied, Setting::Told) if kind == DataType::Document => None,
        (Verdict::Denied, _) => (!lonely || is_field(&around)).then_some(Standing::Denied),
        (Verdict::Silent, Setting::Listed(standing)) => Some(standing),
        (Verdict::Silent | Verdict::Aside, _) => None,
    }
}

/// Whether the words behind make even a common word a kind of data: 「住所の欄」, 「連絡先は入っていない」.
fn is_field(around: &Around<'_>) -> bool {
    let marks = ["の欄", "欄", "の項目", "の記載", "は入って", "は含ま", "は記載"];
    marks.iter().any(|mark| around.near().starts_with(mark))
}

/// In a title or heading the leak must follow at once: 「氏名等の流出について」.
fn titled(around: &Around<'_>) -> bool {
    let beyond = around.beyond();
    let leak = [
        "漏えい",
        "漏洩",
        "流出",
        "漏れ",
        "紛失",
        "誤送",
        "誤掲載",
        "誤配",
        "誤廃棄",
        "含む",
        "記載",
        "閲覧",
    ];
    let first = Letters::of(beyond).first(beyond, &leak);
    let near = first.is_some_and(|leak| leak.start <= "を含むの".len());
    let aside = ["お願い", "ご注意", "方へ", "方への", "お客様へ", "対応", "再開", "停止", "Q&A"];
    near && !contains(beyond, &aside) && modality::negation(beyond).is_none()
}

/// What the clause says; `prose` where nothing says beforehand that data is listed.
fn verdict(around: &Around<'_>, kind: DataType, prose: bool) -> Verdict {
    if prose && credential(kind) && is_means(around) && !is_answer(around) && !around.spells_out() {
        return Verdict::Aside;
    }
    match denial::exception(around) {
        Some(Exception::Only) => return Verdict::Leaked,
        Some(Exception::Other) => return Verdict::Silent,
        Some(Exception::LeftOut) => return Verdict::Denied,
        Some(Exception::NoData) => return Verdict::Aside,
        None => {}
    }
    if denial::denied(around) {
        return Verdict::Denied;
    }
    if denial::elsewhere(around) || is_of_one(around, kind) {
        return Verdict::Aside;
    }
    if denial::holds_others(around) && modality::negation(around.rest()).is_some() {
        return if around.says("data.leak", around.head) { Verdict::Leaked } else { Verdict::Silent };
    }
    let fate = around.says("data.fate", around.near);
    // 「氏名、年齢、同居者の有無」 leaves nothing open.
    let listed = !prose && stands(around.near(), "の有無") && !around.words(around.sentence).contains('。')
        || lists_whether(around.near()) && !contains(around.rest(), &["確認", "調査", "調べ", "不明"]);
    match around.modality() {
        Modality::Unconfirmed if listed => {}
        Modality::Unconfirmed if !stands(around.near(), "の有無を") && denial::unfound(around) => {
            return Verdict::Denied;
        }
        Modality::Hypothetical if is_sometimes_held(around.near()) => {}
        Modality::Unconfirmed | Modality::Hypothetical | Modality::Advice => return Verdict::Aside,
        Modality::Denied if fate && !is_bare(around.near()) => return Verdict::Aside,
        _ => {}
    }
    if is_answer(around) {
        return Verdict::Leaked;
    }
    let lone_paper = paper(kind) && !around.says("data.gone", around.near) && !is_of_a_person(around);
    if prose && lone_paper || denial::kept(around) {
        return Verdict::Aside;
    }
    if prose && (stands(around.head(), "不審なメール") || is_asked_or_ahead(around)) {
        return Verdict::Aside;
    }
    if around.qualified()
        || is_of_each(around)
        || around.spells_out()
        || fate && !around.says("data.aside", around.near)
        || goes_on(around)
    {
        Verdict::Leaked
    } else {
        Verdict::Silent
    }
}

/// Whether it is said that the data are among them of some: 「病歴が含まれる場合があります」 supposes nothing.
fn is_sometimes_held(near: &str) -> bool {
    contains(
        near,
        &[
            "含まれる場合があ",
            "含まれている場合があ",
            "含む場合があ",
            "記載されている場合があ",
            "含まれる場合もあ",
        ],
    )
}

/// Words by which it is asked whether something happened, and which are no item of data: 「流出の有無」.
const ASKED_AFTER: &[&str] = &[
    "漏",
    "流出",
    "悪用",
    "被害",
    "不正",
    "影響",
    "アクセス",
    "閲覧",
    "侵入",
    "感染",
    "改ざん",
    "異常",
    "誤",
];

/// Whether 有無 ends an item of data and leaves nothing open: 「氏名、アレルギーの有無が記載されていました」.
fn lists_whether(near: &str) -> bool {
    let Some((item, rest)) = near.split_once("の有無") else { return false };
    let noun = item.rsplit(['、', '・', '及', 'と', '/']).next().unwrap_or(item);
    let told = [
        "が含",
        "が記",
        "が書",
        "が載",
        "が印",
        "を含",
        "を記",
        "を載",
        "等",
        "など",
        "、",
        "。",
        "です",
        "でした",
        "であ",
        "と",
        "及び",
        "および",
        "・",
        "(",
        ")",
        "並び",
        "に加え",
        "のほか",
    ];
    !contains(noun, ASKED_AFTER) && (rest.trim().is_empty() || told.iter().any(|end| rest.starts_with(end)))
}

/// A clause that only goes on in the next one: 「氏名等を、第三者が閲覧できる状態」.
fn goes_on(around: &Around<'_>) -> bool {
    let near = around.near();
    let short = near.ends_with('、') && outside(near) <= 12;
    let behind = Span::new(around.near.end.min(around.rest.end), around.rest.end);
    let told = if is_bare(near) { behind } else { around.rest };
    (short || enumerates(around)) && around.says("data.fate", told) && around.passage.negation(told).is_none()
}

/// Whether it is only said that the data lay unprotected: 「暗証番号は暗号化されておらず、名簿とともに流出した」.
fn is_bare(near: &str) -> bool {
    contains(near, &["暗号化されておらず", "暗号化しておらず", "保護されておらず"])
}

/// Whether a person's data stand beside a paper or sum, so that it is told of as one more of them: 「氏名、会費の額を記した表」.
fn is_of_a_person(around: &Around<'_>) -> bool {
    around.beside(|value| DataType::from_word(value).is_some_and(|kind| !paper(kind)))
}

/// Whether the sentence tells what others ask, or what will be done: 「流出したのではないかとのご質問」, 「今後は、…」.
fn is_asked_or_ahead(around: &Around<'_>) -> bool {
    let asked = ["のではないかとの", "ではないかというお問", "ではないかとのご"];
    let ahead = ["今後は", "以後は", "これからは"];
    contains(around.near(), &asked) || ahead.iter().any(|word| around.head().trim_start().starts_with(word))
}

/// How near the end of its clause the last kind of data stands, in bytes (6 characters): 「…、メールアドレスで、」.
const LAST: usize = 18;

/// Whether the clause only goes on with the row of data, and then turns to some of the persons: 「氏名、住所、電話番号で、うち
/// 12名分は口座番号も」.
fn enumerates(around: &Around<'_>) -> bool {
    let near = around.near();
    let clause = around.near.end;
    let parts = ["うち", "このうち", "そのうち", "一部", "中には", "なかには"];
    let turns = ["で、", "であり、", "ですが、"].iter().any(|end| near.ends_with(end));
    let behind = around.words(Span::new(clause.min(around.rest.end), around.rest.end));
    let last = around.passage.hits_in("data_types", around.near).map(|(hit, _)| hit.span.end).max();
    let last = last.unwrap_or(around.word.end);
    turns
        && parts.iter().any(|part| behind.starts_with(part))
        && clause.saturating_sub(last) <= LAST + "ですが、".len()
        && !contains(near, &["は", "を", "した", "して", "され"])
}

/// How a row of data ends that is all that a clause says: 「いずれも氏名、住所などであり、」.
const ROW_ENDS: &[&str] = &["であり、", "で、", "です。", "です", "でした。", "でした", "となります。"];

/// Whether the sentence gives what data it is of all who were counted before it: 「いずれも氏名、住所などであり、…」.
fn is_of_each(around: &Around<'_>) -> bool {
    let head = around.head().trim_start_matches(|c: char| !c.is_alphabetic() || c.is_ascii());
    let Some(row) = head.strip_prefix("いずれも") else { return false };
    let predicate = ["は", "が", "を", "に", "した"];
    let near = around.near();
    ROW_ENDS.iter().any(|end| near.ends_with(end))
        && !contains(row, &predicate)
        && !contains(near, &predicate)
}

/// How many characters of `words` stand outside of quotes and brackets: 「メールアドレス」「氏名」(計1,875件)、.
fn outside(words: &str) -> usize {
    let mut depth = i32::from(words.starts_with(['」', '』']));
    let mut count = 0;
    for c in words.chars() {
        match c {
            '「' | '『' | '(' => depth += 1,
            '」' | '』' | ')' => depth -= 1,
            _ => count += usize::from(depth <= 0),
        }
    }
    count
}

/// Whether the words before ask what leaked: 「流出したのは、」「漏えいした情報は」.
fn is_answer(around: &Around<'_>) -> bool {
    let Some(at) = around.head().rfind('は') else { return false };
    let asked = Span::new(around.head.start, around.head.start + at);
    let before = around.head().get(..at).unwrap_or("");
    let noun = [
        "の",
        "情報",
        "データ",
        "項目",
        "内容",
        "もの",
        "ファイル",
        "事項",
        "種類",
        "範囲",
        "対象",
        "内訳",
        "記載",
    ];
    let told = around.says("data.fate", asked) || is_plain_question(before);
    noun.iter().any(|noun| before.ends_with(noun)) && told
}

/// What the sentence that gives the items begins with: 「項目は、氏名、住所であり、口座番号は含まれておりません」.
const ITEMS: &[&str] = &[
    "項目",
    "情報の項目",
    "その項目",
    "主な項目",
    "記載項目",
    "対象項目",
    "データ項目",
    "情報の内容",
    "情報の種類",
];

/// Whether the words before は are no more than a name for the items of the data.
fn is_plain_question(before: &str) -> bool {
    let bare = before.trim_start_matches(|c: char| !c.is_alphabetic() || c.is_ascii());
    ITEMS.contains(&bare)
}

/// Whether the words behind give it of one person, as of one who is punished: 「職員(年齢52歳、性別 女)」.
fn is_of_one(around: &Around<'_>, kind: DataType) -> bool {
    let other = around.near().trim_start_matches("・性別").trim_start_matches("及び性別");
    let value = other.trim_start_matches([' ', ':', '(']);
    let age = || {
        let rest = value.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < value.len() && (rest.starts_with('歳') || rest.starts_with('代'))
    };
    match kind {
        DataType::Age => age(),
        DataType::Gender => {
            // 「年齢・性別 40歳代・男性」
            let value = value
                .trim_start_matches(|c: char| c.is_ascii_digit())
                .trim_start_matches(['歳', '代', '・', '、']);
            let rest = value.strip_prefix(['男', '女']).map(|rest| rest.strip_prefix('性').unwrap_or(rest));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([')', '、', '。', ' ', '\n']))
        }
        _ => false,
    }
}

/// Kinds that are themselves things: they are named where they are only handled.
fn paper(kind: DataType) -> bool {
    matches!(kind, DataType::Document | DataType::Transaction | DataType::Other | DataType::Resume)
}

fn credential(kind: DataType) -> bool {
    matches!(kind, DataType::Password | DataType::AccountId | DataType::Email | DataType::Phone)
}

/// Whether credentials are what was taken, and the sentence ends with that: 「…が窃取されたことを確認しました」.
fn is_loot(around: &Around<'_>) -> bool {
    let taken = [
        "が窃取され",
        "が盗まれ",
        "が抜き取られ",
        "が読み取られ",
        "が取得され",
        "が持ち出され",
        "受信者に表示され",
        "受信者が閲覧でき",
        "受信者に見える",
    ];
    let rest = around.rest();
    let end = taken.iter().filter_map(|taken| rest.find(taken).map(|at| at + taken.len())).min();
    let uses = ["ログイン", "侵入", "悪用", "使", "利用", "アクセス", "用い", "突破"];
    end.and_then(|end| rest.get(end..)).is_some_and(|behind| !contains(behind, &uses))
        && !contains(around.head(), &uses)
}

/// Whether a sentence that names nothing but credentials tells how the intruder came in.
fn is_means(around: &Around<'_>) -> bool {
    !is_loot(around)
        && around.says("data.means", around.sentence)
        && around.alone_with(|value| DataType::from_word(value).is_some_and(credential))
}
