//! Rows of a chronology, findings that are none, and days by which something was found.

use jikenbo_model::vocabulary::Cause;

use super::tests::{check, check_days, check_slip};

#[test]
fn a_row_with_a_clock_time_dates_the_rows_under_it() {
    let rows = |first: &str| {
        format!(
            "■経過\n6月18日 10:10 {first}\n11:05 会員の方から、別の方の情報が見えるとの連絡\n11:40 公開を停止"
        )
    };
    for first in ["職員がシステムを更新", "ホームページに名簿を作成", "受託者がシステムの更新を完了"]
    {
        check_days(Cause::Misconfiguration, &rows(first), ["", "", "2024-06-18", "2024-06-18"]);
    }
    let text = "■経過\n6月18日 10:10頃のことでした。\nこの件では、会員の方から連絡がありました。";
    check_days(Cause::Misconfiguration, text, ["", "", "", ""]);
}

#[test]
fn that_no_trace_was_found_is_no_finding() {
    let none = "6月12日、情報が外部へ転送された記録は見当たらないとの中間報告を受けました。";
    check(&format!("6月10日、サーバーへの侵入が判明しました。{none}"), &["06-10 discovery"]);
    check("6月12日、侵入の痕跡は見当たらず、業務を続けました。", &[]);
    check_days(
        Cause::LossTheft,
        "6月12日、USBメモリが見当たらないことに気付きました。",
        ["", "", "2024-06-12", ""],
    );
}

#[test]
fn how_one_keeps_in_touch_is_no_message() {
    check_slip("6月1日に移行しましたが、制作会社との連絡が不十分でした。", &[]);
    check_slip("6月1日、別の方の名簿が届いたとの連絡がありました。", &["06-01 discovery"]);
}

#[test]
fn the_police_as_the_one_who_tells() {
    check(
        "6月3日、警視庁サイバー犯罪対策課より、サイトが改ざんされている疑いがあるとの連絡を受けました。",
        &["06-03 discovery"],
    );
    check("6月3日、県警サイバー犯罪捜査課から情報提供を受けました。", &["06-03 discovery"]);
    check("6月4日、警視庁サイバー犯罪対策課に相談しました。", &["06-04 police"]);
    check("6月4日、不審な電話があれば交番に連絡するよう会員に依頼しました。", &[]);
}

#[test]
fn by_which_day_something_was_found() {
    check_days(
        Cause::LossTheft,
        "6月20日までに、名簿が見当たらないことが判明しました。",
        ["", "", "2024-06-20", ""],
    );
    check_days(
        Cause::LossTheft,
        "6月10日、20日までに返すべき名簿が見当たらないことが判明しました。",
        ["", "", "2024-06-10", ""],
    );
}

#[test]
fn what_the_attacker_put_up_and_what_he_left() {
    let found = "6月1日に侵入が判明しました。";
    check(
        &format!("{found}6月20日、攻撃者のウェブサイトに当社の情報が掲載されていることを確認しました。"),
        &["06-01 discovery", "06-20 data_published"],
    );
    check("6月1日、侵入が判明し、印刷機から犯行声明が印刷されました。", &["06-01 discovery"]);
}

#[test]
fn how_old_a_service_is() {
    check_days(Cause::Misconfiguration, "当アプリは令和5年4月に提供を開始しました。", ["", "", "", ""]);
    check("当システムは2023年4月に稼働を開始しました。", &[]);
    check(
        "6月1日に侵入が判明しました。6月5日、サービスの提供を開始しました。",
        &["06-01 discovery", "06-05 service_resume"],
    );
}

#[test]
fn what_is_stopped_between_two_parties_shuts_nothing() {
    check("6月1日に侵入が判明し、6月5日、同社への新規の業務委託を停止しました。", &["06-01 discovery"]);
    check(
        "6月1日に侵入が判明し、6月5日、通信販売のサービスを停止しました。",
        &["06-01 discovery", "06-05 service_stop"],
    );
}

#[test]
fn a_list_that_lay_open_for_days() {
    check_days(
        Cause::OperationError,
        "6月24日10時から6月26日15時12分までの間、名簿が誰でも閲覧できる状態でした。",
        ["2024-06-24", "2024-06-26", "", "2024-06-26"],
    );
    check_days(
        Cause::Misconfiguration,
        "6月18日に別の利用者の情報が表示される場合がありました。",
        ["2024-06-18", "", "", ""],
    );
}

#[test]
fn a_plain_day_under_the_heading_of_a_deed() {
    let text = "■1 USBメモリの盗難\n(1)日時 2024年5月1日午後7時30分頃\n(2)場所 駐車場";
    check_days(Cause::LossTheft, text, ["2024-05-01", "2024-05-01", "", ""]);
    check_days(Cause::LossTheft, "■1 説明会\n(1)日時 2024年5月1日午後7時30分頃", ["", "", "", ""]);
}

#[test]
fn a_span_that_names_what_it_begins_with() {
    check_days(
        Cause::Misconfiguration,
        "6月24日(月)10時の受付開始から6月26日(水)15時12分までの間、申込みの内容が閲覧できる状態になっていた。",
        ["2024-06-24", "2024-06-26", "", "2024-06-26"],
    );
    check_days(
        Cause::Misconfiguration,
        "6月24日の会議から戻った職員が、6月26日までに設定を改めました。",
        ["", "", "", "2024-06-26"],
    );
}

#[test]
fn rows_in_the_plain_form() {
    check_slip(
        "■経緯\n6月5日\n職員が名簿の紛失に気づく。\n6月14日\n保護者に対して、文書により説明と謝罪を行う。",
        &["06-05 discovery", "06-14 notification"],
    );
    check_slip("■今後の対応\n保護者に対して、文書により説明と謝罪を行う。", &[]);
}

#[test]
fn who_stays_away_tells_of_no_incident() {
    check_slip("6月6日、受講者より、欠席する旨の電話連絡がありました。", &[]);
    check_slip("6月6日、受講者より、別の方の書類である旨の電話連絡がありました。", &["06-06 discovery"]);
}

#[test]
fn letters_to_those_hit_are_no_attack() {
    check_days(Cause::UnauthorizedAccess, "■ご連絡\n発送時期:2024年6月20日", ["", "", "", ""]);
    check_days(Cause::OperationError, "■概要\n発送時期:2024年6月20日", ["2024-06-20", "2024-06-20", "", ""]);
}

#[test]
fn an_interim_report_at_the_end_of_a_row() {
    let rows = |told: &str| format!("■経緯\n6月1日 侵入が判明\n6月7日 業者から、記録を調べているとの{told}");
    check(&rows("中間報告"), &["06-01 discovery", "06-07 other"]);
}

#[test]
fn what_was_done_before_the_end_of_its_sentence() {
    check(
        "6月1日に侵入が判明し、6月2日にサービスを停止のうえ被害が広がらないよう対策いたしました。",
        &["06-01 discovery", "06-02 service_stop"],
    );
    check("6月1日に侵入が判明しました。サービスを停止のうえ対策します。", &["06-01 discovery"]);
}

#[test]
fn what_others_deleted_on_request() {
    check_days(
        Cause::OperationError,
        "6月3日、別の方に名簿を誤って送信し、送信先の方に名簿の削除を依頼し、すぐに応じていただきました。",
        ["2024-06-03", "2024-06-03", "", "2024-06-03"],
    );
    check_days(
        Cause::OperationError,
        "6月3日、別の方に名簿を誤って送信し、送信先に削除を依頼しました。",
        ["2024-06-03", "2024-06-03", "", ""],
    );
}
