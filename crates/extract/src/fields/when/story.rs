//! All steps of the incident that the report tells of.

use jikenbo_model::vocabulary::{Cause, Method};
use jikenbo_model::{PartialDate, Span};
use jikenbo_text::calendar::Reach;
use jikenbo_text::words::{find, stands};

use super::day::{self, Day, Use};
use super::frame::Frames;
use super::labels::{self, Labels};
use super::line::{Line, Step};
use super::periods;
use super::sense::Sense;
use super::who::Who;
use crate::Draft;
use crate::fields::analogy;
use crate::lists::contains;
use crate::passage::{Passage, Role};

/// How many days after its date a notice may still have been added to.
const ADDED: i64 = 31;

/// The steps and label lines of a report.
#[derive(Debug, Default)]
pub(super) struct Story {
    /// In order of the text.
    pub(super) steps: Vec<Step>,
    /// 発生日時:, 発覚日: and their like.
    pub(super) labels: Labels,
    /// Spans of days in which data lay open or an attack went on, wherever the predicate stands.
    pub(super) periods: Vec<Step>,
    /// Spans of days in which customers bought with cards that were stolen.
    pub(super) purchases: Vec<Step>,
    /// The cause was an attack from outside.
    pub(super) attacked: bool,
}

impl Story {
    /// Whether nothing dates the incident itself, so that the purchases stand for it.
    pub(super) fn is_undated(&self) -> bool {
        let told = self.steps.iter().any(|step| step.sense.is_incident());
        !told && self.periods.is_empty() && self.labels.occurred.is_empty()
    }
}

/// Reads the story of the report.
pub(super) fn of(draft: &Draft<'_>) -> Story {
    let passage = draft.passage;
    let facts = &draft.out.facts;
    let mut reader = Reader::new(passage, Who::of(passage, facts));
    let days: Vec<_> = passage.sentences.iter().map(|sentence| day::days(passage, sentence.span)).collect();
    for (number, days) in days.iter().enumerate() {
        reader.sentence(number, days);
    }
    let Reader { who, mut story, .. } = reader;
    let limit = facts.published.filter(|date| date.day().is_some());
    // A notice is often added to after its day; farther ahead lies only what is planned.
    let limit = limit.and_then(|date| date.plus_days(ADDED));
    let past =
        |step: &Step| limit.is_none_or(|limit| step.day.from.or(step.day.to).is_none_or(|day| day <= limit));
    story.steps.retain(past);
    fit_cause(&mut story.steps, facts.cause);
    fit_cause(&mut story.periods, facts.cause);
    story.labels = labels::read(passage, &days);
    ended_by_label(passage, &mut story);
    story.attacked = who.attacked;
    // 「発送時期:」 of the letters to those concerned, where nobody sent anything by mistake.
    let sent = |label: &labels::Labelled| {
        let words = passage.words(label.words);
        ["発送", "送付", "交付", "配布", "郵送"].iter().any(|sent| words.contains(sent))
    };
    story.labels.occurred.retain(|label| !(who.attacked && sent(label)));
    plain_deeds(&mut story);
    late_letters(&mut story);
    early_ends(passage, &mut story);
    under_range(passage, &days, &mut story);
    // Whoever looked at a page that was tampered with, or logged in meanwhile, is concerned for as long as it was.
    let open = [Method::Defacement, Method::PublicExposure, Method::DisplayMixup];
    let lasts = who.attacked || open.iter().any(|method| facts.methods.contains(method));
    if lasts && story.is_undated() {
        let concerned = story.labels.concerned.iter();
        let sense = if who.attacked { Sense::Attack } else { Sense::Exposure };
        let concerned = concerned
            .filter(|label| !is_of_joining(passage, label))
            .map(|label| Step::new(sense, label.day, label.words));
        story.periods.extend(concerned.collect::<Vec<_>>());
    }
    drop_vague(&mut story);
    exact_losses(&mut story);
    if !story.steps.iter().any(|step| step.sense.is_discovery()) {
        // Where nothing else is found out, the flaw is the incident.
        story
            .steps
            .iter_mut()
            .filter(|step| step.sense == Sense::Flaw)
            .for_each(|step| step.sense = Sense::Told);
    }

    story
}

/// Adds what a label says was stopped, 「カード決済停止日」, in place of what its own word would be in running text.
fn ended_by_label(passage: &Passage<'_>, story: &mut Story) {
    for label in &story.labels.ended {
        let words = passage.words(label.words);
        let service =
            ["決済", "サイト", "サービス", "システム", "受付", "販売"].iter().any(|it| words.contains(it));
        let sense = if service { Sense::Stop } else { Sense::Shut };
        story.steps.retain(|step| {
            !(matches!(step.sense, Sense::Stop | Sense::Shut) && label.words.contains(step.words))
        });
        story.steps.push(Step::new(sense, label.day, label.words));
    }
}

/// Whether a span of days says when those concerned applied or bought: 「対象期間:4月3日から5月20日までにご購入の方」.
fn is_of_joining(passage: &Passage<'_>, label: &labels::Labelled) -> bool {
    let after = passage.text().get(label.day.span.end..).unwrap_or_default();
    ["にお申", "に申", "にご登録", "に登録", "にご購入", "に購入"].iter().any(|it| after.starts_with(it))
}

/// Adds the spans of days that stand alone in their line and of which the next line says who is concerned: 「上記期間内に、カード情報を
/// 入力された方」.
fn under_range(passage: &Passage<'_>, days: &[Vec<(Day, Use)>], story: &mut Story) {
    for (number, (sentence, days)) in passage.sentences.iter().zip(days).enumerate() {
        let [(day, used)] = days.as_slice() else { continue };
        let next = passage.sentences.get(number + 1).map_or("", |next| passage.words(next.span));
        let points = ["上記期間", "上記の期間", "この期間", "当該期間"]
            .iter()
            .any(|it| next.trim_start().starts_with(it));
        let entered = next.contains("カード") && contains(next, &["入力", "決済"]);
        if points
            && entered
            && *used == Use::Step
            && day.reach == Reach::Range
            && day::only_dates(passage, sentence.span, days)
        {
            story.purchases.push(Step::new(Sense::Exposure, *day, day.span));
        }
    }
}

/// Turns the steps of the incident into those that the cause admits: nobody attacks in a slip.
fn fit_cause(steps: &mut Vec<Step>, cause: Option<Cause>) {
    for step in steps.iter_mut() {
        step.sense = match (cause, step.sense) {
            (Some(Cause::UnauthorizedAccess), Sense::Taking) => Sense::Attack,
            (Some(Cause::UnauthorizedAccess), Sense::Exposure) if !step.day.is_point() => Sense::Attack,
            (Some(Cause::Insider | Cause::ImproperHandling), Sense::Attack) => Sense::Taking,
            (_, sense) => sense,
        };
    }
    let fits = |sense: Sense| match cause {
        Some(Cause::UnauthorizedAccess) => {
            !matches!(sense, Sense::Slip | Sense::Deed | Sense::Loss | Sense::Exposure)
        }
        Some(Cause::OperationError | Cause::Misconfiguration | Cause::LossTheft) => sense != Sense::Attack,
        Some(Cause::None) => !sense.is_incident(),
        _ => true,
    };
    let open =
        |sense: Sense| cause != Some(Cause::LossTheft) || !matches!(sense, Sense::Exposure | Sense::Taking);
    steps.retain(|step| fits(step.sense) && open(step.sense));
}

/// A plain act (送信) is the mistake only before anything is found out and where no mistake is told as one.
fn plain_deeds(story: &mut Story) {
    let labelled = story.labels.discovered.iter().filter_map(|label| label.day.from);
    let steps = &mut story.steps;
    let found = steps.iter().filter(|step| step.sense.is_discovery()).filter_map(|step| step.day.from);
    let first = found.chain(labelled).min();
    let mistake =
        |step: &Step| matches!(step.sense, Sense::Slip | Sense::Loss | Sense::Taking | Sense::Attack);
    let told = steps.iter().any(mistake);
    let open =
        steps.iter().filter(|step| step.sense == Sense::Exposure).filter_map(|step| step.day.from).min();
    let alone = |step: &Step| !told && open.is_none_or(|open| step.day.from < Some(open));
    let before = |step: &Step| first.is_none_or(|first| step.day.from <= Some(first));
    steps.retain(|step| step.sense != Sense::Deed || alone(step) && before(step));
    // What was done again and again over a span of days is the mistake, however its first time is told.
    story.periods.retain(|step| step.sense != Sense::Deed || before(step));
}

/// Nobody is told before anything is found out.
fn late_letters(story: &mut Story) {
    let found =
        story.steps.iter().filter(|step| step.sense.is_discovery()).filter_map(|step| step.day.from).min();
    // 「お知らせをメールで配信した際、…すべきところ」 tells of the mistake.
    let mistakes: Vec<_> =
        story.steps.iter().filter(|step| step.sense == Sense::Slip).map(|step| step.day.span).collect();
    let late = |step: &Step| step.day.from >= found && !mistakes.contains(&step.day.span);
    story.steps.retain(|step| step.sense != Sense::Inform || late(step));
}

/// Nothing comes back before anything happened or was found, and a machine switched off before shut nothing: 「2020年に提供を
/// 開始」, 「前日の夕方に電源を切り」.
fn early_ends(passage: &Passage<'_>, story: &mut Story) {
    let known =
        |step: &Step| step.sense.is_discovery() || step.sense.is_incident() || step.sense == Sense::Posted;
    let all = story.steps.iter().chain(&story.periods).filter(|step| known(step));
    let dated = all.filter_map(|step| step.day.from.or(step.day.to));
    let labelled =
        story.labels.occurred.iter().chain(&story.labels.discovered).filter_map(|label| label.day.from);
    let Some(first) = dated.chain(labelled).min() else {
        // 「令和4年に提供を開始」 tells how old a service is.
        let begun =
            |step: &Step| step.sense == Sense::Resume && passage.words(step.words).ends_with("を開始");
        story.steps.retain(|step| !begun(step));
        return;
    };
    let ends = |step: &Step| match step.sense {
        Sense::Resume => true,
        Sense::Shut => passage.words(step.words).contains("電源"),
        _ => false,
    };
    story.steps.retain(|step| !ends(step) || step.day.from.is_none_or(|day| day >= first));
}

/// Drops a month where the same event has a day of that month: 「令和6年7月、…」 in the lead, `7月2日` in the chronology.
fn drop_vague(story: &mut Story) {
    let days: Vec<(Sense, PartialDate)> = story
        .steps
        .iter()
        .chain(&story.periods)
        .filter_map(|step| Some((step.sense, step.day.from?)))
        .chain(story.labels.occurred.iter().filter_map(|label| {
            Some((if story.attacked { Sense::Attack } else { Sense::Slip }, label.day.from?))
        }))
        .filter(|(_, date)| date.day().is_some())
        .collect();
    let vague = |step: &Step| {
        step.day.from.is_some_and(|date| {
            date.day().is_none()
                && days.iter().any(|(sense, day)| {
                    sense.event() == step.sense.event()
                        && day.year() == date.year()
                        && date.month().is_none_or(|month| day.month() == Some(month))
                })
        })
    };
    story.steps.retain(|step| !vague(step));
}

/// Drops a span of days in which a thing was lost where the day of the loss is told too: 「4日から9日まで出張中に盗難に遭いました。盗難に
/// 遭ったのは7日で」.
fn exact_losses(story: &mut Story) {
    let lost = |step: &&Step| step.sense == Sense::Loss && step.day.is_point();
    let days: Vec<PartialDate> = story.steps.iter().filter(lost).filter_map(|step| step.day.from).collect();
    let holds = |step: &Step| {
        step.sense == Sense::Loss
            && step.day.reach == Reach::Range
            && days.iter().any(|day| step.day.from < Some(*day) && step.day.to > Some(*day))
    };
    story.steps.retain(|step| !holds(step));
    story.periods.retain(|step| !holds(step));
}

struct Reader<'p, 'a> {
    passage: &'p Passage<'a>,
    frames: Frames,
    who: Who,
    previous: Option<Day>,
    of_block: Option<(usize, Day)>,
    story: Story,
}

impl<'p, 'a> Reader<'p, 'a> {
    fn new(passage: &'p Passage<'a>, who: Who) -> Self {
        Self {
            passage,
            frames: Frames::default(),
            who,
            previous: None,
            of_block: None,
            story: Story::default(),
        }
    }

    fn sentence(&mut self, number: usize, days: &[(Day, Use)]) {
        let Some(sentence) = self.passage.sentences.get(number) else { return };
        let frame = self.frames.next(self.passage, number, days, self.who.published);
        let section = self.passage.section(number);
        let listed = stands(self.passage.words(sentence.span), "リリース分")
            || section.is("history") && !section.is("outline");
        if listed
            || analogy::is_analogy(self.passage, number)
            || sentence.role == Role::Title
            || ["advice", "contact"].iter().any(|topic| section.is(topic))
        {
            return;
        }
        let line = Line {
            passage: self.passage,
            span: sentence.span,
            days,
            frame: frame.day,
            previous: self.previous,
            who: &self.who,
            previous_of_block: self
                .of_block
                .filter(|(block, _)| *block == sentence.block)
                .map(|(_, day)| day),
            told: self.told_last(number),
            opened: self.opened(sentence.block),
            found: self.story.steps.iter().any(|step| step.sense.is_discovery()),
            struck: self.story.steps.iter().any(|step| step.sense.is_incident()),
            lost: self.story.steps.iter().any(|step| step.sense == Sense::Loss),
            first_found: self.first_found(),
            found_here: self.found_here(number),
        };
        let mut steps = line.steps();
        steps.extend(periods::outages(&line));
        self.story.periods.extend(periods::told(&line));
        self.story.purchases.extend(periods::of_purchases(&line));
        // 「19日10時より順次配信」: the hours that follow are of that day.
        let begins = |day: &Day| day.is_point() || day.timed && day.reach == Reach::Since;
        let point = days.iter().rev().find(|(day, used)| *used == Use::Step && begins(day));
        self.of_block = point.map(|(day, _)| (sentence.block, day.point())).or(self.of_block);
        let last = steps.iter().rev().map(|step| step.day).find(|day| day.is_point());
        let one = |day: &Day| day.is_point() || day.from == day.to;
        let alone =
            || days.first().map(|(day, _)| *day).filter(one).map(|day| Day { reach: Reach::Point, ..day });
        let labelled = sentence.label.is_some() || day::is_labelled(self.passage, sentence.span, days);
        let alone = || alone().filter(|day| labelled && day.from != self.who.published);
        self.previous = last.or_else(alone).or(self.previous);
        let told = frame.entry.is_some_and(|day| steps.iter().any(|step| step.day.span == day.span));
        let entry = frame.entry.filter(|_| !told && !day::only_dates(self.passage, sentence.span, days));
        let entry =
            entry.filter(|day| days.iter().any(|(other, used)| other.span == day.span && *used == Use::Step));
        let other = entry.map(|day| other(&line, day));
        self.story.steps.extend(other.into_iter().chain(steps));
        self.unheeded(sentence.span, frame.day.is_some());
    }
}

impl Reader<'_, '_> {
    /// The day of the incident where it was told of just before, in this block or the last, and nothing is found out yet.
    fn told_last(&self, number: usize) -> Option<Day> {
        let last = self.story.steps.last().filter(|step| step.sense.is_incident() && step.day.is_point())?;
        let before = self.passage.sentences.get(self.passage.sentence_at(last.words.start))?;
        let here = self.passage.sentences.get(number)?;
        (before.section == here.section && before.block + 1 >= here.block).then_some(last.day)
    }

    /// The last day named in `block`, where nothing that a word tells of happened on it.
    fn opened(&self, block: usize) -> Option<Day> {
        let used = |day: &Day| self.story.steps.iter().any(|step| step.day.span == day.span);
        self.of_block.filter(|(own, day)| *own == block && !used(day)).map(|(_, day)| day)
    }

    /// The earliest day of a finding.
    fn first_found(&self) -> Option<PartialDate> {
        let found = self.story.steps.iter().filter(|step| step.sense.is_discovery());
        found.filter_map(|step| step.day.from).min()
    }

    /// The day of the last finding told of in the block of sentence `number`.
    fn found_here(&self, number: usize) -> Option<Day> {
        let block = |at: usize| self.passage.sentences.get(at).map(|sentence| sentence.block);
        let found = self.story.steps.iter().rev().find(|step| step.sense.is_discovery())?;
        (block(self.passage.sentence_at(found.words.start)) == block(number)).then_some(found.day)
    }

    /// An inquiry that was not acted on discovers nothing: 「具体的な対応を実施せず」 behind it in its entry.
    fn unheeded(&mut self, span: Span, listed: bool) {
        let told = self.passage.hits_in("events", span).any(|(_, rule)| rule.value == "unheeded");
        // 「問い合わせを受けていたにもかかわらず、調査を行わなかった」 needs no list.
        let despite = [
            "にもかかわらず、",
            "にも関わらず、",
            "を受けながら、",
            "があったのに",
            "ましたが、当時",
            "ものの、当時",
            "ましたが、その時点",
            "ましたが、この時点",
            "があったが、",
            "を受けていましたが、",
            "を受けていたが、",
            "を受けておりましたが、",
            "が届いていましたが、",
            "が届いていたが、",
            "が届いておりましたが、",
            "があったものの、",
            "がありましたが、",
            "頂いておりましたが、",
            "いただいておりましたが、",
            "頂きましたが、",
            "いただきましたが、",
        ];
        if !told {
            return;
        }
        if !listed {
            // What stands behind that word was found later: 「…受けていましたが、…5日に誤送信が判明」.
            let words = self.passage.words(span);
            let Some(end) = despite.iter().filter_map(|word| find(words, word)).min() else { return };
            let before = Span::new(span.start, span.start + end);
            self.story.steps.retain(|step| {
                !(step.sense.is_discovery() && span.contains(step.words) && step.words.start < before.end)
            });
            return;
        }
        let block = |at: usize| {
            self.passage.sentences.get(self.passage.sentence_at(at)).map(|sentence| sentence.block)
        };
        let here = block(span.start);
        for step in self.story.steps.iter_mut().rev().take(6) {
            if step.sense.is_discovery() && block(step.words.start) == here {
                step.sense = Sense::Other;
            }
        }
    }
}

/// An entry of a list of dates of which no word says what it is, but for the noun that it ends in: 「1月10日 サーバーに不正アクセス」.
fn other(line: &Line<'_, '_>, day: Day) -> Step {
    let words = line.passage.words(line.span).trim_end().trim_end_matches('。');
    let ends = |nouns: &[&str]| nouns.iter().any(|noun| words.ends_with(noun));
    let attacks = [
        "に不正アクセス",
        "から不正アクセス",
        "へ不正アクセス",
        "にサイバー攻撃",
        "からサイバー攻撃",
        "に不正ログイン",
        "へ不正ログイン",
        "に侵入",
        "へ侵入",
        "が感染",
        "に感染",
    ];
    let told =
        ["お知らせ", "お詫び", "おわび", "公表", "第一報", "第1報", "リリース", "修正", "訂正", "正しい"];
    let put_up = || ends(&["に掲載", "で公開", "に公開"]) && !contains(words, &told) && !line.found;
    let sense = if line.who.attacked && ends(&attacks) {
        Sense::Attack
    } else if !line.who.attacked && !line.who.lost && !line.who.known && put_up() {
        Sense::Exposure
    } else {
        Sense::Other
    };
    Step::new(sense, day, line.span)
}
