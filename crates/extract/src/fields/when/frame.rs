//! The date in force where a line has none of its own: that of a date-only line or heading above, or of its entry.

use jikenbo_model::{PartialDate, Span};

use super::day::{self, Day, Use};
use crate::lists::contains;
use crate::passage::{Passage, Role};
use crate::stamps;

/// What dates the lines that follow.
#[derive(Clone, Copy, Debug)]
struct Standing {
    day: Day,
    /// The line was nothing but its date.
    bare: bool,
    /// The line was an item of a list, so that the next item is no part of it.
    item: bool,
}

/// Follows the dates in force from sentence to sentence.
#[derive(Debug, Default)]
pub(super) struct Frames {
    standing: Option<Standing>,
    block: Option<usize>,
    own: Option<Day>,
    listed: bool,
    /// How many lines so far were entries of a list of dates, one after the other.
    entries: usize,
}

/// The frame of a sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Frame {
    /// The date in force.
    pub(super) day: Option<Day>,
    /// The date that begins this entry of a list of dates, where the sentence begins one.
    pub(super) entry: Option<Day>,
}

impl Frames {
    /// The frame of sentence `number` with `days`; `published` is no date of a step where it stands alone.
    pub(super) fn next(
        &mut self,
        passage: &Passage<'_>,
        number: usize,
        days: &[(Day, Use)],
        published: Option<PartialDate>,
    ) -> Frame {
        let Some(sentence) = passage.sentences.get(number) else { return Frame::default() };
        let starts = self.block != Some(sentence.block);
        self.block = Some(sentence.block);
        if !starts {
            let last = days.iter().rev().find(|(day, used)| *used == Use::Step && day.is_point());
            let frame = self.own.filter(|_| self.listed && !sums_up(passage, sentence.span));
            self.own = self.own.and(last.map(|(day, _)| *day)).or(self.own);
            return Frame { day: frame.or(self.standing.map(|standing| standing.day)), entry: None };
        }
        self.own = None;
        // The day of a part of the page is no day of what it tells.
        let stamped = days.first().filter(|(_, used)| *used == Use::Release);
        if stamped.is_some_and(|(day, _)| stamps::is_stamp(passage, day.span, sentence.span)) {
            self.standing = None;
            return Frame::default();
        }
        let leading = leading(passage, sentence.span, days);
        let Some(day) = leading else {
            let frame = self.undated(passage, number);
            self.standing = self.standing.or(headed(passage, number, days, published));
            return frame;
        };
        let bare = day::only_dates(passage, sentence.span, days) || is_stretch(passage, sentence.span, day);
        let marked = sentence.span.start < day.span.start;
        let apart = sentence.role == Role::Text
            && !marked
            && (sentence.section == 0 || !passage.section(number).is("chronology"));
        if (bare || is_headed(passage, number, day)) && apart && day.from.is_some() && day.from == published {
            self.standing = None;
            return Frame::default();
        }
        let chronology =
            ["chronology", "response", "discovery"].iter().any(|topic| passage.section(number).is(topic));
        self.own = Some(day);
        let entry = bare || is_entry(passage, sentence.role, sentence.span, day);
        let noun = passage.words(Span::new(day.span.end, sentence.span.end)).starts_with(['の', 'か', 'ま']);
        self.listed = entry || chronology && !noun;
        let item = sentence.role == Role::Item;
        self.entries = if entry { self.entries + 1 } else { 0 };
        self.standing = entry.then_some(Standing { day, bare, item });
        let entry = entry.then_some(day);
        // 「6月14日 6月8日にも…と判明。」: what an entry looks back to is not what the next sentence goes on with.
        let last = days.iter().rev().find(|(last, used)| {
            *used == Use::Step && last.is_point() && (entry.is_none() || last.from >= day.from)
        });
        self.own = last.map_or(self.own, |(day, _)| Some(*day));
        Frame { day: Some(day).filter(|_| self.listed), entry }
    }

    /// A line without a date of its own.
    fn undated(&mut self, passage: &Passage<'_>, number: usize) -> Frame {
        let role = passage.sentences.get(number).map(|sentence| sentence.role);
        if matches!(role, Some(Role::Heading | Role::Title)) {
            self.standing = None;
            self.entries = 0;
        }
        let short = passage.sentences.get(number).is_some_and(|sentence| {
            let words = passage.words(sentence.span).trim_end();
            !words.ends_with('。') && sentence.label.is_none()
        });
        let listed = passage.section(number).is("chronology") || self.entries > 1 && short;
        let sums_up = passage.sentences.get(number).is_some_and(|sentence| sums_up(passage, sentence.span));
        let follows = |standing: &Standing| {
            standing.bare || !standing.item && role == Some(Role::Text) && listed && !sums_up
        };
        self.standing = self.standing.filter(follows);
        Frame { day: self.standing.map(|standing| standing.day), entry: None }
    }
}

/// Whether a sentence tells what came of it all, and not of the last day: 「調査の結果、…」.
fn sums_up(passage: &Passage<'_>, span: Span) -> bool {
    let words = passage.words(span).trim_start();
    let begins = [
        "調査の結果",
        "以上の",
        "調査により",
        "その後の調査",
        "調査を進め",
        "調査の過程で",
        "調査する中で",
        "調査を行った結果",
    ];
    begins.iter().any(|begin| words.starts_with(begin))
}

/// What a heading with the day of a paper names.
const PAPERS: &[&str] = &["報", "お知らせ", "公表", "発表", "更新", "現在", "時点", "リリース", "掲載"];

/// The day in brackets that ends a heading and dates what stands under it: 「1.窓口での取り違え(5月21日)」.
fn headed(
    passage: &Passage<'_>,
    number: usize,
    days: &[(Day, Use)],
    published: Option<PartialDate>,
) -> Option<Standing> {
    let sentence = passage.sentences.get(number).filter(|sentence| sentence.role == Role::Heading)?;
    let [(day, _)] = days else { return None };
    let before = passage.words(Span::new(sentence.span.start, day.span.start));
    let after = passage.words(Span::new(day.span.end, sentence.span.end)).trim_end();
    let dated = before.ends_with('(') && after == ")" && !contains(before, PAPERS);
    let own = day.is_point() && day.from.is_some() && day.from != published;
    (dated && own).then_some(Standing { day: *day, bare: true, item: false })
}

/// In the first so many sentences a line may be the day of release and the title.
const HEAD: usize = 5;

/// Whether the day of release stands before the title in its line: 「2024年5月8日 図書館における名簿の誤送信」.
fn is_headed(passage: &Passage<'_>, number: usize, day: Day) -> bool {
    let line = passage.sentence(number).trim_end();
    let after = line.get(day.span.end.saturating_sub(passage.sentences[number].span.start)..).unwrap_or("");
    number < HEAD
        && after.starts_with([' ', '\u{3000}'])
        && !line.ends_with(['。', 'た'])
        && !line.contains('、')
}

/// The date that a sentence begins with, after its mark.
fn leading(passage: &Passage<'_>, span: Span, days: &[(Day, Use)]) -> Option<Day> {
    let (day, used) = days.first().copied()?;
    let before = passage.words(Span::new(span.start, day.span.start));
    let paper = passage.words(Span::new(day.span.end, span.end)).starts_with('付');
    (used != Use::Nothing && !paper && day::is_mark(before)).then_some(day)
}

/// Whether a line that begins with `day` only says how long something went on, and how often:「4月1日 11:09~12:01の間に17通」.
fn is_stretch(passage: &Passage<'_>, span: Span, day: Day) -> bool {
    let after = passage.words(Span::new(day.span.end, span.end)).trim_end();
    let long = after.starts_with("の間") || passage.words(day.span).ends_with('間');
    long && !after.ends_with('。') && passage.hits_in("events", span).next().is_none()
}

/// Whether a line that begins with `day` is an entry of a list of dates: a space, colon or bracket parts the two.
fn is_entry(passage: &Passage<'_>, role: Role, span: Span, day: Day) -> bool {
    let after = passage.words(Span::new(day.span.end, span.end));
    matches!(role, Role::Item | Role::Row)
        || day.timed && follows_clock(passage.words(day.span), after)
        || after.starts_with([' ', ':', '\u{3000}', '「', '…', '\t', '|', ']', '】', ')'])
}

/// Whether a word stands right behind a clock time, which parts the two as a space would: 「6月18日10:10職員がシステムを更新」.
fn follows_clock(day: &str, after: &str) -> bool {
    let word = after.chars().next().is_some_and(|c| c.is_alphabetic() && !('ぁ'..='ん').contains(&c));
    let clock = day
        .rsplit_once(':')
        .is_some_and(|(_, minute)| minute.len() == 2 && minute.chars().all(|c| c.is_ascii_digit()));
    clock && word && !after.starts_with(['頃', '以', '現', '時', '前', '後', '付'])
}
