//! Days of what somebody else noticed, of rows that begin with a span of days, and days that a sentence takes from none.

use jikenbo_model::vocabulary::Cause;

use super::tests::{check, check_days, check_earlier, check_slip};

#[test]
fn what_another_noticed_and_then_told_is_discovered_when_it_was_told() {
    check_days(
        Cause::OperationError,
        "6月12日23時に監視会社が異常を検知し、14日に当社へ連絡がありました。",
        ["", "", "2024-06-14", ""],
    );
    check_days(
        Cause::LossTheft,
        "6月4日に係員が名簿のないことに気付き、6月6日に当社へ報告がありました。",
        ["", "", "2024-06-04", ""],
    );
    check_days(
        Cause::LossTheft,
        "6月4日に委託先が紛失を確認し、6月6日に同社から通知を受けました。",
        ["", "", "2024-06-06", ""],
    );
}

#[test]
fn a_day_and_found_are_enough_for_a_finding() {
    check(
        "6月3日、侵入を受けました。5日に発見し、同日遮断しました。",
        &["06-03 attack", "06-05 discovery", "06-05 containment"],
    );
    check_slip("6月3日の点検において名簿の所在が確認できず、探しています。", &["06-03 discovery"]);
    check_slip("6月3日の点検において名簿の所在を確認しました。", &[]);
}

#[test]
fn a_month_before_what_had_been_thrown_away_is_that_of_the_deed() {
    check_days(
        Cause::LossTheft,
        "2024年2月に誤って廃棄していたことが判明しました。6月7日、箱の不足に気付きました。",
        ["2024-02", "2024-02", "2024-06-07", ""],
    );
    check_slip("6月3日、書類を誤って廃棄していたことが判明しました。", &["06-03 discovery"]);
}

#[test]
fn what_is_judged_has_no_day() {
    check_slip("6月7日、誤って廃棄した可能性が高いと判断しました。", &[]);
    check_slip("6月7日に誤って廃棄したものと判断しました。", &["06-07 occurrence"]);
}

#[test]
fn a_row_of_a_span_of_days_begins_with_its_first() {
    check_slip(
        "■経緯\n・6月3日(月)~4日(火) 誤りがあるとの連絡を複数の方から受ける\n・6月5日(水) 原因を究明し、対策を完了",
        &["06-03 discovery", "06-05 containment"],
    );
    check("6月3日から4日までの間、侵入を受けていたことが判明しました。", &["06-03 attack"]);
}

#[test]
fn a_notice_since_a_day_came_on_it_first() {
    check(
        "6月3日以降、カード会社各社から不正使用の疑いがあるカードの照会を受けました。",
        &["06-03 discovery"],
    );
    check_earlier("6月3日以降お知らせしております情報の流出につきまして、", &["2024-06-03"]);
    check_earlier("6月3日以降にお知らせします情報の流出につきまして、", &[]);
}

#[test]
fn reports_that_have_been_made_by_now_have_no_day() {
    check(
        "6月3日、侵入を検知しました。また、例示警察署に捜査を要請し、個人情報保護委員会にも報告しております。",
        &["06-03 discovery"],
    );
    check(
        "6月3日、侵入を検知しました。直ちに例示警察署に相談しております。",
        &["06-03 discovery", "06-03 police"],
    );
    check("6月3日、例示警察署に相談しております。", &["06-03 police"]);
}

#[test]
fn a_day_that_names_the_matter_begins_no_inquiry() {
    check("6月3日に発生した侵入につきまして、専門家と調査を進めてまいりました。", &["06-03 attack"]);
    check(
        "6月3日に侵入が判明し、6月4日、被害の範囲について、調査を開始しました。",
        &["06-03 discovery", "06-04 investigation_start"],
    );
}

#[test]
fn a_company_called_by_its_letters_tells_for_itself() {
    check_earlier("6月3日 EXAが本件を公表しました。", &[]);
    check_earlier("6月3日に当社が本件を公表しました。", &["2024-06-03"]);
    check_earlier(
        "6月3日の公表および6月9日の中間報告に続き、調査を進めてまいりました。",
        &["2024-06-03", "2024-06-09"],
    );
    check_earlier("6月3日、学会発表の準備のため名簿を持ち帰りました。", &[]);
}

#[test]
fn what_the_insider_deleted_ends_nothing() {
    let deleted = "元社員は6月5日に保存していた名簿を全て削除しておりました。";
    check_days(Cause::Insider, deleted, ["2024-06-05", "2024-06-05", "", ""]);
    check_days(
        Cause::Insider,
        "6月3日に持ち出しが判明し、6月5日に名簿を全て削除しました。",
        ["", "", "2024-06-03", "2024-06-05"],
    );
}

#[test]
fn a_paper_that_was_put_up_lay_open_from_then() {
    check_slip("名簿は、6月3日、市のホームページに掲載されました。", &["06-03 occurrence"]);
    check_slip("修正した名簿は、6月3日、市のホームページに掲載されました。", &[]);
    check_slip(
        "6月3日以降、書類の画像に外部からアクセスできたことが6月8日に分かりました。",
        &["06-03 occurrence", "06-08 discovery"],
    );
}

#[test]
fn what_may_have_got_out_over_days_happened_over_them() {
    check_days(
        Cause::Misconfiguration,
        "6月9日に確認した結果、6月1日から6月8日15時までの間に、62名の情報が漏洩した可能性のあることが分かりました。",
        ["2024-06-01", "2024-06-08", "2024-06-09", "2024-06-08"],
    );
    check_days(
        Cause::Misconfiguration,
        "6月9日に、6月1日から6月8日までの間に登録された方の情報が漏洩した可能性のあることが分かりました。",
        ["", "", "2024-06-09", ""],
    );
}

#[test]
fn slips_in_other_words() {
    check_slip("6月3日、お預かりした手帳を別の綴りに挟み込んでしまいました。", &["06-03 occurrence"]);
    check_slip("6月3日に誤記載のある名簿をすべて回収しました。", &["06-03 containment"]);
    check_slip("6月3日以降、鍵の所在が分からなくなっています。", &["06-03 occurrence"]);
    check("6月3日、職員の端末の画面に警告が現れました。", &["06-03 attack"]);
    check("6月3日以降、海外のサーバへの送信が始まりました。", &["06-03 attack"]);
    check("6月3日以降、海外のサーバへの送信を止めています。", &[]);
}

#[test]
fn a_rule_since_a_day_is_no_step() {
    check_days(
        Cause::Insider,
        "当社では2021年4月から名簿の持ち出しを禁じており、2024年5月7日に持ち出されたものです。",
        ["2024-05-07", "2024-05-07", "", ""],
    );
}

#[test]
fn same_day_goes_back_past_what_is_to_be_held() {
    check_slip(
        "6月3日、6月20日(木)開催の講座の案内を誤って別の方に送信しました。\n同日12時30分、受信者から指摘があり、誤りに気付きました。",
        &["06-03 occurrence", "06-03 discovery"],
    );
}

#[test]
fn what_is_said_to_be_closed_was_closed_before() {
    check(
        "6月1日に侵入を検知しました。6月3日、サイトに、調査のため閉鎖している旨を掲載しました。",
        &["06-01 discovery"],
    );
    check(
        "6月1日に侵入を検知しました。6月3日、調査のためサイトを閉鎖しました。",
        &["06-01 discovery", "06-03 service_stop"],
    );
}

#[test]
fn a_request_to_look_for_a_leak_tells_of_it() {
    check(
        "6月3日 カード会社より、番号が流出した可能性があるとして調査の依頼がございました。",
        &["06-03 discovery"],
    );
    check("6月3日 専門の会社に、流出の可能性について調査を依頼しました。", &["06-03 investigation_start"]);
}
