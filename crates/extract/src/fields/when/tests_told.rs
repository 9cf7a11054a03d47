//! Who told whom, and when: contractors, sub-contractors, the press; labels of forms.

use jikenbo_model::vocabulary::Cause;

use super::tests::{check, check_days};

#[test]
fn what_a_contractor_saw_came_out_when_it_told_the_organisation() {
    check_days(
        Cause::UnauthorizedAccess,
        "5月3日、委託先の社員が異常に気づきました。翌4日、同社より当社に報告がありました。",
        ["", "", "2024-05-04", ""],
    );
    check_days(
        Cause::UnauthorizedAccess,
        "5月3日、例示クラウド社が異常を認識しました。5月9日、委託先から当社に報告がありました。",
        ["", "", "2024-05-09", ""],
    );
    // What the organisation's own staff saw is its own.
    check_days(
        Cause::UnauthorizedAccess,
        "5月3日、当社の社員が異常に気づき、委託先に確認しました。5月4日、同社から当社に報告がありました。",
        ["", "", "2024-05-03", ""],
    );
}

#[test]
fn who_is_told_need_not_be_named() {
    check_days(
        Cause::UnauthorizedAccess,
        "委託先において調査を進めたところ、4月30日に流出が判明し、5月1日に報告がありました。",
        ["", "", "2024-05-01", ""],
    );
    check("5月3日、委託先から当社宛てに書面で通知されました。", &["05-03 discovery"]);
}

#[test]
fn what_is_told_did_not_happen_on_the_day_of_the_message() {
    check(
        "5月3日、委託先より、サーバーに不正アクセスがあり、当社のデータも対象となった旨の報告がありました。",
        &["05-03 discovery"],
    );
}

#[test]
fn what_the_press_says_was_made_known_dates_nothing() {
    check_days(
        Cause::UnauthorizedAccess,
        "例示市は5月26日、サーバーがランサムウェアに感染したと発表しました。",
        ["", "", "", ""],
    );
    check_days(
        Cause::UnauthorizedAccess,
        "例示市のサーバーは5月26日、ランサムウェアに感染しました。",
        ["2024-05-26", "2024-05-26", "", ""],
    );
}

#[test]
fn how_it_became_known_in_brackets_is_no_finding_of_the_day() {
    check_days(
        Cause::UnauthorizedAccess,
        "・5月3日 侵入(調査により判明)",
        ["2024-05-03", "2024-05-03", "", ""],
    );
    check_days(
        Cause::UnauthorizedAccess,
        "6月3日、調査で、流出は5月17日に始まっていたことが判明しました。",
        ["2024-05-17", "2024-05-17", "2024-06-03", ""],
    );
}

#[test]
fn what_was_not_put_right_is_no_end() {
    check_days(
        Cause::Misconfiguration,
        "5月3日に公開の設定に変更し、元に戻さず、そのままとなっていました。",
        ["", "", "", ""],
    );
}

#[test]
fn attacks_in_plain_words() {
    check_days(
        Cause::UnauthorizedAccess,
        "委託先が5月6日に受けたサイバー攻撃により、情報が流出しました。",
        ["2024-05-06", "2024-05-06", "", ""],
    );
    check_days(
        Cause::UnauthorizedAccess,
        "攻撃者は5月4日から5月5日までの間、予約情報にアクセスしていました。",
        ["2024-05-04", "2024-05-05", "", ""],
    );
}

#[test]
fn a_thing_missed_on_the_way_was_lost_that_day() {
    check_days(
        Cause::LossTheft,
        "5月22日21時頃、帰宅途中の駅で、鞄がないことに気づきました。",
        ["2024-05-22", "2024-05-22", "2024-05-22", ""],
    );
    check_days(
        Cause::LossTheft,
        "5月22日、棚卸の結果、台帳がないことに気づきました。",
        ["", "", "2024-05-22", ""],
    );
    check_days(Cause::LossTheft, "鞄は5月17日に落とし物として拾われていました。", ["", "", "", ""]);
}

#[test]
fn forms_name_their_days() {
    check_days(
        Cause::OperationError,
        "■1 事故の内容\n(1)日時 2024年5月1日14時20分頃\n(2)送信件数 86件",
        ["2024-05-01", "2024-05-01", "", ""],
    );
    check_days(
        Cause::OperationError,
        "発覚:2024年5月1日\n当社への報告:2024年5月3日",
        ["", "", "2024-05-03", ""],
    );
    check_days(Cause::OperationError, "説明会の内容\n日時 2024年5月1日", ["", "", "", ""]);
}

#[test]
fn hours_go_on_with_the_day_of_their_paragraph() {
    check_days(
        Cause::OperationError,
        "5月19日10時より順次メールを配信していました。10時14分、担当者が異常に気づき、10時16分に配信を停止しました。",
        ["2024-05-19", "2024-05-19", "2024-05-19", "2024-05-19"],
    );
}
