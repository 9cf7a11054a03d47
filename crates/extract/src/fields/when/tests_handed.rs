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
    check("6月3日以降、カード会社より、不正使用の疑いのある番号の照会を受けました。", &["06-03 discovery"]);
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
    check_days(
        Cause::LossTheft,
        "6月3日以降、鍵の所在が分からなくなっています。",
        ["2024-06-03", "", "", ""],
    );
    check("6月3日、職員の端末の画面に警告が現れました。", &["06-03 attack"]);
    check("6月3日以降、海外のサーバへの送信が始まりました。", &["06-03 attack"]);
    check("6月3日以降、海外のサーバへの送信を止めています。", &["06-03 containment"]);
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
        "6月1日に侵入を検知しました。6月3日、サイトに、点検のため閉鎖中である旨を掲載しました。",
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

#[test]
fn the_length_of_a_penalty_and_a_mended_version_are_no_days_of_steps() {
    check_slip(
        "6月3日、誤って名簿を送信しました。停職3月の処分とし、警察に相談しました。",
        &["06-03 occurrence"],
    );
    check_earlier("6月5日に修正版を公開しました。", &[]);
    check_earlier("6月5日に第1報を公開しました。", &["2024-06-05"]);
}

#[test]
fn traces_that_were_not_found_are_no_finding() {
    check("6月25日、調査が終了し、流出を示す痕跡は見つかりませんでした。", &["06-25 investigation_end"]);
    check_slip("6月25日に書庫を見ましたが、名簿は見つかりませんでした。", &["06-25 discovery"]);
}

#[test]
fn a_sending_that_was_stopped_ends_it() {
    check_days(
        Cause::OperationError,
        "6月10日にお電話で判明し、同日夕方に発送を止めました。",
        ["", "", "2024-06-10", "2024-06-10"],
    );
    check_days(
        Cause::Misconfiguration,
        "6月20日に判明し、6月21日に非公開設定に変更しました。",
        ["", "", "2024-06-20", "2024-06-21"],
    );
}

#[test]
fn spans_in_other_words() {
    check_days(
        Cause::LossTheft,
        "6月13日(木)から15日(土)の間に、端末1台を盗まれる被害に遭いました。",
        ["2024-06-13", "2024-06-15", "", ""],
    );
    check_days(
        Cause::OperationError,
        "職員が、写真を、6月7日から6月10日まで、掲示板に掲示していました。",
        ["2024-06-07", "2024-06-10", "", "2024-06-10"],
    );
    check_days(
        Cause::Misconfiguration,
        "混入は2024年2月のシステム改修時から続いていました。",
        ["2024-02", "", "", ""],
    );
}

#[test]
fn a_row_that_ends_in_a_noun_tells_what_happened() {
    check(
        "■経緯\n・6月10日(月) 22:00頃 業務サーバーに外部から不正アクセス\n・6月11日 侵入を検知",
        &["06-10 attack", "06-11 discovery"],
    );
    check_slip(
        "■経緯\n・6月5日 資料をホームページに掲載\n・6月8日 指摘により判明\n・6月9日 訂正した資料をホームページに掲載",
        &["06-05 occurrence", "06-08 discovery", "06-09 other"],
    );
}

#[test]
fn each_report_goes_to_whom_it_names() {
    check("6月15日、例示警察署へ盗難届を提出し、17日(月)に本部へ報告しました。", &["06-15 police"]);
    check("6月13日、被害届が受理されました。", &["06-13 police"]);
    check(
        "6月9日に侵入が判明し、10日に会員へご報告し、11日に例示警察署へ届け出ました。",
        &["06-09 discovery", "06-10 notification", "06-11 police"],
    );
    check(
        "6月19日に侵入が判明し、6月20日に例示警察署へ相談し、6月25日から卒業生へ文書でお詫びしています。",
        &["06-19 discovery", "06-20 police", "06-25 notification"],
    );
}

#[test]
fn a_machine_that_is_found_still_was_not_stopped() {
    check("6月3日、サーバーが停止していることを当直者が確認しました。", &["06-03 discovery"]);
    check("6月3日に侵入が判明し、受注を停止しました。", &["06-03 discovery", "06-03 service_stop"]);
}
