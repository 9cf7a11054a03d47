//! What is said of a kind of data where it is named: that it leaked, that it did not, or nothing.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::DataType;

use super::setting::Setting;
use super::{Standing, enumeration};
use crate::lists::{Hit, contains};
use crate::modality::{self, Modality};
use crate::passage::Passage;

/// What is said of data that leaked or lay where others could take it.
const FATES: &[&str] = &[
    "含ま",
    "含む",
    "含み",
    "含んで",
    "含め",
    "記載",
    "記入",
    "記録され",
    "記録した",
    "記され",
    "書かれ",
    "保存",
    "保管",
    "格納",
    "登録され",
    "登録した",
    "入力された",
    "入力され",
    "漏えい",
    "漏洩",
    "漏れ",
    "漏出",
    "流出",
    "閲覧",
    "表示され",
    "表示した",
    "見える",
    "見られ",
    "見ること",
    "見れ",
    "参照",
    "公開",
    "掲載",
    "露出",
    "露呈",
    "持ち出",
    "持出",
    "窃取",
    "取得され",
    "不正に取得",
    "取得した",
    "抜き取",
    "盗ま",
    "盗み",
    "盗んだ",
    "盗難",
    "紛失",
    "亡失",
    "滅失",
    "誤送",
    "誤配",
    "誤って",
    "添付し",
    "添付さ",
    "投稿",
    "印字",
    "印刷され",
    "転送",
    "開示",
    "アクセスされ",
    "アクセス可能",
    "アクセスでき",
    "ダウンロード",
    "読み出",
    "読みだ",
    "読み取",
    "特定でき",
    "暗号化され",
    "対象となる",
    "対象となった",
    "該当し",
    "残って",
    "写って",
    "写り",
    "判別",
    "知り得",
    "知られ",
    "売却",
    "売られ",
    "書き込",
    "話し",
    "伝え",
    "削除され",
    "送られ",
    "送ってし",
    "送信し",
    "送信され",
    "送付し",
    "送付され",
    "配信し",
    "配布",
    "交付し",
    "渡し",
    "見え",
    "映り",
    "映って",
    "収集され",
    "送信さ",
    "窃盗",
    "破られ",
    "確認できる状態",
    "主とする",
];

/// What is denied of data that did not leak.
const DENIABLE: &[&str] = &[
    "含ま",
    "含み",
    "含ん",
    "漏えい",
    "漏洩",
    "漏れ",
    "流出",
    "記載",
    "記録",
    "記入",
    "保存",
    "保持",
    "保管",
    "保有",
    "登録",
    "格納",
    "取得",
    "収集",
    "お預かり",
    "預かって",
    "取り扱",
    "取扱",
    "提供",
    "閲覧",
    "表示",
    "対象",
    "影響",
    "該当",
    "存在",
    "持って",
    "入力",
    "残",
    "アクセス",
    "利用でき",
    "ファイルはあり",
    "情報はあり",
    "データはあり",
    "可能性はござ",
    "可能性はあり",
    "公開",
    "送信",
    "窃取",
    "渡",
];

/// Words that show that credentials are the intruder's means and not the data that he took.
const MEANS: &[&str] = &[
    "使った",
    "使って",
    "使われ",
    "使い、",
    "使用し",
    "使用され",
    "を利用し",
    "利用され",
    "用い",
    "悪用",
    "入手",
    "盗",
    "窃取",
    "推測",
    "入力し",
    "入力させ",
    "突破",
    "組み合わせ",
    "組合せ",
    "他社",
    "他の",
    "他サイト",
    "他サービス",
    "フィッシング",
    "共通",
    "同じ",
    "同一",
    "発行した",
    "試行",
];

/// What is said of papers and files that went astray, not merely of such as were handled.
const GONE: &[&str] = &[
    "漏えい",
    "漏洩",
    "流出",
    "紛失",
    "盗",
    "窃取",
    "持ち出",
    "持出",
    "誤送",
    "誤って",
    "誤廃棄",
    "公開",
    "閲覧",
    "含ま",
    "含み",
    "含む",
    "含め",
    "登録され",
    "記載",
    "取得され",
    "保存され",
    "保管され",
    "見える",
    "掲載",
    "暗号化され",
];

/// What is said of the kind of data named at `hit`.
pub(super) fn of(
    passage: &Passage<'_>,
    setting: Setting,
    hit: &Hit,
    kind: DataType,
    weak: bool,
) -> Option<Standing> {
    let told = match setting {
        Setting::Apart => return None,
        Setting::Titled => return titled(passage, hit),
        Setting::Listed(_) | Setting::Told => told(passage, hit, kind, setting == Setting::Told),
    };
    match (told, setting) {
        (Verdict::Leaked, Setting::Listed(Standing::Denied)) => Some(Standing::Denied),
        (Verdict::Leaked, _) if weak && setting == Setting::Told && !bracketed(passage, hit) => {
            listed_beside(passage, hit)
        }
        (Verdict::Leaked, _) => Some(Standing::Leaked),
        (Verdict::Denied, _) if weak => listed_beside(passage, hit).map(|_| Standing::Denied),
        (Verdict::Denied, _) => Some(Standing::Denied),
        (Verdict::Silent, Setting::Listed(standing)) => Some(standing),
        (Verdict::Silent | Verdict::Aside, _) => None,
    }
}

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

/// Words that only mean data as items need an item beside them.
fn listed_beside(passage: &Passage<'_>, hit: &Hit) -> Option<Standing> {
    let sentence = passage.sentences.get(hit.sentence as usize)?.span;
    let others = passage.hits_in("data_types", sentence).count();
    (others > 0).then_some(Standing::Leaked)
}

fn bracketed(passage: &Passage<'_>, hit: &Hit) -> bool {
    let rest = enumeration::after(passage, hit.span);
    rest.find(')').is_some_and(|close| rest.find('(').is_none_or(|open| close < open))
}

/// In a title or heading the leak must follow: 「氏名の流出について」.
fn titled(passage: &Passage<'_>, hit: &Hit) -> Option<Standing> {
    let rest = enumeration::after(passage, hit.span);
    let leak = [
        "漏えい",
        "漏洩",
        "流出",
        "漏れ",
        "紛失",
        "を含む",
        "を記載し",
        "が記載",
        "の誤送",
        "が閲覧",
        "の誤掲載",
        "の掲載",
        "の送信",
    ];
    let aside = ["お願い", "ご注意", "方へ", "方への", "お客様へ", "対応", "再開", "停止", "Q&A"];
    (contains(rest, &leak) && !contains(rest, &aside) && modality::negation(rest).is_none())
        .then_some(Standing::Leaked)
}

fn told(passage: &Passage<'_>, hit: &Hit, kind: DataType, prose: bool) -> Verdict {
    let sentence = passage.sentences.get(hit.sentence as usize).map_or(hit.span, |sentence| sentence.span);
    let rest = enumeration::after(passage, hit.span);
    let clause = passage.clause_at(hit.span.start);
    let near = Span::new(hit.span.end, clause.end.max(hit.span.end)).of(passage.text()).unwrap_or("");
    if prose && credential(kind) && means(passage, sentence) {
        return Verdict::Aside;
    }
    if let Some(verdict) = excepted(near, rest) {
        return verdict;
    }
    if denied(near, rest) {
        return Verdict::Denied;
    }
    let head = Span::new(sentence.start, hit.span.start).of(passage.text()).unwrap_or("");
    match modality::of(
        passage.text(),
        clause,
        Span::new(hit.span.start, hit.span.end.min(clause.end).max(hit.span.start)),
    ) {
        Modality::Unconfirmed | Modality::Hypothetical | Modality::Advice => return Verdict::Aside,
        Modality::Denied if contains(near, FATES) => return Verdict::Aside,
        _ => {}
    }
    if topic(head) {
        return Verdict::Leaked;
    }
    if prose && paper(kind) && !contains(near, GONE) || kept(near, rest) {
        return Verdict::Aside;
    }
    if contains(near, FATES) && !contains(near, &["ご連絡", "お知らせいたし", "通知", "ご案内", "防止"])
        || carried_on(near, rest)
    {
        return Verdict::Leaked;
    }
    Verdict::Silent
}

/// Data that only lay there while the sentence goes on to say that none of it got out.
fn kept(near: &str, rest: &str) -> bool {
    let lay = contains(near, &["保存", "記録され", "登録され", "保管", "格納"])
        && !contains(near, &["漏", "流出", "閲覧", "持ち出", "窃取"]);
    let but = ["が、", "ものの、"].iter().any(|but| near.ends_with(but));
    let rest = rest.get(near.len()..).unwrap_or("");
    lay && but
        && contains(rest, &["漏", "流出", "アクセス"])
        && modality::negation(rest) == Some(Modality::Denied)
        && !contains(rest, &["可能性", "痕跡は確認"])
}

/// A clause that only goes on in the next one: 「氏名等を、第三者が閲覧できる状態」.
fn carried_on(near: &str, rest: &str) -> bool {
    let short = near.chars().count() <= 12 && near.ends_with('、');
    short && contains(rest, FATES) && modality::negation(rest).is_none()
}

/// Whether the words before say that leaked data is named next: 「流出したのは、」「漏えいした情報は」.
fn topic(head: &str) -> bool {
    let Some(at) = head.rfind('は') else { return false };
    let before = head.get(..at).unwrap_or("");
    let noun = ["の", "情報", "データ", "項目", "内容", "もの", "ファイル", "事項", "種類", "範囲"];
    contains(before, FATES) && noun.iter().any(|noun| before.ends_with(noun))
}

/// 以外, のほか, を除き: what stands before them is no member of what the clause tells.
fn excepted(near: &str, rest: &str) -> Option<Verdict> {
    let at = ["以外", "のほか", "の他に", "の他、", "だけでなく", "のみで", "のみが", "のみの", "に限"]
        .iter()
        .filter_map(|word| near.find(word))
        .min()?;
    let between = near.get(..at)?;
    if contains(between, &["は", "が", "を", "し", "ます", "れ"]) {
        return None;
    }
    let after = near.get(at..)?.trim_start_matches("以外");
    let other =
        ["の情報", "の個人情報", "に", "は", "のデータ", "の項目", "で", "、", "の顧客情報", "の会員情報"];
    if near.get(at..)?.starts_with("以外") && !other.iter().any(|word| after.starts_with(word)) {
        return Some(Verdict::Aside);
    }
    let only = near.get(at..).is_some_and(|word| !word.starts_with("以外"));
    let negated = modality::negation(rest).is_some();
    Some(if negated || only { Verdict::Leaked } else { Verdict::Silent })
}

/// Whether the rest of the sentence denies that the data leaked.
fn denied(near: &str, rest: &str) -> bool {
    let excluded = near.starts_with("を除")
        || near.starts_with("は除")
        || contains(near, &["対象外", "対象ではな", "対象ではござ"]);
    if excluded {
        return true;
    }
    if near.starts_with("とは異な") || near.starts_with("と異な") {
        return false;
    }
    if enumerated_nothing(near) {
        return !partial(near);
    }
    let own = modality::negation(near) == Some(Modality::Denied) && contains(near, DENIABLE);
    let themed =
        theme(near) && modality::negation(rest) == Some(Modality::Denied) && contains(rest, DENIABLE);
    let positive = contains(near, FATES)
        && modality::negation(near).is_none()
        && !near.ends_with("ため、")
        && !contains(near, &["別の", "別途", "のみで"]);
    (own || themed && !positive) && !partial(near)
}

/// 「住所、電話番号の…はありません」: the denied noun stands behind the last item.
fn enumerated_nothing(near: &str) -> bool {
    let flat = ["はありません", "はございません", "はない", "はなく", "もありません", "もございません"];
    let Some(at) = flat.iter().filter_map(|word| near.find(word)).min() else { return false };
    near.get(..at).is_some_and(|head| {
        head.chars().count() <= 40 && !contains(head, &["が", "を", "は", "し", "た", "影響"])
    })
}

/// Whether the data is the theme (は, も, については) of what follows, over clause borders.
fn theme(near: &str) -> bool {
    let theme = ["は", "も", "については", "につきましては", "に関しては", "を"];
    let at = theme.iter().filter_map(|word| near.find(word).map(|at| at + word.len())).min();
    at.is_some_and(|at| near.get(..at).is_some_and(|head| head.chars().count() < 60))
}

/// A denial for some of the persons only, or of a part of the number only.
fn partial(near: &str) -> bool {
    contains(near, &["の登録がありません", "の登録がない", "の記入がない", "から直ちに", "わけではあり"])
}

fn paper(kind: DataType) -> bool {
    matches!(kind, DataType::Document | DataType::Transaction | DataType::Other | DataType::Resume)
}

fn credential(kind: DataType) -> bool {
    matches!(kind, DataType::Password | DataType::AccountId | DataType::Email | DataType::Phone)
}

/// Whether a sentence that names nothing but credentials tells how the intruder came in.
fn means(passage: &Passage<'_>, sentence: Span) -> bool {
    let only = passage
        .hits_in("data_types", sentence)
        .all(|(_, rule)| DataType::from_word(&rule.value).is_some_and(credential));
    only && contains(passage.words(sentence), MEANS)
}
