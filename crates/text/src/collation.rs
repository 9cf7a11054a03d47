//! The order of Japanese words in an index.

use encoding_rs::SHIFT_JIS;

use crate::fold::Folded;

/// What words are sorted by, byte by byte, so that they stand as in an index in Japanese (after JIS X 4061): signs, figures,
/// Latin letters, kana in the order of the fifty sounds (五十音), kanji.
///
/// Kana: first the sounds alone (が as か, ー as the vowel before it, small letters as large ones), then 清音 before 濁音 before
/// 半濁音, then ー before small before repeated before large letters, then hiragana before katakana. Kanji: by their codes in JIS X
/// 0208, whose first level is in the order of a usual reading and whose second is by radical; then those that it has not.
///
/// ```
/// use jikenbo_text::collation::order;
/// let mut names = ["例示", "ガス", "かすみ", "reiji", "カス", "がす", "7番"];
/// names.sort_by_key(|name| order(name));
/// assert_eq!(names, ["7番", "reiji", "カス", "がす", "ガス", "かすみ", "例示"]);
/// ```
pub fn order(words: &str) -> String {
    let folded = Folded::of(words);
    let mut order = Order::default();
    folded.text().chars().flat_map(char::to_lowercase).for_each(|letter| order.take(letter));
    // A word before those that it begins; of equal sounds what tells them apart decides in turn.
    [order.sounds, order.voices, order.forms, order.scripts].join("\u{0}")
}

/// The first sound of a word in kana, as the index has it (あ for ア, か for が); `None` where it begins with no kana.
///
/// ```
/// use jikenbo_text::collation::first_sound;
/// assert_eq!((first_sound("ガス"), first_sound("例示")), (Some('か'), None));
/// ```
pub fn first_sound(words: &str) -> Option<char> {
    let folded = Folded::of(words);
    let first = folded.text().chars().next()?;
    kana(first, None).map(|kana| kana.sound)
}

#[derive(Default)]
struct Order {
    sounds: String,
    voices: String,
    forms: String,
    scripts: String,
    last: Option<Kana>,
}

impl Order {
    fn take(&mut self, letter: char) {
        let found = kana(letter, self.last);
        self.last = found;
        let Some(found) = found else {
            other(letter, &mut self.sounds);
            return;
        };
        self.sounds.push(found.sound);
        self.voices.push(found.voice);
        self.forms.push(found.form);
        self.scripts.push(if found.katakana { '2' } else { '1' });
    }
}

/// A letter of kana: what it adds to each stage of the comparison.
#[derive(Clone, Copy)]
struct Kana {
    /// The large, unvoiced hiragana.
    sound: char,
    /// `1` 清音, `2` 濁音, `3` 半濁音.
    voice: char,
    /// `1` ー, `2` small, `3` repeated, `4` large.
    form: char,
    katakana: bool,
}

/// `letter` as kana, behind `last`.
fn kana(letter: char, last: Option<Kana>) -> Option<Kana> {
    let katakana = ('ァ'..='ヾ').contains(&letter);
    let letter = if ('ァ'..='ヶ').contains(&letter) { hiragana(letter)? } else { letter };
    let large = |sound, voice| Some(Kana { sound, voice, form: '4', katakana });
    match letter {
        'ー' => last.map(|last| Kana { sound: vowel(last.sound), voice: '1', form: '1', katakana }),
        'ゝ' | 'ヽ' => last.map(|last| Kana { voice: '1', form: '3', katakana, ..last }),
        'ゞ' | 'ヾ' => last.map(|last| Kana { voice: '2', form: '3', katakana, ..last }),
        'ゔ' => large('う', '2'),
        'ぁ'..='ゖ' => {
            if let Some(at) = SMALL.find(letter) {
                let sound = LARGE.get(at..)?.chars().next()?;
                return Some(Kana { sound, voice: '1', form: '2', katakana });
            }
            let (sound, voice) = unvoiced(letter);
            large(sound, voice)
        }
        _ => None,
    }
}

const SMALL: &str = "ぁぃぅぇぉっゃゅょゎゕゖ";
const LARGE: &str = "あいうえおつやゆよわかけ";
const VOICED: &str = "がぎぐげござじずぜぞだぢづでどばびぶべぼ";
const UNVOICED: &str = "かきくけこさしすせそたちつてとはひふへほ";
const HALF_VOICED: &str = "ぱぴぷぺぽ";
const HALF_UNVOICED: &str = "はひふへほ";

/// A katakana's hiragana: ァ…ヶ lie as far behind ぁ…ゖ.
fn hiragana(katakana: char) -> Option<char> {
    char::from_u32(u32::from(katakana).checked_sub(0x60)?)
}

fn unvoiced(letter: char) -> (char, char) {
    let of = |from: &str, to: &str| to.get(from.find(letter)?..)?.chars().next();
    match (of(VOICED, UNVOICED), of(HALF_VOICED, HALF_UNVOICED)) {
        (Some(sound), _) => (sound, '2'),
        (None, Some(sound)) => (sound, '3'),
        (None, None) => (letter, '1'),
    }
}

/// The vowel of a sound; ん has none, and stays.
fn vowel(sound: char) -> char {
    let rows = [
        ('あ', "あかさたなはまやらわ"),
        ('い', "いきしちにひみりゐ"),
        ('う', "うくすつぬふむゆる"),
        ('え', "えけせてねへめれゑ"),
        ('お', "おこそとのほもよろを"),
    ];
    rows.into_iter().find(|(_, row)| row.contains(sound)).map_or(sound, |(vowel, _)| vowel)
}

/// Adds what is no kana: its class stands before it where the code points alone would give another order.
fn other(letter: char, sounds: &mut String) {
    // Above all kana, below the rest: JIS X 0208's kanji, by their codes in the order of the standard.
    const KANJI: u32 = 0x2_0000;
    const UNLISTED: char = '\u{3fffd}';
    if letter.is_ascii_alphanumeric() {
        sounds.push(letter);
    } else if is_kanji(letter) {
        let mut buffer = [0; 4];
        let (bytes, _, lost) = SHIFT_JIS.encode(letter.encode_utf8(&mut buffer));
        match (bytes.as_ref(), lost) {
            ([first, second], false) if (*first, *second) < (0xeb, 0) => {
                let code = KANJI + u32::from(*first) * 0x100 + u32::from(*second);
                sounds.extend(char::from_u32(code));
            }
            _ => sounds.extend([UNLISTED, letter]),
        }
    } else if u32::from(letter) < 0x370 || letter.is_whitespace() || !letter.is_alphanumeric() {
        sounds.extend(['\u{1}', letter]);
    } else {
        sounds.push(letter);
    }
}

/// Whether `letter` is a kanji.
pub fn is_kanji(letter: char) -> bool {
    matches!(letter, '\u{3005}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(expected: &[&str]) {
        let mut sorted = expected.to_vec();
        sorted.reverse();
        sorted.sort_by_key(|words| order(words));
        assert_eq!(sorted, expected);
    }

    #[test]
    fn kana_stand_in_the_order_of_the_fifty_sounds() {
        check(&[
            "アイ",
            "いぬ",
            "ウメ",
            "えき",
            "おか",
            "かき",
            "さくら",
            "たなか",
            "なつ",
            "はる",
            "まつ",
            "やま",
            "らん",
            "わに",
            "をか",
            "んだ",
        ]);
        check(&["かす", "カス", "がす", "ガス", "かすみ"]);
        check(&["はは", "はば", "はぱ", "ばは", "ぱは", "はひ"]);
        check(&["ハート", "ハアト", "はあとん"]);
        check(&["きっと", "きつと", "きつね"]);
        check(&["キャノン", "キヤノン", "きやのんA"]);
        check(&["いすゝ", "いすす", "いすゞ", "いすず"]);
        check(&["ヴィラ", "うえ"]);
        check(&["クラウト", "クラウド"]);
    }

    #[test]
    fn signs_figures_letters_kana_kanji() {
        check(&["★印", "3番", "abc", "ABD", "Ω社", "ん", "亜細亜", "例示", "腕", "弌", "鷗外"]);
        check(&["ｱｲ", "ｶｷ"]);
        check(&["例", "例示", "例示社"]);
    }

    #[test]
    fn the_first_sound_is_that_of_its_row() {
        for (words, sound) in [
            ("ガス", Some('か')),
            ("ァ", Some('あ')),
            ("ヴ", Some('う')),
            ("ｱ", Some('あ')),
            ("ー", None),
            ("例", None),
            ("A", None),
            ("", None),
        ] {
            assert_eq!(first_sound(words), sound, "{words}");
        }
    }
}
