//! Days behind a turn of the sentence, in a heading, in a plain row, or of what was not heeded: each rule with a near miss.

use jikenbo_model::vocabulary::Cause;

use super::tests::{check, check_days, check_earlier, check_slip};

#[test]
fn what_is_told_of_now_has_no_day_of_then() {
    check(
        "4月に発生した障害につきましては、このたび調査が完了し、結果の書面を受け取りました。",
        &["04 attack"],
    );
    check("4月3日に調査が完了しました。", &["04-03 investigation_end"]);
    check_slip(
        "5月7日に12名とご案内しましたが、その後、重複していたことが分かりました。",
        &["05-07 earlier_report"],
    );
    check_slip("5月7日に、重複していたことが分かりました。", &["05-07 discovery"]);
}

#[test]
fn the_same_day_goes_back_to_a_numbered_one() {
    check_days(
        Cause::OperationError,
        "5月8日、誤って名簿を公開しました。5月20日の夜に指摘があり、翌21日の朝に職員が確認し、同日9時に掲載を取りやめました。",
        ["2024-05-08", "2024-05-21", "2024-05-20", "2024-05-21"],
    );
}

#[test]
fn a_heading_with_its_day_dates_what_stands_under_it() {
    check_slip(
        "■1.封入の取り違え(5月14日)\n職員が別の方の通知書を誤って封入しました。",
        &["05-14 occurrence"],
    );
    check_slip("■お知らせ(5月14日公表)\n職員が別の方の通知書を誤って封入しました。", &[]);
}

#[test]
fn rows_in_the_plain_form_and_nouns() {
    check_slip("■経緯\n5月9日 窓口で誤送信。", &["05-09 occurrence"]);
    check_slip("■経緯\n5月9日 担当者が封筒260通を差し出す。", &["05-09 occurrence"]);
}

#[test]
fn a_call_that_was_taken_for_something_else_is_no_discovery() {
    let call = "4月9日にも会員から電話がありましたが、操作に関する質問と受け止め、案内するにとどまりました。5月2日、名簿が見えることが判明しました。";
    check_days(Cause::Misconfiguration, call, ["", "", "2024-05-02", ""]);
    let heeded = "4月9日に会員から電話があり、名簿が見えることが判明しました。";
    check_days(Cause::Misconfiguration, heeded, ["", "", "2024-04-09", ""]);
    let desk = "■経緯\n5月7日 当直に苦情の電話があったが、翌朝の係への引き継ぎがされなかった。\n5月9日 担当課が名簿の取り違えを把握。";
    check_days(Cause::OperationError, desk, ["", "", "2024-05-09", ""]);
}

#[test]
fn a_paragraph_that_begins_with_a_day_comes_to_its_mistake() {
    check_slip(
        "5月16日、会員の元上司から証明書の請求がありました。画面に注意の表示が出ていましたが、職員は確認せずに交付しました。",
        &["05-16 occurrence"],
    );
    check_slip(
        "5月16日、会員から証明書の請求がありました。証明書は、職員が確認せずに交付することのないよう保管していました。",
        &[],
    );
}

#[test]
fn days_of_one_deed_rise() {
    check_slip("5月1日、5月3日に誤って名簿を送信しました。", &["05-01 occurrence", "05-03 occurrence"]);
    check_slip(
        "控えと突き合わせたところ、5月24日、4月9日に郵送した明細について、別の会員のものを送っていたと分かりました。",
        &["04-09 occurrence", "05-24 discovery"],
    );
}

#[test]
fn two_days_on_which_others_were_told() {
    check_slip(
        "5月1日、誤って名簿を送信しました。5月2日に会員から指摘がありました。5月7日には該当する部会の会員に、5月8日には保護者会で説明しました。",
        &["05-01 occurrence", "05-02 discovery", "05-07 notification", "05-08 notification"],
    );
}

#[test]
fn an_inquiry_over_a_span_of_days_ends_with_it() {
    check(
        "5月2日から5月9日までの間、専門会社が調査を行いました。",
        &["05-02 investigation_start", "05-09 investigation_end"],
    );
    check("5月2日から、専門会社が調査を行いました。", &["05-02 investigation_start"]);
    check("解析は外部の会社に依頼し、5月24日に完了いたしました。", &["05-24 investigation_end"]);
}

#[test]
fn what_is_planned_or_was_lacking_looks_back_to_no_day() {
    check(
        "5月1日に不正アクセスを受けました。5月3日に警察へ相談しました。\n■再発防止策\nあわせて、パスワードを変更し、海外からの接続を遮断しました。",
        &["05-01 attack", "05-03 police"],
    );
    check_slip(
        "5月2日、名簿がないことに気付きました。\n■原因\nなくしたことに気付いた時点で上司に知らせる心構えが足りなかった。",
        &["05-02 discovery"],
    );
}

#[test]
fn a_term_put_off_dates_nothing() {
    check_slip(
        "5月9日、締切日を4日から9日に延長するための修正を行った際、職員が別の項目を誤解して有効にしました。",
        &["05-09 occurrence"],
    );
}

#[test]
fn a_state_that_ended_with_a_deed_at_its_hour() {
    check_days(
        Cause::Misconfiguration,
        "5月10日、設定を誤って公開しました。同時刻から5月14日16時45分に停止するまでの間、申込みの内容が閲覧できる状態でした。",
        ["2024-05-10", "2024-05-14", "", "2024-05-14"],
    );
}

#[test]
fn some_of_all_asked_answered() {
    check_slip(
        "5月1日、誤って名簿を送信しました。5月7日、57名全員に電話で頼み、52名の方から削除したとの返事を得ました。",
        &["05-01 occurrence", "05-07 other"],
    );
}

#[test]
fn a_false_page_and_somebody_who_read_along() {
    check("6月5日、職員が偽サイトにパスワードを入力いたしました。", &["06-05 attack"]);
    check("6月5日、職員が業務システムにパスワードを入力いたしました。", &[]);
    check(
        "6月3日から8日までの間、国外のIPアドレス(192.0.2.9)から受信箱が参照されていたことが6月12日に判明しました。",
        &["06-03 attack", "06-12 discovery"],
    );
}

#[test]
fn settings_in_quotes() {
    check_days(
        Cause::Misconfiguration,
        "5月3日、担当者がフォルダの設定を「公開」に変更しました。5月21日に指摘を受け、同日、設定を「非公開」に変更しました。",
        ["2024-05-03", "2024-05-21", "2024-05-21", "2024-05-21"],
    );
}

#[test]
fn what_an_insider_told_and_owned_to() {
    check_days(
        Cause::Insider,
        "職員は4月6日、知人の住所を友人に伝えた。5月9日、職員は閲覧したことをいずれも認めた。",
        ["2024-04-06", "2024-04-06", "2024-05-09", ""],
    );
    check_days(Cause::OperationError, "4月6日、新しい事務所の住所を会員に伝えた。", ["", "", "", ""]);
}

#[test]
fn what_was_done_before_a_release_is_none() {
    check_earlier(
        "5月8日に回収し、9日に県へ報告、13日に警察に相談のうえ、14日に最初の公表を行いました。",
        &["2024-05-14"],
    );
    check_earlier("5月1日、5月8日に公表した件について、ご報告します。", &["2024-05-01", "2024-05-08"]);
    check_earlier("昨年8月に公表した誤廃棄は本件とは別の事案です。", &[]);
}

#[test]
fn each_of_two_days_of_one_verb() {
    check(
        "会員の皆様には5月10日から、出品者の皆様には5月15日から、はがきでお知らせをお送りしました。",
        &["05-10 notification", "05-15 notification"],
    );
    check("利用者の方には5月16日から、お手紙をお届けしております。", &["05-16 notification"]);
}
