//! The incident stated as such, mistakes in everyday words, and what happened by itself.

use jikenbo_model::vocabulary::Cause;

use super::tests::{check, check_days, check_slip};

#[test]
fn what_leaked_or_was_lost_is_stated_with_its_day() {
    check_slip("5月7日に窓口で個人情報の漏えいが発生しました。", &["05-07 occurrence"]);
    check_slip("5月7日に、申込書を載せた荷が路上に散乱する事案が起きました。", &["05-07 occurrence"]);
    check_slip("5月7日、個人情報の漏えいを防ぐ研修を行いました。", &[]);
    check_days(
        Cause::LossTheft,
        "5月7日、移動中に名簿の入った袋をなくし、5月9日に気付きました。",
        ["2024-05-07", "2024-05-07", "2024-05-09", ""],
    );
    check_days(Cause::LossTheft, "5月7日、施錠を完全に忘れました。", ["", "", "", ""]);
}

#[test]
fn mistakes_in_everyday_words() {
    check_slip("5月7日、職員が宛名の欄に全員の連絡先を入れてしまいました。", &["05-07 occurrence"]);
    check_slip("5月7日、係員がアドレスをCCに入れて送りました。", &["05-07 occurrence"]);
    check_slip("5月7日、上司がこれを確認し、承認しました。", &[]);
    check("5月7日、侵入された利用者のパスワードを変えました。", &["05-07 containment"]);
}

#[test]
fn the_first_access_and_programs_put_in_place_are_attacks() {
    check("最初の侵入は5月7日ごろ、保守の回線を通じて行われました。", &["05-07 attack"]);
    check("5月7日に不正なファイルがサーバーに置かれました。", &["05-07 attack"]);
    check("5月7日に不正アクセスにより名簿が漏えいする事案が発生しました。", &["05-07 attack"]);
}

#[test]
fn what_stopped_by_itself_shut_nothing() {
    check_days(
        Cause::UnauthorizedAccess,
        "5月7日、ファイルが暗号化され、店のレジが停止しました。",
        ["2024-05-07", "2024-05-07", "", ""],
    );
}

#[test]
fn days_of_papers_date_nothing() {
    check_days(Cause::LossTheft, "紛失したのは、受付の台帳2冊(2021年4月)です。", ["", "", "", ""]);
}

#[test]
fn a_question_tells_of_nothing() {
    check("5月7日に不正アクセスを受けたのですか。", &[]);
    check("5月7日に不正アクセスを受けました。", &["05-07 attack"]);
}

#[test]
fn what_is_named_or_done_begins_and_ends_a_span() {
    let mixed = Cause::Misconfiguration;
    check_days(
        mixed,
        "画面を改めた2月1日以降、会員ページで他の会員の情報が表示される状態となっていました。",
        ["2024-02-01", "", "", ""],
    );
    check_days(
        mixed,
        "2021年7月の機能改修以降、2024年3月に修正するまで、別のお客様の氏名が表示されることがありました。",
        ["2021-07", "2024-03", "", "2024-03"],
    );
    check_days(mixed, "2月1日以降、会員登録をされた方の氏名が対象です。", ["", "", "", ""]);
}

#[test]
fn who_acts_in_what_was_told_is_not_who_was_told() {
    let told = "委託先のサーバーが5月6日にウイルスに感染し、名簿が漏えいしたおそれがあるとの報告を5月8日に受けました。";
    check_days(Cause::UnauthorizedAccess, told, ["2024-05-06", "2024-05-06", "2024-05-08", ""]);
    let theirs = "5月1日、委託先が利用者から不審なメールが届いたとの連絡を受け、5月3日に当社に報告しました。";
    check_days(Cause::UnauthorizedAccess, theirs, ["", "", "2024-05-03", ""]);
    check("委員会への報告を5月5日に行い、同委員会から助言を受けました。", &[]);
    check("5月10日、端末から不審な通信が行われていないことを確認しました。", &[]);
}

#[test]
fn others_use_an_account_and_papers_hold_others() {
    check_days(
        Cause::UnauthorizedAccess,
        "調査の結果、5月3日からメールアカウントが第三者に使われていたことが判明し、5月8日に遮断しました。",
        ["2024-05-03", "2024-05-08", "", "2024-05-08"],
    );
    check_slip("5月7日、配ったプリントの裏面に学級全員の成績が印刷されていました。", &["05-07 occurrence"]);
    check("5月7日、装置の警報により、サーバーへの不審な通信を確認しました。", &["05-07 discovery"]);
}
