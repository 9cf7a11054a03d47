//! `cargo bench -p jikenbo-casebook [-- --largest 100000] [--batch 1000] [--server]`: filing, showing and looking back in
//! a growing casebook of invented reports. `--server` tries PostgreSQL, too.
//!
//! `busy` is the time that the processor spent in this process (SQLite is part of it, a PostgreSQL server is not): unlike
//! the time of the clock it says little of what else the machine does.
#![allow(clippy::print_stdout, reason = "a bench prints")]
#![allow(clippy::unwrap_used, reason = "a bench stops where what it needs is missing")]

#[path = "../../tests/store/server.rs"]
mod server;
mod synthetic;

use std::time::{Duration, Instant};

use jikenbo_casebook::cases::{self, NewCase};
use jikenbo_casebook::decisions::{self, NewDecision};
use jikenbo_casebook::list::{self, Filter, Page, TallyBy};
use jikenbo_casebook::membership::{self, Join};
use jikenbo_casebook::numbers::Wish;
use jikenbo_casebook::{AsOf, Error, Identity, Place, Read, Stamp, Store, filing, keys, rereading, show};
use jikenbo_model::{
    Belonging, CaseId, CaseNumber, CaseState, DecidedBy, Evidence, ReportId, Revision, Scope, Visibility,
};
use serde_json::json;

fn main() {
    let largest = argument("--largest", 100_000);
    let batch = argument("--batch", 1_000);
    let folder = tempfile::tempdir().unwrap();
    let place = Place::Folder(folder.path().to_owned());
    run("SQLite", &place, largest, batch);
    if std::env::args().any(|argument| argument == "--server") {
        let url = server::schema().expect("PostgreSQL");
        run("PostgreSQL", &Place::parse(&url).unwrap(), largest, batch);
    }
}

fn argument(name: &str, default: usize) -> usize {
    let mut arguments = std::env::args().skip_while(|argument| argument != name).skip(1);
    arguments.next().map_or(default, |value| value.parse().expect("a number"))
}

fn run(name: &str, place: &Place, largest: usize, batch: usize) {
    println!("\n{name}, {batch} reports a write");
    let identity = Identity {
        id: "0".to_owned(),
        name: "例示事件簿".to_owned(),
        publication: "例示事件簿".to_owned(),
        contact: None,
    };
    let mut store = Store::create(place, &identity).unwrap();
    let mut filed = 0;
    let mut size = 1_000;
    while size <= largest {
        let from = filed;
        let (mut spent, mut worked) = (Duration::ZERO, Duration::ZERO);
        while filed < size {
            let count = batch.min(size - filed);
            let (clock, busy) = file(&mut store, filed, count);
            (spent, worked) = (spent + clock, worked + busy);
            filed += count;
        }
        let rate = |time: Duration| (size - from) as f64 / time.as_secs_f64();
        println!(
            "{size:>7} reports: {:.0} a second since {from}, {:.0} a busy second",
            rate(spent),
            rate(worked)
        );
        store.tune().unwrap();
        look(&mut store, place, size);
        size *= 10;
    }
}

/// The time that the processor spent in this thread.
fn busy() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(told.split(' ').next().and_then(|nanoseconds| nanoseconds.parse().ok()).unwrap_or(0))
}

/// Files `count` reports as the program does: four of five open a case, the fifth joins one. The time in the store, by the
/// clock and by the processor.
fn file(store: &mut Store, from: usize, count: usize) -> (Duration, Duration) {
    let captures: Vec<_> = (from..from + count).map(synthetic::capture).collect();
    let (begun, worked) = (Instant::now(), busy());
    let work = |tx: &mut jikenbo_casebook::Tx<'_>| -> Result<(), Error> {
        let filed = filing::file(tx, &captures)?;
        let reports: Vec<ReportId> = filed.iter().map(|filed| filed.reports[0]).collect();
        let new: Vec<NewCase> =
            reports.iter().filter(|report| report.0 % 5 != 0).map(|report| case(*report)).collect();
        cases::open(tx, &new)?;
        let follow = |report: &ReportId| {
            let case = CaseId((report.0 * 4 / 5).max(1));
            Join { report: *report, case, belonging: belonging() }
        };
        let joins: Vec<Join> = reports.iter().filter(|report| report.0 % 5 == 0).map(follow).collect();
        membership::join(tx, &joins).map(drop)
    };
    store.write(&stamp("add"), work).unwrap();
    (begun.elapsed(), busy() - worked)
}

fn stamp(what: &str) -> Stamp {
    Stamp {
        at: "2025-10-01T00:00:00Z".parse().unwrap(),
        who: "bench".to_owned(),
        what: what.to_owned(),
        why: None,
    }
}

fn case(report: ReportId) -> NewCase {
    NewCase {
        number: Wish::Next(2025),
        state: if report.0 % 3 == 0 { CaseState::New } else { CaseState::Published },
        visibility: Visibility::Public,
        owner: "bench".to_owned(),
        team: None,
        reports: vec![report],
        belonging: belonging(),
    }
}

fn belonging() -> Belonging {
    Belonging {
        by: DecidedBy::Machine,
        who: "linker 1".to_owned(),
        reasons: json!([{"code": "number"}]),
        score: 990,
    }
}

fn look(store: &mut Store, place: &Place, size: usize) {
    open(place, size);
    let mut looks = Looks { store, size };
    // Where half was filed.
    let then = Some(AsOf::Revision(Revision((size as i64 / 2_000).max(1))));
    looks.take("show", (Scope::Owner, None), 200, &show_one);
    looks.take("show to the public", (Scope::Public, None), 200, &show_one);
    looks.take("show as of half the way", (Scope::Owner, then), 200, &show_one);
    looks.take("candidates", (Scope::Owner, None), 200, &|read, at| {
        keys::candidates(read, &synthetic::keys(at), 50).unwrap();
    });
    let list = |filter: Filter| {
        move |read: &mut Read<'_>, _: usize| {
            drop(list::list(read, &filter, Page { before: None, limit: 50 }).unwrap())
        }
    };
    let by_cause = Filter { words: vec![("cause".to_owned(), "insider".to_owned())], ..Filter::default() };
    looks.take("list", (Scope::Owner, None), 20, &list(Filter::default()));
    looks.take("list to the public", (Scope::Public, None), 20, &list(Filter::default()));
    looks.take("list by cause", (Scope::Owner, None), 20, &list(by_cause));
    for (name, by) in [("cause", TallyBy::Field("cause".to_owned())), ("month", TallyBy::Month)] {
        let tally =
            move |read: &mut Read<'_>, _: usize| drop(list::tally(read, &Filter::default(), &by).unwrap());
        looks.take(&format!("tally by {name}"), (Scope::Owner, None), 3, &tally);
        looks.take(
            &format!("tally by {name} to the public as of half the way"),
            (Scope::Public, then),
            3,
            &tally,
        );
    }
    reread(store, size);
}

fn open(place: &Place, size: usize) {
    let begun = Instant::now();
    drop(Store::open(place).unwrap());
    print!("{:>16} open {:.1} ms", "", milliseconds(begun.elapsed()));
    if let Some(file) = place.file() {
        print!(", {} bytes a report", std::fs::metadata(file).unwrap().len() / size as u64);
    }
    println!();
}

/// Looks at a casebook of `size` reports.
struct Looks<'s> {
    store: &'s mut Store,
    size: usize,
}

impl Looks<'_> {
    /// Looks `rounds` times, each time at another report.
    fn take(
        &mut self,
        name: &str,
        (scope, as_of): (Scope, Option<AsOf>),
        rounds: usize,
        look: &dyn Fn(&mut Read<'_>, usize),
    ) {
        let mut times = Vec::new();
        for round in 0..rounds {
            let (begun, worked) = (Instant::now(), busy());
            look(&mut self.store.read(scope.clone(), as_of).unwrap(), (round * 7919) % self.size);
            times.push((begun.elapsed(), busy() - worked));
        }
        let all: Duration = times.iter().map(|(_, busy)| *busy).sum();
        times.sort_unstable();
        println!(
            "{:>16} {name}: {:.2} ms median by the clock, {:.2} ms busy on average",
            "",
            milliseconds(times[rounds / 2].0),
            milliseconds(all) / rounds as f64
        );
    }
}

fn show_one(read: &mut Read<'_>, at: usize) {
    let serial = (at * 4 / 5).max(1) as u32;
    if let Some(found) = show::case_by_number(read, CaseNumber::new(2025, serial).unwrap()).unwrap() {
        show::case(read, found.case).unwrap();
    }
}

fn reread(store: &mut Store, size: usize) {
    let count = size.min(1_000);
    for (name, changed) in [("the same", false), ("another cause", true)] {
        let readings: Vec<_> = (0..count).map(|number| synthetic::reading(number, changed)).collect();
        let worked = busy();
        let work = |tx: &mut jikenbo_casebook::Tx<'_>| -> Result<(), Error> {
            readings
                .iter()
                .zip(1..)
                .try_for_each(|(reading, id)| rereading::reread(tx, ReportId(id), reading).map(drop))
        };
        store.write(&stamp("reread"), work).unwrap();
        let rate = count as f64 / (busy() - worked).as_secs_f64();
        println!("{:>16} reread, {name}: {rate:.0} reports a busy second", "");
    }
    let begun = Instant::now();
    let new = NewDecision {
        report: ReportId(1),
        field: "cause".to_owned(),
        value: json!(if size.is_multiple_of(2) { "insider" } else { "unknown" }),
        evidence: Evidence::default(),
    };
    let stamp = Stamp { who: size.to_string(), ..stamp("correct") };
    store.write(&stamp, |tx| decisions::decide(tx, &new)).unwrap();
    println!("{:>16} correct: {:.1} ms", "", milliseconds(begun.elapsed()));
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
