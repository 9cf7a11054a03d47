//! One spelling of a name: what readers take as the same is written the same.

use jikenbo_text::fold::Folded;

use super::words::usual_letter;

/// `name` folded to half width and lower case, in the usual letters, without spaces, dots and hyphens. Brackets stay.
pub(super) fn spell(name: &str) -> String {
    let folded = Folded::of(name);
    let letters: Vec<char> = folded.text().chars().flat_map(char::to_lowercase).map(usual).collect();
    let mut spelled = String::with_capacity(name.len());
    for (at, &c) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
        if let Some(c) = settled(c, before, letters.get(at + 1).copied(), spelled.chars().next_back()) {
            spelled.push(c);
        }
    }
    spelled
}

/// The usual letter for an older one, large kana for small.
fn usual(c: char) -> char {
    match c {
        'ァ' => 'ア',
        'ィ' => 'イ',
        'ゥ' => 'ウ',
        'ェ' => 'エ',
        'ォ' => 'オ',
        'ッ' => 'ツ',
        'ャ' => 'ヤ',
        'ュ' => 'ユ',
        'ョ' => 'ヨ',
        'ヮ' => 'ワ',
        'ぁ' => 'あ',
        'ぃ' => 'い',
        'ぅ' => 'う',
        'ぇ' => 'え',
        'ぉ' => 'お',
        'っ' => 'つ',
        'ゃ' => 'や',
        'ゅ' => 'ゆ',
        'ょ' => 'よ',
        _ => usual_letter(c),
    }
}

/// What `c` becomes between its neighbours; `None` where it is dropped.
fn settled(c: char, before: Option<char>, after: Option<char>, written: Option<char>) -> Option<char> {
    let between = |test: fn(char) -> bool| before.is_some_and(test) && after.is_some_and(test);
    match c {
        'ヶ' | 'ケ' | 'ヵ' | 'が' | 'ガ' if between(is_kanji) => Some('ケ'),
        'ヶ' => Some('ケ'),
        'ヵ' => Some('カ'),
        '-' | '‐' | '‑' | '–' | '—' | '―' | '−' | '~' | '〜' if before.is_some_and(is_katakana) => {
            after.is_some_and(is_katakana).then_some('ー')
        }
        // コンピューター and コンピュータ: a last long mark is written or not.
        'ー' if written.is_some_and(is_katakana) => after.is_some_and(is_katakana).then_some('ー'),
        _ if is_dropped(c) => None,
        _ => Some(c),
    }
}

fn is_dropped(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '・' | '･' | '·' | '•' | '.' | ',' | '、' | '。' | '\'' | '’' | '"' | '“' | '”' | '/')
        || matches!(c, '-' | '‐' | '‑' | '–' | '—' | '―' | '−' | '~' | '〜' | '_')
        || matches!(c, '「' | '」' | '『' | '』' | '【' | '】' | '<' | '>' | '《' | '》' | '®' | '™' | '©')
}

/// Whether `c` is a Han character.
pub(super) fn is_kanji(c: char) -> bool {
    matches!(c, '々' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether `c` is katakana or the long mark.
pub(super) fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}' | 'ー')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: &str) {
        assert_eq!(spell(name), expected, "{name}");
    }

    #[test]
    fn letters_have_one_spelling() {
        check("Ｒｅｉｊｉ　Ｃｏ．", "reijico");
        check("髙﨑學園", "高崎学園");
        check("霞ヶ関・霞が関", "霞ケ関霞ケ関");
        check("キャノン", "キヤノン");
        check("例示コンピューター株式会社", "例示コンピユータ株式会社");
        check("データ", "デタ".replace('タ', "ータ").as_str());
    }

    #[test]
    fn what_only_looks_alike_stays_apart() {
        assert_ne!(spell("ガス"), spell("カス"));
        assert_ne!(spell("例示かがみ"), spell("例示ケがみ"));
    }
}
