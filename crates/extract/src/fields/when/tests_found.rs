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
