use std::slice::from_ref;

use serde_json::{Value, json};

use super::*;
use crate::testing::{report, told};
use crate::{Candidate, Code};

/// The proposals for the last report among the others: other, relation, whether certain.
fn links(new: &Candidate, others: &[Candidate]) -> Vec<(i64, Link, bool)> {
    propose(new, others).into_iter().map(|one| (one.other, one.relation, one.certain)).collect()
}

fn first() -> Value {
    json!({
        "organization": "株式会社例示", "title": "サーバーへの不正アクセスについて", "published": "2025-11-10",
        "cause": "unauthorized_access", "methods": ["ransomware"], "discovered": "2025-11-08",
    })
}

fn with(facts: Value, more: Value) -> Value {
    let mut facts = facts;
    for (field, value) in more.as_object().unwrap() {
        facts[field] = value.clone();
    }
    facts
}

#[test]
fn a_number_settles_it() {
    let numbered =
        |number: &str, name: &str| json!({"case_number": number, "organization": name, "cause": "insider"});
    let (one, two) =
        (report(1, numbered("2025-416", "例示市")), report(2, numbered("2025-416", "独立行政法人見本機構")));
    assert_eq!(links(&two, from_ref(&one)), [(1, Link::SameCase, true)]);
    let other =
        report(3, with(first(), json!({"case_number": "2025-416", "cause": "loss_theft", "methods": []})));
    let doubtful = propose(&other, &[one]);
    assert!(
        !doubtful[0].certain && doubtful[0].reasons.iter().any(|reason| reason.code == Code::NumberInDoubt)
    );
    let (a, b) = (
        report(4, with(first(), json!({"case_number": "2025-500"}))),
        with(first(), json!({"case_number": "2025-501"})),
    );
    assert!(links(&report(5, with(b, json!({"stage": "update"}))), &[a]).iter().all(|link| !link.2));
}

#[test]
fn a_number_that_settles_it_speaks_for_it() {
    let one = report(1, with(first(), json!({"case_number": "2025-416"})));
    let more = json!({
        "case_number": "2025-416", "stage": "update", "published": "2025-12-01", "title": "不正アクセスについて(第2報)",
        "earlier_reports": [{"date": "2025-11-10", "url": null}],
    });
    let found = propose(&report(2, with(first(), more)), &[one]);
    let number = found[0].reasons.iter().find(|reason| reason.code == Code::SameNumber).unwrap();
    assert!(number.points >= 0, "{number:?}");
    assert_eq!(found[0].score, crate::FULL);
}

#[test]
fn a_follow_up_names_what_came_before() {
    let one = report(1, first());
    let by_date = json!({"organization": "例示㈱", "stage": "update", "published": "2025-12-20", "earlier_reports": [{"date": "2025-11-10", "url": null}]});
    let found = propose(&report(2, by_date.clone()), from_ref(&one));
    assert!(found[0].certain, "{found:?}");
    let off = with(
        by_date,
        json!({"earlier_reports": [{"date": "2025-10-01", "url": null}], "cause": "loss_theft", "title": "名簿の紛失について(第2報)"}),
    );
    assert!(links(&report(3, off), &[one]).iter().all(|link| !link.2));
    let page = told(4, first(), "", &["https://example.com/news/1"]);
    let by_url = json!({"organization": "例示", "stage": "final", "earlier_reports": [{"date": null, "url": "http://www.example.com/news/1/"}]});
    assert_eq!(links(&report(5, by_url), &[page]), [(4, Link::SameCase, true)]);
}

#[test]
fn time_and_incident_agree() {
    let one = report(1, first());
    let next = json!({"stage": "update", "published": "2025-12-01", "title": "不正アクセスについて(第2報)"});
    let found = propose(&report(2, with(first(), next)), &[one]);
    assert_eq!((found[0].relation, found[0].certain), (Link::SameCase, true));
    let day = found[0].reasons.iter().find(|reason| reason.code == Code::SameDiscovery).unwrap();
    assert_eq!((day.words.as_str(), day.new.len(), day.other[0].report), ("2025-11-08", 1, 1));
}

#[test]
fn another_incident_of_the_month_is_another_case() {
    let one = report(1, first());
    let slip = json!({"cause": "operation_error", "methods": ["misdelivery"], "title": "メール誤送信について", "published": "2025-11-20", "discovered": "2025-11-19"});
    assert_eq!(links(&report(2, with(first(), slip)), from_ref(&one)), []);
    let again = json!({"published": "2025-11-28", "discovered": "2025-11-25"});
    assert_eq!(links(&report(3, with(first(), again)), &[one]), []);
}

#[test]
fn two_cases_as_near_are_left_to_an_editor() {
    let slip = |id, day: &str| {
        report(
            id,
            json!({"organization": "例示県警察", "title": "メール誤送信について", "published": day, "cause": "operation_error", "methods": ["misdelivery"]}),
        )
    };
    let follow_up = json!({"organization": "例示県警察", "title": "メール誤送信について(続報)", "published": "2025-12-20", "stage": "update", "cause": "operation_error", "methods": ["misdelivery"]});
    let new = report(3, follow_up);
    assert!(propose(&new, &[slip(1, "2025-12-01")])[0].certain);
    let both = propose(&new, &[slip(1, "2025-12-01"), slip(2, "2025-12-05")]);
    assert!(both.len() == 2 && both.iter().all(|one| !one.certain), "{both:?}");
}

#[test]
fn the_same_page_again_is_the_same_report() {
    let text = "例示のサーバーが不正な操作を受け、名簿の一部が見られる状態にありました。深くお詫びします。";
    let one = told(1, first(), text, &["https://example.com/a"]);
    let more = format!("{text}なお、件数を訂正しました。");
    assert_eq!(
        links(&told(2, first(), &more, &["https://example.com/a"]), from_ref(&one)),
        [(1, Link::SameReport, true)]
    );
    assert_eq!(
        links(&told(3, first(), text, &["https://example.org/copy"]), from_ref(&one)),
        [(1, Link::SameReport, true)]
    );
    let second =
        with(first(), json!({"title": "サーバーへの不正アクセスについて(第2報)", "stage": "update"}));
    assert_eq!(
        links(&told(4, second, &more, &["https://example.com/a"]), &[one]),
        [(1, Link::SameCase, true)]
    );
}

#[test]
fn a_part_of_the_whole_is_a_suggestion() {
    let board = report(1, with(first(), json!({"organization": "例示市教育委員会"})));
    let city = with(first(), json!({"organization": "例示市", "stage": "update", "published": "2025-11-20"}));
    assert_eq!(links(&report(2, city.clone()), &[board]), [(1, Link::SameCase, false)]);
    let town = report(3, with(first(), json!({"organization": "例示町"})));
    assert_eq!(links(&report(2, city), &[town]), []);
}

#[test]
fn keys_lead_to_what_belongs_together() {
    let one = told(1, first(), "", &["https://example.com/news/1"]);
    let new = report(
        2,
        json!({"organization": "㈱例示", "earlier_reports": [{"date": "2025-11-10", "url": null}]}),
    );
    let (filed, asked) = (keys(&one), lookups(&new));
    let shared: Vec<String> =
        asked.iter().filter(|key| filed.contains(key)).map(|key| key.to_string()).collect();
    assert_eq!(shared, ["name:例示", "told:例示|2025-11-10"]);
    assert!(filed.iter().any(|key| key.to_string() == "url:example.com/news/1"));
}

#[test]
fn an_authority_is_no_victim() {
    let act = |id, subject: &str| {
        let chain = json!([{"name": subject, "relation": "subject"}]);
        report(
            id,
            json!({"kind": "regulator", "organization": "例示委員会", "organization_role": "authority", "published": "2026-02-01", "cause": "unauthorized_access", "chain": chain}),
        )
    };
    assert_eq!(links(&act(2, "見本株式会社"), from_ref(&act(1, "想定株式会社"))), []);
    let found = links(&act(3, "株式会社例示"), from_ref(&report(1, first())));
    assert_eq!(found, [(1, Link::SameCase, false)]);
    let digest = report(4, with(first(), json!({"kind": "digest"})));
    assert_eq!(links(&digest, from_ref(&report(1, first()))), []);
}
