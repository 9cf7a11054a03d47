//! The steps that one sentence tells of, each with its day.

use std::iter::successors;

use jikenbo_model::Span;
use jikenbo_text::calendar::Reach;
use jikenbo_text::words::find;

use super::clause;
use super::day::{Day, Use};
use super::sense::Sense;
use super::shut;
use super::who::Who;
use super::{content, described, object, reports};
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
    /// A contractor or vendor told the reporting organisation.
    pub(super) from_other: bool,
    /// Of a finding: a contractor or vendor is named before it in its sentence, and the organisation itself is not.
    pub(super) beside_other: bool,
}

impl Step {
    /// A step of the reporting organisation's own.
    pub(super) fn new(sense: Sense, day: Day, words: Span) -> Self {
        Self { sense, day, words, outside: false, to_self: false, from_other: false, beside_other: false }
    }
}

/// Whether words between a day and an announcement name another as its subject: 「に、例示社が「…」ことを公表」.
fn tells_for_itself(gap: &str) -> bool {
    let Some((noun, rest)) = gap.trim_start_matches(['に', '、']).split_once('が') else { return false };
    let own = ["当", "弊", "本", "私"].iter().any(|own| noun.starts_with(own));
    !own && noun.chars().count() <= 20 && !noun.contains(['、', '。']) && rest.ends_with("ことを")
}

/// How far before a check its object stands, in bytes (15 characters).
const CHECKED: usize = 45;

/// How far before it what did not arrive is named, in bytes (20 characters).
const TOLD: usize = 60;

/// How far before a step another clause is looked for, in bytes (200 characters): no sentence is read over and over.
pub(super) const CLAUSES: usize = 600;

/// What follows a charge.
const CHARGES: &[&str] = &[
    "逮捕",
    "送検",
    "起訴",
    "判決",
    "有罪",
    "実刑",
    "罪に問",
    "懲戒",
    "解雇",
    "停職",
    "減給",
    "戒告",
    "免職",
    "訓告",
    "告訴",
    "告発",
];

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
    /// The last day named before in this block: brackets may cut a sentence.
    pub(super) previous_of_block: Option<Day>,
    /// The day of the incident, where it was told of just before.
    pub(super) told: Option<Day>,
    /// The last day named before in this block, where nothing that a word tells of happened on it.
    pub(super) opened: Option<Day>,
    /// Something has been found out before.
    pub(super) found: bool,
    /// A loss or theft has been told of before.
    pub(super) lost: bool,
    /// The incident itself has been told of before.
    pub(super) struck: bool,
    /// The earliest day on which something has been found out before.
    pub(super) first_found: Option<jikenbo_model::PartialDate>,
    /// The day of the last finding in this block.
    pub(super) found_here: Option<Day>,
}

impl Line<'_, '_> {
    /// Every step of the sentence, in order.
    pub(super) fn steps(&self) -> Vec<Step> {
        let hits = self.passage.hits_in("events", self.span);
        let whole = |span: Span, value: &str| value != "told" || !self.is_within_told(span);
        let hits = hits.filter(|(hit, rule)| whole(hit.span, &rule.value));
        let mut steps: Vec<Step> = hits.filter_map(|(hit, rule)| self.step(hit.span, &rule.value)).collect();
        steps.extend(reports::steps(self));
        let ends: Vec<Step> = steps.iter().filter_map(|step| self.end_in_brackets(step)).collect();
        steps.extend(ends);
        steps.sort_by_key(|step| (step.words.end, step.words.start));
        self.same_day(&mut steps);
        content::settle(self, &mut steps);
        let ends: Vec<Step> = steps.iter().filter_map(|step| self.end_of_inquiry(step)).collect();
        steps.extend(ends);
        let each = |step: &Step| successors(self.also_behind(step), |step| self.also_behind(step));
        let behind: Vec<Step> = steps.iter().flat_map(each).collect();
        steps.extend(behind);
        let each = |step: &Step| successors(self.joined(step), |step| self.joined(step));
        let joined: Vec<Step> = steps.iter().flat_map(each).collect();
        steps.extend(joined);
        // Nobody asks it of others; a flaw may turn out to be the finding.
        let findings = steps.iter_mut().filter(|step| step.sense.is_discovery() || step.sense == Sense::Flaw);
        findings.for_each(|step| step.beside_other = self.is_beside_other(step.words));
        self.hand_on(&mut steps);
        steps
    }

    /// The end of an inquiry that went on for a span of days: 「5月2日から5月9日までの間、調査を実施」.
    fn end_of_inquiry(&self, step: &Step) -> Option<Step> {
        let done =
            ["調査を実施", "調査を行"].iter().any(|done| self.passage.words(step.words).starts_with(done));
        let ended = done && step.sense == Sense::InquiryStart && step.day.reach == Reach::Range;
        let last = step.day.to.filter(|_| ended)?;
        let day = Day { from: Some(last), reach: Reach::Point, ..step.day };
        Some(Step { sense: Sense::InquiryEnd, day, ..*step })
    }

    fn step(&self, words: Span, value: &str) -> Option<Step> {
        let sense = self.sense_in_place(words, value)?;
        if sense == Sense::Announce {
            return self.announced(words);
        }
        let before_but = |day: &Day| !sense.is_incident() && self.is_behind_but(*day, words);
        let day = self.bind(words, sense).filter(|day| !before_but(day))?;
        if sense.is_incident() && self.is_of_other_clause(day, words) {
            return None;
        }
        // What is told behind a finding of the day was found, and did not happen on it.
        let own = !self.before(words.end).is_empty() || self.begins_with_time();
        if sense.is_incident() && !own && self.found_here.is_some_and(|found| found.from == day.from) {
            return None;
        }
        if sense == Sense::Shut && self.only_spans(day, words)
            || sense == Sense::InquiryStart && self.is_way_of_finding(day, words)
        {
            return None;
        }
        let named = ["し事案", "し行為", "し事件", "し問題"]
            .iter()
            .any(|noun| self.passage.words(Span::new(words.end, self.span.end)).starts_with(noun));
        if sense.is_incident() && (named || self.is_charge(words) || self.is_governed(words, day)) {
            return None;
        }
        let now = sense == Sense::Inform && day.from.is_some() && day.from == self.who.published;
        let told = now
            || value == "happened" && self.is_named_as_past(words)
            || self.happened(words)
            || sense == Sense::Shut && self.is_shut_by(day, words);
        if !told || !self.fits(sense, words, day) {
            return None;
        }
        let sense = match sense {
            // 「9月1日に改めた時点から、…不具合が生じております」: a fault that goes on since a day is no finding.
            Sense::Noticed if day.reach == Reach::Since && !self.who.attacked && self.is_of_fault(words) => {
                Sense::Exposure
            }
            Sense::Noticed | Sense::Told if self.of_flaw(words) => Sense::Flaw,
            Sense::Told if self.of_recovery(words) => Sense::Other,
            Sense::Shut if self.of_part(words) => Sense::Other,
            Sense::Exposure if self.is_on_leak_site(words) => Sense::Posted,
            // 「転送先を誤って甲としていた」: what is set wrongly goes on until it is set right.
            Sense::Slip if self.lasts(words) => Sense::Exposure,
            // 「メールを送信した際、アドレスが閲覧できる事態が発生」: what was sent was seen at once.
            Sense::Exposure if self.of_sending(words) => Sense::Slip,
            sense => sense,
        };
        let handed_on = sense == Sense::Told && self.tells_us(day, words);
        let outside = self.who.is_outside(self, self.teller(sense, words))
            && !handed_on
            && !(sense.is_discovery() && self.is_behind_content(words))
            || sense.is_discovery() && self.others_told(day, words)
            || sense == Sense::Noticed && self.is_hearsay(words);
        let from_other = handed_on && !outside && self.is_beside_other(words);
        Some(Step { outside, from_other, ..Step::new(sense, day, words) })
    }

    /// The sense of the words at `words`, which `events.toml` gives `value`.
    fn sense_in_place(&self, words: Span, value: &str) -> Option<Sense> {
        Some(match value {
            "halt" if self.comes_back(words) => return None,
            "halt" => object::of_halt(self, words)?,
            "deed" if (self.found || self.who.known) && self.is_letter(words) => Sense::Inform,
            "staff" => Sense::Other,
            "happened" => self.happened_itself(words)?,
            "opened" if self.found || self.who.attacked => return None,
            "opened" => Sense::Exposure,
            // 「原因は6月1日の設定変更です」
            "altered"
                if self.passage.words(Span::new(self.span.start, words.start)).starts_with("原因は") =>
            {
                Sense::Exposure
            }
            "altered" if self.found || self.found_before(words) => Sense::Shut,
            "altered" => Sense::Exposure,
            value => self.sense_of(value)?,
        })
    }

    /// Whether what was stopped is told of as coming back: 「4日に停止していたシステムを再開」.
    fn comes_back(&self, words: Span) -> bool {
        let rest = Span::new(words.end, self.span.end);
        let state = ["していた", "しておりました", "中の", "中だった"];
        state.iter().any(|state| self.passage.words(rest).starts_with(state))
            && self.passage.words(self.tail(words)).contains('を')
            && self.passage.hits_in("events", self.tail(words)).any(|(_, rule)| rule.value == "resume")
    }

    /// Whether the state that the sentence tells of ended with a deed on its day: 「2日10時に無効とするまでの間、…でした」.
    fn is_shut_by(&self, day: Day, words: Span) -> bool {
        let tail = self.passage.words(Span::new(words.end, self.span.end));
        let until = [
            "するまでの",
            "したまでの",
            "すまでの",
            "されるまでの",
            "るまで、",
            "すまで、",
            "すまでの",
            "るまでの",
        ]
        .iter()
        .any(|end| tail.starts_with(end));
        let past = tail.trim_end().trim_end_matches('。').ends_with(['た', 'す']);
        let open = ["状態", "でき", "可能", "でした", "でしまし"].iter().any(|open| tail.contains(open));
        until
            && past
            && self.is_close(day, words)
            && (open || self.passage.words(day.span).contains(['時', ':']))
    }

    /// Whether the span of days is that of the clause before: 「期間は4月から7月までで、名簿はすべて回収した」.
    fn only_spans(&self, day: Day, words: Span) -> bool {
        let gap = self.passage.words(Span::new(day.span.end.min(words.start), words.start));
        day.reach == Reach::Range && ["で、", "であり、", "までで、"].iter().any(|end| gap.starts_with(end))
    }

    /// Whether the day is that of what was so before, and 「が」 turns from it: 「5月1日に移行を終えておりましたが、…停止しました」.
    fn is_behind_but(&self, day: Day, words: Span) -> bool {
        let gap = self.passage.words(Span::new(day.span.end.min(words.start), words.start));
        let done = ["を終え", "が完了し", "を完了し", "を済ませ"];
        let turns = ["ておりましたが、", "ていましたが、"].iter().filter_map(|but| gap.split_once(but));
        let mut before = turns.map(|(before, _)| before);
        before.any(|before| done.iter().any(|done| before.ends_with(done)) && !before.contains('。'))
    }

    /// The sense of a value of `events.toml`; what only an insider does to data is a step only where one did it.
    pub(super) fn sense_of(&self, value: &str) -> Option<Sense> {
        match value {
            "private" => self.who.insider.then_some(Sense::Taking),
            value => Sense::of(value),
        }
    }

    /// Whether the day is that of another deed, which the clause before ends with: 「装置を2日に追加しましたが、攻撃は続いており」.
    fn is_of_other_clause(&self, day: Day, words: Span) -> bool {
        let near = self.just_before(words, CLAUSES);
        let gap = self.passage.words(Span::new(day.span.end.clamp(near.start, words.start), words.start));
        contains(gap, &["しましたが、", "いたしましたが、", "致しましたが、", "ましたものの、"])
    }

    /// What stands before the words of a step, where its subject is to be sought: of 「受託者から、再委託先の端末に…との連絡」 not
    /// what was told.
    fn teller(&self, sense: Sense, words: Span) -> Span {
        let head = self.passage.words(Span::new(self.span.start, words.start));
        let from = ["から、", "より、"].iter().filter_map(|from| find(head, from)).min();
        let from = from.filter(|&at| {
            let named = self.days.iter().any(|(day, _)| {
                day.span.end >= self.span.start + at && day.span.start <= self.span.start + at
            });
            sense == Sense::Told && !named
        });
        from.map_or(words, |at| Span::new(self.span.start + at, self.span.start + at))
    }

    /// Whether the words at `words` are what somebody owned to or was arrested for on the day: 「持ち出したとして逮捕された」.
    fn is_charge(&self, words: Span) -> bool {
        let tail = self.passage.words(Span::new(words.end, self.span.end));
        if ["を認め", "したことを認め", "ったことを認め", "たことを認め"]
            .iter()
            .any(|owned| tail.starts_with(owned))
        {
            return true;
        }
        let charged = ["として", "疑いで", "容疑で", "の疑い", "を理由に"]
            .iter()
            .filter_map(|word| find(tail, word))
            .min();
        charged.and_then(|at| tail.get(at..)).is_some_and(|tail| contains(tail, CHARGES))
    }

    /// A release by another organisation, or by the one that an article is about; or the report's own in its chronology.
    fn announced(&self, words: Span) -> Option<Step> {
        let days = self
            .days
            .iter()
            .filter(|(day, used)| matches!(used, Use::Release | Use::Step) && day.span.end <= words.start);
        let days: Vec<Day> = days.map(|(day, _)| *day).collect();
        // 「例示社は11月8日、10月3日に確認したと発表した」
        let told_on = days.first().filter(|day| {
            self.passage.words(Span::new(self.span.start, day.span.start)).ends_with('は')
                && self.passage.words(Span::new(day.span.end, words.start)).starts_with('、')
        });
        let day = told_on.or(days.last()).copied()?;
        if self.is_received(words) {
            return None;
        }
        let gap = self.passage.words(Span::new(day.span.end, words.start));
        let other = self.who.article
            || gap.contains("による")
            || tells_for_itself(gap)
            || self.who.is_outside(self, words);
        let own = self.frame.is_some_and(|frame| frame.span == day.span) && day.from == self.who.published;
        let told = (other || own) && day.is_point() && self.happened(words);
        told.then(|| Step { outside: other, ..Step::new(Sense::Announce, day, words) })
    }

    /// Whether the sentence tells of a discovery before the words at `words`.
    pub(super) fn found_before(&self, words: Span) -> bool {
        let before = Span::new(self.span.start, words.start);
        self.passage
            .hits_in("events", before)
            .any(|(_, rule)| matches!(rule.value.as_str(), "noticed" | "told"))
    }

    /// 「X日に発生した」: the incident itself, where the day stands just before.
    fn happened_itself(&self, words: Span) -> Option<Sense> {
        let day = self.before(words.start).last().copied()?;
        let names = ["本件は", "本事案は", "本事象は", "当該事案は"];
        let named = || contains(self.passage.words(self.span), &names);
        (self.is_close(day, words) || named()).then_some(if self.who.attacked {
            Sense::Attack
        } else {
            Sense::Slip
        })
    }

    /// Whether the words at `span` tell of something that has happened.
    pub(super) fn happened(&self, span: Span) -> bool {
        let tail = self.tail(span);
        clause::has_happened(self.passage.words(tail), self.passage.cues(tail))
            || self.is_row_of_past(tail)
            || self.is_done_first(tail)
            || shut::measured(self.passage.words(tail))
    }

    /// Whether 「2月3日に発生した」 describes what is told of, whatever the sentence says of it: 「2月3日に発生した紛失についてお知らせします」.
    fn is_named_as_past(&self, words: Span) -> bool {
        let tail = self.passage.words(Span::new(words.end, self.span.end));
        let past = self.passage.words(words).ends_with('た')
            || ["た", "ました", "いたしました", "致しました"].iter().any(|end| tail.starts_with(end));
        let other = contains(tail, &["とは関係", "とは無関係", "とは別", "とは異な", "ではな", "ではありま"]);
        let noun =
            tail.chars().next().is_some_and(|next| next.is_alphanumeric() && !('ぁ'..='ん').contains(&next));
        let describes = clause::describes(self.passage.words(words), tail)
            || self.passage.words(words).ends_with("ました") && noun;
        past && describes && !other || self.passage.words(words).starts_with("発生の")
    }

    /// Whether a deed was done before the one that the sentence ends with: 「停止のうえ、広がらないよう対策しました」.
    fn is_done_first(&self, tail: Span) -> bool {
        let first = ["のうえ", "の上、", "したうえ", "した上で"];
        let ended = self.passage.words(self.span).trim_end().trim_end_matches('。').ends_with('た');
        ended && first.iter().any(|word| self.passage.words(tail).starts_with(word))
    }

    /// Whether a row of the chronology tells in the plain form what was done on its day: 「8月14日 保護者に謝罪を行う。」.
    fn is_row_of_past(&self, tail: Span) -> bool {
        let past = self.frame.is_some_and(|day| {
            day.from.is_some() && self.who.published.is_none_or(|published| day.from < Some(published))
        });
        let number = self.passage.sentence_at(self.span.start);
        past && matches!(
            self.passage.words(tail).trim_end(),
            "を行う。" | "行う。" | "を行う" | "と謝罪を行う。"
        ) && self.passage.section(number).is("chronology")
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
        let close = self.is_close(day, words)
            && !self.passage.words(Span::new(day.span.end, words.start)).contains('、');
        let undated = self.before(words.end).is_empty();
        if clause::in_title(head, tail)
            || sense.is_discovery() && clause::is_no_finding(self.passage.words(words), head, tail)
        {
            return false;
        }
        match sense {
            // 「…事実は確認されなかった旨が委託先より報告され」
            Sense::Told if contains(clause::tail_of(head, 60), &["なかった旨", "ない旨", "なかったこと"]) => {
                false
            }
            Sense::Told if ["れば", "った場合"].iter().any(|end| tail.starts_with(end)) => false,
            Sense::Told if self.of_callers(words) || self.of_inquiries(words) => false,
            // 「漏えいを確認しております」 tells of what stands now.
            Sense::Noticed if undated && self.frame.is_none() && clause::goes_on(tail) => false,
            Sense::Noticed if self.is_aside(day, words) => false,
            // 「1月末までに…を確認しております」 tells how things stood by then.
            Sense::Noticed if day.reach == Reach::Until && clause::goes_on(tail) => false,
            Sense::Noticed => self.is_finding(words, head, tail),
            Sense::Slip | Sense::Deed | Sense::Attack | Sense::Loss | Sense::Taking | Sense::Posted => {
                self.is_act(sense, words, close || sense == Sense::Deed && self.is_of_clause(day, words))
            }
            Sense::Exposure => {
                let lasts = day.is_point() && !day.hours && clause::is_state(self.passage.words(words), tail);
                // 「非|公開設定に変更」
                !lasts
                    && !head.ends_with('非')
                    && !clause::in_quotes(head)
                    && (close || !clause::is_attributive(tail))
            }
            Sense::Inform if self.is_demand(words) || self.is_received(words) => false,
            Sense::Inform if self.is_within_house(words) || self.looks_back(words) => false,
            Sense::Inform if clause::in_quotes(head) => false,
            // 「5月2日以降お知らせしております」 of a release
            Sense::Inform if day.reach == Reach::Since && tail.starts_with("しております件") => false,
            Sense::Inform if day.reach == Reach::Since && close && clause::goes_on(tail) => false,
            Sense::Inform if undated && self.frame.is_none() && clause::goes_on(tail) => false,
            Sense::Inform => {
                self.passage.hits_in("events", self.span).any(|(_, rule)| rule.value == "person")
            }
            Sense::InquiryStart => !(self.is_asked_of(words, tail) || self.is_of_topic(day, words)),
            Sense::InquiryEnd => {
                close
                    || !["しましたので", "いたしましたので", "したため", "したので", "りましたので"]
                        .iter()
                        .any(|now| tail.starts_with(now))
            }
            Sense::Shut | Sense::Stop => self.is_shut(sense, words, close || day.span.start > words.end),
            _ => true,
        }
    }

    /// Whether an inquiry was asked for by another: 「流出の可能性があるとして調査の依頼がございました」.
    fn is_asked_of(&self, words: Span, tail: &str) -> bool {
        self.passage.words(words).ends_with("依頼")
            && ["があり", "があっ", "がござ", "を受け"].iter().any(|came| tail.starts_with(came))
    }

    /// Whether words of finding between `head` and `tail` find something out: no lost thing again, and not that all is well.
    fn is_finding(&self, words: Span, head: &str, tail: &str) -> bool {
        let ignored = ["かない", "かず", "づかな", "かなか"].iter().any(|end| tail.starts_with(end));
        let article = self.who.lost
            && contains(self.passage.words(words), &["見つか", "見付か", "発見"])
            && !contains(clause::tail_of(head, 24), &["紛失", "ない"])
            && !(contains(head, &["出社した", "出勤した", "登校した", "登庁した"])
                || contains(tail, &["110番", "警察に通報", "警察へ通報"]));
        !ignored
            && !article
            && (!self.passage.words(words).contains("確認")
                || self.is_missing(words)
                || self.is_down(words)
                || !contains(
                    clause::tail_of(head, 24),
                    &["ない", "なかった", "ありませんで", "問題な", "完了", "影響"],
                ))
    }

    /// Whether the words before a check say what is missing, and nothing has been found out before.
    fn is_missing(&self, words: Span) -> bool {
        let told = ["メール", "連絡", "報告"];
        !self.found
            && self.passage.stands("phrases", "when.missing", self.just_before(words, CHECKED))
            && !contains(self.passage.words(self.just_before(words, TOLD)), &told)
    }

    /// Whether the words before a check say that one's own systems fail, and not that others are kept out.
    fn is_down(&self, words: Span) -> bool {
        let head = Span::new(self.span.start, words.start);
        !self.found
            && self.passage.stands("phrases", "when.down", self.just_before(words, CHECKED))
            && !self.passage.stands("phrases", "when.kept_out", head)
    }

    /// The last `length` bytes of the sentence before `words`, or a little less.
    pub(super) fn just_before(&self, words: Span, length: usize) -> Span {
        let from = self.passage.text().ceil_char_boundary(words.start.saturating_sub(length));
        Span::new(from.max(self.span.start).min(words.start), words.start)
    }

    /// Whether an act was done on its day; `close` to it, words may also describe a noun.
    fn is_act(&self, sense: Sense, words: Span, close: bool) -> bool {
        let head = self.passage.words(Span::new(self.span.start, words.start));
        let tail = self.passage.words(Span::new(words.end, self.span.end));
        let described = clause::describes(self.passage.words(words), tail)
            || sense == Sense::Slip && clause::describes_soon(tail);
        // 「窃取したと称するファイル」, 「ご不便がなくなりました」
        let aside = clause::is_claimed(tail)
            || described::is_of_found(tail)
            || sense == Sense::Slip && (described::is_of_hit(tail) || described::is_there(tail))
            || sense == Sense::Posted && !self.who.attacked
            || sense == Sense::Loss && self.passage.words(words).contains("なくな") && !self.who.lost;
        let starts = |words: &[&str]| words.iter().any(|word| tail.starts_with(word));
        let habit = ["しており", "していた", "している", "しておりま"];
        // 「送信先」, 「発送元」 name a place, 「送信済」 a state.
        let noun = [
            "先",
            "元",
            "者",
            "済",
            "履歴",
            "ログ",
            "記録",
            "日時",
            "件数",
            "期間",
            "設定",
            "機能",
            "文書",
            "資料",
            "物",
            "を止め",
            "を中止",
            "を取りや",
        ];
        let plain = sense == Sense::Deed
            && (starts(&habit) && !self.is_done_on_its_day(words)
                || starts(&noun)
                || self.in_order(words)
                || self.is_letter(words));
        !aside && !plain && !clause::in_quotes(head) && (close || !described)
    }

    /// Whether a bracket that opens behind the day only says how it became known: 「5月30日 侵入(調査により判明)」.
    fn is_aside(&self, day: Day, words: Span) -> bool {
        let gap = self.passage.words(Span::new(day.span.end.min(words.start), words.start));
        let inner = gap.rsplit_once('(').map(|(_, inner)| inner);
        let tail = self.passage.words(Span::new(words.end, self.span.end));
        inner.is_some_and(|inner| !inner.contains(')') && inner.contains("調査")) && tail.starts_with(')')
    }

    /// Whether the words at `words` tell what came of sending something.
    fn of_sending(&self, words: Span) -> bool {
        let head = self.passage.words(Span::new(self.span.start, words.start));
        let sent = [
            "送信した際",
            "送信する際",
            "配信した際",
            "配信する際",
            "送付した際",
            "送付する際",
            "発送した際",
        ];
        contains(head, &sent)
    }

    /// Whether a mistake is told as a state that went on: 「誤って…と設定していた」.
    fn lasts(&self, words: Span) -> bool {
        let tail = self.passage.words(Span::new(words.end, self.span.end));
        ["としていた", "と設定していた", "に設定していた", "としていました", "設定していました"]
            .iter()
            .filter_map(|state| find(tail, state).map(|at| at + state.len()))
            .filter_map(|end| tail.get(end..))
            .any(|rest| rest.trim_end().is_empty() || rest.starts_with(['。', '、', '\n']))
    }

    /// Whether the words only say that a fault came up: 「不具合が生じ」.
    fn is_of_fault(&self, words: Span) -> bool {
        let told = self.passage.words(words);
        ["不具合が生じ", "障害が発生", "トラブルが発生", "発生が確認", "発生を確認"].contains(&told)
    }
}
