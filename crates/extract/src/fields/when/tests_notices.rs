//! Earlier reports named in running words, and what others made known.

use jikenbo_model::vocabulary::{Cause, Kind};

use crate::Draft;
use crate::testing;

#[track_caller]
fn check(text: &str, earlier: &[&str]) {
    let prepare = |draft: &mut Draft<'_>| {
        draft.out.facts.kind = Some(Kind::Disclosure);
        draft.out.facts.cause = Some(Cause::UnauthorizedAccess);
        draft.out.facts.published = "2023-09-12".parse().ok();
    };
    let facts = testing::read(text, prepare, &[super::read]).facts;
    let found: Vec<_> =
        facts.earlier_reports.iter().filter_map(|report| report.date).map(|it| it.to_string()).collect();
    assert_eq!(found, earlier, "{text}");
}

#[test]
fn what_was_told_before_is_what_the_report_is_about() {
    for head in [
        "2023年8月3日以降、当社ホームページにてお知らせしております",
        "2023年8月3日以降、3回にわたり公表してまいりました",
        "2023年8月3日にご報告申し上げました",
        "2023年8月3日にご報告いたしました",
        "2023年8月3日に掲載しました",
        "2023年8月3日にお詫び申し上げました",
    ] {
        check(&format!("{head}サーバーへの不正アクセスにつきまして、お知らせします。"), &["2023-08-03"]);
    }
    check("2023年8月3日に対象の方へお詫び申し上げました。", &[]);
    check("2023年8月3日に名簿をサイトに掲載しました。", &[]);
}

#[test]
fn a_bracket_behind_the_incident_says_when_it_was_told() {
    for inner in ["公表", "に公表済み", "付プレスリリース", "既報"] {
        check(&format!("不正アクセス(2023年8月3日{inner})につきまして、お知らせします。"), &["2023-08-03"]);
    }
    check(
        "不正アクセス(2023年8月3日、8月24日公表)につきまして、お知らせします。",
        &["2023-08-03", "2023-08-24"],
    );
    check("本学の資料(2023年8月公表)に誤りがありました。", &[]);
}

#[test]
fn papers_are_named_by_day_and_title() {
    check("2023年8月3日付「個人情報の漏えいについて」の続報をお知らせします。", &["2023-08-03"]);
    check("前報(2023年8月3日)のとおり、不正アクセスがありました。", &["2023-08-03"]);
    check("(第1報)2023年8月3日\n(第2報)2023年8月24日", &["2023-08-03", "2023-08-24"]);
    check("委託先の2023年8月3日付「個人情報の漏えいについて」のとおりです。", &[]);
}

#[test]
fn what_others_made_known_is_none() {
    for text in [
        "委託先である株式会社見本は、2023年8月3日に本件を公表しております。",
        "株式会社見本が2023年8月3日に公表した同社サーバーへの不正アクセスによるものです。",
        "メーカーが2023年8月3日に公表した脆弱性が悪用されました。",
        "2023年8月3日に監督官庁へ第一報を報告しました。",
        "2023年8月3日に委託先より第一報、8月24日に第二報の報告を受けました。",
        "攻撃者は2023年8月3日に当社のデータを公開しました。",
        "当社では2023年8月3日にも紛失を公表しております。",
    ] {
        check(text, &[]);
    }
}

#[test]
fn what_persons_or_houses_were_told_is_none() {
    for text in [
        "委託先への不正アクセス(2023年8月3日公表)について、当社の状況をお知らせします。",
        "2023年8月3日に保護者の皆様へお詫びしました名簿の紛失につきまして、お知らせします。",
        "2023年8月3日に市議会にご報告した名簿の流出につきまして、公表いたします。",
        "2023年8月3日以降、対象のお客様に順次お知らせしております。",
        "2023年8月3日に掲載した入札結果の個人情報の漏えいにつきまして、お知らせします。",
        "2023年8月3日に株式会社見本より公表された不正アクセスにつきまして、お知らせします。",
        "お客様より2023年8月3日に第一報をいただきました。",
    ] {
        check(text, &[]);
    }
}
