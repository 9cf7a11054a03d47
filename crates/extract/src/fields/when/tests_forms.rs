//! Entries of forms, days behind their predicate, what recurs, and how real releases word an attack, a slip and their end.

use jikenbo_model::vocabulary::Cause;

use super::tests::{check, check_days, check_earlier, check_slip};

#[test]
fn an_entry_of_a_form_has_its_day_behind_it() {
    check("■対応\n・警察への届出:6月9日\n・サーバの停止:6月8日", &["06-08 containment", "06-09 police"]);
    check_slip("■経過\n・発覚 6月8日\n・対象者への謝罪:6月9日", &["06-08 discovery", "06-09 notification"]);
    // What follows the day makes it that of another deed.
    check("・サーバの停止 6月8日にお客様へ案内", &[]);
}

#[test]
fn what_was_done_on_two_days_is_no_finding_of_either() {
    check_days(
        Cause::Insider,
        "元社員は、4月3日と4月19日の二度にわたり、顧客の一覧を書き出し、私物の端末に移していたことが分かりました。",
        ["2024-04-03", "2024-04-19", "", ""],
    );
    check("4月3日と4月4日、社員から異常があるとの報告がありました。", &["04-03 discovery"]);
}

#[test]
fn the_day_of_a_finding_stands_behind_it_with_a_turn_between() {
    check_days(
        Cause::UnauthorizedAccess,
        "6月2日に侵入を受けました。当社がこれに気づいたのは、翌6月3日の朝です。",
        ["2024-06-02", "2024-06-02", "2024-06-03", ""],
    );
    check("当社が連絡を受けたのは4日後の6月7日でした。", &["06-07 discovery"]);
}

#[test]
fn what_was_sent_and_answered_on_one_day() {
    check_slip(
        "6月4日、案内のメールを会員に一斉送信したところ、受信者から宛先が見えるとの電話があった。",
        &["06-04 occurrence", "06-04 discovery"],
    );
    check_slip("6月4日、名簿を送信したとの連絡を受けた。", &["06-04 discovery"]);
}

#[test]
fn what_was_stopped_and_comes_back_is_stopped_on_no_day() {
    check("6月10日に停止していた受注の仕組みを再開しました。", &["06-10 service_resume"]);
    check("6月10日に受付システムを停止しました。", &["06-10 service_stop"]);
}

#[test]
fn what_is_done_each_time_is_done_on_no_day() {
    check(
        "6月3日に異常を検知しました。\n申し出があった者の権限をその日のうちに停止すること、送信を遮断することを、定めました。",
        &["06-03 discovery"],
    );
}

#[test]
fn an_occasion_contains_nothing() {
    check("6月3日に画面を差し替えた際、担当者が異常を検知しました。", &["06-03 discovery"]);
    check("6月3日、改ざんされたページを差し替えました。", &["06-03 containment"]);
}

#[test]
fn until_today_says_how_far_one_looked() {
    check_days(
        Cause::UnauthorizedAccess,
        "6月3日にサーバへ侵入されました。外へ送信された量は多いものの、今日までに掲載は見つかっておりません。",
        ["2024-06-03", "2024-06-03", "", ""],
    );
}

#[test]
fn another_companys_release_is_no_earlier_one() {
    check_earlier("6月4日、例示配送社が、自社のサイトで本件を公表しました。", &[]);
    check_earlier("6月4日に当社が公表しましたとおり、調査を続けています。", &["2024-06-04"]);
    check_earlier("監督官庁には6月12日に第一報を差し上げております。", &[]);
}

#[test]
fn a_month_says_nothing_beside_its_day() {
    check_earlier(
        "5月26日付「障害のお知らせ」にて公表した件です。\n5月のお知らせでは、件数を調査中としておりました。",
        &["2024-05-26"],
    );
}

#[test]
fn two_inquiries_verbs_have_a_day_each() {
    check(
        "専門会社による調査は5月8日に開始し、5月30日に完了しました。",
        &["05-08 investigation_start", "05-30 investigation_end"],
    );
}

#[test]
fn attacks_and_their_ends_in_other_words() {
    check("5月3日、管理画面への不審な接続が海外から行われました。", &["05-03 attack"]);
    check("攻撃者は5月3日に社内のネットワークへ入り込みました。", &["05-03 attack"]);
    check("5月9日、不正に置かれたファイルを取り除きました。", &["05-09 containment"]);
    check_slip("5月3日、機械の中で詰まった紙を取り除きました。", &[]);
}
