//! Which day a step is of: the one named in its sentence, the entry's, or that of the step before.

use jikenbo_model::Span;
use jikenbo_text::calendar::Reach;
use jikenbo_text::words::rfind;

use super::day::{Day, Use};
use super::line::{Line, Step};
use super::sense::Sense;
use crate::lists::contains;

/// Words that lead away from the date of an entry.
const LATER: &[&str] = &[
    "その後",
    "後日",
    "現在",
    "今後",
    "なお、",
    "引き続き",
    "これまで",
    "しかし",
    "※",
    "以降",
    "調査を進め",
    "調査の過程で",
    "調査する中で",
    "本件については、",
    "本件につきましては、",
];
/// A time of day at the start of a sentence goes on with the day before.
const TIMES: &[&str] = &["午前", "午後", "正午", "深夜", "夕方", "同時刻", "夜"];

/// How far before its end a sentence tells of the mistake that it comes to, in characters: 「|に交付いたしました。」.
const LAST: usize = 12;

/// What turns from what was before to what is told now.
const NOW: &[&str] = &["、このたび", "、この度", "、今般"];
/// The same before what was found out later.
const LATER_ON: &[&str] = &[
    "、このたび",
    "、この度",
    "、今般",
    "が、その後、",
    "し、その後、",
    "で、その後、",
    ")、その後、",
    "、その後の調査",
];

/// How many characters stand at most between two days of one predicate: 「1日に48名、2日には5名に送信」.
const ELLIPSIS: usize = 18;

/// What happens once, and on none of several days in brackets.
const FOUND_ONCE: &[&str] = &["発覚", "判明", "発見", "確認", "検知"];

/// How many characters stand at most between a predicate and the bracket behind it: 「提供(」.
const BRACKET: usize = 8;

/// How far behind a day 二度にわたり stands, in characters, another day between.
const RECURS: usize = 18;

/// How far apart two days of one verb stand, in characters: 「に、基幹会計システムは」.
const EACH: usize = 20;

impl Line<'_, '_> {
    /// The same step on the day that is joined to its day: 「3日と5日の2回にわたり」.
    pub(super) fn joined(&self, step: &Step) -> Option<Step> {
        let at = self.days.iter().position(|(day, _)| day.span == step.day.span)?;
        let (day, used) = self.days.get(at.checked_sub(1)?).copied()?;
        let gap = self.passage.words(Span::new(day.span.end, step.day.span.start));
        let within = Span::new(day.span.end, step.day.span.start);
        let elliptic = gap.starts_with('に')
            && gap.ends_with('、')
            && !["し、", "り、", "て、", "い、", "み、"].iter().any(|done| gap.ends_with(done))
            && gap.chars().count() <= ELLIPSIS
            && self
                .passage
                .hits_in("events", within)
                .all(|(_, rule)| matches!(rule.value.as_str(), "person" | "data"));
        // 「工場は6月21日に、本社は7月29日にそれぞれ復旧」
        let after = self.passage.words(Span::new(step.day.span.end, step.words.end.max(step.day.span.end)));
        let each = gap.starts_with("に、")
            && gap.ends_with(['は', 'を'])
            && gap.chars().count() <= EACH
            && after.contains("それぞれ");
        // 「在学生の皆様には9日から、受験者の皆様には13日から、書面を」
        let each = each
            || step.sense == Sense::Inform
                && (gap.starts_with("から、") || gap.starts_with("に、") || gap.starts_with('、'))
                && gap.ends_with("には")
                && gap.chars().count() <= EACH;
        let both =
            each || elliptic || matches!(gap, "と" | "及び" | "および" | "、" | "・" | "並びに" | "ならびに");
        let named = matches!(step.sense, Sense::Police | Sense::Regulator(_));
        let both = both && !((elliptic || each) && named);
        let since = |day: Day| day.is_point() || day.reach == Reach::Since && step.sense == Sense::Inform;
        let point = since(day) && since(step.day) && used == Use::Step && !step.sense.is_discovery();
        // 「5月24日、4月9日に郵送した」: days of one deed rise.
        let point = point && (gap != "、" || day.from <= step.day.from);
        (both && point).then_some(Step { day, ..*step })
    }

    /// The second of two days that stand behind their predicate: 「複製が行われたのは3月17日と3月24日の2回」.
    pub(super) fn also_behind(&self, step: &Step) -> Option<Step> {
        let at = self.days.iter().position(|(day, _)| day.span == step.day.span)?;
        let (next, used) = self.days.get(at + 1).copied()?;
        let gap = self.passage.words(Span::new(step.day.span.end, next.span.start));
        let both =
            matches!(gap, "と" | "及び" | "および" | "、" | "・") && step.words.end <= step.day.span.start;
        let point = next.is_point() && step.day.is_point() && used == Use::Step && step.sense.is_incident();
        (both && point).then_some(Step { day: next, ..*step })
    }

    /// 「以前の改修が原因と分かり、同日…閉鎖」: the day of the finding, not that of what was found.
    pub(super) fn same_day(&self, steps: &mut [Step]) {
        for step in steps.iter_mut().filter(|step| self.passage.words(step.day.span).starts_with("同日")) {
            let before = self
                .before(step.day.span.start)
                .into_iter()
                .rev()
                .find(|day| day.is_point() && (!day.anaphoric || self.has_number(*day)));
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
            let found = before
                .iter()
                .rev()
                .find(|found| found.sense.is_discovery() && found.words.end <= step.day.span.start);
            if let Some(found) = found.filter(|found| found.day.from > step.day.from) {
                step.day = Day { span: step.day.span, ..found.day };
            }
        }
    }

    /// Whether a day that looks back names its number as well: 「翌30日」.
    fn has_number(&self, day: Day) -> bool {
        self.passage.words(day.span).contains(|c: char| c.is_ascii_digit())
            && !self.passage.words(day.span).starts_with("同日")
    }

    /// The day of the step whose words are at `words`.
    pub(super) fn bind(&self, words: Span, sense: Sense) -> Option<Day> {
        // 「投稿は4月3日に行われ」 has its day behind it, and 「4月3日、投稿は削除」 is another matter.
        let topic = sense == Sense::Exposure && self.passage.words(words).ends_with('は');
        let form = self.form_day(words).filter(|_| !sense.is_discovery());
        let day =
            form.or_else(|| self.behind(words)).or_else(|| self.bound(words, sense).filter(|_| !topic))?;
        let ends = day.reach == Reach::Until
            && (sense != Sense::Told
                || self.passage.words(Span::new(self.span.start, day.span.start)).ends_with("遅くとも"));
        // 「設定を修正した6月7日までの間」: what ends a span is of its last day.
        let last = day.reach == Reach::Range && day.span.contains(words);
        if last && matches!(sense, Sense::Shut | Sense::Stop) {
            return Some(Day { from: day.to, reach: Reach::Point, ..day });
        }
        let ends = ends && !sense.is_incident();
        Some(if ends { Day { from: day.to, ..day } } else { day })
    }

    fn bound(&self, words: Span, sense: Sense) -> Option<Day> {
        let mut before: Vec<Day> = self.before(words.end);
        let later_on = sense.is_discovery() || sense == Sense::InquiryStart;
        let now = self.now(words, if later_on { LATER_ON } else { NOW });
        let is_content = |day: &Day| sense.is_discovery() && self.is_what_was_found(*day);
        before.retain(|day| day.span.end > now && !self.remarks(*day, words) && !is_content(day));
        let close = before.last().copied().filter(|day| self.is_close(*day, words));
        if close.is_some() {
            return close;
        }
        if sense.is_discovery() {
            let told = self.latest(&before, words, sense);
            // Of a span of days told of before nothing was found on its first.
            let is_day = |day: &Day| day.reach != Reach::Range;
            return told
                .or_else(|| self.inherited(words).filter(is_day))
                .or_else(|| self.goes_on(&before).filter(is_day))
                .or_else(|| self.entry_span())
                .or_else(|| self.same_day_behind(words).filter(|_| before.is_empty() && !self.found));
        }
        let soon = matches!(sense, Sense::Shut | Sense::Stop) && self.is_only_soon(&before, words);
        before
            .last()
            .copied()
            .filter(|_| !soon)
            .or_else(|| self.inherited(words).filter(|day| !sense.is_incident() || self.frame == Some(*day)))
            .or_else(|| self.previous_of_block.filter(|_| sense == Sense::Loss && self.is_thought(words)))
            .or_else(|| self.goes_on(&before).filter(|_| self.ends_in_deed(sense, words)))
    }

    /// The first of the days that an entry of a list begins with: 「5月2日(木)~3日(金) 誤りがあるとの連絡を受ける」.
    fn entry_span(&self) -> Option<Day> {
        let day = self.frame.filter(|day| day.reach == Reach::Range && self.span.contains(day.span))?;
        let after = self.passage.words(Span::new(day.span.end, self.span.end));
        let alone = self.days.len() == 1 && after.starts_with([' ', ':', '\u{3000}', '\t', '|']);
        (alone && !self.passage.words(day.span).ends_with("間")).then(|| day.point())
    }

    /// Whether a day is said to be that of something: 「侵入は5月3日であることが判明」 was not found on it.
    fn is_what_was_found(&self, day: Day) -> bool {
        let after = self.passage.words(Span::new(day.span.end, self.span.end.max(day.span.end)));
        ["である", "であった", "だった", "と推定", "と特定"].iter().any(|is| after.starts_with(is))
    }

    /// Whether a day in brackets belongs to what stands before it, and the words are of another clause: 「警察に相談(6月1日)しており、
    /// 調査を進めて」.
    fn remarks(&self, day: Day, words: Span) -> bool {
        let before = self.passage.words(Span::new(self.span.start, day.span.start.max(self.span.start)));
        let after = self.passage.words(Span::new(day.span.end, words.start.max(day.span.end)));
        let goes_on = ["しており", "していま", "いたしており", "を行っており"];
        before.ends_with('(')
            && after.strip_prefix(')').is_some_and(|rest| {
                goes_on.iter().any(|verb| rest.starts_with(verb))
                    && rest.contains('、')
                    && !contains(rest, &["直ちに", "即座", "すぐに", "同日"])
            })
    }

    /// Whether something was shut 速やかに behind a finding of the day, which names no day: 「7日に判明し、速やかに削除」.
    fn is_only_soon(&self, before: &[Day], words: Span) -> bool {
        let Some(day) = before.last() else { return false };
        let gap = Span::new(day.span.end, words.start);
        let clause = self.passage.clause_at(words.start).start.max(day.span.end);
        self.found_before(words)
            && clause > day.span.end
            && self.passage.stands("phrases", "when.soon", Span::new(clause, words.start))
            && !self.passage.stands("phrases", "when.at_once", gap)
    }

    /// Whether the paragraph that began with a day comes to its mistake here: 「2日、…請求があった。…確認せずに交付した。」
    fn ends_in_deed(&self, sense: Sense, words: Span) -> bool {
        let tail = self.passage.words(Span::new(words.end, self.span.end)).trim_end();
        let close = tail.chars().count() <= LAST && !tail.contains('、');
        let ended = close && ["た。", "ました。", "た", "ました"].iter().any(|end| tail.ends_with(end));
        matches!(sense, Sense::Slip | Sense::Deed) && self.days.is_empty() && ended
    }

    /// Where the words begin that tell of now, behind an earlier day: 「4月に発生した障害につきましては、このたび調査を終え」.
    fn now(&self, words: Span, turns: &[&str]) -> usize {
        let head = self.passage.words(Span::new(self.span.start, words.start.max(self.span.start)));
        let now = turns.iter().filter_map(|now| rfind(head, now)).max();
        now.map_or(0, |at| self.span.start + at)
    }

    /// Whether a loss is only thought to have happened, on the day of which the sentences before tell: 「配達中に紛失したものと
    /// 考えられます」.
    fn is_thought(&self, words: Span) -> bool {
        let tail = self.passage.words(Span::new(words.end, self.span.end));
        let thing = tail.strip_prefix('た').or_else(|| tail.strip_prefix("した"));
        let thought =
            thing.and_then(|thing| thing.strip_prefix("もの").or_else(|| thing.strip_prefix("可能性")));
        self.days.is_empty()
            && thought.is_some_and(|rest| contains(rest, &["考え", "思われ", "推測", "推定", "みられ"]))
    }

    /// The day that stands behind its predicate: 「…したのは3月4日」, 「相談は7月2日に」, 「停止した10日まで」.
    fn behind(&self, words: Span) -> Option<Day> {
        let next = self.days.iter().find(|(day, used)| *used == Use::Step && day.span.start >= words.end)?.0;
        let gap = self.passage.words(Span::new(words.end, next.span.start));
        let topic = gap.is_empty() && self.passage.words(words).ends_with('は');
        let cleft = topic
            || gap.chars().count() <= CLEFT
                && (leads_to_day(gap) || matches!(gap, "は" | "は、" | "を" | "を、"));
        let opens = self.passage.words(words).ends_with('(');
        let remark = self.is_remark(gap, next, words) && (opens || self.before(words.start).is_empty());
        // 「不正アクセスが発覚した8月19日当日に」
        let described = matches!(gap, "した" | "された" | "しました" | "た")
            && matches!(next.reach, Reach::Point | Reach::Since)
            && self.before(words.start).is_empty();
        let until = next.reach == Reach::Until
            && matches!(gap, "した" | "された" | "いたしました" | "しました" | "た");
        (cleft || until || remark || described).then_some(if described { next.point() } else { next })
    }

    /// The day of a line that is an entry of a form, what happened and then its day: 「警察への届出:2月4日」. Findings have labels
    /// of their own.
    fn form_day(&self, words: Span) -> Option<Day> {
        let next = self.days.iter().find(|(day, used)| *used == Use::Step && day.span.start >= words.end)?.0;
        let gap = self.passage.words(Span::new(words.end, next.span.start));
        self.is_entry_of_form(gap, next, words).then(|| next.point())
    }

    /// Whether only a label parts the words from `day`, and the line ends with it.
    fn is_entry_of_form(&self, gap: &str, day: Day, words: Span) -> bool {
        let rest = self.passage.words(Span::new(day.span.end, self.span.end)).trim();
        let alone = rest.is_empty() || rest.starts_with('(') && rest.ends_with(')');
        let before = self.passage.words(Span::new(self.span.start, words.start));
        let gap = gap.trim_end_matches([':', ' ', '\u{3000}']);
        let label = matches!(
            gap,
            "" | "日" | "した日" | "いた日" | "日時" | "の日" | "した日時" | "いた日時" | "年月日"
        );
        let parted =
            self.passage.words(Span::new(words.end, day.span.start)).ends_with([':', ' ', '\u{3000}']);
        let point = matches!(day.reach, Reach::Point | Reach::Since);
        alone && label && parted && point && before.chars().count() <= FORM && !before.contains(['。', '、'])
    }

    /// Whether `day` alone stands in brackets behind a predicate: 「警察への通報(9月27日)」, 「届出(10月22日から順次)」.
    fn is_remark(&self, gap: &str, day: Day, words: Span) -> bool {
        let after = self.passage.words(Span::new(day.span.end, self.span.end));
        let rest = after.split_once(')').map(|(rest, _)| rest);
        let alone = rest.is_some_and(|rest| {
            !contains(self.passage.words(words), FOUND_ONCE) && self.are_days(day.span.end, rest)
                || matches!(
                    rest,
                    "" | "から順次"
                        | "より順次"
                        | "から"
                        | "より"
                        | "開始"
                        | "に開始"
                        | "実施"
                        | "に実施"
                        | "順次"
                )
        });
        let close = gap.ends_with('(') && gap.chars().count() <= BRACKET && !gap.contains(['、', '。', ')'])
            || gap.is_empty() && self.passage.words(words).ends_with('(');
        // 「侵入の形跡(3月3日から5月18日)」
        let span = day.reach == Reach::Range && rest == Some("");
        alone && close && (span || matches!(day.reach, Reach::Point | Reach::Since))
    }

    /// Whether `rest`, which begins at `start`, holds nothing but further days and how many they are: 「、6月16日の計2回」.
    fn are_days(&self, start: usize, rest: &str) -> bool {
        let within = Span::new(start, start + rest.len());
        let (mut bare, mut from) = (String::new(), start);
        for (day, _) in self.days.iter().filter(|(day, _)| within.contains(day.span)) {
            bare.push_str(self.passage.words(Span::new(from, day.span.start.max(from))));
            from = day.span.end;
        }
        bare.push_str(self.passage.words(Span::new(from, within.end.max(from))));
        let counted = bare.trim_end_matches("回").trim_end_matches(|c: char| c.is_ascii_digit());
        let counted = counted.strip_suffix("の計").or_else(|| counted.strip_suffix('の')).unwrap_or(counted);
        from > start && counted.chars().all(|c| matches!(c, '、' | '・' | 'と' | ' '))
    }

    /// The days of steps named before byte `end`.
    pub(super) fn before(&self, end: usize) -> Vec<Day> {
        let steps = self.days.iter().filter(|(day, used)| *used == Use::Step && day.span.start < end);
        steps.map(|(day, _)| *day).collect()
    }

    /// Whether only a particle parts `day` from the words, or the words are around it.
    pub(super) fn is_close(&self, day: Day, words: Span) -> bool {
        words.start <= day.span.start
            || self.passage.words(Span::new(day.span.end, words.start)).chars().count() <= 3
    }

    /// 「2日、警告が表示された。…発覚した」: the finding goes on with the day of the incident told just before.
    fn goes_on(&self, before: &[Day]) -> Option<Day> {
        let words = self.passage.words(self.span);
        // 「その後、…怪しいと気付き、午前11時過ぎに席を離れた」 is of the same day.
        let timed = self.days.is_empty()
            && contains(words, &["午前", "午後"])
            && !contains(words, &["時から", "分から", "頃から", "調査", "ことを確認"]);
        let later = !timed && LATER.iter().any(|word| words.starts_with(word));
        let found = self.passage.hits_in("events", self.span).any(|(_, rule)| rule.value == "findings");
        // 「9日に依頼があった。台帳を確認したところ、…ことが判明した」: looked at at once.
        let at_once = ["確認したところ", "確認すると", "調べたところ", "探したところ"];
        let others = ["棚卸", "調査", "専門", "外部"];
        let found = found && !(self.told.is_none() && contains(words, &at_once) && !contains(words, &others));
        // A paragraph that begins with a day goes on with it until something is found out.
        self.told.or(self.opened).filter(|_| before.is_empty() && !self.found && !later && !found)
    }

    /// 「指摘があり、同日設定を改めた」: the day that what was done at once goes back to.
    fn same_day_behind(&self, words: Span) -> Option<Day> {
        let (day, used) = self.days.iter().find(|(day, _)| day.span.start >= words.end)?;
        let same = self.passage.words(day.span).starts_with("同日");
        (same && *used == Use::Step).then_some(*day)
    }

    /// The latest single day in time: what is found out lies before the day on which it is found out.
    fn latest(&self, before: &[Day], words: Span, sense: Sense) -> Option<Day> {
        let found = self.passage.hits_in("events", self.span).find(|(hit, rule)| {
            rule.value == "findings" && hit.span.end <= words.start && !self.is_by_press(hit.span)
        });
        // What the inquiry found lies before the first finding; a later day is that of the inquiry's own.
        let late = |day: &Day| self.first_found.is_some_and(|first| day.is_point() && day.from > Some(first));
        let within = |day: &&Day| found.is_none_or(|(hit, _)| day.span.start < hit.span.start) || late(day);
        let single = |day: &&Day| {
            day.is_point()
                || day.reach == Reach::Until
                    && self.passage.words(Span::new(self.span.start, day.span.start)).ends_with("遅くとも")
        };
        let points = before.iter().any(|day| day.is_point());
        // 「6月20日までに、名簿が見当たらないことが判明」: by its last day, where no other is named.
        let by = |day: &&Day| {
            let after = self.passage.words(Span::new(day.span.end, words.start));
            !points
                && day.reach == Reach::Until
                && (after.starts_with('に') || self.passage.words(day.span).ends_with("までに"))
        };
        // 「5月2日以降、カード会社から照会を受け」: the first of them came on that day.
        let since = |day: &&Day| {
            let after = self.passage.words(Span::new(day.span.end, words.start.max(day.span.end)));
            !points && sense == Sense::Told && day.reach == Reach::Since && after.starts_with(['、', 'に'])
        };
        let own = before
            .iter()
            .filter(|day| single(day) || by(day) || since(day))
            .filter(within)
            .filter(|day| !self.recurs(**day) && !self.is_of_cleft(**day))
            .max_by_key(|day| (day.from.or(day.to), day.span.start))
            .copied();
        let own = own.map(|own| self.first_joined(before, own));
        own.map(|own| {
            self.frame.filter(|frame| frame.is_point() && frame.from > own.from.or(own.to)).unwrap_or(own)
        })
    }

    /// Whether words at the head of a sentence only say whose account it is, and not what came of an inquiry: 「説明によると、」,
    /// 「同市によると、」, 「例示大によると、」 of 例示大学.
    pub(super) fn is_by_press(&self, words: Span) -> bool {
        let head = self.passage.words(Span::new(self.span.start, words.start.max(self.span.start))).trim();
        let told = matches!(head, "説明" | "発表" | "発表資料")
            || head.ends_with("の説明")
            || head.ends_with("の発表");
        told || self.passage.words(words).starts_with("によ") && names_speaker(head, &self.who.own)
    }

    /// Whether the day is that of the words before it: 「最初に侵入されたのは|昨年3月であり、…ことが判明」.
    fn is_of_cleft(&self, day: Day) -> bool {
        let head = self.passage.words(Span::new(self.span.start, day.span.start.max(self.span.start)));
        let behind = self.passage.words(Span::new(day.span.end, self.span.end.max(day.span.end)));
        head.ends_with("のは") && ["であり、", "で、"].iter().any(|end| behind.starts_with(end))
    }

    /// Whether something happened again and again on this day and others, as no finding does: 「3日と9日の二度にわたり」.
    fn recurs(&self, day: Day) -> bool {
        let behind = self.passage.words(Span::new(day.span.end, self.span.end.max(day.span.end)));
        let near: String = behind.chars().take(RECURS).collect();
        near.split(['、', '。']).next().is_some_and(|near| contains(near, &["にわた", "に渡"]))
            || near.starts_with('と') && contains(&near, &["にわた", "に渡"])
    }

    /// The first of the days that only と or 及び parts from `last`: 「21日と22日、…との報告があり」.
    fn first_joined(&self, before: &[Day], last: Day) -> Day {
        let mut first = last;
        for day in before.iter().rev().filter(|day| day.span.end <= last.span.start) {
            let gap = self.passage.words(Span::new(day.span.end, first.span.start.max(day.span.end)));
            if !matches!(gap, "と" | "及び" | "および" | "並びに" | "、") || !day.is_point() {
                break;
            }
            first = *day;
        }
        first
    }

    /// Whether the sentence begins with a time of day.
    pub(super) fn begins_with_time(&self) -> bool {
        let words = self.passage.words(self.span);
        TIMES.iter().any(|time| words.starts_with(time)) || begins_with_hour(words)
    }

    /// Whether a time of day stands before the words in their sentence: 「8時05分に抜線」, 「16時に再送したところ、…に気付き」.
    fn is_at_hour(&self, words: Span) -> bool {
        let head = self.passage.words(Span::new(self.span.start, words.start));
        let mut hours = head.match_indices('時').filter(|(at, _)| {
            head.get(..*at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
        });
        hours.any(|(at, hour)| {
            let after = head.get(at + hour.len()..).unwrap_or_default();
            let after =
                after.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '分' | '頃' | '半'));
            after.starts_with('に')
        })
    }

    /// Whether the sentence tells what will be done, or stands where that or what was lacking is told, where 「あわせて」 and 「直ちに」 look back to
    /// no day.
    fn is_of_plans(&self) -> bool {
        let section = self.passage.section(self.passage.sentence_at(self.span.start));
        let of = |topics: &[&str]| topics.iter().any(|topic| section.is(topic));
        let planned =
            of(&["measures", "cause_and_measures", "cause"]) && !of(&["outline", "response", "chronology"]);
        // 「申し出があればその日のうちに制限すること」 is what will be done each time.
        let each_time = ["すること、", "することと", "すること。", "こととし"];
        planned || self.days.is_empty() && contains(self.passage.words(self.span), &each_time)
    }

    /// The day that the words take over: that of the entry, or with 直ちに that of the step before.
    fn inherited(&self, words: Span) -> Option<Day> {
        let reach = Span::new(self.span.start, self.tail(words).end);
        let head = self.passage.words(reach);
        // 「発覚後、直ちに」 of a finding without a date has none either.
        if !self.found && self.passage.stands("phrases", "when.after_finding", reach) {
            return self.frame;
        }
        // 速やかに names no day.
        let soon = Span::new(self.passage.clause_at(words.start).start.max(self.span.start), words.start);
        if self.passage.stands("phrases", "when.soon", soon) {
            // In the entry of a day it is that day.
            return self.frame.filter(|_| self.found_before(words));
        }
        let timed = self.begins_with_time();
        // 「情報部門は8時05分に回線を切断」 goes on with the day of its paragraph.
        if !timed && self.days.is_empty() && self.is_at_hour(words) {
            return self.previous_of_block.or(self.frame).or(self.previous);
        }
        if timed || !self.is_of_plans() && self.passage.stands("phrases", "when.at_once", reach) {
            // A time goes on with the day named last: 「翌21日、出社したところ…。午前9時頃、遮断」.
            let of_block = self.previous_of_block.filter(|_| timed);
            return [self.frame, self.previous, of_block]
                .into_iter()
                .flatten()
                .max_by_key(|day| day.span.start);
        }
        let found = self
            .passage
            .hits_in("events", Span::new(self.span.start, words.start))
            .filter(|(hit, rule)| rule.value == "findings" && !self.is_by_press(hit.span))
            .any(|(hit, _)| self.passage.words(hit.span).contains("によ"));
        self.frame.filter(|_| !(LATER.iter().any(|word| head.starts_with(word)) || found))
    }
}

/// Whether `head` is the organisation called `own`, in full, in short or by a word that points back to it.
fn names_speaker(head: &str, own: &str) -> bool {
    let length = head.chars().count();
    let back = head.starts_with('同') && length <= 3
        || matches!(
            head,
            "市" | "県" | "府" | "都" | "区" | "町" | "村" | "大学" | "病院" | "学校" | "市教委" | "県教委"
        );
    let mut letters = own.chars();
    // Every letter of a short form stands in the name, in the same order.
    let short = (2..=12).contains(&length) && head.chars().all(|letter| letters.any(|own| own == letter));
    back || short
}

/// Whether words lead from a predicate to the day that stands behind it: 「した|のは」, 「を受けた|のは、2日後の」.
fn leads_to_day(gap: &str) -> bool {
    let cleft = ["のは", "のが", "のも"].iter().find_map(|cleft| gap.rsplit_once(cleft));
    let Some((_, rest)) = cleft else { return false };
    let rest = rest.trim_start_matches('、');
    let rest = rest.strip_suffix('の').unwrap_or(rest);
    rest.is_empty()
        || matches!(rest, "翌" | "その翌日" | "翌日" | "同年" | "翌年")
        || rest.strip_suffix("日後").is_some_and(|count| count.chars().all(char::is_numeric))
}

/// How much stands before the words of an entry of a form, in characters: 「(3)対象となったお客様への」.
const FORM: usize = 16;

/// How many characters stand at most between a predicate and the day behind it.
const CLEFT: usize = 14;

/// How far from the start of a sentence a time of day may stand behind a mark or short label, in characters.
const LABEL: usize = 10;

/// Whether `words` begin with an hour: `14時頃、`, `・発覚 12時50分頃、`.
fn begins_with_hour(words: &str) -> bool {
    let mut start =
        words.chars().take(LABEL).skip_while(|c| !c.is_ascii_digit()).skip_while(char::is_ascii_digit);
    matches!(start.next(), Some('時'))
        || start.next().is_some_and(|c| c.is_ascii_digit()) && words.contains(':')
}
