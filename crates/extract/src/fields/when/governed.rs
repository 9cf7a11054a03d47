//! Deeds that stand in the clause of another verb, which alone has the day: 「閲覧した方がいないか聞き取り」, 「第一報を受領」.

use jikenbo_model::Span;
use jikenbo_text::words::opening;

use super::clause;
use super::day::Day;
use super::line::Line;
use crate::lists::contains;

/// How far behind a deed the word stands that asks whether it was done, in characters: 「|方がいないか」.
const ASKED: usize = 16;

/// How far behind a deed somebody owns to it or tells of it when asked, in characters: 「|ことを本人からの聞き取りにより」.
const OWNED: usize = 24;

/// How long the noun is at most that a deed describes and that is dealt with, in characters: 「|アカウントについて」.
const NOUN: usize = 20;

/// Whom a report within the house reaches.
const UNITS: &[&str] = &[
    "センター",
    "課",
    "部",
    "室",
    "局",
    "係",
    "窓口",
    "デスク",
    "部門",
    "部署",
    "上司",
    "管理者",
    "責任者",
    "担当",
    "担当者",
    "課長",
    "部長",
    "校長",
    "園長",
    "施設長",
    "所長",
    "院長",
    "事務長",
    "教頭",
];

impl Line<'_, '_> {
    /// Whether the deed at `words` is what somebody is asked about, owns to, or what is dealt with: the day is that of the
    /// asking, owning or dealing.
    pub(super) fn is_governed(&self, words: Span, day: Day) -> bool {
        let tail = self.passage.words(Span::new(words.end, self.span.end));
        self.is_asked_after(tail)
            || is_owned(tail)
            || is_judged(tail) && !self.has_own_day(words, day)
            || self.is_dealt_with(words, tail) && !self.has_own_day(words, day)
    }

    /// 「閲覧した方がいないか聞き取りを行い」, 「漏えいの有無を確認」.
    fn is_asked_after(&self, tail: &str) -> bool {
        let near = opening(tail, ASKED).split('。').next().unwrap_or_default();
        contains(near, &["いないか", "なかったか", "かどうか", "か否か", "いないかを", "の有無を"])
    }

    /// 「不正ログインが成立したアカウントについて、…無効化」.
    fn is_dealt_with(&self, words: Span, tail: &str) -> bool {
        if !clause::describes(self.passage.words(words), tail) {
            return false;
        }
        let noun = opening(tail, NOUN).split(['、', '。']).next().unwrap_or_default();
        ["について", "に関して", "に対して", "につきまして", "に対し"]
            .iter()
            .any(|about| noun.ends_with(about))
    }

    /// 「6月1日に発送した通知書について」: the day says when the deed was done.
    fn has_own_day(&self, words: Span, day: Day) -> bool {
        let gap = self.passage.words(Span::new(day.span.end.min(words.start), words.start));
        let led = gap.is_empty() && self.passage.words(words).starts_with('に');
        led || gap.starts_with('に') && !gap.contains('、')
    }

    /// Whether what the words name was received and not given: 「第一報を受領」, 「説明を受け」.
    pub(super) fn is_received(&self, words: Span) -> bool {
        let tail = self.passage.words(Span::new(words.end, self.span.end));
        let own = self.passage.words(words);
        let received = ["受け", "受領", "頂", "いただ"];
        let rest = if own.ends_with('を') { Some(tail) } else { tail.strip_prefix('を') };
        rest.is_some_and(|rest| received.iter().any(|end| rest.starts_with(end)))
            || ["があり", "があった", "がありま", "が入", "が届"].iter().any(|end| tail.starts_with(end))
    }

    /// Whether only an office or superior of the house is told: 「情報センターに連絡し」.
    pub(super) fn is_within_house(&self, words: Span) -> bool {
        let own = self.passage.words(words);
        let head = self.passage.words(Span::new(self.span.start, words.start));
        let told = ["に連絡", "へ連絡", "に説明", "へ説明"].iter().any(|verb| own.starts_with(verb));
        told && UNITS.iter().any(|unit| head.ends_with(unit))
    }

    /// Whether a notice is only pointed back to: 「お知らせしたところですが」.
    pub(super) fn looks_back(&self, words: Span) -> bool {
        let tail = self.passage.words(Span::new(words.end, self.span.end));
        let tail = ["いたし", "し"].iter().find_map(|verb| tail.strip_prefix(verb)).unwrap_or(tail);
        let back = [
            "たところです",
            "ましたところです",
            "たとおり",
            "ましたとおり",
            "た通り",
            "ました通り",
            "た件",
            "ました件",
        ];
        self.passage.words(words).starts_with("お知らせ") && back.iter().any(|end| tail.starts_with(end))
    }
}

/// 「持ち出しの事実を認め」, 「閲覧していたことを聞き取りにより確認」.
fn is_owned(tail: &str) -> bool {
    let near = opening(tail, OWNED).split('。').next().unwrap_or_default();
    let that = near.find("こと").or_else(|| near.find("事実")).or_else(|| near.find('旨'));
    let Some(rest) = that.and_then(|at| near.get(at..)) else { return false };
    let before = that.and_then(|at| near.get(..at)).unwrap_or_default();
    !before.contains('、')
        && (contains(rest, &["を認め"])
            || rest.starts_with("ことを")
                && contains(rest, &["聞き取り", "聴き取り", "聞取り", "聴取", "ヒアリング"]))
}

/// How far behind a deed stands what it is judged to be, in characters: 「|した可能性が高いと判断」.
const JUDGED: usize = 16;

/// Whether a deed is only what one came to think: 「誤って廃棄|した可能性が高いと判断」.
fn is_judged(tail: &str) -> bool {
    let near = opening(tail, JUDGED).split(['、', '。']).next().unwrap_or_default();
    contains(
        near,
        &[
            "可能性が高いと判断",
            "可能性が高いと結論",
            "可能性が高いとの結論",
            "との判断",
            "ものと判断",
            "と判断しました",
            "と判断いたし",
            "と結論",
        ],
    )
}

#[cfg(test)]
mod tests {
    use jikenbo_model::vocabulary::Cause;

    use super::super::tests::{check, check_days, check_slip};

    #[test]
    fn what_is_asked_after_has_no_day() {
        check_days(
            Cause::OperationError,
            "6月3日、誤って名簿を公開しました。6月5日、名簿を閲覧した方がいないか聞き取りを行いました。",
            ["2024-06-03", "2024-06-03", "", ""],
        );
        check_slip("6月3日、名簿を誤って送信していないか確認しました。", &[]);
        check_slip("6月3日、名簿を誤って送信しました。", &["06-03 occurrence"]);
    }

    #[test]
    fn what_somebody_owned_to_has_no_day() {
        check_days(
            Cause::Insider,
            "4月2日に社員が名簿を持ち出しました。6月3日、本人が持ち出しの事実を認めました。",
            ["2024-04-02", "2024-04-02", "", ""],
        );
        check_slip(
            "6月9日、名簿を誤って送信しました。6月10日、うち2施設で名簿を閲覧していたことを聞き取りにより確認しました。",
            &["06-09 occurrence", "06-10 discovery"],
        );
    }

    #[test]
    fn what_is_dealt_with_happened_before() {
        check(
            "6月2日 不正ログインが成立したアカウントについて、パスワードを無効化しました。",
            &["06-02 containment"],
        );
        check("6月2日、不正ログインが発生しました。", &["06-02 attack"]);
        check_slip(
            "6月1日に発送した通知書について、6月7日、別の方の通知書が届いたとのお電話がありました。",
            &["06-01 occurrence", "06-07 discovery"],
        );
    }

    #[test]
    fn what_was_received_was_given_to_nobody() {
        check("6月2日、委託先から第一報を受領し、お客様への影響の説明を受けました。", &["06-02 discovery"]);
        check(
            "6月1日に侵入が判明しました。6月2日、お客様に経緯の説明を行いました。",
            &["06-01 discovery", "06-02 notification"],
        );
    }

    #[test]
    fn a_report_within_the_house_tells_nobody() {
        check(
            "6月1日に侵入が判明し、6月2日、教員本人が例示情報センターに連絡しました。",
            &["06-01 discovery"],
        );
        check(
            "6月1日に侵入が判明し、6月2日、対象の会員に連絡しました。",
            &["06-01 discovery", "06-02 notification"],
        );
    }
}
