//! Lines that say that data is listed: labels, names of lists, sentences that announce one.

use jikenbo_model::Span;
use jikenbo_text::words::{find, stands};

use super::Standing;
use crate::lists::contains;
use crate::passage::{Passage, Sentence};

/// What happened to data, in the lines that announce a list of it.
const FATES: &[&str] = &[
    "漏",
    "流出",
    "閲覧",
    "含ま",
    "含む",
    "対象",
    "可能性",
    "おそれ",
    "恐れ",
    "確認",
    "記載",
    "保存",
    "記録",
    "取得",
    "紛失",
    "誤",
    "公開",
    "表示",
    "持ち出",
    "持出",
    "送信",
    "登録",
    "判明",
    "影響",
    "提供",
    "窃取",
    "盗",
    "被害",
    "見え",
    "格納",
    "保管",
    "送付",
    "掲載",
];

/// A label that says that data follows: 「項目:」, 「<個人情報>」.
pub(super) fn labelled(passage: &Passage<'_>, sentence: &Sentence) -> Option<Standing> {
    let label = match sentence.label {
        Some(label) => passage.words(label),
        None => set_off(passage.words(sentence.span))?,
    };
    let data =
        ["項目", "情報", "データ", "記載事項", "漏えい内容", "流出内容", "漏洩内容", "記載内容", "記録内容"];
    let other = [
        "原因",
        "対策",
        "経緯",
        "対応",
        "窓口",
        "問い合わせ先",
        "問合せ先",
        "件数",
        "日時",
        "システム",
        "報告",
    ];
    let named = contains(label, &data) || ["対象外", "対象外項目"].contains(&label.trim());
    let is_data = named && !contains(label, &other);
    is_data.then(|| if denies(label) { Standing::Denied } else { Standing::Leaked })
}

/// Words at the start of a sentence that brackets or a space set off: 「<個人情報>氏名」「(2)項目 氏名」.
fn set_off(words: &str) -> Option<&str> {
    let unmarked = words.trim_start_matches(|c: char| c.is_ascii_digit() || "・()-.○●■〇◆◇□▼*".contains(c));
    let spaced = unmarked
        .trim_start()
        .split_once(' ')
        .map(|(label, _)| label)
        .filter(|label| label.chars().count() <= 16);
    bracketed(words).or(spaced)
}

fn bracketed(words: &str) -> Option<&str> {
    let (label, _) = words
        .strip_prefix(['<', '【', '[', '〈', '≪', '《'])?
        .split_once(['>', '】', ']', '〉', '≫', '》'])?;
    Some(label)
}

/// Whether a sentence says that data is listed under it, and whether as leaked: 「以下の情報が漏えいした可能性があります。」
pub(super) fn opened(passage: &Passage<'_>, sentence: Span) -> Option<Standing> {
    let words = passage.words(sentence);
    let data = ["情報", "項目", "データ", "個人情報", "内容"];
    let other = [
        "対策",
        "対応を",
        "対応いた",
        "措置",
        "経緯",
        "窓口",
        "問い合わせ先",
        "お問合せ先",
        "連絡先",
        "原因",
        "ルール",
        "ください",
        "お願い",
    ];
    let announced = announces(words);
    if !announced && !passage.stands("phrases", "data.below", sentence) {
        return None;
    }
    if denies(words) || rules_out(words) {
        return Some(Standing::Denied);
    }
    let listed = || contains(words, &data) && contains(words, FATES) && !contains(words, &other);
    (announced || listed()).then_some(Standing::Leaked)
}

/// Whether what is listed below is said to be out of it: 「以下の情報については、漏えいの可能性はございません」, 「次の項目は除きます」.
fn rules_out(words: &str) -> bool {
    let below = ["以下の", "下記の", "次の", "次に掲げる", "以下に掲げる", "下記に掲げる", "左記の"];
    let Some(rest) = below.iter().filter_map(|word| find(words, word).and_then(|at| words.get(at..))).next()
    else {
        return false;
    };
    let things = ["情報", "項目", "データ", "内容", "もの", "事項"];
    let topic = ["は", "に関しては", "については", "につきましては", "に関して", "について", "の", "も"];
    let thing = things.iter().filter_map(|thing| find(rest, thing).map(|at| at + thing.len())).min();
    let Some(said) = thing.filter(|end| *end <= THING).and_then(|end| rest.get(end..)) else { return false };
    let said = said.trim_start_matches("等").trim_start_matches("など");
    if !topic.iter().any(|topic| said.starts_with(topic))
        || contains(said, &["が、", "可能性があ", "おそれがあ", "ものの", "ください", "否定でき", "のほか、"])
    {
        return false;
    }
    let end = said.trim_end_matches(['。', '\n', ' ', ':', '(', ')']);
    OUT.iter().any(|out| end.ends_with(out))
}

/// How a sentence ends that says of data listed below that they are out of it.
const OUT: &[&str] = &[
    "漏えいしておりません",
    "漏えいしていません",
    "漏洩しておりません",
    "漏洩していません",
    "流出しておりません",
    "流出していません",
    "漏えいしていない",
    "流出していない",
    "漏えいはございません",
    "漏えいはありません",
    "流出はございません",
    "流出はありません",
    "漏えいの可能性はございません",
    "漏えいの可能性はありません",
    "流出の可能性はございません",
    "流出の可能性はありません",
    "漏えいは確認されておりません",
    "漏えいは確認されていません",
    "流出は確認されておりません",
    "流出は確認されていません",
    "対象ではありません",
    "対象ではございません",
    "対象とはなりません",
    "対象となりません",
    "対象外です",
    "影響はございません",
    "影響はありません",
    "影響を受けておりません",
    "保持しておりません",
    "保持していません",
    "保有しておりません",
    "保有していません",
    "保存しておりません",
    "保存されておりません",
    "取得しておりません",
    "含まれておりません",
    "含まれていません",
    "含まれていない",
    "含まれません",
    "含みません",
    "除きます",
    "除いております",
];

/// How far the thing that is listed stands behind 以下の at most, in bytes (14 characters).
const THING: usize = 42;

/// Whether a short line is the name of a list: 「・流出した情報」.
pub(super) fn announces(words: &str) -> bool {
    let noun = [
        "情報",
        "情報等",
        "項目",
        "データ",
        "内容",
        "情報の種類",
        "情報は",
        "内容と件数",
        "情報と件数",
        "情報及び件数",
        "情報および件数",
    ];
    let line = words.trim_end_matches(['\n', ' ', ':', ')', '】', '>', '。', ']', '〉']);
    noun.iter().any(|noun| line.ends_with(noun)) && line.chars().count() <= 40 && contains(line, FATES)
}

fn denies(words: &str) -> bool {
    let among = [
        "含まれない",
        "含まれませ",
        "含まれず",
        "含まれておりませ",
        "含まれていませ",
        "含まれていない",
        "含まれておらず",
        "含まれていなか",
    ];
    let untouched = [
        "対象外",
        "漏えいしていない",
        "流出していない",
        "漏洩していない",
        "該当しない",
        "対象とならない",
        "対象にならない",
        "対象ではない",
        "対象でない",
        "可能性がない",
        "可能性のない",
        "おそれがない",
        "おそれのない",
        "影響を受けていない",
    ];
    // 「漏えいの可能性がないとは言い切れません」, 「次の情報のほか、口座番号は含まれておりません」
    let open =
        ["とは言い切れ", "とは言え", "とはいえ", "情報のほか、", "ではない項目ですが", "ではない情報ですが"];
    let words = without_remark(words);
    (contains(words, &untouched) || contains(words, &among)) && !contains(words, &open)
}

/// `words` without a bracket at their end that says of some only: 「以下の項目です(お客様により含まれない項目があります)。」.
fn without_remark(words: &str) -> &str {
    let told = words.trim_end_matches(['\n', ' ', '。', ':']);
    let some = |inner: &&str| contains(inner, &["により", "によって", "場合", "一部の"]);
    match told.strip_suffix(')').and_then(|told| told.rsplit_once('(')) {
        Some((main, _)) if told.rsplit_once('(').map(|(_, inner)| inner).filter(some).is_some() => main,
        _ => words,
    }
}

/// Nouns in kana that an item or row may end in.
const NOUNS: &[&str] = &[
    "など",
    "ほか",
    "もの",
    "こと",
    "うち",
    "とおり",
    "ごと",
    "まで",
    "のみ",
    "だけ",
    "ふりがな",
    "障がい",
    "やり取り",
    "やりとり",
    "問い合わせ",
    "写し",
    "見積り",
    "書き",
];

/// Whether a bracket that opens before `inner` closes at the line's end: 「体重(入力した者に限る)」.
fn closes_line(line: &str, inner: &str) -> bool {
    line.trim_end().trim_end_matches('。').ends_with(')') && !inner.contains(')')
}

/// Nouns behind which です makes a predicate: 「再開する予定です」.
const PREDICATES: &[&str] = &["予定", "見込み", "状況", "次第", "必要", "ところ", "とのこと"];

/// Whether a sentence ends in a noun, as items and rows do.
pub(super) fn nominal(line: &str) -> bool {
    // 「氏名、住所などですが、お客様により異なります。」
    let varies = ["により異なります", "によって異なります", "ごとに異なります", "で異なります"];
    let told = line.trim_end().trim_end_matches('。');
    let line = varies
        .iter()
        .find_map(|end| told.strip_suffix(end))
        .and_then(|told| told.rsplit_once("ですが、"))
        .map_or(line, |(list, _)| list);
    let aside = if stands(line, "※") { find(line, " ※") } else { None };
    let words = aside.and_then(|at| line.get(..at)).unwrap_or(line);
    let words = words.trim_end().trim_end_matches(['。', ' ', ')', '」', '】', ']', '>']).trim_end();
    let words =
        words.rsplit_once('(').filter(|(_, inner)| closes_line(line, inner)).map_or(words, |(noun, _)| noun);
    let stated = words.strip_suffix("です").or_else(|| words.strip_suffix("である"));
    if stated.is_some_and(|noun| PREDICATES.iter().any(|end| noun.ends_with(end))) {
        return false;
    }
    let noun = stated.unwrap_or(words);
    let kana = noun.chars().next_back().is_some_and(|c| ('ぁ'..='ん').contains(&c));
    !kana || NOUNS.iter().any(|end| noun.ends_with(end)) || ends_in_deed(noun)
}

/// Whether a list ends in a noun made of a verb: 「住所、来店のきっかけ」, 「氏名、お気に入り」, and no predicate: 「氏名、住所あり」.
fn ends_in_deed(list: &str) -> bool {
    let Some((_, noun)) = list.rsplit_once(['、', '・']) else { return false };
    let verb = ["あり", "おり", "なり", "より", "つけ", "だけ"].iter().any(|end| noun.ends_with(end));
    noun.ends_with(['け', 'せ', 'り', 'み', 'び', 'ち', 'え', 'め']) && !verb
}
