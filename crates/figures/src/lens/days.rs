//! Days from occurrence to discovery to disclosure. Only dates with a day are used, and only first reports: what a follow-up
//! says stands in them already.

use jikenbo_model::PartialDate;
use jikenbo_model::vocabulary::Stage;

use crate::sections::{Made, count_of, ids, number_of, sentence};
use crate::words::name;
use crate::{Item, Name, Table, Value};

/// The middle of some figures, by the nearest rank: each is a figure that there is, none lies between two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quartiles {
    low: u64,
    median: u64,
    high: u64,
    largest: u64,
    count: u64,
}

impl Quartiles {
    /// Of `figures` in any order; `None` of none.
    pub(super) fn of(mut figures: Vec<u64>) -> Option<Self> {
        figures.sort_unstable();
        let count = figures.len();
        let rank = |quarter: usize| figures.get((count * quarter).div_ceil(4).saturating_sub(1)).copied();
        Some(Self {
            low: rank(1)?,
            median: rank(2)?,
            high: rank(3)?,
            largest: rank(4)?,
            count: u64::try_from(count).unwrap_or(u64::MAX),
        })
    }

    /// For a sentence, each figure as `value` makes it.
    pub(super) fn values(self, value: fn(u64) -> Value) -> Vec<(&'static str, Value)> {
        vec![
            ("median", value(self.median)),
            ("low", value(self.low)),
            ("high", value(self.high)),
            ("count", Value::Counted(self.count)),
        ]
    }
}

/// From which date to which.
struct Way {
    name: Name,
    from: fn(&Item) -> Option<PartialDate>,
    to: fn(&Item) -> Option<PartialDate>,
}

impl Way {
    /// What its days are called.
    fn days(&self) -> Name {
        let Name { code, ja, en } = &self.name;
        Name { code: code.clone(), ja: format!("{ja}までの日数"), en: format!("days from {en}") }
    }
}

fn ways() -> [Way; 3] {
    let occurred: fn(&Item) -> _ = |item| item.facts.occurred_from;
    let discovered: fn(&Item) -> _ = |item| item.facts.discovered;
    let disclosed: fn(&Item) -> _ = |item| item.disclosed.or(item.facts.published);
    let named = |code, japanese: &str, english: &str| Name { en: english.to_owned(), ..name(code, japanese) };
    [
        Way {
            name: named("found", "発生から発覚", "occurrence to discovery"),
            from: occurred,
            to: discovered,
        },
        Way {
            name: named("told", "発覚から公表", "discovery to disclosure"),
            from: discovered,
            to: disclosed,
        },
        Way {
            name: named("whole", "発生から公表", "occurrence to disclosure"),
            from: occurred,
            to: disclosed,
        },
    ]
}

pub(super) fn lens(items: &[&Item]) -> Made {
    let first = |item: &&&Item| {
        item.disclosed.is_some() || !matches!(item.facts.stage, Some(Stage::Update | Stage::Final))
    };
    let items: Vec<&Item> = items.iter().filter(first).copied().collect();
    let mut sentences = vec![count_of("days_items", &items)];
    let columns = ["way", "count", "low", "median", "high", "largest", "vague", "unknown"];
    let mut table = Table::new("lens_days", &columns);
    for way in ways() {
        let measured = measure(&way, &items);
        let Some(quartiles) = Quartiles::of(measured.days) else { continue };
        let mut values = vec![("way", Value::name(&way.days()))];
        values.extend(quartiles.values(Value::Days));
        sentences.push(sentence("days_median", values, ids(&measured.items)));
        let Quartiles { low, median, high, largest, count } = quartiles;
        let mut cells = vec![Value::name(&way.name), Value::Counted(count)];
        cells.extend([low, median, high, largest].map(Value::Days));
        cells.extend([Value::Number(measured.vague), Value::Number(measured.unknown)]);
        table.row(cells, ids(&measured.items));
    }
    (!table.rows.is_empty()).then(|| (sentences, vec![table]))
}

/// What was measured of a way, and what could not be.
struct Measured<'a> {
    items: Vec<&'a Item>,
    days: Vec<u64>,
    /// Both dates are given, one without its day or the later one before the earlier one.
    vague: u64,
    /// A date is not given.
    unknown: u64,
}

fn measure<'a>(way: &Way, items: &[&'a Item]) -> Measured<'a> {
    let mut measured = Measured { items: Vec::new(), days: Vec::new(), vague: 0, unknown: 0 };
    for item in items {
        let Some((from, to)) = (way.from)(item).zip((way.to)(item)) else { continue };
        match between(from, to) {
            Some(days) => {
                measured.items.push(item);
                measured.days.push(days);
            }
            None => measured.vague += 1,
        }
    }
    measured.unknown = number_of(items) - number_of(&measured.items) - measured.vague;
    measured
}

/// The days from `from` to `to`, which is none before it; both with their days.
pub(super) fn between(from: PartialDate, to: PartialDate) -> Option<u64> {
    let span = from.civil()?.until(to.civil()?).ok()?;
    u64::try_from(span.get_days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quartiles_are_figures_that_there_are() {
        let of = |figures: &[u64]| {
            let quartiles = Quartiles::of(figures.to_vec())?;
            Some([quartiles.low, quartiles.median, quartiles.high, quartiles.largest])
        };
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[7]), Some([7, 7, 7, 7]));
        assert_eq!(of(&[4, 1, 3, 2]), Some([1, 2, 3, 4]));
        assert_eq!(of(&[5, 1, 4, 2, 3]), Some([2, 3, 4, 5]));
    }

    #[test]
    fn days_lie_between_days() {
        let days = |from: &str, to: &str| between(from.parse().unwrap(), to.parse().unwrap());
        assert_eq!(days("2024-02-28", "2024-03-01"), Some(2), "a leap year");
        assert_eq!(days("2024-12-31", "2026-01-01"), Some(366));
        assert_eq!(days("2025-09-10", "2025-09-10"), Some(0));
        assert_eq!(days("2025-09-10", "2025-09-09"), None);
        assert_eq!(days("2025-09", "2025-09-09"), None);
    }
}
