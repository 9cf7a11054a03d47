//! Reports to the police, to authorities and to the organisation itself: who was told, and when.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::ReportedTo;

use super::day::{Day, Use};
use super::line::{Line, Step};
use super::sense::Sense;
use crate::lists::contains;

/// How far behind an authority's name the verb of the report stands, in bytes (50 characters).
const REACH: usize = 150;

/// What follows an authority's name where it acts itself.
const ACTS: &[&str] = &[
    "から",
    "より",
    "が",
    "は",
    "の捜査",
    "による",
    "の指導",
    "の助言",
    "を装",
    "を名乗",
    "察が",
    "の規則",
    "のガイド",
    "官",
];

/// The steps of the sentence in which somebody is told.
pub(super) fn steps(line: &Line<'_, '_>) -> Vec<Step> {
    let mut steps = Vec::new();
    for (hit, rule) in line.passage.hits_in("authorities", line.span) {
        if let Some(to) = ReportedTo::from_word(&rule.value) {
            to_authority(line, hit.span, to, &mut steps);
        }
    }
    to_self(line, &mut steps);
    steps.extend(from_others(line));
    steps.extend(acts(line));
    steps
}

/// An authority's own act against somebody, told by itself: 「2月29日、…指導を行った」.
fn acts<'l>(line: &'l Line<'_, '_>) -> impl Iterator<Item = Step> + 'l {
    let own = line.who.authority;
    let hits = line
        .passage
        .hits_in("consequences", line.span)
        .filter(|(_, rule)| matches!(rule.value.as_str(), "guidance" | "order"));
    hits.filter_map(move |(hit, _)| {
        let sense = Sense::Regulator(own?);
        let day =
            line.bind(hit.span, sense).or(line.previous_of_block).filter(|_| line.happened(hit.span))?;
        Some(Step::new(sense, day, hit.span))
    })
}

fn to_authority(line: &Line<'_, '_>, name: Span, to: ReportedTo, steps: &mut Vec<Step>) {
    let name = whole(line, name);
    let own = to == ReportedTo::LocalGovernment && is_own(line, name);
    let after = line.passage.words(Span::new(name.end, line.span.end));
    let behind = super::super::reported_to::behind_unit(after);
    if to == ReportedTo::LocalGovernment && line.who.authority.is_none() && is_told(after) {
        return;
    }
    let informs = to == ReportedTo::Police && ["から", "より"].iter().any(|from| behind.starts_with(from));
    // 「被害届が受理されました」
    let accepted = after.starts_with("が受理") && line.passage.words(name).ends_with('届');
    let acts = informs || !accepted && ACTS.iter().any(|particle| after.starts_with(particle));
    let called = super::super::reported_to::was_called(line.passage.words(name));
    if called || super::super::reported_to::asks_to_tell(after) {
        return;
    }
    if line.who.authority.is_none() && super::super::reported_to::is_receiver(after) {
        return;
    }
    // 「通行人が拾得し、警察に届けて」: who found a lost thing hands it in.
    let found = || {
        contains(
            line.passage.words(Span::new(line.span.start, name.start)),
            &["拾得", "拾っ", "拾い", "拾わ"],
        )
    };
    if to == ReportedTo::Police && line.who.lost && behind.starts_with(['に', 'へ']) && found() {
        return;
    }
    let sense = match to {
        _ if own => Sense::Told,
        ReportedTo::Police => Sense::Police,
        to => Sense::Regulator(to),
    };
    if bracketed(line, name, sense, own, steps) {
        return;
    }
    let verbs = if acts { guided(line, name).into_iter().collect() } else { verbs(line, name) };
    let mut last: Option<Day> = None;
    for (at, verb) in verbs.into_iter().enumerate() {
        let day = if at == 0 { day_of(line, name, verb) } else { between(line, last, verb) };
        let Some(day) = day.filter(|_| line.happened(verb) && !stands_now(line, verb)).map(ended) else {
            continue;
        };
        last = Some(day);
        let words = name.join(verb);
        if let Some(first) = line.elliptic(day).filter(|_| at == 0) {
            let outside = !own && line.who.is_outside(line, name);
            steps.push(Step { outside, to_self: own, ..Step::new(sense, first, words) });
        }
        let outside = !own && line.who.is_outside(line, name);
        steps.push(Step { outside, to_self: own, ..Step::new(sense, day, words) });
    }
}

/// Whether the words behind an authority tell of a report that came to it, and of none by the writer: 「校長から市教育委員会|に、…との報告がありました」.
fn is_told(after: &str) -> bool {
    let told = ["との報告があり", "旨の報告があり"].iter().filter_map(|told| after.split_once(told)).next();
    told.is_some_and(|(between, _)| !contains(between, &["提出", "報告し", "報告を", "相談", "速報", "届"]))
}

/// Whether a sentence without a day says that the report has been made by now: 「被害届の提出を行っており、」.
fn stands_now(line: &Line<'_, '_>, verb: Span) -> bool {
    let tail = line.passage.words(Span::new(verb.end, line.span.end));
    let clause = line.passage.clause_at(verb.start);
    let head = Span::new(clause.start.min(verb.start), verb.start);
    // 「3日、…を検知しました。また、警察に相談しております」: the paragraph's day is not that of a list.
    let running = |day: Day| {
        let behind = line.passage.text().get(day.span.end..).unwrap_or_default();
        !behind.starts_with([' ', ':', '\u{3000}', '\t', '|', ']', '】', ')', '\n'])
    };
    let doing = ["を行っており", "を行って"].iter().any(|now| tail.starts_with(now));
    let done = || {
        let end = tail.trim_end().trim_end_matches('。');
        line.frame.is_none_or(running)
            && (end.ends_with("ております") || end.ends_with("ています"))
            && !contains(tail, &["しました", "いたしました"])
    };
    line.days.is_empty()
        && (doing && line.frame.is_none() || done())
        && !line.passage.stands("phrases", "when.at_once", head)
}

/// 「7月7日までに報告」: by its last day.
fn ended(day: Day) -> Day {
    Day { from: day.from.or(day.to), ..day }
}

/// Adds the reports whose days stand in brackets behind the authority's name: 「個人情報保護委員会(8月2日)、警視庁(10月3日)」,
/// 「(5月28日速報、7月23日確報)」; whether there are any.
fn bracketed(line: &Line<'_, '_>, name: Span, sense: Sense, own: bool, steps: &mut Vec<Step>) -> bool {
    let after = line.passage.words(Span::new(name.end, line.span.end));
    let Some((inner, _)) = after.strip_prefix('(').and_then(|rest| rest.split_once(')')) else {
        return false;
    };
    let reach = Span::new(name.end, name.end + 1 + inner.len());
    let days: Vec<Day> = line
        .days
        .iter()
        .filter(|(day, used)| *used == Use::Step && day.is_point() && reach.contains(day.span))
        .map(|(day, _)| *day)
        .collect();
    let Some(first) = days.first() else { return false };
    let lead = line.passage.words(Span::new(name.end + 1, first.span.start));
    let told = Span::new(line.span.start, line.span.end);
    let report = line.passage.stands("events", "report", told) || line.under_report();
    if !lead.is_empty() || !report || !line.happened(Span::new(name.start, reach.end + 1)) {
        return false;
    }
    let outside = !own && line.who.is_outside(line, name);
    steps.extend(days.into_iter().map(|day| Step {
        outside,
        to_self: own,
        ..Step::new(sense, day, name.join(day.span))
    }));
    true
}

impl Line<'_, '_> {
    /// Whether the heading or label above the sentence names reports: 「5.届出」.
    fn under_report(&self) -> bool {
        let number = self.passage.sentence_at(self.span.start);
        let above = (1..=2).filter_map(|back| number.checked_sub(back));
        let own = self.passage.sentences.get(number).and_then(|sentence| sentence.label);
        let labelled = own.is_some_and(|label| self.passage.stands("events", "report", label));
        labelled
            || above
                .filter_map(|at| self.passage.sentences.get(at))
                .any(|line| line.span.len() <= HEADING && self.passage.stands("events", "report", line.span))
    }

    /// The day of the first of two reports told of with one verb: 「9月12日に速報、9月18日に確報を提出」.
    fn elliptic(&self, day: Day) -> Option<Day> {
        let at = self.days.iter().position(|(other, _)| other.span == day.span)?;
        let (before, used) = self.days.get(at.checked_sub(1)?).copied()?;
        let gap = self.passage.words(Span::new(before.span.end, day.span.start));
        let first =
            ["に速報、", "に速報を、", "速報、", "に第1報、", "に第一報、", "に第1報を、", "に第一報を、"]
                .contains(&gap);
        (first && used == Use::Step && before.is_point()).then_some(before)
    }
}

/// A heading is no longer, in bytes (20 characters).
const HEADING: usize = 60;

/// 県警 of 県警察本部 with the rest of the word.
fn whole(line: &Line<'_, '_>, name: Span) -> Span {
    let after = line.passage.words(Span::new(name.end, line.span.end));
    let rest = ["察署", "察本部", "察", "署", "本部"].iter().find(|rest| after.starts_with(**rest));
    let police = line.passage.words(name).ends_with(['警', '察']);
    Span::new(name.start, name.end + rest.filter(|_| police).map_or(0, |rest| rest.len()))
}

/// Whether the authority at `name` is the body that speaks: 府 in a release of 大阪府.
fn is_own(line: &Line<'_, '_>, name: Span) -> bool {
    let first = line.passage.words(name).chars().next();
    let whole = line.passage.words(name);
    first.is_some() && line.who.own.chars().next_back() == first
        || whole.chars().count() > 2 && line.who.own.ends_with(whole)
}

/// 「委員会より指導を受け」: the authority has acted.
fn guided(line: &Line<'_, '_>, name: Span) -> Option<Span> {
    let reach = Span::new(name.end, line.span.end.min(name.end + REACH));
    let after = line.passage.words(reach);
    let act = ["指導を受", "勧告を受", "命令を受", "より指導", "から指導", "から勧告", "より勧告"]
        .iter()
        .filter_map(|act| after.find(act).map(|at| at + act.len()))
        .min();
    act.filter(|_| after.starts_with("から") || after.starts_with("より"))
        .map(|end| Span::new(name.end, name.end + end))
}

/// The words of reporting behind `name`, up to the next authority; of a filing (被害届) the name itself says it.
fn verbs(line: &Line<'_, '_>, name: Span) -> Vec<Span> {
    let reach = Span::new(name.start, line.span.end.min(name.end + REACH));
    let hits = line
        .passage
        .hits_in("events", reach)
        .filter(|(hit, rule)| rule.value == "report" && hit.span.end >= name.end);
    // 「7日に第一報を発表」 tells the public.
    let public = |span: &Span| {
        let after = line.passage.words(Span::new(span.end, line.span.end));
        // 「報告(確報)内容を話し合った」 is no report yet.
        ["を公表", "を発表", "を掲載", "の公表", "を公開", "内容を", "(速報)内容", "(確報)内容", ")内容を"]
            .iter()
            .any(|end| after.starts_with(end))
    };
    let mut found: Vec<Span> = hits.map(|(hit, _)| hit.span).filter(|span| !public(span)).collect();
    // A further verb is this authority's only where no other one is named before it.
    let next = line
        .passage
        .hits_in("authorities", reach)
        .find(|(hit, _)| hit.span.start >= name.end && !line.passage.words(hit.span).contains('届'));
    if let Some((next, _)) = next {
        let own = found.iter().take_while(|verb| verb.end <= next.span.start).count();
        found.truncate(own.max(1));
    }
    // 「交番へ盗難届を提出し、17日に会社へ報告」: the second is told to somebody else.
    let others = (1..found.len()).find(|&at| told_another(line, found[at - 1].end, found[at].start));
    found.truncate(others.unwrap_or(found.len()));
    // 「警察へ届出を提出し、26日に委託先から当社に報告」: the second is told to somebody else.
    if let Some(own) = told_self(line, reach).filter(|&own| own >= name.end) {
        found.truncate(found.iter().take_while(|verb| verb.end <= own).count());
    }
    let filed = line.passage.words(name).contains('届');
    if found.is_empty() && filed { vec![name] } else { found }
}

/// Whether the words between two verbs of reporting name somebody else as who is told by the second: 「し、17日に会社へ」.
fn told_another(line: &Line<'_, '_>, from: usize, until: usize) -> bool {
    let between = line.passage.words(Span::new(from, until.max(from)));
    let receiver = between.strip_suffix(['へ', 'に']).and_then(|head| head.rsplit(['、', '。']).next());
    receiver.is_some_and(|receiver| {
        let day = receiver.ends_with(['日', '時', '分', '頃', '朝', '夜', '後', '月', ')', '途', '中', 'う']);
        receiver.len() < between.len()
            && !day
            && !receiver.is_empty()
            && !contains(
                receiver,
                &["同署", "警察", "署", "同委員会", "同庁", "同省", "同局", "速やか", "直ち"],
            )
    })
}

/// Where the organisation itself is named as who is told, within `reach`.
fn told_self(line: &Line<'_, '_>, reach: Span) -> Option<usize> {
    let mut names = line.passage.hits_in("organizations", reach).filter(|(_, rule)| rule.value == "self");
    let to = |end: usize| {
        let after = line.passage.words(Span::new(end, line.span.end));
        ["に報告", "に連絡", "へ報告", "へ連絡", "に第", "へ第", "に通知", "に一報"]
            .iter()
            .any(|to| after.starts_with(to))
    };
    let bureau = |span: Span| line.passage.words(span) == "当局" && line.who.authority.is_none();
    names.find(|(hit, _)| to(hit.span.end) && !bureau(hit.span)).map(|(hit, _)| hit.span.start)
}

/// The day just before the name, else the first one between name and verb, else the last one before.
fn day_of(line: &Line<'_, '_>, name: Span, verb: Span) -> Option<Day> {
    let before = line.before(name.start);
    let beside =
        before.last().copied().filter(|day| line.is_close(*day, name) || is_beside(line, *day, name));
    let between = line.before(verb.end).into_iter().find(|day| day.span.start >= name.end);
    let day = beside.or(between).or_else(|| line.bind(verb, Sense::Police));
    // 「委員会(5月28日速報)及び警察に」: a bracket that is closed dates only what stands before it.
    day.filter(|day| !is_closed(line, *day, name))
}

/// Whether the bracket around `day` closes before `name`.
fn is_closed(line: &Line<'_, '_>, day: Day, name: Span) -> bool {
    let gap = line.passage.words(Span::new(day.span.end, name.start.max(day.span.end)));
    let closed = gap.find(')').is_some_and(|at| gap.get(..at).is_some_and(|inner| !inner.contains('(')));
    let remark = gap.split(')').next().is_some_and(|inner| inner.contains("報"));
    closed && remark
}

/// Whether only the rest of its name stands between a day and an authority: 「1日に例示中央警察署、3日に省に報告」.
fn is_beside(line: &Line<'_, '_>, day: Day, name: Span) -> bool {
    let gap = line.passage.words(Span::new(day.span.end, name.start.max(day.span.end)));
    let rest =
        gap.strip_prefix('に').is_some_and(|rest| !rest.contains(['、', '。', 'に', 'を', 'が', 'は']));
    rest && gap.chars().count() <= 14
}

/// The day of a further report: one named after that of the report before.
fn between(line: &Line<'_, '_>, last: Option<Day>, verb: Span) -> Option<Day> {
    let last = last?;
    let next = line.days.iter().filter(|(day, used)| {
        *used == Use::Step && day.span.start > last.span.end && day.span.end <= verb.start
    });
    next.map(|(day, _)| *day).next_back()
}

/// 「本市へ…報告」, 「当社に第一報」: the organisation is told.
fn to_self(line: &Line<'_, '_>, steps: &mut Vec<Step>) {
    let names = line.passage.hits_in("organizations", line.span).filter(|(_, rule)| rule.value == "self");
    for (hit, _) in names {
        if line.passage.words(hit.span) == "当局" && line.who.authority.is_none() {
            continue;
        }
        let after = line.passage.words(Span::new(hit.span.end, line.span.end));
        let told = ["に", "へ", "あて", "宛"].iter().any(|particle| after.starts_with(particle));
        let inner = [
            "において",
            "における",
            "にて",
            "に対する",
            "に関",
            "によ",
            "に設置",
            "に入",
            "に保",
            "に登録",
            "に問",
            "に侵入",
            "に不正",
            "にお",
        ];
        if !told || inner.iter().any(|particle| after.starts_with(particle)) {
            continue;
        }
        let sense = line.who.authority.map_or(Sense::Told, Sense::Regulator);
        let mut all = verbs(line, hit.span);
        all.extend(notice(line, hit.span).filter(|_| all.is_empty()));
        let mut last = None;
        for (at, verb) in all.into_iter().enumerate() {
            let day = if at == 0 { line.bind(verb, sense) } else { between(line, last, verb) };
            let Some(day) = day.filter(|_| line.happened(verb)) else { continue };
            last = Some(day);
            let told = Step::new(sense, day, hit.span.join(verb));
            steps.push(Step { to_self: true, from_other: line.is_from_other(hit.span), ..told });
        }
    }
}

/// How far behind the organisation's name the word of a notice stands, in bytes (12 characters): 「当社に書面で通知」.
const NOTICE: usize = 36;

/// The notice that the organisation at `name` was given: 「当法人宛てに電子メールで通知」.
fn notice(line: &Line<'_, '_>, name: Span) -> Option<Span> {
    let reach = Span::new(name.end, line.span.end);
    let after = line.passage.words(reach);
    let at = after
        .find("通知")
        .filter(|&at| at <= NOTICE && !after.get(..at).is_some_and(|gap| gap.contains(['、', '。'])))?;
    let behind = after.get(at + "通知".len()..).unwrap_or_default();
    let told = behind.trim_end().is_empty()
        || ["が", "さ", "し", "。", "を受", "、"].iter().any(|end| behind.starts_with(end));
    told.then(|| Span::new(name.end + at, name.end + at + "通知".len()))
}

/// 「11月27日 同社から…について報告」: an entry that ends in a report from somebody.
fn from_others(line: &Line<'_, '_>) -> Option<Step> {
    line.frame?;
    let (hit, _) =
        line.passage.hits_in("events", line.span).filter(|(_, rule)| rule.value == "report").last()?;
    let after =
        line.passage.words(Span::new(hit.span.end, line.span.end)).trim_end_matches(['。', '\n', ' ', ')']);
    let head = line.passage.words(Span::new(line.span.start, hit.span.start));
    let giver = ["から", "より"].iter().filter_map(|from| head.rfind(from)).max()?;
    let dated = line
        .days
        .iter()
        .any(|(day, _)| day.span.start <= line.span.start + giver && line.span.start + giver <= day.span.end);
    let authority = line
        .passage
        .hits_in("authorities", Span::new(line.span.start + giver, hit.span.start))
        .next()
        .is_some();
    let receiver = head.get(giver..).is_some_and(|words| words.contains("委員会") || words.contains("警察"));
    // 「教頭から校長へ報告」 is told within the house.
    let within = head.get(giver..).is_some_and(|words| {
        words.ends_with(['へ', 'に'])
            && !line.passage.stands(
                "organizations",
                "self",
                Span::new(line.span.start + giver, hit.span.start),
            )
    });
    // 「業者から…との中間報告」 goes on with an inquiry and finds nothing.
    let interim = ["中間", "経過"].iter().any(|kind| head.ends_with(kind));
    if interim || !after.is_empty() || authority || receiver || dated || within {
        return None;
    }
    let day = line.bind(hit.span, Sense::Told)?;
    // 「学校から全保護者へメールで第一報」 tells the persons.
    let persons = head.get(giver..).is_some_and(|words| {
        let to = ["へ", "に", "宛"].iter().filter_map(|to| words.rfind(to)).max();
        let receiver = to.and_then(|to| words.get(..to)).unwrap_or_default();
        ["保護者", "会員", "利用者", "お客様", "生徒", "対象者", "皆様", "住民", "学生"]
            .iter()
            .any(|person| receiver.ends_with(person))
    });
    let sense = if persons { Sense::Inform } else { Sense::Told };
    Some(Step { outside: line.who.is_outside(line, hit.span), ..Step::new(sense, day, hit.span) })
}
