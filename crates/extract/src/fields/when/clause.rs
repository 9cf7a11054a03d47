//! The end of a clause: whether it tells of something done, or only describes a noun.

use crate::lists::{Letters, contains};
use crate::modality;

const PLANS: &[&str] = &[
    "予定",
    "見込",
    "検討",
    "まいります",
    "参ります",
    "目指",
    "所存",
    "方針",
    "こととし",
    "していく",
    "行う。",
    "します。",
    "いたします。",
    "致します。",
    "までに終え",
    "努め",
    "ていただきます",
];
const ADVICE: &[&str] =
    &["ください", "下さい", "お願いいた", "お願い申", "お願いしま", "お願い致", "いただけますよう", "ご注意"];
const SUPPOSED: &[&str] = &[
    "場合",
    "際は",
    "際には",
    "万一",
    "万が一",
    "もし",
    "ましたら",
    "れば、",
    "次第、",
    "かどうか",
    "否か",
    "ところではござ",
    "ところではあ",
];

/// Whether the clause with this end tells of something that has happened.
pub(in crate::fields) fn has_happened(tail: &str) -> bool {
    let until = ["すまで", "るまで", "くまで", "うまで"].iter().any(|end| tail.starts_with(end));
    let undone = until || tail.starts_with("ない") || tail.starts_with("なかった") || tail.starts_with("ず");
    let letters = Letters::of(tail);
    !undone && !letters.any(tail, PLANS) && stated(tail, &letters)
}

/// Whether the clause with this end tells of something that has happened or will: sums are booked ahead.
pub(in crate::fields) fn is_stated(tail: &str) -> bool {
    stated(tail, &Letters::of(tail))
}

/// As [`is_stated`]; `letters` are those of `tail`.
fn stated(tail: &str, letters: &Letters) -> bool {
    !letters.any(tail, SUPPOSED) && !letters.any(tail, ADVICE) && modality::negation(tail).is_none()
}

/// Kanji that begin a noun behind a clause which stays a statement: 受けた可能性, 送信した際, 侵入した痕跡.
const FORMAL: &[char] = &[
    '可', '際', '後', '恐', '疑', '旨', '事', '為', '件', '痕', '形', '状', '時', '結', '模', '段', '懸',
    '原', '当', '直', '期', '虞', '上', '中', '間',
];

/// How many kanji of its verb may stand before the ending that describes a noun: 試行された通信元.
const STEM: usize = 4;

/// Whether the clause with this end describes a noun: 不正アクセスを受けたサーバ.
pub(super) fn is_attributive(tail: &str) -> bool {
    let stem = tail
        .char_indices()
        .take(STEM + 1)
        .find(|(_, c)| ('ぁ'..='ん').contains(c) || matches!(c, '、' | '。'));
    let tail = stem.and_then(|(at, _)| tail.get(at..)).unwrap_or(tail);
    let end = tail.find(|c: char| !('ぁ'..='ん').contains(&c)).unwrap_or(tail.len());
    let (kana, rest) = tail.split_at(end);
    let noun = rest
        .chars()
        .next()
        .is_some_and(|next| next.is_alphanumeric() && !FORMAL.contains(&next) || matches!(next, '「' | '『'));
    let seeming = ["とみられる", "と思われる", "とされる", "おそれのある", "おそれがある", "おそれのあった"]
        .iter()
        .any(|end| kana.ends_with(end));
    let bare = !contains(
        kana,
        &[
            "こと",
            "もの",
            "ため",
            "ところ",
            "とき",
            "おそれ",
            "という",
            "との",
            "ので",
            "のに",
            "うえ",
            "のち",
            "まま",
            "など",
        ],
    );
    let doubtful = kana.ends_with("可能性のある")
        || rest.starts_with("可能性のある")
        || rest.starts_with("可能性がある") && !rest.starts_with("可能性があること");
    noun && seeming || doubtful || noun && bare && kana.ends_with(['た', 'る', 'だ'])
}

/// How far behind 誤って the verb ends that describes a noun, in characters.
const SOON: usize = 8;

/// Whether the words behind 誤って soon end in a description: 誤って届いた受診券.
pub(super) fn describes_soon(tail: &str) -> bool {
    let end = tail.char_indices().take(SOON).find(|(_, c)| *c == 'た');
    end.and_then(|(at, _)| tail.get(at..)).is_some_and(is_attributive)
}

/// Whether a clause tells of what goes on now: お詫びをしています.
pub(super) fn goes_on(tail: &str) -> bool {
    let start: String = tail.chars().take(10).collect();
    [
        "しております",
        "しています",
        "っております",
        "っています",
        "めております",
        "めています",
        "せていただいて",
    ]
    .iter()
    .any(|now| start.contains(now))
}

/// Whether data only stood open: 閲覧できる状態となっていた, as against 公開した.
pub(super) fn is_state(words: &str, tail: &str) -> bool {
    let start: String = tail.chars().take(12).collect();
    let open = contains(words, &["状態", "可能"]) || words.ends_with("て") || words.ends_with("されて");
    let lasting =
        contains(&start, &["ていた", "ている", "ており", "ていま", "であ", "でし", "にあ", "にな", "とな"]);
    open && (lasting || words.ends_with("されて"))
}

/// Whether `head` ends inside quotes.
pub(super) fn in_quotes(head: &str) -> bool {
    head.matches(['「', '『']).count() > head.matches(['」', '』']).count()
}

/// The last `length` bytes of `words` or a little less.
pub(super) fn tail_of(words: &str, length: usize) -> &str {
    let mut at = words.len().saturating_sub(length);
    while !words.is_char_boundary(at) {
        at += 1;
    }
    words.get(at..).unwrap_or("")
}
