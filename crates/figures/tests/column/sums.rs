use jikenbo_figures::{Counted, Item, Options, Scheme, SectionKind, Share, Value, counted, placed};
use jikenbo_model::vocabulary::Cause;
use proptest::prelude::*;

use crate::{report, september};

fn cause() -> impl Strategy<Value = Cause> {
    prop::sample::select(Cause::ALL)
}

proptest! {
    #[test]
    fn shares_of_all_causes_are_the_whole(causes in prop::collection::vec(cause(), 1..200), scheme in 0..Scheme::ALL.len()) {
        let items: Vec<Item> = causes.iter().zip(1..).map(|(cause, id)| report(id, *cause)).collect();
        let options = Options { scheme: Scheme::ALL[scheme], counted: Counted::Reports, ..Options::default() };
        let made = september(&items, None, options);
        let causes = made.sections.iter().find(|section| section.kind == SectionKind::Causes).unwrap();
        let rows = &causes.tables[0].rows;
        let (mut count, mut tenths) = (0, 0);
        for row in rows {
            let (Value::Counted(own), Value::Share(share)) = (&row.cells[2], &row.cells[3]) else { panic!("{row:?}") };
            prop_assert_eq!(*own, row.proof.len() as u64, "each figure is proved by as many items");
            count += own;
            tenths += share.tenths();
        }
        prop_assert_eq!(count, made.total);
        prop_assert_eq!(counted(&items), made.total);
        prop_assert!(tenths.abs_diff(1000) <= rows.len() as u64, "{} of {} rows", tenths, rows.len());
    }

    #[test]
    fn a_share_is_half_up(part in 0u64..5000, whole in 1u64..5000) {
        let share = Share::of(part, whole).tenths();
        prop_assert!((2 * share).saturating_sub(1) * whole <= 2000 * part, "not above the half below");
        prop_assert!(2000 * part < (2 * share + 1) * whole, "and below the half above");
    }

    #[test]
    fn places_are_a_total_order(figures in prop::collection::vec(0u64..10, 0..50)) {
        let places = placed(figures.iter().copied().enumerate().collect(), |(_, figure)| *figure);
        for pair in places.windows(2) {
            let [(place, (at, figure)), (next, (after, lower))] = pair else { unreachable!() };
            prop_assert!(lower <= figure);
            prop_assert_eq!(place == next, lower == figure);
            prop_assert!(lower != figure || at < after, "equals keep their order");
        }
        for (place, (_, figure)) in &places {
            prop_assert_eq!(*place, 1 + figures.iter().filter(|other| *other > figure).count());
        }
    }
}

#[test]
fn a_share_does_not_overflow() {
    assert_eq!(Share::of(u64::MAX, u64::MAX).to_string(), "100.0");
    assert_eq!(Share::of(3, 0).tenths(), 0);
}
