//! Which day a step has: not that of a title, of a holiday, of a plan or of another clause.

use jikenbo_model::vocabulary::Cause;

use super::tests::{check, check_days, check_slip};

#[test]
fn titles_holidays_and_plans_date_nothing() {
    check_slip(
        "6月4日、会員の方に「まもなく6月8日から収穫祭」というメールを誤って全員の宛先で送信しました。",
        &["06-04 occurrence"],
    );
    check_slip(
        "6月10日から15日まで休みとしておりました。6月13日、誤って名簿を送信しました。",
        &["06-13 occurrence"],
    );
    check_slip("6月9日に予定していた説明会の案内を、6月5日、誤って送信しました。", &["06-05 occurrence"]);
    check_slip(
        "5月8日に受講を予約されている方へ送るメールを、5月6日、誤って全員に送信しました。",
        &["05-06 occurrence"],
    );
}

#[test]
fn an_errand_dates_the_loss_and_a_check_the_finding() {
    check_days(
        Cause::LossTheft,
        "5月7日、出張した際にメモリーを持ち出し、紛失していたことが分かりました。",
        ["2024-05-07", "2024-05-07", "", ""],
    );
    check_days(
        Cause::LossTheft,
        "5月7日、棚を点検した際、メモリーを紛失していたことが分かりました。",
        ["", "", "2024-05-07", ""],
    );
}

#[test]
fn the_first_of_several_days_on_which_word_came() {
    check_slip(
        "5月10日に通知書を誤って送付しました。5月21日と22日、別の方の通知書が届いたとの報告がありました。",
        &["05-10 occurrence", "05-21 discovery"],
    );
}

#[test]
fn a_mistake_told_before_is_noticed_on_the_later_day() {
    check_slip(
        "6月5日、教員が名簿を誤って配信しました。\n6月9日、教員が誤って配信したことに気付きました。",
        &["06-05 occurrence", "06-09 discovery"],
    );
}

#[test]
fn who_asked_for_something_tells_of_no_finding() {
    check_slip(
        "6月5日、配信の停止をお申し出いただいたお客様に、誤って案内を送信しました。",
        &["06-05 occurrence"],
    );
}

#[test]
fn what_is_missing_is_found() {
    check_slip(
        "6月5日、利用者に電話したところ、申込書が返却されていないことを確認しました。",
        &["06-05 discovery"],
    );
    check_slip("6月5日、名簿が閲覧されていないことを確認しました。", &[]);
    check("6月5日、社内のシステムにアクセスできないことを確認しました。", &["06-05 discovery"]);
}

#[test]
fn a_span_of_the_clause_before_shuts_nothing() {
    check_days(
        Cause::Insider,
        "持ち出しの時期は3月5日から5月9日までで、情報はすべて回収しました。",
        ["2024-03-05", "2024-05-09", "", ""],
    );
}

#[test]
fn what_ought_to_be_secret_is_not_shut() {
    check_days(
        Cause::Misconfiguration,
        "6月3日、本来は非公開とすべき写真が閲覧できる状態であることが判明しました。",
        ["", "", "2024-06-03", ""],
    );
}

#[test]
fn what_only_looks_like_it() {
    check("6月10日から15日までの夏季休業期間中に、サーバーが不正アクセスを受けました。", &["06-10 attack"]);
    check("6月9日、お問い合わせが集中し、電話がつながりにくい状況でした。", &[]);
    check(
        "6月5日に不正アクセスが判明しました。6月6日、外部からサーバーにアクセスできないことを確認しました。",
        &["06-05 discovery"],
    );
    check_days(
        Cause::LossTheft,
        "6月9日、異動に伴い引き継ぎをした際に、名簿を紛失していたことが判明しました。",
        ["", "", "2024-06-09", ""],
    );
}

#[test]
fn what_is_told_was_over_by_the_day_of_the_report() {
    check_days(
        Cause::UnauthorizedAccess,
        "2024年5月3日から2024年9月4日にかけて不正アクセスを受けました。",
        ["2024-05-03", "", "", ""],
    );
}
