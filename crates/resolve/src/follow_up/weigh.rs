//! What speaks for and against two reports being of one case.

use super::findings::{At, Finding, Findings, Words};
use super::points as p;
use super::title::Likeness;
use crate::incident::{self, Fit};
use crate::organization::{Organization, Sameness, same};
use crate::{Candidate, Code, Window};

/// All grounds; none where neither a number, an address nor an organisation is in common.
pub(super) fn weigh<'a>(new: &'a Candidate, other: &'a Candidate) -> Findings<'a> {
    let mut found = Findings::default();
    who(new, other, &mut found);
    named(new, other, &mut found);
    if found.all.is_empty() {
        return found;
    }
    number(new, other, &mut found);
    row(new, other, &mut found);
    title(new, other, &mut found);
    occurred(new, other, &mut found);
    discovered(new, other, &mut found);
    found_after(new, other, &mut found);
    how(new, other, &mut found);
    where_(new, other, &mut found);
    data(new, other, &mut found);
    published(new, other, &mut found);
    found
}

/// How the senders stand to each other: the nearest of all pairs.
pub(super) fn sameness<'a>(new: &'a Candidate, other: &'a Candidate) -> (Sameness, &'a str, &'a str) {
    let pairs = new.senders().flat_map(|one| other.senders().map(move |two| (one, two)));
    let judged = pairs.map(|(one, two): (&Organization, &Organization)| {
        (same(one, two).sameness, one.name.as_str(), two.name.as_str())
    });
    judged.min_by_key(|(sameness, _, _)| *sameness).unwrap_or((Sameness::Different, "", ""))
}

/// Whether the two carry the same number of the same publication.
pub(super) fn same_number(new: &Candidate, other: &Candidate) -> bool {
    new.number.is_some() && new.number == other.number
}

fn who<'a>(new: &'a Candidate, other: &'a Candidate, found: &mut Findings<'a>) {
    let (sameness, one, two) = sameness(new, other);
    let (code, points) = match sameness {
        Sameness::Same => (Code::SameOrganization, p::SAME_ORGANIZATION),
        Sameness::Alias => (Code::AliasOrganization, p::ALIAS_ORGANIZATION),
        Sameness::Related => (Code::RelatedOrganization, p::RELATED_ORGANIZATION),
        Sameness::Different => return,
    };
    found.at(code, points, Words::Two(one, two), "organization");
}

/// What the one says of the other: an earlier report's address or day, a link.
fn named<'a>(new: &'a Candidate, other: &'a Candidate, found: &mut Findings<'a>) {
    let ways = [(new, other, true), (other, new, false)];
    let mut put = |code, points, words, new_says| {
        let (says, silent) = (At::Path("earlier_reports"), At::Nowhere);
        let (new, other) = if new_says { (says, silent) } else { (silent, says) };
        found.push(Finding { code, points, words, new, other });
    };
    for (from, to, new_says) in ways {
        if let Some(url) = from.earlier.iter().map(|report| &report.url).find(|url| to.urls.contains(*url)) {
            return put(Code::NamedUrl, p::NAMED_URL, Words::One(url), new_says);
        }
    }
    if sameness(new, other).0 == Sameness::Different {
        return;
    }
    for (from, to, new_says) in ways {
        let Some(out) = to.published().filter(|day| day.is_day()) else { continue };
        let mut days = from.earlier.iter().filter_map(|report| report.day).peekable();
        let none = days.peek().is_none();
        match days.find(|day| Window::of(*day) == out) {
            Some(day) => return put(Code::NamedDate, p::NAMED_DATE, Words::Dates(Some(day), None), new_says),
            None if !none && later(from, to) => {
                put(
                    Code::NamedOtherDate,
                    p::NAMED_OTHER_DATE,
                    Words::Dates(to.dates.published, None),
                    new_says,
                );
            }
            None => {}
        }
    }
    let link = |from: &'a Candidate, to: &Candidate| from.links.iter().find(|link| to.urls.contains(*link));
    let shared = new.urls.iter().any(|url| other.urls.contains(url));
    if let Some(link) = link(new, other).or_else(|| link(other, new)).filter(|_| !shared) {
        found.push(Finding {
            code: Code::LinkedPage,
            points: p::LINKED_PAGE,
            words: Words::One(link),
            new: At::Nowhere,
            other: At::Nowhere,
        });
    }
}

fn later(one: &Candidate, two: &Candidate) -> bool {
    matches!((one.published(), two.published()), (Some(one), Some(two)) if one.from > two.to)
}

fn number<'a>(new: &'a Candidate, other: &'a Candidate, found: &mut Findings<'a>) {
    let (Some((one, first)), Some((two, second))) = (&new.number, &other.number) else { return };
    if one == two && first != second {
        found.at(Code::OtherNumber, p::OTHER_NUMBER, Words::None, "case_number");
    }
}

/// Which came first, by what they say of themselves.
fn row<'a>(new: &'a Candidate, other: &'a Candidate, found: &mut Findings<'a>) {
    let shared = new.urls.iter().find(|url| other.urls.contains(*url));
    if let Some(url) = shared.filter(|_| new.document.is_none() || new.document != other.document) {
        found.push(Finding {
            code: Code::SameAddress,
            points: p::SAME_ADDRESS,
            words: Words::One(url),
            new: At::Nowhere,
            other: At::Nowhere,
        });
    }
    let (first, last) = if later(other, new) { (new, other) } else { (other, new) };
    let ordered = later(first, last) || later(last, first);
    if !last.is_follow_up() {
        // Where neither tells its day, the one may have come in late.
        let open = !ordered && first.is_follow_up();
        return if open {
        } else {
            found.at(Code::BothFirst, p::BOTH_FIRST, Words::None, "stage")
        };
    }
    found.at(Code::FollowUpStage, p::FOLLOW_UP_STAGE, Words::None, "stage");
    match (first.title.ordinal, last.title.ordinal) {
        (Some(one), Some(two)) if one == two => {
            found.at(Code::SameInRow, p::SAME_IN_ROW, Words::None, "title")
        }
        (Some(one), Some(two)) if one.abs_diff(two) == 1 => {
            found.at(Code::NextInRow, p::NEXT_IN_ROW, Words::None, "title")
        }
        (None, Some(2)) if !first.is_follow_up() => {
            found.at(Code::NextInRow, p::NEXT_IN_ROW, Words::None, "title")
        }
        _ => {}
    }
}

fn title<'a>(new: &'a Candidate, other: &'a Candidate, found: &mut Findings<'a>) {
    if new.title.is_of_other_topic(&other.title) {
        return found.at(Code::OtherTitle, p::OTHER_TITLE, Words::None, "title");
    }
    let (code, points) = match new.title.likeness(&other.title) {
        // The service's name in both is counted with the services.
        Likeness::Own(800..) if !share_service(new, other) => (Code::SameTitle, p::SAME_TITLE),
        Likeness::Own(450..) => (Code::SameTitle, p::LIKE_TITLE),
        Likeness::Own(..150) | Likeness::Plain(..500) => (Code::OtherTitle, p::UNLIKE_TITLE),
        Likeness::Plain(800..) => (Code::PlainTitle, p::PLAIN_TITLE),
        _ => return,
    };
    found.at(code, points, Words::None, "title");
}

fn share_service(new: &Candidate, other: &Candidate) -> bool {
    new.services.iter().any(|service| other.services.contains(service))
}

fn occurred<'a>(new: &'a Candidate, other: &'a Candidate, found: &mut Findings<'a>) {
    let (Some(one), Some(two)) = (new.occurred(), other.occurred()) else { return };
    let words = Words::Dates(new.dates.occurred.0, other.dates.occurred.0);
    let same_start = one.from == two.from && new.dates.occurred.0.is_some_and(|date| date.day().is_some());
    let (code, points) = if same_start || (one == two && one.is_day()) {
        (Code::SameOccurrence, p::SAME_OCCURRENCE)
    } else if one.gap(two) <= 7 {
        (Code::NearOccurrence, p::NEAR_OCCURRENCE)
    } else {
        (Code::OtherOccurrence, p::OTHER_OCCURRENCE)
    };
    found.at(code, points, words, "occurred_from");
}

fn discovered<'a>(new: &'a Candidate, other: &'a Candidate, found: &mut Findings<'a>) {
    let (Some(one), Some(two)) = (new.discovered(), other.discovered()) else { return };
    let words = Words::Dates(new.dates.discovered, other.dates.discovered);
    let (code, points) = if one == two && one.is_day() {
        (Code::SameDiscovery, p::SAME_DISCOVERY)
    } else if one.gap(two) <= 3 {
        (Code::NearDiscovery, p::NEAR_DISCOVERY)
    } else {
        (Code::OtherDiscovery, if is_named(found) { p::OTHER_DISCOVERY_NAMED } else { p::OTHER_DISCOVERY })
    };
    found.at(code, points, words, "discovered");
}

fn is_named(found: &Findings<'_>) -> bool {
    [Code::NamedUrl, Code::NamedDate, Code::LinkedPage].iter().any(|code| found.has(*code))
}

/// What was noticed, or happened, only after a report had come out is not what that report tells of.
fn found_after<'a>(new: &'a Candidate, other: &'a Candidate, found: &mut Findings<'a>) {
    for (one, two) in [(new, other), (other, new)] {
        let Some(out) = two.published() else { continue };
        let began = [one.discovered(), one.dates.occurred.0.map(Window::of)].into_iter().flatten();
        if began.into_iter().any(|began| began.from > out.to + 2) {
            let words = Words::Dates(one.dates.discovered.or(one.dates.occurred.0), two.dates.published);
            // What the one says of the other counts for more than a day, which may be that of a later finding.
            let points = if is_named(found) { p::FOUND_AFTER_NAMED } else { p::FOUND_AFTER_REPORT };
            return found.at(Code::FoundAfterReport, points, words, "discovered");
        }
    }
}

fn how<'a>(new: &'a Candidate, other: &'a Candidate, found: &mut Findings<'a>) {
    let cause = |of: &Candidate| of.sketch.causes.first().copied();
    let words = match (cause(new), cause(other)) {
        (Some(one), Some(two)) => Words::Two(one.word(), two.word()),
        _ => Words::None,
    };
    match incident::causes(cause(new), cause(other)) {
        Fit::Same => found.at(Code::SameCause, p::SAME_CAUSE, words, "cause"),
        Fit::Near => found.at(Code::OtherCause, p::NEAR_CAUSE, words, "cause"),
        Fit::Other => found.at(Code::OtherCause, p::OTHER_CAUSE, words, "cause"),
        Fit::Open => {}
    }
    match incident::methods(&new.sketch.methods, &other.sketch.methods) {
        Fit::Same => found.at(Code::SameMethods, p::SAME_METHODS, Words::None, "methods"),
        Fit::Other => found.at(Code::OtherMethods, p::OTHER_METHODS, Words::None, "methods"),
        Fit::Near | Fit::Open => {}
    }
}

fn where_<'a>(new: &'a Candidate, other: &'a Candidate, found: &mut Findings<'a>) {
    if !new.services.is_empty() && !other.services.is_empty() {
        match new.services.iter().find(|service| other.services.contains(service)) {
            Some(service) => {
                found.at(Code::SameServices, p::SAME_SERVICES, Words::One(service.as_str()), "services");
            }
            None => found.at(Code::OtherServices, p::OTHER_SERVICES, Words::None, "services"),
        }
    }
    let (one, two) = (&new.sketch.places, &other.sketch.places);
    let mut pairs = one.iter().flat_map(|one| two.iter().map(move |two| (&one.named, &two.named)));
    if let Some((one, two)) = pairs.find(|(one, two)| same(&one.organization, &two.organization).is_one()) {
        found.push(Finding {
            code: Code::SamePlace,
            points: p::SAME_PLACE,
            words: Words::One(&one.organization.name),
            new: At::Proofs(&one.proofs),
            other: At::Proofs(&two.proofs),
        });
    } else if !one.is_empty() && !two.is_empty() {
        found.at(Code::OtherPlace, p::OTHER_PLACE, Words::None, "chain");
    }
}

fn data<'a>(new: &'a Candidate, other: &'a Candidate, found: &mut Findings<'a>) {
    let shared = new.figures.iter().filter(|figure| other.figures.binary_search(figure).is_ok());
    if let Some(figure) = shared.max_by_key(|figure| (!is_round(**figure), **figure)) {
        let points = if is_round(*figure) { p::ROUND_FIGURE } else { p::SAME_FIGURE };
        found.at(Code::SameFigure, points, Words::Figure(*figure), "affected");
    }
    let both = new.data_types.iter().filter(|one| other.data_types.contains(one)).count();
    let either = new.data_types.len() + other.data_types.len() - both;
    if both >= 3 && both * 10 >= either * 7 {
        found.at(Code::SameData, p::SAME_DATA, Words::None, "data_types");
    }
    if let Some(trace) = new.traces.iter().find(|trace| other.traces.contains(trace)) {
        found.at(Code::SameTrace, p::SAME_TRACE, Words::One(trace), "indicators");
    }
    match new.words.share(&other.words) {
        600.. => found.bare(Code::SameWords, p::MOST_WORDS),
        300.. => found.bare(Code::SameWords, p::MANY_WORDS),
        _ => {}
    }
}

/// 1,000 and 12,300 are met by chance; 1,234 and 123 hardly.
fn is_round(figure: u64) -> bool {
    figure < 100 || figure.is_multiple_of(100)
}

fn published<'a>(new: &'a Candidate, other: &'a Candidate, found: &mut Findings<'a>) {
    let (Some(one), Some(two)) = (new.published(), other.published()) else { return };
    let words = Words::Dates(new.dates.published, other.dates.published);
    let (code, points) = match one.gap(two) {
        ..=75 => (Code::SameTime, p::SAME_TIME),
        76..=200 => return,
        201..=420 => (Code::LongTimeBetween, p::LONG_TIME),
        _ => (Code::LongTimeBetween, p::VERY_LONG_TIME),
    };
    found.at(code, points, words, "published");
}
