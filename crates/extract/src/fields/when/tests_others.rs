//! Days of other incidents, of what others noticed or published, and of papers that tell of them.

use jikenbo_model::vocabulary::Cause;

use super::tests::{check, check_days, check_earlier, check_slip};

#[test]
fn an_incident_of_an_earlier_month_is_none_of_the_reports() {
    check_slip(
        "6月4日、係員が名簿を誤送信しました。※昨年10月にも別の課で名簿の誤送付が発生しています。",
        &["06-04 occurrence"],
    );
    check_days(
        Cause::UnauthorizedAccess,
        "6月4日、サーバーが不正アクセスを受けました。調査の結果、本年3月にも不正アクセスを受けていたことが判明しました。",
        ["2024-03", "2024-06-04", "", ""],
    );
}

#[test]
fn what_something_was_done_about_since_is_no_step() {
    let before = "2月に発生した名簿の紛失を受け、点検を重ねてきましたが、";
    check_slip(&format!("{before}6月4日、再び名簿の誤送信が発生しました。"), &["06-04 occurrence"]);
    check_slip(
        "本年2月にも名簿の紛失が発生し、点検を重ねてきましたが、6月4日、名簿の誤送信が発生しました。",
        &["06-04 occurrence"],
    );
    check_earlier(
        "1月9日に公表した名簿の紛失を受け、点検を重ねてきましたが、6月4日に不正アクセスを受けました。",
        &[],
    );
}

#[test]
fn another_tells_of_its_own_incident() {
    check_earlier(
        "委託先である例示運送株式会社が6月4日に公表したとおり、同社が不正アクセスを受けました。",
        &[],
    );
    check_earlier("当社が6月4日に公表したとおり、不正アクセスを受けました。", &["2024-06-04"]);
}

#[test]
fn reports_named_with_their_day() {
    check_earlier("(前回発表:2024年6月4日)\nなお調査を続けております。", &["2024-06-04"]);
    check_earlier("本年6月4日に開示いたしました「不正アクセスについて」につきまして、", &["2024-06-04"]);
    check_earlier("6月4日 ホームページへの公開", &["2024-06-04"]);
    check_earlier("6月4日 ホームページの公開を再開", &[]);
}

#[test]
fn what_another_noticed_by_its_own_account_is_no_discovery() {
    check_days(
        Cause::UnauthorizedAccess,
        "6月9日、委託先から報告を受けました。委託先によれば、6月4日に異常を検知したとのことです。",
        ["", "", "2024-06-09", ""],
    );
    check_days(
        Cause::UnauthorizedAccess,
        "委託先の調査によれば侵入は明らかでした。当社は6月4日に侵入を検知しました。",
        ["", "", "2024-06-04", ""],
    );
}

#[test]
fn a_deed_of_another_found_by_someone_else() {
    check_days(
        Cause::Insider,
        "6月4日、再委託先の配達員が宛名の写真を投稿していたことが、会員からのお申し出により判明しました。",
        ["", "", "2024-06-04", ""],
    );
    check_days(
        Cause::Insider,
        "6月4日、係員による名簿の持ち出しがあったことを、取引先からの連絡により知りました。",
        ["", "", "2024-06-04", ""],
    );
}

#[test]
fn the_day_of_a_paper_is_not_what_it_tells() {
    check(
        "6月4日付で提出を受けた報告書により、サーバーに不正アクセスがあり、名簿が流出したとの結論に至りました。",
        &[],
    );
    check("6月4日にサーバーに不正アクセスがありました。", &["06-04 attack"]);
}

#[test]
fn a_notice_that_was_overlooked_discovers_nothing() {
    check_days(
        Cause::UnauthorizedAccess,
        "専門会社から6月4日に情報提供がありましたが、係の者が見落としており、6月12日に再度の連絡を受けて侵入を把握しました。",
        ["", "", "2024-06-12", ""],
    );
}

#[test]
fn a_call_told_of_before_its_day() {
    check_slip(
        "6月4日に発送した封筒に別の方の通知が入っていたとの連絡が、世帯の方から6月8日にありました。",
        &["06-04 occurrence", "06-08 discovery"],
    );
}

#[test]
fn since_when_a_site_is_there_is_no_step() {
    check_days(
        Cause::Misconfiguration,
        "2019年に開設した会員ページで、6月4日、ほかの会員の履歴が表示される不具合が発生しました。",
        ["2024-06-04", "", "", ""],
    );
}

#[test]
fn what_an_insider_told_over_a_span() {
    check_days(
        Cause::Insider,
        "元係員が、2021年6月から2022年1月にかけて、会員の番号を知人に漏らしていました。",
        ["2021-06", "2022-01", "", ""],
    );
}

#[test]
fn reports_named_by_number_finding_or_teller() {
    check_earlier("第三報(6月14日)の時点では、調査を続けておりました。", &["2024-06-14"]);
    check_earlier("6月4日に名簿が流出した可能性があることを公表し、調査を続けました。", &["2024-06-04"]);
    check_earlier("6月4日に流出が判明したことを公表しました。", &[]);
    check_earlier("2024年5月に弊社からご報告いたしました件につきまして、お知らせします。", &["2024-05"]);
    check_earlier("第三者(6月14日)の指摘を受けました。", &[]);
}

#[test]
fn what_another_delivered_was_missed_here() {
    check_days(
        Cause::LossTheft,
        "弊社の委託先が配送した帳票1箱が、6月8日、当社の倉庫に到着していないことが確認されました。",
        ["", "", "2024-06-08", ""],
    );
}

#[test]
fn days_in_brackets_behind_what_they_date() {
    check_days(
        Cause::UnauthorizedAccess,
        "警察からの情報提供(6月4日)を受けて調べ、不正アクセスの形跡(3月6日~5月9日)を認めました。",
        ["2024-03-06", "2024-05-09", "2024-06-04", ""],
    );
}

#[test]
fn what_an_insider_looked_up_and_told() {
    check_days(
        Cause::Insider,
        "職員が、3月6日に知人の住所を調べ、3月8日に知人へ電話で伝えました。",
        ["2024-03-06", "2024-03-08", "", ""],
    );
}
