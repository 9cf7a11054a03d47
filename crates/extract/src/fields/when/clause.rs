//! The end of a clause: whether it tells of something done, or only describes a noun.

use jikenbo_text::words::opening;

use crate::lists::contains;
use crate::modality::Cues;

/// Whether the clause with this end, in which `cues` stand, tells of something that has happened.
pub(in crate::fields) fn has_happened(tail: &str, cues: Cues) -> bool {
    let until = ["すまで", "るまで", "くまで", "うまで", "するまで", "されるまで", "させるまで"]
        .iter()
        .any(|end| tail.starts_with(end));
    let stem =
        ["さ", "せ", "れ", "され", "し", "か", "ら", ""].iter().filter_map(|stem| tail.strip_prefix(stem));
    let denied =
        |end: &str| end.starts_with("ない") || end.starts_with("なかった") || end.starts_with("ず、");
    let undone = until || tail.starts_with('ず') || stem.into_iter().any(denied);
    !undone && cues.tell_of_past()
}

/// Nouns of their own that begin with such a character.
const WHOLE: &[&str] =
    &["中間試験", "中間テスト", "中間考査", "期末試験", "期末テスト", "期末考査", "模擬", "模試"];

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
    // 「お申し出いただいた|お客様」
    let kana = kana.strip_suffix(['お', 'ご']).filter(|kana| kana.ends_with('た')).unwrap_or(kana);
    let noun =
        rest.chars().next().is_some_and(|next| {
            next.is_alphanumeric() && !FORMAL.contains(&next) || matches!(next, '「' | '『')
        }) || WHOLE.iter().any(|noun| rest.starts_with(noun));
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

/// Ends of a verb by which somebody else only claims it: 「窃取したと称するファイルの一覧」.
const CLAIMED: &[&str] = &["たと称", "たと主張", "たとする", "たと名乗"];

/// Whether the verb of which `words` are the end or the middle describes a noun: 保存していた画像, 相談を受けた方.
pub(super) fn describes(words: &str, tail: &str) -> bool {
    let noun = tail.chars().next().is_some_and(|next| {
        next.is_alphanumeric() && !('ぁ'..='ん').contains(&next) && !FORMAL.contains(&next)
    });
    let whole = words.ends_with("ていた") && noun;
    whole || is_claimed(tail) || is_attributive(tail)
}

/// Whether somebody else only claims what the words before `tail` tell.
pub(super) fn is_claimed(tail: &str) -> bool {
    let start = opening(tail, 8);
    contains(start, CLAIMED)
}

/// How far behind 誤って the verb ends that describes a noun, in characters.
const SOON: usize = 8;

/// Whether the words behind 誤って soon end in a description: 誤って届いた受診券.
pub(super) fn describes_soon(tail: &str) -> bool {
    // 「誤って記載した状態で保管されている書類」
    let state = tail.split_once("状態で").filter(|(verb, _)| verb.chars().count() <= SOON);
    if state.is_some_and(|(_, rest)| is_attributive(rest)) {
        return true;
    }
    let end = tail.char_indices().take(SOON).find(|(_, c)| *c == 'た');
    end.and_then(|(at, _)| tail.get(at..)).is_some_and(is_attributive)
}

/// Whether a clause tells of what goes on now: お詫びをしています.
pub(super) fn goes_on(tail: &str) -> bool {
    let start = opening(tail, 10);
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
    let start = opening(tail, 12);
    let open = contains(words, &["状態", "可能"]) || words.ends_with("て") || words.ends_with("されて");
    let lasting =
        contains(start, &["ていた", "ている", "ており", "ていま", "であ", "でし", "にあ", "にな", "とな"]);
    open && (lasting || words.ends_with("されて"))
}

/// Whether `head` ends inside quotes.
pub(super) fn in_quotes(head: &str) -> bool {
    head.matches(['「', '『']).count() > head.matches(['」', '』']).count()
}

/// How a title ends that stands in brackets, without the number of the report behind it.
const TITLE_ENDS: &[&str] = &["お知らせ", "報告", "について", "お詫び", "の件", "ご案内"];

/// Whether what stands between `head` and `tail` is in brackets that hold a title: 「5日(「例示」の一時停止に関するお知らせ)に」.
pub(super) fn in_title(head: &str, tail: &str) -> bool {
    let opened = head.rsplit_once('(').is_some_and(|(_, inside)| !inside.contains([')', '。']));
    let inside = tail.split_once(')').map(|(inside, _)| inside).filter(|_| opened);
    inside.is_some_and(|inside| {
        let title = inside.split_once('(').map_or(inside, |(title, _)| title).trim_end_matches(['」', '』']);
        !inside.contains('。') && TITLE_ENDS.iter().any(|end| title.ends_with(end))
    })
}

/// The last `length` bytes of `words` or a little less.
pub(super) fn tail_of(words: &str, length: usize) -> &str {
    let mut at = words.len().saturating_sub(length);
    while !words.is_char_boundary(at) {
        at += 1;
    }
    words.get(at..).unwrap_or("")
}

/// Whether words of finding are of a label or of what was still there: 「事案を知った日時」, 「最後に確認したのは5月31日」.
pub(super) fn is_no_finding(words: &str, head: &str, tail: &str) -> bool {
    // 「流出の痕跡は見つかり|ませんでした」
    let none = words.ends_with('ま') && tail.starts_with("せん");
    let leak = ["痕跡", "形跡", "証跡", "流出", "漏えい", "漏洩", "悪用", "不正利用"];
    none && contains(tail_of(head, 60), &leak)
        || tail.starts_with("日時")
        || ["最後に", "最後", "最終"].iter().any(|last| head.ends_with(last))
}
