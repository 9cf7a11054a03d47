//! Days that a deed begins or ends, days that only belong to others, and what ends on a day.

use jikenbo_model::vocabulary::Cause;

use super::tests::{check, check_days, check_earlier, check_slip};

#[test]
fn a_deed_begins_a_span() {
    check_days(
        Cause::Misconfiguration,
        "6月1日に画面を改めた時点から、他の会員の番号が表示される不具合が生じております。",
        ["2024-06-01", "", "", ""],
    );
    check_days(
        Cause::UnauthorizedAccess,
        "第三者は6月2日に社内のネットワークへ入り込み、6月9日にファイルを暗号化するまでの間、活動を続けていました。",
        ["2024-06-02", "2024-06-09", "", ""],
    );
    // Two findings make no span.
    check(
        "6月2日に不審な通信を検知し、6月9日に侵入を確認しました。",
        &["06-02 discovery", "06-09 discovery"],
    );
}

#[test]
fn a_deed_ends_a_span() {
    check_days(
        Cause::Misconfiguration,
        "名簿は、6月8日に設定を改めるまで、誰でも閲覧できる状態でした。",
        ["", "2024-06-08", "", "2024-06-08"],
    );
    check_days(
        Cause::Misconfiguration,
        "6月1日に設定を誤って変更しました。同日から、設定を修正した6月7日までの間、名簿を閲覧できる状態でした。",
        ["2024-06-01", "2024-06-07", "", "2024-06-07"],
    );
}

#[test]
fn who_joined_since_a_day_is_data() {
    check(
        "2015年4月の開設以降に会員登録をされたお客様の情報が、6月1日に不正アクセスを受けました。",
        &["06-01 attack"],
    );
}

#[test]
fn a_span_under_the_heading_of_those_concerned_dates_the_undated() {
    check_days(
        Cause::UnauthorizedAccess,
        "不正アクセスが判明しました。\n・2024年4月2日から2024年5月6日\n上記期間内にカード番号を入力されたお客様が該当します。",
        ["2024-04-02", "2024-05-06", "", ""],
    );
    check_days(
        Cause::UnauthorizedAccess,
        "不正アクセスが判明しました。\n・2024年4月2日から2024年5月6日\n上記期間はシステムの保守を行います。",
        ["", "", "", ""],
    );
}

#[test]
fn a_label_says_when_it_was_stopped() {
    check_days(
        Cause::UnauthorizedAccess,
        "(1)発覚日\n2024年6月3日\n(2)カード決済停止日\n2024年6月4日",
        ["", "", "2024-06-03", "2024-06-04"],
    );
}

#[test]
fn soon_is_no_day() {
    check_days(
        Cause::OperationError,
        "6月7日、会員の方のご連絡により誤掲載が判明し、速やかに資料を削除しました。",
        ["", "", "2024-06-07", ""],
    );
    check_days(
        Cause::OperationError,
        "6月7日、会員の方のご連絡により誤掲載が判明し、直ちに資料を削除しました。",
        ["", "", "2024-06-07", "2024-06-07"],
    );
}

#[test]
fn the_predicate_stands_before_its_day() {
    check("お客様から不審なメッセージが届いたとのお電話を頂戴したのが6月16日です。", &["06-16 discovery"]);
    check("カード会社からの連絡は6月8日でございました。", &["06-08 discovery"]);
}

#[test]
fn what_was_tried_is_no_end() {
    check_days(
        Cause::UnauthorizedAccess,
        "6月3日に改ざんを確認し、画面を閉鎖しようとしましたが、手順に不備がありました。6月5日に閉鎖しました。",
        ["", "", "2024-06-03", "2024-06-05"],
    );
}

#[test]
fn what_another_did_before_he_told_of_it_ends_it() {
    check_days(
        Cause::UnauthorizedAccess,
        "委託先から、6月6日にサーバーを回線から隔離したとの説明を、6月8日に受けました。当社はこの説明で事案を知ったものです。",
        ["", "", "2024-06-08", "2024-06-06"],
    );
}

#[test]
fn who_logged_in_and_changed_it_ended_nothing() {
    check_days(
        Cause::UnauthorizedAccess,
        "6月11日、何者かが公式のアカウントにログインし、登録のパスワードを変更しました。",
        ["2024-06-11", "2024-06-11", "", ""],
    );
}

#[test]
fn a_mistake_that_only_describes_whom_one_calls_on() {
    check_slip(
        "6月2日、通知書を誤って送付しました。\n6月6日、誤って通知書が送付された46名に、電話で謝罪しました。",
        &["06-02 occurrence", "06-06 notification"],
    );
    check(
        "6月2日、不正ログインが発生しました。\n6月4日、不正ログインが確認された462件のパスワードを無効化しました。",
        &["06-02 attack", "06-04 containment"],
    );
}

#[test]
fn an_entry_goes_on_with_its_own_day() {
    check(
        "経緯\n・6月9日(日) 6月3日にも少数の不正ログインがあったことが判明。該当する会員のパスワードを同日中に無効化",
        &["06-03 attack", "06-09 discovery", "06-09 containment"],
    );
}

#[test]
fn what_is_planned_or_ends_a_contract_is_no_step() {
    check_slip(
        "6月5日、6月末日をもって契約が満了する会員に、名簿を誤って送信しました。",
        &["06-05 occurrence"],
    );
    check_slip(
        "経緯\n6月3日 名簿を誤って送信\n6月28日 対象者へお詫びの文書を発送(予定)",
        &["06-03 occurrence"],
    );
}

#[test]
fn an_authority_was_told_and_not_the_public() {
    check_earlier("文部科学省には6月10日に第一報を、6月20日に調査結果を報告しています。", &[]);
    check(
        "6月1日に侵入が判明しました。文部科学省には6月10日に第一報を、6月20日に調査結果を報告しています。",
        &["06-01 discovery", "06-10 regulator", "06-20 regulator"],
    );
    check(
        "6月1日に侵入が判明しました。6月3日に個人情報保護委員会に速報を提出し、6月4日に第一報を公表しました。",
        &["06-01 discovery", "06-03 regulator", "06-04 earlier_report"],
    );
    check(
        "6月1日に侵入が判明しました。6月3日、個人情報保護委員会への報告(速報)内容を協議しました。",
        &["06-01 discovery"],
    );
}

#[test]
fn reports_are_listed_by_their_number() {
    check_earlier(
        "これまでのお知らせは次のとおりです。\n第1報 2024年5月1日\n第2報 2024年5月15日",
        &["2024-05-01", "2024-05-15"],
    );
    check_earlier("8月に他社が公表した情報漏えいとは関わりがございません。", &[]);
    check_earlier("昨年10月9日に誤送付を公表しましたが、それとは別に、書類を誤ってお渡ししました。", &[]);
}

#[test]
fn who_was_called_was_not_told_by_us() {
    check_slip(
        "6月5日に通知書を誤って送付しました。6月9日、受信された方から委託先に、宛名が違うとのお電話がありました。6月10日、委託先から当社に報告がありました。",
        &["06-05 occurrence", "06-09 discovery", "06-10 discovery"],
    );
    check_days(
        Cause::OperationError,
        "6月9日、受信された方から委託先に、宛名が違うとのお電話がありました。6月10日、委託先から当社に報告がありました。",
        ["", "", "2024-06-10", ""],
    );
}
