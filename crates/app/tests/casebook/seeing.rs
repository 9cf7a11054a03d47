//! Who sees what: scope by state by visibility, over all that is shown.

use jikenbo_app::casebook::Worker;
use jikenbo_app::casebook::editing::states::set_state;
use jikenbo_app::casebook::editing::visibility::{Access, set};
use jikenbo_model::{CaseState, Scope, Visibility};

use crate::editing::furnished;
use crate::outlets::{acts, member, opened_as, outlets};

/// Words that stand only in case #2025-003: its organisation, its report's words.
const OWN: [&str; 3] = ["例示大学", "USBメモリ", "学生"];

#[test]
fn scope_by_state_by_visibility() {
    let book = furnished();
    let mut casebook = book.open();
    for state in CaseState::ALL {
        set_state(&mut casebook, &["2025-003".to_owned()], *state).unwrap();
        for visibility in Visibility::ALL {
            for thing in ["2025-003", "report:4"] {
                let open = Access { visibility: Some(Visibility::Public), ..Access::default() };
                for other in ["2025-003", "report:4"] {
                    set(&mut casebook, other, &open).unwrap();
                }
                let access = Access { visibility: Some(*visibility), ..Access::default() };
                set(&mut casebook, thing, &access).unwrap();
                let what = format!("{thing} {state:?} {visibility:?}");
                let is_public = *state == CaseState::Published && *visibility == Visibility::Public;
                for (scope, sees) in [
                    (Scope::Owner, true),
                    (member(), *visibility != Visibility::Private),
                    (Scope::Public, is_public),
                ] {
                    let shown = outlets(&book, scope.clone());
                    for words in OWN {
                        assert_eq!(shown.contains(words), sees, "{what} {scope:?} {words}");
                    }
                    let history = acts(&mut opened_as(&book, scope.clone()), 4) > 0;
                    assert_eq!(history, sees && scope != Scope::Public, "{what} {scope:?} history");
                }
            }
        }
    }
}

#[test]
fn a_copy_is_never_public_and_only_a_report_has_a_text() {
    let book = furnished();
    let mut casebook = book.open();
    let public = Access { visibility: Some(Visibility::Public), ..Access::default() };
    let refused = set(&mut casebook, "capture:1", &public).unwrap_err().to_string();
    assert_eq!(refused, "expected a report or case, as copies are never public, but found `capture:1`");
    let full = Access { text: Some(jikenbo_model::TextPolicy::Full), ..Access::default() };
    let refused = set(&mut casebook, "2025-001/1", &full).unwrap_err().to_string();
    assert_eq!(
        refused,
        "expected the ground on which the whole text of `2025-001/1` may be shown, but found none"
    );
    drop(casebook);
    let why = Some("発行元の許諾".to_owned());
    let mut casebook = book.open_for(Worker { why, ..Worker::owner("editor") }).unwrap().0;
    assert!(set(&mut casebook, "2025-001", &full).is_err());
    assert!(set(&mut casebook, "2025-001/1", &full).unwrap().revision.is_some());
    assert_eq!(set(&mut casebook, "2025-001/1", &full).unwrap().revision, None);
}

#[test]
fn a_team_sees_what_is_private() {
    let book = furnished();
    let mut casebook = book.open();
    let team = |name: Option<&str>| Access {
        visibility: Some(Visibility::Private),
        team: Some(name.map(str::to_owned)),
        ..Access::default()
    };
    set(&mut casebook, "2025-003", &team(Some("press"))).unwrap();
    let of_team = Scope::Member { user: "member".to_owned(), teams: vec!["press".to_owned()] };
    assert!(outlets(&book, of_team.clone()).contains("例示大学"));
    set(&mut casebook, "report:4", &team(None)).unwrap();
    assert!(!outlets(&book, of_team).contains("例示大学"));
}
