//! States that lasted from day to day, what a form or a check began, and times that go on with a day named before.

use jikenbo_model::vocabulary::Cause;

use super::tests::{check, check_days, check_slip};

#[test]
fn a_state_that_went_on() {
    check_days(
        Cause::Misconfiguration,
        "名簿が外から見られる状態でした。この状態は5月8日から6月4日まで続いておりました。",
        ["2024-05-08", "2024-06-04", "", "2024-06-04"],
    );
    check_days(
        Cause::Misconfiguration,
        "5月8日の機能改修以降、6月4日の修正までの間、ほかの会員の履歴が表示される状態でした。",
        ["2024-05-08", "2024-06-04", "", "2024-06-04"],
    );
    check_days(
        Cause::ImproperHandling,
        "当社は2021年3月から2022年8月まで、同意を得ずに会員の情報を他社へ提供しておりました。",
        ["2021-03", "2022-08", "", ""],
    );
}

#[test]
fn a_stretch_of_hours_ends_an_exposure_and_no_attack() {
    let hours = "6月4日7時から11時までの間、";
    check_days(
        Cause::UnauthorizedAccess,
        &format!("{hours}ホームページが改ざんされた状態でした。"),
        ["2024-06-04", "2024-06-04", "", "2024-06-04"],
    );
    check_days(
        Cause::UnauthorizedAccess,
        &format!("{hours}サーバーが攻撃を受けました。"),
        ["2024-06-04", "2024-06-04", "", ""],
    );
}

#[test]
fn a_form_put_up_begins_an_exposure() {
    check_days(
        Cause::Misconfiguration,
        "6月4日 応募フォームを公開\n6月7日 応募者からの連絡により、ほかの方の氏名が閲覧できることが判明\n6月7日 フォームを非公開に変更\n6月9日 直したフォームを公開",
        ["2024-06-04", "2024-06-07", "2024-06-07", "2024-06-07"],
    );
}

#[test]
fn what_is_only_described_happened_on_its_day() {
    check_days(
        Cause::LossTheft,
        "6月4日に発生した名簿の紛失についてお知らせします。",
        ["2024-06-04", "2024-06-04", "", ""],
    );
    check_days(Cause::LossTheft, "6月4日に発生した停電とは関係ありません。", ["", "", "", ""]);
}

#[test]
fn a_check_finds_on_its_day() {
    check_days(
        Cause::LossTheft,
        "6月4日に実施した年次の点検において紛失が判明しました。",
        ["", "", "2024-06-04", ""],
    );
}

#[test]
fn one_deed_and_the_last_of_several() {
    check_days(
        Cause::UnauthorizedAccess,
        "攻撃者による侵入は6月2日、暗号化の実行は6月5日でした。",
        ["2024-06-02", "2024-06-05", "", ""],
    );
    check("6月2日 攻撃者が侵入", &["06-02 attack"]);
    check_days(
        Cause::LossTheft,
        "6月2日から6月9日まで、係員が出張中に鞄を盗まれました。盗難に遭ったのは6月7日です。",
        ["2024-06-07", "2024-06-07", "", ""],
    );
}

#[test]
fn the_way_home_was_the_day_before() {
    check_days(
        Cause::LossTheft,
        "係員は6月4日夜、帰宅途中に立ち寄った店で飲食し、6月5日朝に鞄の紛失に気付いた。",
        ["2024-06-04", "2024-06-04", "2024-06-05", ""],
    );
}

#[test]
fn a_time_goes_on_with_the_day_named_last() {
    check(
        "6月4日深夜、サーバーが不正アクセスを受けました。翌5日の朝、係員が出社したところ、画面が動きませんでした。午前8時頃、回線を遮断しました。",
        &["06-04 attack", "06-05 containment"],
    );
    check_slip(
        "6月4日、誤って名簿を公開しました。6月5日午前9時、ページを削除しました。午後2時、対象の会員に連絡しました。",
        &["06-04 occurrence", "06-05 containment", "06-05 notification"],
    );
}

#[test]
fn an_inquiry_that_only_led_to_the_finding() {
    check(
        "6月4日にシステム障害が起き、調査を行った結果、不正アクセスによるものと判明しました。",
        &["06-04 discovery"],
    );
    check(
        "6月4日に端末の障害が起き、調査を行った結果、サーバーに攻撃があり、名簿が流出した可能性が判明しました。",
        &["06-04 discovery"],
    );
    check(
        "説明によると、6月4日に台帳を開けなくなる事態が起き、専門会社に調査を依頼したところ、不正アクセスがあったと判明しました。",
        &["06-04 discovery"],
    );
    check("6月4日、専門会社に調査を依頼しました。", &["06-04 investigation_start"]);
}

#[test]
fn a_change_that_was_the_cause_shuts_nothing() {
    check_days(
        Cause::Misconfiguration,
        "6月7日に名簿が見られる状態であることが判明し、同日ページを閉鎖しました。原因は6月4日の設定変更です。",
        ["2024-06-04", "2024-06-07", "2024-06-07", "2024-06-07"],
    );
}

#[test]
fn what_was_sent_over_a_span_of_days() {
    check_days(
        Cause::ImproperHandling,
        "社員が2021年3月から2022年8月までの間、契約者情報を外部へ送付していました。",
        ["2021-03", "2022-08", "", ""],
    );
}

#[test]
fn data_erased_by_mistake_end_no_exposure() {
    for text in [
        "6月4日、データベースの一部を誤って削除しました。",
        "6月4日、作業の誤りにより名簿を削除してしまいました。",
        "6月4日、職員が誤って会員情報を消去しました。",
    ] {
        check_days(Cause::OperationError, text, ["2024-06-04", "2024-06-04", "", ""]);
    }
    check_days(
        Cause::OperationError,
        "名簿を誤って公開しました。6月4日に名簿を削除しました。",
        ["", "", "", "2024-06-04"],
    );
}

#[test]
fn an_examination_is_no_day_of_the_loss() {
    check_days(Cause::LossTheft, "教諭が、6月4日に実施した期末試験の答案を紛失しました。", ["", "", "", ""]);
}
