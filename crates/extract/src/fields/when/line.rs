//! The steps that one sentence tells of, each with its day.

use jikenbo_model::Span;
use jikenbo_text::calendar::Reach;

use super::clause;
use super::day::{Day, Use};
use super::sense::Sense;
use super::who::Who;
use super::{content, object, reports};
use crate::lists::contains;
use crate::passage::Passage;

/// One step of the incident.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) sense: Sense,
    pub(super) day: Day,
    /// The words that say it.
    pub(super) words: Span,
    /// Another organisation did, noticed or was told it.
    pub(super) outside: bool,
    /// The reporting organisation is named as the one who was told.
    pub(super) to_self: bool,
}

/// A sentence with the dates that are in force in it.
pub(super) struct Line<'p, 'a> {
    pub(super) passage: &'p Passage<'a>,
    pub(super) span: Span,
    pub(super) days: &'p [(Day, Use)],
    /// The date of the entry or heading that the sentence belongs to.
    pub(super) frame: Option<Day>,
    /// The date of the step told last.
    pub(super) previous: Option<Day>,
    /// Who acts in the report.
    pub(super) who: &'p Who,
    /// The day of the incident, where it was told of just before.
    pub(super) told: Option<Day>,
    /// Something has been found out before.
    pub(super) found: bool,
}

/// Words that carry the date of the step before: 直ちに.
const AT_ONCE: &[&str] = &[
    "直ちに", "ただちに", "即日", "その日のうち", "同時に", "併せて", "あわせて", "直後", "すぐに", "直ぐに", "直ぐ", "即座に", "即時", "その場で", "同時刻", "その結果、",
];
/// Words that lead away from the date of an entry.
const LATER: &[&str] = &["その後", "後日", "現在", "今後", "なお、", "引き続き", "これまで", "しかし", "※", "以降"];
/// A time of day at the start of a sentence goes on with the day before.
const TIMES: &[&str] = &["午前", "午後", "正午", "深夜", "夕方", "同時刻", "夜"];

impl Line<'_, '_> {
    /// Every step of the sentence, in order.
    pub(super) fn steps(&self) -> Vec<Step> {
        let hits = self.passage.hits_in("events", self.span);
        let mut steps: Vec<Step> = hits.filter_map(|(hit, rule)| self.step(hit.span, &rule.value)).collect();
        steps.extend(reports::steps(self));
        steps.sort_by_key(|step| (step.words.end, step.words.start));
        self.same_day(&mut steps);
        content::settle(self, &mut steps);
        steps
    }

    /// 「以前の改修が原因と分かり、同日…閉鎖」: the day of the finding, not that of what was found.
    fn same_day(&self, steps: &mut [Step]) {
        for step in steps.iter_mut().filter(|step| self.passage.words(step.day.span).starts_with("同日")) {
            let before = self.before(step.day.span.start).into_iter().rev().find(|day| day.is_point() && !day.anaphoric);
            if let Some(day) = before.or(self.frame.filter(|frame| frame.span.start < step.day.span.start)) {
                step.day = Day { span: step.day.span, reach: step.day.reach, anaphoric: true, ..day };
            }
        }
        for at in 1..steps.len() {
            let (before, rest) = steps.split_at_mut(at);
            let Some(step) = rest.first_mut() else { continue };
            if !self.passage.words(step.day.span).starts_with("同日") {
                continue;
            }
            let found = before.iter().rev().find(|found| found.sense.is_discovery() && found.words.end <= step.day.span.start);
            if let Some(found) = found.filter(|found| found.day.from > step.day.from) {
                step.day = Day { span: step.day.span, ..found.day };
            }
        }
    }

    fn step(&self, words: Span, value: &str) -> Option<Step> {
        let sense = match value {
            "halt" => object::of_halt(self, words),
            "staff" => Sense::Other,
            "happened" => self.happened_itself(words)?,
            "altered" if self.found || self.found_before(words) => Sense::Shut,
            "altered" => Sense::Exposure,
            value => Sense::of(value)?,
        };
        if sense == Sense::Announce {
            return self.announced(words);
        }
        let day = self.bind(words, sense)?;
        let now = sense == Sense::Inform && day.from.is_some() && day.from == self.who.published;
        let told = now || self.happened(words);
        if !told || !self.fits(sense, words, day) {
            return None;
        }
        let sense = if sense.is_discovery() && self.of_flaw(words) { Sense::Flaw } else { sense };
        Some(Step { sense, day, words, outside: self.who.is_outside(self, words), to_self: false })
    }

    /// A release by another organisation, or by the one that an article is about; or the report's own in its chronology.
    fn announced(&self, words: Span) -> Option<Step> {
        let days = self.days.iter().filter(|(day, used)| matches!(used, Use::Release | Use::Step) && day.span.end <= words.start);
        let day = days.map(|(day, _)| *day).last()?;
        let gap = self.passage.words(Span::new(day.span.end, words.start));
        let other = self.who.article || gap.contains("による") || self.who.is_outside(self, words);
        let own = self.frame.is_some_and(|frame| frame.span == day.span) && day.from == self.who.published;
        let told = (other || own) && day.is_point() && self.happened(words);
        told.then_some(Step { sense: Sense::Announce, day, words, outside: other, to_self: false })
    }

    /// Whether the sentence tells of a discovery before the words at `words`.
    fn found_before(&self, words: Span) -> bool {
        let before = Span::new(self.span.start, words.start);
        self.passage.hits_in("events", before).any(|(_, rule)| matches!(rule.value.as_str(), "noticed" | "told"))
    }

    /// 「X日に発生した」: the incident itself, where the day stands just before.
    fn happened_itself(&self, words: Span) -> Option<Sense> {
        let day = self.before(words.start).last().copied()?;
        self.is_close(day, words).then_some(if self.who.attacked { Sense::Attack } else { Sense::Slip })
    }

    /// Whether the words at `span` tell of something that has happened.
    pub(super) fn happened(&self, span: Span) -> bool {
        clause::has_happened(self.passage.words(self.tail(span)))
    }

    /// From the end of `span` to the end of its clause.
    pub(super) fn tail(&self, span: Span) -> Span {
        let clause = self.passage.clause_at(span.end.saturating_sub(1));
        Span::new(span.end, clause.end.min(self.span.end))
    }

    /// Whether the words fit the sense in this place.
    fn fits(&self, sense: Sense, words: Span, day: Day) -> bool {
        let head = self.passage.words(Span::new(self.span.start, words.start));
        let tail = self.passage.words(Span::new(words.end, self.span.end));
        let close = self.is_close(day, words) && !self.passage.words(Span::new(day.span.end, words.start)).contains('、');
        match sense {
            Sense::Noticed => {
                let ignored = ["かない", "かず", "づかな", "かなか"].iter().any(|end| tail.starts_with(end));
                let article = self.who.lost && contains(self.passage.words(words), &["見つか", "発見"]) && !contains(clause::tail_of(head, 24), &["紛失", "ない"]);
                !ignored && !article && (!self.passage.words(words).contains("確認") || !contains(clause::tail_of(head, 24), &["ない", "なかった", "ありませんで", "問題な", "完了", "影響"]))
            }
            Sense::Slip | Sense::Deed | Sense::Attack | Sense::Loss | Sense::Taking | Sense::Posted => {
                let described = clause::is_attributive(tail) || sense == Sense::Slip && clause::describes_soon(tail);
                let habit = sense == Sense::Deed && ["しており", "していた", "している", "しておりま"].iter().any(|state| tail.starts_with(state));
                let fits = sense != Sense::Posted || self.who.attacked;
                fits && !habit && !clause::in_quotes(head) && (close || !described)
            }
            Sense::Exposure => {
                let lasts = day.is_point() && clause::is_state(self.passage.words(words), tail);
                !lasts && !clause::in_quotes(head) && (close || !clause::is_attributive(tail))
            }
            Sense::Inform => self.passage.hits_in("events", self.span).any(|(_, rule)| rule.value == "person"),
            Sense::InquiryEnd => close || !["しましたので", "いたしましたので", "したため", "したので", "りましたので"].iter().any(|now| tail.starts_with(now)),
            Sense::Shut | Sense::Stop => close || day.span.start > words.end || !clause::is_attributive(tail),
            _ => true,
        }
    }

    /// Whether what was told is a flaw of a product and no incident yet.
    fn of_flaw(&self, words: Span) -> bool {
        let head = self.passage.words(Span::new(self.span.start, words.start));
        contains(head, &["脆弱性があ", "脆弱性情報", "脆弱性の存在", "脆弱性に関する", "脆弱性につ"]) && !contains(head, &["不正アクセス", "攻撃", "侵入", "痕跡", "流出", "漏"])
    }

    /// The day of the step whose words are at `words`.
    pub(super) fn bind(&self, words: Span, sense: Sense) -> Option<Day> {
        let day = self.behind(words).or_else(|| self.bound(words, sense))?;
        let ends = day.reach == Reach::Until && (sense != Sense::Told || self.passage.words(Span::new(self.span.start, day.span.start)).ends_with("遅くとも"));
        let ends = ends && !sense.is_incident();
        Some(if ends { Day { from: day.to, ..day } } else { day })
    }

    fn bound(&self, words: Span, sense: Sense) -> Option<Day> {
        let before: Vec<Day> = self.before(words.end);
        let close = before.last().copied().filter(|day| self.is_close(*day, words));
        if close.is_some() {
            return close;
        }
        if sense.is_discovery() {
            let told = self.latest(&before, words);
            return told.or_else(|| self.inherited(words)).or_else(|| self.goes_on(&before));
        }
        before.last().copied().or_else(|| self.inherited(words).filter(|day| !sense.is_incident() || self.frame == Some(*day)))
    }

    /// The day that stands behind its predicate: 「…したのは3月4日」, 「相談は7月2日に」, 「停止した10日まで」.
    fn behind(&self, words: Span) -> Option<Day> {
        let next = self.days.iter().find(|(day, used)| *used == Use::Step && day.span.start >= words.end)?.0;
        let gap = self.passage.words(Span::new(words.end, next.span.start));
        let cleft = gap.chars().count() <= 8 && (gap.ends_with("のは") || matches!(gap, "は" | "は、" | "を" | "を、"));
        let until = next.reach == Reach::Until && matches!(gap, "した" | "された" | "いたしました" | "しました" | "た");
        (cleft || until).then_some(next)
    }

    /// The days of steps named before byte `end`.
    pub(super) fn before(&self, end: usize) -> Vec<Day> {
        let steps = self.days.iter().filter(|(day, used)| *used == Use::Step && day.span.start < end);
        steps.map(|(day, _)| *day).collect()
    }

    /// Whether only a particle parts `day` from the words, or the words are around it.
    pub(super) fn is_close(&self, day: Day, words: Span) -> bool {
        words.start <= day.span.start || self.passage.words(Span::new(day.span.end, words.start)).chars().count() <= 3
    }

    /// 「2日、警告が表示された。…発覚した」: the finding goes on with the day of the incident told just before.
    fn goes_on(&self, before: &[Day]) -> Option<Day> {
        let words = self.passage.words(self.span);
        let later = LATER.iter().any(|word| words.starts_with(word));
        let found = self.passage.hits_in("events", self.span).any(|(_, rule)| rule.value == "findings");
        self.told.filter(|_| before.is_empty() && !self.found && !later && !found)
    }

    /// The latest single day in time: what is found out lies before the day on which it is found out.
    fn latest(&self, before: &[Day], words: Span) -> Option<Day> {
        let found = self.passage.hits_in("events", self.span).find(|(hit, rule)| rule.value == "findings" && hit.span.end <= words.start);
        let within = |day: &&Day| found.is_none_or(|(hit, _)| day.span.start < hit.span.start);
        let single = |day: &&Day| day.is_point() || day.reach == Reach::Until && self.passage.words(Span::new(self.span.start, day.span.start)).ends_with("遅くとも");
        let own = before.iter().filter(single).filter(within).max_by_key(|day| (day.from.or(day.to), day.span.start)).copied();
        own.map(|own| self.frame.filter(|frame| frame.is_point() && frame.from > own.from.or(own.to)).unwrap_or(own))
    }

    /// The day that the words take over: that of the entry, or with 直ちに that of the step before.
    fn inherited(&self, words: Span) -> Option<Day> {
        let head = self.passage.words(Span::new(self.span.start, self.tail(words).end));
        let timed = TIMES.iter().any(|time| head.starts_with(time)) || begins_with_hour(head);
        if timed || contains(head, AT_ONCE) {
            return [self.frame, self.previous].into_iter().flatten().max_by_key(|day| day.span.start);
        }
        let found = self.passage.hits_in("events", Span::new(self.span.start, words.start)).any(|(_, rule)| rule.value == "findings");
        self.frame.filter(|_| !LATER.iter().any(|word| head.starts_with(word)) && !(found && head.contains("によ")))
    }
}

/// How far from the start of a sentence a time of day may stand behind a mark or short label, in characters.
const LABEL: usize = 10;

/// Whether `words` begin with an hour: `14時頃、`, `・発覚 12時50分頃、`.
fn begins_with_hour(words: &str) -> bool {
    let mut start = words.chars().take(LABEL).skip_while(|c| !c.is_ascii_digit()).skip_while(char::is_ascii_digit);
    matches!(start.next(), Some('時')) || start.next().is_some_and(|c| c.is_ascii_digit()) && words.contains(':')
}
