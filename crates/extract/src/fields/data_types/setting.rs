//! What each sentence is to the leaked data: a list of it, running text, or about something else.

use crate::lists::contains;
use crate::passage::{Passage, Role, Section, Sentence};

use super::Standing;

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

/// How words for data in a sentence are taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Setting {
    /// The sentence is advice, a contact, a measure …: nothing in it is leaked data.
    Apart,
    /// Running text: a predicate must say what happened to the data.
    #[default]
    Told,
    /// A heading or title: the words right behind must say it.
    Titled,
    /// A list, row or label of data: naming is enough.
    Listed(Standing),
}

/// The setting of each sentence.
pub(super) fn of(passage: &Passage<'_>) -> Vec<Setting> {
    let mut open = Open::default();
    let mut settings = Vec::with_capacity(passage.sentences.len());
    for (number, sentence) in passage.sentences.iter().enumerate() {
        settings.push(one(passage, number, sentence, &mut open));
    }
    settings
}

/// A list that a sentence announced and that goes on.
#[derive(Clone, Copy, Debug, Default)]
struct Open {
    standing: Option<Standing>,
    /// The block of the announcement: what else is said in it does not end the list that comes under it.
    block: usize,
}

fn one(passage: &Passage<'_>, number: usize, sentence: &Sentence, open: &mut Open) -> Setting {
    let words = passage.words(sentence.span);
    if matches!(sentence.role, Role::Title | Role::Heading) {
        open.standing = opened(words).filter(|_| sentence.role == Role::Heading);
        return heading(passage, number, sentence);
    }
    let section = passage.section(number);
    if apart(passage, section) {
        open.standing =
            opened(words).filter(|_| section.is("persons")).or(open.standing.filter(|_| nominal(words)));
        return open.standing.map_or(Setting::Apart, Setting::Listed);
    }
    if let Some(standing) = opened(words) {
        *open = Open { standing: Some(standing), block: sentence.block };
        return labelled(passage, sentence).unwrap_or(Setting::Told);
    }
    if !nominal(words) {
        if sentence.role != Role::Note && sentence.block != open.block {
            open.standing = None;
        }
        return labelled(passage, sentence).unwrap_or(Setting::Told);
    }
    if let Some(standing) = open.standing {
        return Setting::Listed(standing);
    }
    if section.is("denied") {
        return Setting::Listed(Standing::Denied);
    }
    if about_data(passage, section) || announced(passage, section) {
        return Setting::Listed(Standing::Leaked);
    }
    let bare = if bare_list(passage, sentence) { Setting::Listed(Standing::Leaked) } else { Setting::Told };
    labelled(passage, sentence).unwrap_or(bare)
}

/// A line that is nothing but kinds of data: 「氏名、住所、電話番号など」.
fn bare_list(passage: &Passage<'_>, sentence: &Sentence) -> bool {
    let mut hits = passage.hits_in("data_types", sentence.span);
    let first = hits.next().map(|(hit, _)| hit.span.start);
    let marker = "お・(ご-●○■".len();
    first.is_some_and(|first| first <= sentence.span.start + marker) && hits.count() >= 2
}

/// A heading under a heading about data is itself an item; others must say what happened.
fn heading(passage: &Passage<'_>, number: usize, sentence: &Sentence) -> Setting {
    if sentence.role == Role::Title || apart(passage, passage.section(number)) {
        return Setting::Titled;
    }
    let spelt_out = about_data(passage, passage.section(number))
        && passage.words(sentence.span).split_once('(').is_some_and(|(_, inner)| inner.contains('、'));
    let titled = if spelt_out { Setting::Listed(Standing::Leaked) } else { Setting::Titled };
    labelled(passage, sentence).unwrap_or(titled)
}

/// Whether a section is about something that leaked data is no part of.
fn apart(passage: &Passage<'_>, section: &Section) -> bool {
    let other = ["advice", "contact", "history", "performance", "measures", "persons", "authorities"];
    other.iter().any(|topic| section.is(topic)) && !about_data(passage, section) && !section.is("outline")
}

/// Whether the heading says that the text under it is about the data concerned.
fn about_data(passage: &Passage<'_>, section: &Section) -> bool {
    let asks = ["のご確認", "の確認", "内容確認", "お願い", "手続", "再設定", "変更", "取扱い", "取り扱い"];
    if section.heading.is_some_and(|heading| contains(passage.words(heading), &asks)) {
        return false;
    }
    let other = [
        "measures",
        "response",
        "contact",
        "advice",
        "persons",
        "history",
        "performance",
        "cause",
        "chronology",
    ];
    (section.is("data") || section.is("affected")) && !other.iter().any(|topic| section.is(topic))
}

/// Whether a section's heading is the name of a list of data, in words that `sections.toml` does not have.
fn announced(passage: &Passage<'_>, section: &Section) -> bool {
    section.heading.is_some_and(|heading| announces(passage.words(heading)))
}

/// A label that says that data follows: 「項目:」, 「<個人情報>」.
fn labelled(passage: &Passage<'_>, sentence: &Sentence) -> Option<Setting> {
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
    let is_data = contains(label, &data) && !contains(label, &other);
    is_data.then(|| Setting::Listed(if denies(label) { Standing::Denied } else { Standing::Leaked }))
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
fn opened(words: &str) -> Option<Standing> {
    let below = ["以下", "次の", "下記", "次に", "つぎの", "左記"];
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
    if announces(words) {
        return Some(if denies(words) { Standing::Denied } else { Standing::Leaked });
    }
    if !contains(words, &below)
        || !contains(words, &data)
        || !contains(words, FATES)
        || contains(words, &other)
    {
        return None;
    }
    Some(if denies(words) { Standing::Denied } else { Standing::Leaked })
}

/// Whether a short line is the name of a list: 「・流出した情報」.
fn announces(words: &str) -> bool {
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
    contains(
        words,
        &["対象外", "含まれない", "含まれて", "含まれま", "漏えいしていない", "流出していない", "該当しない"],
    ) && !contains(
        words,
        &[
            "含まれています",
            "含まれており、",
            "含まれておりました",
            "含まれていました",
            "含まれている",
            "含まれていた",
        ],
    )
}

/// Whether a sentence ends in a noun, as items and rows do.
fn nominal(words: &str) -> bool {
    let words = words.trim_end().trim_end_matches(['。', ' ', ')', '」', '】', ']', '>']).trim_end();
    let words = words.strip_suffix("です").or_else(|| words.strip_suffix("である")).unwrap_or(words);
    let tail = [
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
    ];
    let kana = words.chars().next_back().is_some_and(|c| ('ぁ'..='ん').contains(&c));
    !kana || tail.iter().any(|end| words.ends_with(end))
}
