//! A month of many items in memory: counted, laid out and written.
//!
//! `cargo bench -p jikenbo-figures`.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a benchmark reads the clock")]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use jikenbo_figures::{Form, Item, Lang, Month, Options, Period, digest, render};
use jikenbo_model::vocabulary::{Cause, Kind, Qualifier, Unit};
use jikenbo_model::{Facts, Total};

/// Invented items, of every cause and size.
fn items(count: u64) -> Vec<Item> {
    let item = |id: u64| {
        let at = usize::try_from(id).unwrap_or(0);
        let facts = Facts {
            organization: Some(format!("株式会社例示{id}")),
            title: Some("不正アクセスについて".to_owned()),
            published: "2025-09-10".parse().ok(),
            kind: Some(Kind::Disclosure),
            cause: Some(Cause::ALL[at % (Cause::ALL.len() - 1)]),
            affected_total: Some(Total {
                count: id * 7919 % 100_003,
                unit: Unit::People,
                qualifier: Qualifier::Exact,
            }),
            ..Facts::default()
        };
        Item { label: format!("2025-{id:03}"), ..Item::new(id, facts) }
    };
    (1..=count).map(item).collect()
}

/// How often each is measured; the quickest is told.
const TIMES: usize = 5;

fn quickest(mut work: impl FnMut()) -> Duration {
    let once = |()| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    std::iter::repeat_n((), TIMES).map(once).min().unwrap_or_default()
}

fn main() {
    let Some(month) = Month::new(2025, 9) else { return };
    for count in [1_000, 10_000, 100_000] {
        let items = items(count);
        let made = || digest(&items, &BTreeMap::new(), Period::month(month), Options::default());
        let counted = quickest(|| _ = black_box(made()));
        let written = quickest(|| _ = black_box(render(&made(), Form::Html, Lang::Ja)));
        println!("{count:>7} items: counted in {counted:.1?}, counted and written as HTML in {written:.1?}");
    }
}
