//! Data that the report says did not leak, and what only looks so.

use jikenbo_model::Span;
use jikenbo_text::words::{find, rfind};

use super::around::Around;
use crate::lists::contains;
use crate::modality::{self, Modality};

/// What 以外, のほか and のみ say of the words before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exception {
    /// They alone leaked: 「氏名以外の情報は含まれていない」, 「氏名のみが」.
    Only,
    /// Something else leaked, or is spoken of: the words say nothing of them.
    Other,
    /// All but they leaked: 「住所以外の登録情報(氏名、電話番号)が漏えいした」.
    LeftOut,
    /// They name persons or things, not data: 「世帯主以外の方」.
    NoData,
}

/// What an exception behind the words says of them, if there is one.
pub(super) fn exception(around: &Around<'_>) -> Option<Exception> {
    let near = around.near();
    let at = around.first("data.except", around.near)?;
    if contains(near.get(..at)?, &["は", "が", "を", "し", "ます", "れ", "など、", "等、", "といった"])
    {
        return None;
    }
    let mark = near.get(at..)?;
    let Some(after) = mark.strip_prefix("以外") else { return Some(Exception::Only) };
    let data = [
        "の情報",
        "の個人情報",
        "に",
        "は",
        "のデータ",
        "の項目",
        "で",
        "、",
        "の顧客情報",
        "の会員情報",
        "の登録情報",
        "のお客様情報",
    ];
    if !data.iter().any(|word| after.starts_with(word)) {
        return Some(Exception::NoData);
    }
    let negated = modality::negation(around.rest()).is_some();
    if !negated && leaves_out(around, after) {
        return Some(Exception::LeftOut);
    }
    Some(if negated { Exception::Only } else { Exception::Other })
}

/// Whether what stands behind 以外 is all the data, which leaked, so that the words before it did not.
fn leaves_out(around: &Around<'_>, after: &str) -> bool {
    let all = [
        "の個人情報",
        "の登録情報",
        "の顧客情報",
        "の会員情報",
        "のお客様情報",
        "の情報",
        "の項目",
        "のデータ",
    ];
    let Some(rest) = all.iter().find_map(|all| after.strip_prefix(all)) else { return false };
    let leaked = around.says("data.leak", around.sentence);
    leaked && (rest.starts_with('(') || rest.starts_with("が漏") || rest.starts_with("が流出"))
}

/// Whether the words are what is said to hold nothing of persons: 「メール本文には個人情報は含まれておりません」.
fn holds_nothing(near: &str) -> bool {
    let inside = ["には、", "には", "に"].iter().find_map(|inside| near.strip_prefix(inside));
    let persons = ["個人情報", "お客様情報", "お客さま情報", "顧客情報", "個人を特定", "個人データ"];
    inside.is_some_and(|rest| persons.iter().any(|data| rest.starts_with(data)))
}

/// Whether the rest of the sentence denies that the data leaked.
pub(super) fn denied(around: &Around<'_>) -> bool {
    let near = around.near();
    let excluded = near.starts_with("を除") || near.starts_with("は除") || is_excluded_with_next(around);
    // 「口座番号は担当者の権限では閲覧できず、対象となりません」
    let goes_on = ["ず、", "あり、", "おり、", "ため、", "ので、"].iter().any(|end| near.ends_with(end));
    let excluded = excluded || goes_on && theme(near) && around.says("data.not_meant", around.rest);
    if excluded || around.says("data.not_meant", around.near) || is_left_out(near) {
        return true;
    }
    if around.says("data.as_it_was", around.near) || holds_nothing(near) {
        return false;
    }
    if near.starts_with("とは異な") || near.starts_with("と異な") || partial(around) {
        return false;
    }
    !holds_others(around) && (enumerated_nothing(around) || own(around) || themed(around))
}

/// Whether the words are what others are said to be in or not in: 「漏えいした番号、期限に|暗証番号は含まれておりません」.
pub(super) fn holds_others(around: &Around<'_>) -> bool {
    let rest = around.rest();
    let Some(held) = ["含ま", "入って", "入り"].iter().filter_map(|word| find(rest, word)).min()
    else {
        return false;
    };
    let others = Span::new(around.rest.start, around.rest.start + held);
    let mut others = around.passage.hits_in("data_types", others).map(|(hit, _)| hit.span.start);
    others.any(|start| {
        let container = rest.get(..start - around.rest.start).unwrap_or_default().trim_end_matches('、');
        let noun = container.strip_suffix("には").or_else(|| container.strip_suffix('に'));
        noun.is_some_and(|noun| !noun.contains(['は', 'が', 'を', 'も', '。']))
    })
}

/// Whether the row of data that the words belong to is left out as a whole: 「暗証番号、メールアドレスを除く情報」.
fn is_excluded_with_next(around: &Around<'_>) -> bool {
    let rest = around.rest();
    let Some(at) = find(rest, "を除").filter(|at| *at <= ROW) else { return false };
    let row = rest.get(..at).unwrap_or_default();
    let joined = ["、", "・", "および", "及び", "や", "と", "ならびに", "並びに"]
        .iter()
        .any(|joint| row.starts_with(joint));
    let beyond = rest.get(at..).unwrap_or_default();
    let all = ["を除く", "を除いた"].iter().find_map(|out| beyond.strip_prefix(out));
    let general = [
        "お客様情報",
        "会員情報",
        "個人情報",
        "顧客情報",
        "登録情報",
        "情報",
        "データ",
        "項目",
        "利用者情報",
    ];
    let general = all.is_none_or(|noun| general.iter().any(|general| noun.starts_with(general)));
    joined
        && general
        && !row.contains(['は', 'が', 'を', 'に', 'で', '(', ')', '。', ':'])
        && !contains(row, &["一部", "した", "の方", "うち"])
        && around
            .passage
            .hits_in("data_types", Span::new(around.rest.start, around.rest.start + at))
            .any(|(hit, _)| hit.span.end == around.rest.start + at)
}

/// How far behind a word the end of its row of data stands at most, in bytes (30 characters).
const ROW: usize = 90;

/// Whether a bracket leaves out the words and those joined to them: 「(性別・年齢を除く)」.
fn is_left_out(near: &str) -> bool {
    let out = ["を除く)", "を除きます)", "は除く)", "は除きます)", "を除いたもの)"];
    let at = out.iter().filter_map(|out| find(near, out)).min();
    let between = at.and_then(|at| near.get(..at));
    between.is_some_and(|words| !contains(words, &["(", "は", "が", "を", "した", "する"]))
}

/// How far behind its verb a denial stands, in characters: 「流出した形跡は|認められておりません」.
const DENIAL: usize = 30;

/// Whether words of `span` deny that data leaked, were held or are concerned: the denial stands at a verb that can be
/// denied of data, and nobody is asked or told to do something.
fn denies(around: &Around<'_>, span: Span) -> bool {
    let words = around.words(span);
    around.verbs("data.deniable", span).take(8).any(|verb| {
        let said = words.get(verb.start - span.start..).unwrap_or("");
        let end =
            said.char_indices().nth(verb_length(around, verb) + DENIAL).map_or(said.len(), |(at, _)| at);
        let said = said.get(..end).unwrap_or("");
        let said = ["。", "ものの", "が、"]
            .iter()
            .filter_map(|stop| find(said, stop))
            .min()
            .map_or(said, |at| &said[..at]);
        let spared = contains(said, &["影響は受けて", "影響を受けて"]) && modality::negation(said).is_some();
        let denied = spared || modality::negation(said) == Some(Modality::Denied);
        denied
            && !bids(said)
            && !denies_harm(said)
            && !blames(said)
            && !is_down(said)
            && !contains(said, &["かどうか", "か否か"])
    })
}

fn verb_length(around: &Around<'_>, verb: Span) -> usize {
    around.words(verb).chars().count()
}

/// Whether readers are asked or told something: 「入力しないでください」, 「漏えいしたのではないですか」.
fn bids(words: &str) -> bool {
    contains(words, &["ください", "下さい", "ないよう", "ないですか", "ありませんか", "ないか"])
}

/// Whether all that is denied is that harm came of it: 「流出によって被害が生じたとの報告はありません」.
fn denies_harm(words: &str) -> bool {
    let came = ["によって", "により", "による", "に伴う", "に起因する"];
    let harm = ["被害", "悪用", "不正利用", "不正使用"];
    let leak = ["漏えい", "漏洩", "流出", "漏れ"].iter().find_map(|leak| words.strip_prefix(leak));
    leak.is_some_and(|rest| came.iter().any(|by| rest.starts_with(by)) && contains(rest, &harm))
}

/// Whether only a system does not work: 「過去の検査画像が閲覧できない状況です」.
fn is_down(words: &str) -> bool {
    contains(words, &["できない状況", "できなくな", "できない状態が続"])
}

/// Whether what was not done is the cause of what happened: 「登録されていなかったことにより」, 「アクセスの制限がなされていなかったため」.
fn blames(words: &str) -> bool {
    let guard = ["制限", "設定", "措置", "対策", "暗号化", "マスキング"];
    let lacked = [
        "なされていな",
        "施されていな",
        "行われていな",
        "いなかったため",
        "いないため",
        "いなかったことから",
    ];
    let lacked = lacked.iter().filter_map(|lacked| find(words, lacked)).min();
    if lacked.is_some_and(|at| contains(&words[..at], &guard)) {
        return true;
    }
    // 「住所は含まれていないことから、悪用のおそれは低い」 gives no cause of what happened.
    if words.starts_with("含ま") {
        return false;
    }
    ["いなかったこと", "いないこと"]
        .iter()
        .filter_map(|done| find(words, done).and_then(|at| words.get(at + done.len()..)))
        .any(|tail| ["に", "が原因", "が要因", "から", "で"].iter().any(|cause| tail.starts_with(cause)))
}

/// The clause itself denies it: 「住所は含まれていません」.
fn own(around: &Around<'_>) -> bool {
    denies(around, around.near)
}

/// The data is the theme of a later clause that denies it: 「口座番号は別に管理しており、含まれておりません」.
fn themed(around: &Around<'_>) -> bool {
    let near = around.near();
    let last = around.last();
    let denied = || {
        denies(around, around.rest) && !describes(around.rest())
            || denies(around, last) && !describes(around.words(last))
    };
    if !theme(near) || granted(around) || !denied() {
        return false;
    }
    // 「用紙には氏名を書いておりましたが、住所の記載はありません」
    let noted = ["書き留め", "書いて", "記載し", "記して", "渡して", "入力し", "載せて"];
    let conceded = (near.ends_with("が、") || near.ends_with("おり、")) && contains(near, &noted);
    let elsewhere = near.ends_with("ため、")
        || contains(near, &["別の", "別途", "のみで", "権限の外", "範囲外", "範囲の外", "対象の外"]);
    let positive = (conceded || around.says("data.leak", around.near))
        && !near.contains("ない")
        && !near.ends_with("ず、")
        && modality::negation(near).is_none()
        && !elsewhere;
    !positive
}

/// Whether what stands before 「ものの」 says that the data are among them: 「氏名が含まれているものの、…は含まれていない」.
fn granted(around: &Around<'_>) -> bool {
    around.conceded()
        && around.says("data.deniable", around.near)
        && modality::negation(around.near()).is_none()
}

/// 「住所、電話番号の…はありません」: the denied noun stands behind the last item.
fn enumerated_nothing(around: &Around<'_>) -> bool {
    let Some(at) = around.first("data.nothing", around.near) else { return false };
    let between = around.near().get(..at).unwrap_or("");
    let between = between.strip_suffix("といった情報").unwrap_or(between);
    // 「氏名(フリガナなし)」 lacks only what the bracket names.
    let inside = between.matches('(').count() > between.matches(')').count();
    !inside
        && between.chars().count() <= 40
        && !contains(between, &["が", "を", "は", "し", "った", "れた", "いた", "影響"])
}

/// Whether the data is the theme (は, も, については) of what follows, over clause borders.
fn theme(near: &str) -> bool {
    let theme = ["は", "も", "については", "につきましては", "に関しては", "を"];
    let at = theme.iter().filter_map(|word| find(near, word).map(|at| at + word.len())).min();
    at.and_then(|at| near.get(..at)).is_some_and(|head| head.chars().count() < 60)
}

/// A denial for some of the persons only, or of a part of the number only.
fn partial(around: &Around<'_>) -> bool {
    // 「住所まで含むものが9人分、含まないものが8人分」
    let rest = around.rest();
    let of_some = rest.contains("含むもの") && rest.contains("、含まないもの");
    of_some || around.says("data.in_part", around.near) || of_persons(around.near())
}

/// Whether the denial only tells which persons are meant: 「電話番号の登録のない会員の方には」.
fn of_persons(near: &str) -> bool {
    let denials = ["ない", "なかった", "無い", "いない", "ません"];
    let ends = denials.iter().filter_map(|denial| find(near, denial).map(|at| at + denial.len())).min();
    let tail = ends.and_then(|end| near.get(end..)).unwrap_or("");
    ["お客", "方", "人", "会員", "利用者", "ユーザ", "皆", "者", "場合", "患者", "学生", "生徒"]
        .iter()
        .any(|person| tail.starts_with(person))
}

/// Whether the only denial describes a noun: 「本人のものではない書面が届いた」.
fn describes(words: &str) -> bool {
    let ends = |denial: &str| words.match_indices(denial).map(|(at, word)| at + word.len()).last();
    let Some(end) = ["ない", "なかった", "無い"].iter().filter_map(|denial| ends(denial)).max()
    else {
        return false;
    };
    let flat = ["ません", "ませ", "なく", "おらず", "なし"].iter().any(|flat| words.contains(flat));
    let next = words.get(end..).and_then(|tail| tail.chars().next());
    let noun = next.is_some_and(|c| {
        c.is_alphanumeric() && !('ぁ'..='ん').contains(&c) && !matches!(c, '旨' | '事' | '点' | '為')
    });
    // 「保有していない仕組みです」 ends the sentence as flatly as a verb does.
    let manner = ["仕組", "仕様", "状況", "状態", "模様", "方式", "設計", "形"];
    let manner = words.get(end..).is_some_and(|tail| manner.iter().any(|word| tail.starts_with(word)));
    noun && !flat && !manner
}

/// 「成績の漏えいは確認されておりません」: of a kind that is named, a report says so to rule it out.
pub(super) fn unfound(around: &Around<'_>) -> bool {
    let near = around.near();
    let leak = ["漏えい", "漏洩", "流出", "漏れ", "持ち出"].iter().filter_map(|word| find(near, word)).min();
    let before = leak.and_then(|at| near.get(..at));
    before.is_some_and(|between| {
        let subject = between.strip_prefix("が").filter(|rest| rest.chars().count() <= 6).unwrap_or(between);
        !contains(subject, &["は", "が", "を", "した"])
    })
}

/// Data that are kept in another system, of which nothing is said but that: 「個人番号は暗号化された別システムで管理しており」.
pub(super) fn elsewhere(around: &Around<'_>) -> bool {
    let near = around.near();
    let kept = ["管理", "保管", "保存", "保持"].iter().filter_map(|word| rfind(near, word)).max();
    let Some(kept) = kept else { return false };
    let places = [
        "別システム",
        "別のシステム",
        "別サーバ",
        "別のサーバ",
        "別環境",
        "別の環境",
        "別ネットワーク",
        "別のネットワーク",
    ];
    let place = places.iter().filter_map(|word| find(near, word)).min();
    let after = near.get(kept..).unwrap_or("");
    let goes_on = || {
        contains(
            after,
            &["しており", "されており", "している", "されている", "しているため", "していることから"],
        )
    };
    place.is_some_and(|place| place < kept) && goes_on() && theme(near)
}

/// Data that only lay there while the sentence goes on to say that none of it got out.
pub(super) fn kept(around: &Around<'_>) -> bool {
    let near = around.near();
    if !(near.ends_with("が、") || near.ends_with("ものの、")) {
        return false;
    }
    let lay = contains(near, &["保存", "記録され", "登録され", "保管", "格納"])
        && !contains(near, &["漏", "流出", "閲覧", "持ち出", "窃取"]);
    let later = around.rest().get(near.len()..).unwrap_or("");
    let denied =
        modality::negation(later) == Some(Modality::Denied) && contains(later, &["漏", "流出", "アクセス"]);
    lay && denied && !contains(later, &["可能性", "痕跡は確認"])
}
