//! What a clause asserts of the words in it: that a thing is so, may be so, is not so, or is only supposed, advised or
//! planned. Read from the words behind, up to the clause's end, as Japanese puts them.

use std::sync::LazyLock;

use jikenbo_model::Span;
use jikenbo_text::words::Words;

use crate::lists::contains;

/// What is asserted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Modality {
    /// It is so.
    Confirmed,
    /// It may be so: おそれ, 可能性, 否定できない.
    Possible,
    /// It is not so.
    Denied,
    /// It has not been found to be so: 確認されていない.
    Unconfirmed,
    /// Said to be improbable: 可能性は低い.
    Unlikely,
    /// A supposed case: 場合は, 万一.
    Hypothetical,
    /// A request or advice to the reader: ください.
    Advice,
    /// What will or shall be done: 予定, てまいります.
    Plan,
}

const POSSIBLE: &[&str] = &[
    "可能性",
    "おそれ",
    "恐れ",
    "虞",
    "懸念",
    "疑い",
    "疑わ",
    "かもしれ",
    "否定でき",
    "否定はでき",
    "排除でき",
    "とみられ",
    "と見られ",
    "考えられ",
    "思われ",
    "推測され",
    "推定され",
    "想定され",
    "危険性",
    "蓋然性",
    "打ち消すことはでき",
    "打ち消せ",
    "言い切れ",
];
const NOT_FOUND: &[&str] = &[
    "確認されてい",
    "確認されてお",
    "確認できてい",
    "確認できてお",
    "確認には至って",
    "確認するには至って",
    "確認してお",
    "確認してい",
    "確認はされて",
    "把握してお",
    "把握してい",
    "把握されて",
    "報告されて",
    "報告は受けて",
    "報告を受けて",
    "判明してお",
    "判明してい",
    "認められてい",
    "認められてお",
    "見つかってい",
    "見つかってお",
    "得られてい",
    "得られてお",
    "発見されて",
    "確認されず",
    "確認できず",
    "報告はあり",
    "報告はござ",
    "報告はな",
    "報告もあり",
    "情報はあり",
    "報告等はあり",
    "検出されて",
    "寄せられて",
    "連絡はあり",
    "確認された事実はな",
    "確認された事実はあ",
    "確認されたものはあ",
    "受けておりませ",
    "受けていな",
];
const DENIED: &[&str] = &[
    "ありませ",
    "ございませ",
    "ておりませ",
    "ていませ",
    "でいませ",
    "でおりませ",
    "でいない",
    "でおらず",
    "はしませ",
    "ではな",
    "はない",
    "はなく",
    "がない",
    "がなく",
    "もない",
    "もなく",
    "ていない",
    "ておらず",
    "ていなか",
    "なかった",
    "は無い",
    "は無く",
    "が無い",
    "も無",
    "無かった",
    "なし",
    "されませ",
    "れませ",
    "れない",
    "られない",
    "らない",
    "しない",
    "対象外",
    "除外",
    "含みませ",
    "含まない",
    "含まず",
    "含まれず",
    "保存されず",
    "記載されず",
    "登録されず",
    "流出せず",
    "漏えいせず",
    "していません",
    "存在しな",
    "存在せず",
    "存在しませ",
    "できません",
    "できない",
    "とは異な",
    "ないこと",
    "認められず",
    "否定され",
    "はございま",
    "該当しな",
    "該当いたしませ",
    "該当しませ",
    "有していな",
    "はなかった",
    "ませんで",
    "影響を受けませ",
    "影響は受けませ",
    "当たりませ",
    "当たらない",
    "は入りませ",
    "は入らない",
    "及びませ",
    "及ばな",
    "出ませ",
    "出ない",
    "得ませ",
    "し得ない",
];
const NOT_DENIED: &[&str] = &[
    "ていないか",
    "だけでなく",
    "のみならず",
    "少なくない",
    "とは限ら",
    "わけではな",
    "やむを得",
    "かかわらず",
    "ならない",
    "否定できな",
    "否定できま",
    "排除できな",
    "排除できま",
    "しかない",
    "過ぎない",
    "特定できな",
    "特定には至",
    "特定するには至",
    "特定に至",
    "否定はできな",
    "判明していな",
    "少なくとも",
    "がなくなり",
    "がなくなっ",
    "がなくなる",
    "思いがけな",
    "間違いない",
    "ではないか",
    "他ならない",
    "なければ",
    "否定ができ",
    "否定しき",
    "払拭でき",
    "払拭しき",
    "払拭には",
    "拭いきれ",
    "拭い切れ",
    "拭え",
    "ゼロではな",
    "言い切れな",
    "言い切れま",
    "断言でき",
    "断定でき",
    "否めな",
    "否めま",
    "否定できる段階",
    "否定できる状況",
    "否定できる状態",
    "否定できるもの",
    "排除できる段階",
    "排除できる状況",
    "排除できる状態",
    "排除できるもの",
    "言い切れず",
    "断言できず",
    "断定できず",
    "否定できず",
    "排除できず",
    "打ち消すことはでき",
    "打ち消せ",
    "ざるを得",
    "ない可能性もあ",
    "変更はあり",
    "変更あり",
    "変更はござ",
    "変更ござ",
    "変更はなく",
    "変更はない",
    "変わりはあり",
    "変わりあり",
    "変わりはござ",
    "増減はあり",
    "増減はござ",
    "名ではな",
    "人ではな",
    "件ではな",
    "分ではな",
    "社ではな",
];
const HYPOTHETICAL: &[&str] = &[
    "場合",
    "際は",
    "際には",
    "万一",
    "万が一",
    "もし",
    "ときは",
    "時は",
    "ましたら",
    "れば、",
    "とすれば",
    "ようであれば",
    "としても",
    "事態に備え",
    "ではないかとの",
    "ではないかというお問",
    "に備え",
];
const ADVICE: &[&str] = &[
    "ください",
    "下さい",
    "お願い",
    "ご注意",
    "ご留意",
    "ご確認をお",
    "いただけますよう",
    "頂けますよう",
    "ご協力",
    "ご了承",
    "ご理解",
];
const PLAN: &[&str] = &[
    "予定",
    "検討",
    "まいります",
    "参ります",
    "努め",
    "取り組",
    "取組",
    "図る",
    "図って",
    "方針",
    "していく",
    "していき",
    "ていく",
    "進めます",
    "強化します",
    "徹底します",
    "実施します",
    "行います",
    "こととし",
    "所存",
    "講じます",
];

const UNLIKELY: &[&str] = &[
    "可能性は低",
    "可能性が低",
    "可能性は極めて",
    "可能性は限りなく",
    "可能性は非常に低",
    "おそれは低",
    "恐れは低",
    "考えにくい",
    "考え難い",
    "可能性は少な",
    "おそれは少な",
    "可能性が極めて低",
];

const OPEN: &[&str] = &[
    "かどうか",
    "の有無",
    "か否か",
    "わけではな",
    "れていないか",
    "っていないか",
    "していないか",
    "ていなかったか",
];
const SETTLED: &[&str] = &["ないことを確認", "なかったことを確認", "ないことが確認", "なかったことが"];
const ZU: &[&str] = &["ず"];

/// What says that nobody knows whether it is so: neither a denial nor a finding.
const UNKNOWN: &[&str] = &[
    "断定できませ",
    "断定できな",
    "断定できず",
    "断定できておりませ",
    "断定できてい",
    "断定することはでき",
    "断定はできませ",
    "断定はできな",
    "断定はできず",
    "断定には至",
    "断言できませ",
    "断言できな",
    "断言できず",
    "断言することはでき",
    "断言はできませ",
    "断言はできな",
    "言い切ることはでき",
    "確証はありませ",
    "確証はござ",
    "確証はな",
    "確証は得られておりませ",
    "確証は得られていな",
    "確証は得られていませ",
    "確証がな",
    "確証がありませ",
    "確証を得られておりませ",
    "確証を得られていな",
    "確証を得るには",
    "証明することは困難",
    "証明することはでき",
    "証明できませ",
    "証明できな",
    "証明はできませ",
    "証明はできな",
    "確認されたわけでは",
    "確定したわけでは",
    "なかったことを確認できておりませ",
    "なかったことを確認できていませ",
    "なかったことを確認できていな",
    "いないことを確認できておりませ",
    "いないことを確認できていませ",
    "いないことを確認できていな",
    "証拠はありませ",
    "証拠はござ",
    "証拠はな",
    "証拠は見つかっておりませ",
    "証拠は見つかっていませ",
    "証拠は見つかっていな",
    "証拠は見つかりませ",
    "証拠は確認されておりませ",
    "証拠は確認されていませ",
    "証拠は確認されていな",
    "証拠がありませ",
    "証拠がな",
];

/// What ends a clause that tells of what will be done, and has not happened.
const AHEAD: &[&str] = &[
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
/// What ends a clause that asks something of the reader, and tells of nothing.
const ASKED: &[&str] =
    &["ください", "下さい", "お願いいた", "お願い申", "お願いしま", "お願い致", "いただけますよう", "ご注意"];
/// What ends a clause that only supposes.
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

/// The groups of cue words; a group's place is its bit in [`Cues`].
const GROUPS: [&[&str]; 15] = [
    ADVICE,
    HYPOTHETICAL,
    OPEN,
    UNLIKELY,
    POSSIBLE,
    PLAN,
    NOT_FOUND,
    DENIED,
    NOT_DENIED,
    SETTLED,
    ZU,
    AHEAD,
    ASKED,
    SUPPOSED,
    UNKNOWN,
];
const IS_ADVICE: u16 = 1;
const IS_HYPOTHETICAL: u16 = 1 << 1;
const IS_OPEN: u16 = 1 << 2;
const IS_UNLIKELY: u16 = 1 << 3;
const IS_POSSIBLE: u16 = 1 << 4;
const IS_PLAN: u16 = 1 << 5;
const IS_NOT_FOUND: u16 = 1 << 6;
const IS_DENIED: u16 = 1 << 7;
const IS_NOT_DENIED: u16 = 1 << 8;
const IS_SETTLED: u16 = 1 << 9;
const HAS_ZU: u16 = 1 << 10;
const IS_AHEAD: u16 = 1 << 11;
const IS_ASKED: u16 = 1 << 12;
const IS_SUPPOSED: u16 = 1 << 13;
const IS_UNKNOWN: u16 = 1 << 14;

/// Which groups of cue words a stretch of text has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cues(u16);

/// Every cue word with its group: a word may be of several.
pub(crate) fn cue_words() -> impl Iterator<Item = (&'static str, Cues)> {
    GROUPS.iter().enumerate().flat_map(|(at, group)| group.iter().map(move |word| (*word, Cues(1 << at))))
}

/// All cue words, for text of which they have not been looked for with the word lists.
static WORDS: LazyLock<(Words, Vec<Cues>)> = LazyLock::new(|| {
    (Words::new(cue_words().map(|(word, _)| word)), cue_words().map(|(_, cues)| cues).collect())
});

impl Cues {
    /// Those of `words`.
    pub(crate) fn of(words: &str) -> Self {
        let (cue_words, groups) = &*WORDS;
        let mut all = Self::default();
        cue_words.each(words, Span::new(0, words.len()), |found| all = all.and(groups[found.word as usize]));
        all
    }

    /// These and `others`.
    pub(crate) const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Whether there are none.
    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    const fn says(self, groups: u16) -> bool {
        self.0 & groups != 0
    }

    /// What is asserted of the words behind which these stand; `head` is what stands before the words.
    pub(crate) fn modality(self, head: &str) -> Modality {
        if self.says(IS_ADVICE) {
            return Modality::Advice;
        }
        if self.says(IS_HYPOTHETICAL) || contains(head, &["万一", "万が一", "もし"]) {
            return Modality::Hypothetical;
        }
        if self.says(IS_OPEN | IS_UNKNOWN) {
            return Modality::Unconfirmed;
        }
        if self.says(IS_UNLIKELY) {
            return Modality::Unlikely;
        }
        match self.negation() {
            Some(negation) => negation,
            None if self.says(IS_POSSIBLE) => Modality::Possible,
            None if self.says(IS_PLAN) => Modality::Plan,
            None => Modality::Confirmed,
        }
    }

    /// How they deny, if they do.
    pub(crate) fn negation(self) -> Option<Modality> {
        let unfound = self.says(IS_NOT_FOUND);
        if !(self.says(IS_DENIED) || unfound && self.says(HAS_ZU)) || self.says(IS_NOT_DENIED | IS_UNKNOWN) {
            return None;
        }
        Some(if unfound && !self.says(IS_SETTLED) { Modality::Unconfirmed } else { Modality::Denied })
    }

    /// Whether the clause that ends with them tells of something that has happened or will.
    pub(crate) fn state(self) -> bool {
        !self.says(IS_SUPPOSED | IS_ASKED) && self.negation().is_none()
    }

    /// Whether it tells of something that has happened.
    pub(crate) fn tell_of_past(self) -> bool {
        !self.says(IS_AHEAD) && self.state()
    }
}

/// What is asserted of the words at `span`: read in `clause` (which holds them) of `text`.
pub fn of(text: &str, clause: Span, span: Span) -> Modality {
    let (head, tail) = around(clause, span);
    tail.of(text).map_or(Modality::Confirmed, |tail| Cues::of(tail).modality(head.of(text).unwrap_or("")))
}

/// What stands before and behind the words at `span` in their `clause`.
pub(crate) fn around(clause: Span, span: Span) -> (Span, Span) {
    let head = Span::new(clause.start, span.start.max(clause.start));
    (head, Span::new(span.end.min(clause.end), clause.end))
}

/// How `tail` denies, if it does.
pub fn negation(tail: &str) -> Option<Modality> {
    Cues::of(tail).negation()
}

#[cfg(test)]
mod tests;
