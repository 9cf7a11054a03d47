use serde_json::{Value, json};

use super::*;
use crate::Candidate;
use crate::testing::report;

fn victim(id: i64, name: &str, chain: Value, day: &str) -> Candidate {
    report(
        id,
        json!({
            "organization": name, "cause": "unauthorized_access", "methods": ["ransomware", "via_third_party"],
            "chain": chain, "discovered": day, "published": day,
        }),
    )
}

fn processor(name: &str) -> Value {
    json!([{"name": name, "relation": "processor"}])
}

fn grouped(reports: &[Candidate]) -> Vec<Vec<i64>> {
    let cases: Vec<CaseSketch> = reports.iter().map(|one| CaseSketch::of(one.id, [one])).collect();
    let certain = |origin: OriginProposal| {
        origin.members.into_iter().filter(|one| one.certain).map(|one| one.case).collect()
    };
    origins(&cases).into_iter().filter(|origin| origin.certain).map(certain).collect()
}

#[test]
fn victims_of_one_contractor_are_one_origin() {
    let chain = json!([{"name": "㈱例示情報処理", "relation": "processor"}, {"name": "見本データ株式会社", "relation": "sub_processor"}]);
    let own = report(
        3,
        json!({"organization": "見本データ株式会社", "cause": "unauthorized_access", "methods": ["ransomware"], "discovered": "2025-10-01", "published": "2025-10-05"}),
    );
    let reports = [
        victim(1, "例示市", processor("株式会社例示情報処理"), "2025-10-03"),
        victim(2, "想定大学", chain, "2025-10-05"),
        own,
        victim(4, "雛形町", processor("株式会社凡例印刷"), "2025-10-05"),
    ];
    assert_eq!(grouped(&reports), [vec![1, 2, 3]]);
}

#[test]
fn other_times_and_causes_are_other_breaches() {
    let one = victim(1, "例示市", processor("株式会社例示情報処理"), "2023-10-03");
    assert_eq!(
        grouped(&[one.clone(), victim(2, "想定大学", processor("株式会社例示情報処理"), "2025-10-03")]),
        [[0; 0]; 0]
    );
    let slip = report(
        3,
        json!({"organization": "想定大学", "cause": "operation_error", "methods": ["misdelivery", "via_third_party"], "chain": processor("株式会社例示情報処理"), "published": "2023-10-04"}),
    );
    assert_eq!(grouped(&[one, slip]), [[0; 0]; 0]);
}

#[test]
fn platforms_tie_nothing() {
    let chain = || json!([{"name": "Microsoft 365", "relation": "vendor"}]);
    assert_eq!(
        grouped(&[victim(1, "例示市", chain(), "2025-10-03"), victim(2, "想定大学", chain(), "2025-10-03")]),
        [[0; 0]; 0]
    );
}

#[test]
fn a_flawed_product_ties_its_victims() {
    let hit = |id, name: &str, product: &str| {
        report(
            id,
            json!({"organization": name, "cause": "unauthorized_access", "methods": ["zero_day"], "published": "2025-10-03", "occurred_from": "2025-09-01", "indicators": [{"type": "product", "value": product}]}),
        )
    };
    assert_eq!(
        grouped(&[
            hit(1, "例示市", "ReijiBox"),
            hit(2, "想定大学", "Reiji-Box"),
            hit(3, "雛形町", "FortiGate")
        ]),
        [vec![1, 2]]
    );
}

#[test]
fn new_victims_attach_themselves() {
    let cases: Vec<CaseSketch> = [
        victim(1, "例示市", processor("㈱例示情報処理"), "2025-10-03"),
        victim(2, "想定大学", processor("例示情報処理"), "2025-10-09"),
    ]
    .iter()
    .map(|one| CaseSketch::of(one.id, [one]))
    .collect();
    let known = [KnownOrigin { id: 7, cases: &cases }];
    let new = victim(9, "雛形町", processor("株式会社例示情報処理"), "2025-10-20");
    let found = attach(&CaseSketch::of(9, [&new]), &known);
    assert!(found[0].certain && found[0].origin == 7, "{found:?}");
    assert_eq!(found[0].reasons[0].new[0].report, 9);
    let other = victim(10, "凡例町", processor("株式会社例示情報センター"), "2025-10-20");
    assert!(attach(&CaseSketch::of(10, [&other]), &known).is_empty());
}

#[test]
fn clients_that_a_contractor_names_are_tied_to_it() {
    let contractor = report(
        1,
        json!({"organization": "株式会社例示情報処理", "cause": "unauthorized_access", "methods": ["ransomware"], "published": "2025-10-01", "discovered": "2025-10-01", "clients_hit": [{"name": "例示市", "affected_total": null}]}),
    );
    let client = victim(2, "例示市", json!([{"name": null, "relation": "processor"}]), "2025-10-02");
    assert_eq!(grouped(&[contractor, client]), [vec![1, 2]]);
}
