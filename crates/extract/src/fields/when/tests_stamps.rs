//! Parts of a page that was added to, each under its mark.

use jikenbo_model::Facts;
use jikenbo_model::vocabulary::{Cause, Kind, Stage};

use crate::Draft;
use crate::testing;

/// The facts of a release of September 12th, 2023, on an attack.
pub(super) fn released(text: &str) -> Facts {
    let prepare = |draft: &mut Draft<'_>| {
        draft.out.facts.kind = Some(Kind::Disclosure);
        draft.out.facts.cause = Some(Cause::UnauthorizedAccess);
        draft.out.facts.published = "2023-09-12".parse().ok();
    };
    testing::read(text, prepare, &[super::read]).facts
}

/// The days of the earlier reports.
pub(super) fn earlier_days(facts: &Facts) -> Vec<String> {
    facts.earlier_reports.iter().filter_map(|report| report.date).map(|it| it.to_string()).collect()
}

#[track_caller]
fn check(text: &str, earlier: &[&str], occurred: Option<&str>) {
    let facts = released(text);
    assert_eq!(earlier_days(&facts), earlier, "{text}");
    assert_eq!(facts.occurred_from.map(|day| day.to_string()).as_deref(), occurred, "{text}");
}

#[test]
fn parts_of_a_page_are_reports_before() {
    let added = "【2023年9月12日追記】調査の結果をお知らせします。\n【2023年8月3日】";
    check(
        &format!("{added}2023年8月1日に当社のサーバーが不正アクセスを受けました。"),
        &["2023-08-03"],
        Some("2023-08-01"),
    );
    check(&format!("{added}当社のサーバーに不正アクセスがありました。"), &["2023-08-03"], None);
    let numbered =
        "<第2報:2023年9月12日>\n調査が終わりました。\n<第1報:2023年8月3日>\n不正アクセスがありました。";
    check(numbered, &["2023-08-03"], None);
    let signs = "■2023年9月12日更新\n調査が終わりました。\n■2023年8月3日\n不正アクセスがありました。";
    check(signs, &["2023-08-03"], None);
}

#[test]
fn reports_by_number_with_their_day() {
    check("第1報(2023年8月3日)までの調査と異なる点をお知らせします。", &["2023-08-03"], None);
    check("個人情報保護委員会へ第1報(2023年8月3日)を提出しました。", &[], None);
    let state = "当社は、2023年8月3日に名簿が流出した可能性があることを公表し、調査を進めました。";
    check(state, &["2023-08-03"], None);
    let long = "当社は、2023年8月3日に、社内のサーバーが外部からの不正アクセスを受けた疑いがあり、名簿が漏えいした可能性がある旨を公表いたしました。";
    check(long, &["2023-08-03"], None);
    let own = "2023年8月3日に当社からご報告いたしました、迷惑メールについてお知らせします。";
    check(own, &["2023-08-03"], None);
}

#[test]
fn days_of_a_chronology_are_no_parts() {
    let story = "【2023年8月1日】\n当社のサーバーが不正アクセスを受けました。\n【2023年8月3日】\n当社が検知しました。";
    check(story, &[], Some("2023-08-01"));
    let beside = format!("(2023年9月12日追記)対象の方にお知らせしました。\n{story}");
    check(&beside, &[], Some("2023-08-01"));
}

#[test]
fn what_was_added_last_tells_whether_it_ends() {
    let stage = |added: &str| {
        let text = format!(
            "【2023年9月12日追記】{added}\n【2023年8月3日公表】不正アクセスがありました。現在調査中です。"
        );
        let prepare = |draft: &mut Draft<'_>| draft.out.facts.kind = Some(Kind::Disclosure);
        testing::read(&text, prepare, &[crate::fields::stage::read]).facts.stage
    };
    assert_eq!(stage("調査が完了しました。"), Some(Stage::Final));
    assert_eq!(stage("引き続き調査を進めています。"), Some(Stage::Update));
}
