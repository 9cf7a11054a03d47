//! How far a name reaches from a legal form or from where it begins.

use std::sync::LazyLock;

use jikenbo_model::Span;
use jikenbo_text::words::Words;

use super::words::BEFORE;

static BEFORE_WORDS: LazyLock<Words> = LazyLock::new(|| Words::new(BEFORE.iter().copied()));

/// The longest name in bytes (40 characters): the longest in the corporate number register's sample had 37.
pub(super) const LONGEST: usize = 120;

pub(super) fn leading_brackets(words: &str) -> usize {
    if !words.starts_with('【') {
        return 0;
    }
    words.find('】').map_or(0, |at| at + '】'.len_utf8())
}

pub(super) fn part_of_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '・' | 'ー' | '&' | '.' | '-' | '\'' | '々')
}

/// Where the characters of a name that ends at `end` begin; hiragana and punctuation are no part of it.
pub(super) fn backward(text: &str, end: usize) -> usize {
    let Some(before) = text.get(..end) else { return end };
    let mut start = end;
    for (at, character) in before.char_indices().rev() {
        let latin_space = character == ' ' && latin_around(text, at, ' ');
        if !(latin_space || (part_of_name(character) && !('ぁ'..='ん').contains(&character)))
            || end - at > LONGEST
        {
            break;
        }
        start = at;
    }
    start
}

/// Where the characters of a name that begins at `start` end; a particle after it ends it. Hiragana may only begin it.
pub(super) fn forward(text: &str, start: usize) -> usize {
    let Some(after) = text.get(start..) else { return start };
    let mut end = start;
    while end - start <= LONGEST {
        let Some(rest) = after.get(end - start..) else { break };
        let Some(character) = rest.chars().next() else { break };
        if end > start && (supplies(rest) || joins_next(rest)) {
            break;
        }
        let joined = matches!(character, ' ' | ',') && latin_around(text, end, character);
        let kana = ('ぁ'..='ん').contains(&character);
        end += match (kana, joined || part_of_name(character)) {
            (true, _) => {
                match hiragana_in_name(rest).max(if end == start { hiragana_alone(rest) } else { 0 }) {
                    0 => break,
                    run => run,
                }
            }
            (false, true) => character.len_utf8(),
            (false, false) => break,
        };
    }
    end
}

/// Whether `rest` says what the name before it supplies: 「(株式会社例示|提供)」, 「株式会社例示|提供のサービス」.
pub(super) fn supplies(rest: &str) -> bool {
    ["提供)", "提供）", "提供の"].iter().any(|supplied| rest.starts_with(supplied))
}

/// Whether `rest` joins another name to the one before it: 「株式会社例示|及び株式会社見本」.
pub(super) fn joins_next(rest: &str) -> bool {
    ["及び", "並びに", "および", "ならびに"].iter().any(|joint| rest.starts_with(joint))
}

/// The bytes of hiragana at the start of `rest` that belong to a name: a run before kanji or katakana that is no particle.
pub(super) fn hiragana_in_name(rest: &str) -> usize {
    const PARTICLES: &[char] = &[
        'は', 'が', 'の', 'に', 'を', 'と', 'で', 'へ', 'も', 'や', 'よ', 'か', 'ま', 'お', 'な', 'だ', 'し',
        'さ', 'い', 'ご', 'く', 'る', 'れ', 'す', 'き', 'っ', 'こ', 'あ', 'そ',
    ];
    let run = rest.find(|c: char| !('ぁ'..='ん').contains(&c)).unwrap_or(0);
    let next = rest.get(run..).and_then(|rest| rest.chars().next());
    let named = next.is_some_and(part_of_name) && !rest.starts_with(PARTICLES) && run <= 18;
    if named { run } else { 0 }
}

/// The bytes of a name all in hiragana that `rest` begins with: two letters at least, up to a line's end or a bracket.
pub(super) fn hiragana_alone(rest: &str) -> usize {
    let run = rest.find(|c: char| !('ぁ'..='ん').contains(&c) && c != 'ー').unwrap_or(rest.len());
    let closed =
        rest.get(run..).is_none_or(|tail| tail.is_empty() || tail.starts_with(['\n', ' ', '(', '」', '』']));
    let joins =
        ["および", "または", "ならびに", "ほか", "など", "より", "から", "では", "です", "との", "への"];
    let words = rest.get(..run).unwrap_or("");
    let name = closed && (6..=30).contains(&run) && !joins.iter().any(|word| words.ends_with(word));
    if name { run } else { 0 }
}

/// Whether the space or comma at `at` stands between Latin letters, as in `Example Technology` or `EXAMPLE, INC.`.
pub(super) fn latin_around(text: &str, at: usize, character: char) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let after = text.get(at + 1..).unwrap_or("");
    let after = if character == ',' { after.trim_start() } else { after };
    // 「Example & Sample Co., Ltd.」
    let upper = after.chars().next().is_some_and(|c| c.is_ascii_uppercase())
        || character == ' '
            && after.starts_with("& ")
            && after.chars().nth(2).is_some_and(|c| c.is_ascii_uppercase());
    before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | '&')) && upper
}

/// `span` without words before a name that are no part of it.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let Some(words) = span.of(text) else { return span };
    let mut cut = 0;
    BEFORE_WORDS.each(words, Span::new(0, words.len()), |found| cut = cut.max(found.span.end));
    Span::new(span.start + cut, span.end)
}
