//! Findings beside what else their sentence tells of: one not heeded, one that begins a measure, one that was answered at once.

use jikenbo_model::vocabulary::Cause;

use super::tests::{check, check_days, check_earlier, check_slip};

#[test]
fn the_finding_behind_one_that_nobody_heeded_stays() {
    check_days(
        Cause::Misconfiguration,
        "6月2日に利用者から問い合わせを受けていましたが、係の者が見過ごし、6月8日に誤公開が判明しました。",
        ["", "", "2024-06-08", ""],
    );
    check_days(
        Cause::UnauthorizedAccess,
        "6月2日に画面がおかしいとの連絡を受けていましたが、対応せず、6月8日に侵入が判明しました。",
        ["", "", "2024-06-08", ""],
    );
}

#[test]
fn a_finding_begins_measures_and_no_attack() {
    check(
        "6月2日に侵入を検知した時点から、外部との通信を遮断しています。",
        &["06-02 discovery", "06-02 containment"],
    );
    check_days(
        Cause::UnauthorizedAccess,
        "6月2日に感染が判明した時点から、システムを停止しています。",
        ["", "", "2024-06-02", "2024-06-02"],
    );
}

#[test]
fn what_was_asked_for_and_answered_is_done() {
    let asked = "6月2日に誤送付が判明した。同日、書類を破棄いただくよう依頼し、";
    check_slip(&format!("{asked}破棄した旨の回答があった。"), &["06-02 discovery", "06-02 containment"]);
    check_slip(&format!("{asked}回答を待っている。"), &["06-02 discovery"]);
}

#[test]
fn where_calls_are_taken_is_no_call() {
    check("会員からの連絡は6月2日から専用の窓口で受け付けます。", &[]);
    check("会員からの連絡は6月2日の夜でした。", &["06-02 discovery"]);
}

#[test]
fn more_was_found_about_what_was_published() {
    check_earlier(
        "2024年6月2日に公表した誤送信について、それとは別に新たな対象者が判明しましたのでお知らせします。",
        &["2024-06-02"],
    );
}

#[test]
fn days_of_one_deed() {
    check_slip(
        "5月8日、6月3日、6月17日に名簿を誤って送信しました。",
        &["05-08 occurrence", "06-03 occurrence", "06-17 occurrence"],
    );
    check_slip(
        "同様の誤送信が発生していました(5月8日、6月3日、6月17日の計3回)。",
        &["05-08 occurrence", "06-03 occurrence", "06-17 occurrence"],
    );
    check_slip("名簿の誤送信が判明しました(対象は5月8日、6月3日の2回)。", &[]);
}

#[test]
fn a_title_in_brackets_behind_a_day_is_no_step() {
    check(
        "6月3日(「例示帳」の一時停止に関するお知らせ)及び10日(「例示帳」への侵入に関するご報告(第2報))に公表した件につきまして、\
         専門会社による調査が完了しましたので、お知らせします。",
        &["06-03 earlier_report", "06-10 earlier_report"],
    );
}

#[test]
fn who_was_written_to_told_nothing() {
    check("お客様へは6月3日に電子メールにてご連絡をさせていただいております。", &["06-03 notification"]);
    check("会員の方から、6月3日に多くのご連絡をいただきました。", &["06-03 discovery"]);
}

#[test]
fn what_a_false_warning_led_to() {
    check("6月3日午後、職員の画面に警告画面が現れ、示された番号に電話をかけた。", &["06-03 attack"]);
}

#[test]
fn what_others_did_is_dated_by_its_finding() {
    check("6月3日、多数の迷惑なメールが送信されたことが判明しました。", &["06-03 discovery"]);
    check("6月3日、校長から市教育委員会に、職員が名簿をなくしたとの報告がありました。", &["06-03 discovery"]);
    check("名簿が公開されていた旨の報告が、6月3日(月)にあった。", &["06-03 discovery"]);
}

#[test]
fn what_the_writer_had_published_happened_before() {
    check_days(
        Cause::UnauthorizedAccess,
        "弊社は、6月3日、情報が流出したと公表いたしました。",
        ["", "", "", ""],
    );
    let told = [
        ("当社は、6月3日、侵入を受け、同月8日に第一報を公表しました。", ["2024-06-03", "2024-06-03", "", ""]),
        (
            "当社は、6月3日、名簿の流出を確認し、6月8日に県に報告するとともに公表しました。",
            ["", "", "2024-06-03", ""],
        ),
        (
            "当社は、6月3日、侵入を受け、情報が漏えいしましたので、公表いたしました。",
            ["2024-06-03", "2024-06-03", "", ""],
        ),
    ];
    for (text, days) in told {
        check_days(Cause::UnauthorizedAccess, text, days);
    }
}

#[test]
fn a_time_of_orders_is_that_of_the_customers() {
    check_days(
        Cause::UnauthorizedAccess,
        "不正アクセスを受けました。対象は、2024年4月2日から2024年5月6日の期間に当店でご注文したお客様です。",
        ["", "", "", ""],
    );
}

#[test]
fn whose_account_it_is_is_no_finding() {
    let told =
        "同会によると、5月2日に監視会社から通信がおかしいと連絡があり、同9日に端末1台の感染が判明した。";
    check(told, &["05-02 discovery", "05-09 discovery"]);
    let cleft = "5月20日に端末の不審な挙動を確認しました。調べた結果、最初に侵入されたのは昨年4月であり、国外の端末であったことが判明しました。";
    check_days(Cause::UnauthorizedAccess, cleft, ["2023-04", "2023-04", "2024-05-20", ""]);
}

#[test]
fn days_of_service_of_the_press_and_of_others() {
    check_days(
        Cause::Insider,
        "2021年3月まで当社の業務に従事していた者が名簿を持ち出しました。",
        ["", "", "", ""],
    );
    check_days(Cause::LossTheft, "5月6日に記者会見を開き、名簿を紛失したと発表した。", ["", "", "", ""]);
    check_days(Cause::Insider, "市では昨年10月にも職員による漏えいが発覚している。", ["", "", "", ""]);
}

#[test]
fn what_looking_into_a_fault_showed_began_before() {
    check_days(
        Cause::UnauthorizedAccess,
        "6月6日、サーバの障害を確認し、調査したところ、ファイルが書き換えられていました。",
        ["", "", "2024-06-06", ""],
    );
    check_days(
        Cause::UnauthorizedAccess,
        "6月6日、サーバの機能が停止していることを確認しました。",
        ["", "", "2024-06-06", ""],
    );
    check_days(
        Cause::UnauthorizedAccess,
        "6月6日、ファイルが書き換えられました。",
        ["2024-06-06", "2024-06-06", "", ""],
    );
}
