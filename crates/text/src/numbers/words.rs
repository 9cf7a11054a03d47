//! Words that are written with kanji numerals and are no figures, and what a figure in kanji alone must have.

use super::counters::Counter;

/// Words that begin with a kanji numeral, by that numeral.
const WORDS: [(char, &[&str]); 13] = [
    (
        '一',
        &[
            "一人ひとり",
            "一人一人",
            "一人歩き",
            "一人前",
            "一人称",
            "一個人",
            "一件落着",
            "一本化",
            "一通り",
            "一枚岩",
            "一回り",
            "一点張",
            "一本調子",
            "一社会",
            "一つひとつ",
            "一つ一つ",
            "一日市",
            "一時的",
            "一二三",
            "一昨",
            "一両日",
            "一校時",
            "一台詞",
            "一時",
            "一円",
            "一組織",
            "一機関",
            "一企業",
            "一利用者",
            "一ユーザ",
            "一会員",
            "一病院",
            "一園",
            "一法人",
            "一団体",
            "一施設",
            "一事業者",
            "一秒でも",
            "一点の",
            "一報",
            "一つには",
        ],
    ),
    ('二', &["二人称", "二人三脚", "二本松", "二日市", "二〇加煎", "二倍角"]),
    ('三', &["三人称", "三位一体", "三本木", "三点倒立", "三十三間", "三三五五", "三者", "三つ巴"]),
    ('十', &["十人十色", "十日町", "十分"]),
    ('百', &["百人一首", "百点満点"]),
    ('六', &["六本木", "六ヶ所", "六ケ所"]),
    ('五', &["五日市", "五箇山", "五十嵐", "五十鈴", "五十音", "五七五"]),
    ('四', &["四日市", "四六時中", "四半期"]),
    ('八', &["八日市", "八百屋", "八百長", "八千代"]),
    ('千', &["千代田", "千万無量"]),
    ('九', &["九十九里", "九十九島"]),
    ('七', &["七五三", "七つ道具"]),
    ('第', &["第三者"]),
];

/// Behind a kanji numeral: the name of a bank and the like (七十七銀行).
const NAMES: [&str; 5] = ["銀行", "信用金庫", "信金", "証券", "カード会社"];

/// Where the figure `text[start..end]`, in kanji alone, stands.
pub(super) struct Place<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
    pub(super) end: usize,
    /// How many kanji it has.
    pub(super) kanji: usize,
    pub(super) counter: Option<Counter>,
    /// 第 stands before it.
    pub(super) ordinal: bool,
    /// マイナス or a qualifier stands before it.
    pub(super) led: bool,
}

impl Place<'_> {
    /// Whether kanji at this place are a figure.
    pub(super) fn is_figure(&self) -> bool {
        let rest = self.text.get(self.start..).unwrap_or_default();
        let behind = self.text.get(self.end..).unwrap_or_default();
        if !self.led && self.is_word(rest) || NAMES.iter().any(|name| behind.starts_with(name)) {
            return false;
        }
        let figure = self.text.get(self.start..self.end).unwrap_or_default();
        if figure.chars().all(|c| c == '〇') {
            return self.is_alone() && !behind.starts_with(' ');
        }
        if figure == super::numeral::ZERO {
            return self.counter.is_some_and(Counter::counts) || self.is_alone();
        }
        if self.kanji > 1 || self.led {
            return true;
        }
        if self.ordinal {
            return self.counter.is_some() || !behind.starts_with(is_kanji);
        }
        self.counter.is_some_and(|counter| counter.with_kanji) || self.is_alone()
    }

    /// A word of the list, unless 第 makes a figure of it (第一報) or a count of minutes stands there (十分間).
    fn is_word(&self, rest: &str) -> bool {
        let first = rest.chars().next();
        let words =
            WORDS.iter().find(|(numeral, _)| Some(*numeral) == first).map_or(&[][..], |(_, words)| *words);
        match words.iter().find(|word| rest.starts_with(**word)) {
            Some(&"十分") => self.kanji == 1 && !rest.starts_with("十分間") && self.before() != Some('時'),
            Some(&"一報" | &"一円" | &"三者" | &"一園" | &"一機関") if self.ordinal => {
                rest.starts_with("三者")
            }
            Some(&word) => word.chars().count() >= self.kanji,
            None => false,
        }
    }

    /// The character before it.
    fn before(&self) -> Option<char> {
        self.text.get(..self.start)?.chars().next_back()
    }

    /// It stands as a figure by itself: no kanji before it, and a particle, a stop or nothing behind it.
    fn is_alone(&self) -> bool {
        let behind = self.text.get(self.end..).unwrap_or_default();
        let before_ends =
            self.before().is_none_or(|c| !is_kanji(c) && !c.is_ascii_alphanumeric() && c != 'が');
        let particle = behind.chars().next().is_none_or(|c| "はとで、。,.!?)」\n ".contains(c));
        before_ends && particle && !behind.starts_with("とき") && !behind.starts_with("はじめ")
    }
}

/// Kanji, katakana and the long vowel mark: what words go on with.
pub(super) fn is_kanji(c: char) -> bool {
    matches!(c, '々' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}
