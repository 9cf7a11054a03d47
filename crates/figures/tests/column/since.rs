//! Corrections since a month's figures were published.

use jikenbo_figures::{Corrections, Form, Frozen, Item, Lang, Made, Options, Value, corrections, render};
use jikenbo_model::Total;
use jikenbo_model::vocabulary::{Cause, Qualifier, Unit};

use crate::{report, september};

fn since(published: &[u64], then: &[Item], now: &[Item]) -> Corrections {
    let (before, after) =
        (september(then, None, Options::default()), september(now, None, Options::default()));
    corrections(published, Made { digest: &before, items: then }, Made { digest: &after, items: now })
}

#[test]
fn nothing_changed_is_no_correction() {
    let items = [report(1, Cause::Insider), report(2, Cause::LossTheft)];
    assert!(since(&[1, 2], &items, &items).is_none());
}

#[test]
fn figures_then_and_now_and_what_led_to_them() {
    let then = [report(1, Cause::Insider), report(2, Cause::LossTheft), report(3, Cause::LossTheft)];
    let mut corrected = report(1, Cause::UnauthorizedAccess);
    corrected.facts.affected_total =
        Some(Total { count: 1200, unit: Unit::People, qualifier: Qualifier::About });
    let now = [corrected, report(2, Cause::LossTheft), report(4, Cause::LossTheft)];
    let found = since(&[1, 2, 3], &then, &now);
    let ids = |lines: &[jikenbo_figures::Line]| lines.iter().map(|line| line.id).collect::<Vec<_>>();
    assert_eq!(ids(&found.added), [4]);
    assert_eq!(
        found.withdrawn.iter().map(|gone| (gone.id, gone.line.is_some())).collect::<Vec<_>>(),
        [(3, true)]
    );
    let [item] = found.changed.as_slice() else { panic!("{found:?}") };
    let fields: Vec<&str> = item.fields.iter().map(|field| field.what.code.as_str()).collect();
    assert_eq!(fields, ["cause", "affected_total"]);
    let figures: Vec<(&str, &Value, &Value)> =
        found.figures.iter().map(|one| (one.what.code.as_str(), &one.then, &one.now)).collect();
    let (none, one) = (Value::Counted(0), Value::Counted(1));
    assert!(figures.contains(&("unauthorized_access", &none, &one)), "{figures:?}");
    assert!(figures.contains(&("taken_out", &one, &none)), "{figures:?}");
    assert!(!figures.iter().any(|figure| figure.0 == "number"), "three then and now");
    let mut made = september(&then, None, Options::default());
    made.frozen = Some(Frozen { day: "2025-10-05".to_owned(), corrections: found });
    for (lang, expected) in [
        (
            Lang::Ja,
            [
                "2025年10月5日に公表した時点",
                "不正アクセス 0本 → 1本",
                "追加: 2025-004",
                "除外: 2025-003",
                "件数 不明 → 約1,200人",
            ],
        ),
        (
            Lang::En,
            [
                "published on 2025-10-05",
                "unauthorised access: 0 reports → 1 report",
                "added: 2025-004",
                "withdrawn: 2025-003",
                "→ about 1,200 people",
            ],
        ),
    ] {
        let text = render(&made, Form::Text, lang);
        let missing: Vec<&str> = expected.into_iter().filter(|words| !text.contains(words)).collect();
        assert!(missing.is_empty(), "{missing:?} in:\n{text}");
        assert!(!render(&made, Form::Html, lang).contains("href=\"#item-4\""), "it stands in no list");
    }
}

#[test]
fn what_may_no_longer_be_seen_still_counted_then() {
    let all = [report(1, Cause::Insider), report(2, Cause::Insider)];
    let found = since(&[1, 2], &all[..1], &all[..1]);
    assert_eq!(found.withdrawn.iter().map(|gone| (gone.id, &gone.line)).collect::<Vec<_>>(), [(2, &None)]);
    let [number] = found.figures.as_slice() else { panic!("{found:?}") };
    assert_eq!((&number.then, &number.now), (&Value::Counted(2), &Value::Counted(1)));
}
