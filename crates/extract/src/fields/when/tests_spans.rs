//! Days that a deed begins or ends, days that only belong to others, and what ends on a day.

use jikenbo_model::vocabulary::Cause;

use super::tests::{check, check_days, check_earlier, check_slip};

#[test]
fn a_deed_begins_a_span() {
    check_days(
        Cause::Misconfiguration,
        "6月4日に画面を改めた時点から、ほかの会員の番号まで表示される不具合が続いております。",
        ["2024-06-04", "", "", ""],
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
        "一覧は、6月5日に共有の設定を改めるまで、部外の人にも閲覧できる状態でした。",
        ["", "2024-06-05", "", "2024-06-05"],
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
        "2018年9月の販売開始以降にご注文の方の情報が、6月4日に何者かの不正アクセスを受けました。",
        &["06-04 attack"],
    );
}

#[test]
fn a_span_under_the_heading_of_those_concerned_dates_the_undated() {
    check_days(
        Cause::UnauthorizedAccess,
        "不正アクセスが判明しました。\n・2024年3月13日から2024年5月17日\n上記期間内にカード番号を入力されたお客様が該当します。",
        ["2024-03-13", "2024-05-17", "", ""],
    );
    check_days(
        Cause::UnauthorizedAccess,
        "不正アクセスが判明しました。\n・2024年3月13日から2024年5月17日\n上記期間はシステムの保守を行います。",
        ["", "", "", ""],
    );
}

#[test]
fn a_label_says_when_it_was_stopped() {
    check_days(
        Cause::UnauthorizedAccess,
        "(1)発覚日\n2024年5月27日\n(2)販売サイト停止日\n2024年5月30日",
        ["", "", "2024-05-27", "2024-05-30"],
    );
}

#[test]
fn soon_is_no_day() {
    check_days(
        Cause::OperationError,
        "6月11日、町民の方からの電話で誤掲載が判明し、速やかに一覧を削除しました。",
        ["", "", "2024-06-11", ""],
    );
    check_days(
        Cause::OperationError,
        "6月11日、町民の方からの電話で誤掲載が判明し、直ちに一覧を削除しました。",
        ["", "", "2024-06-11", "2024-06-11"],
    );
}

#[test]
fn the_predicate_stands_before_its_day() {
    check("利用者から心当たりのないメールが来たとのお電話を頂戴したのが6月13日です。", &["06-13 discovery"]);
    check("警察からの連絡は6月11日でございました。", &["06-11 discovery"]);
}

#[test]
fn what_was_tried_is_no_end() {
    check_days(
        Cause::UnauthorizedAccess,
        "6月4日に改ざんを確認し、サイトを停止しようとしましたが、権限がありませんでした。6月6日に停止しました。",
        ["", "", "2024-06-04", "2024-06-06"],
    );
}

#[test]
fn what_another_did_before_he_told_of_it_ends_it() {
    check_days(
        Cause::UnauthorizedAccess,
        "委託先から、6月4日に機器を回線から隔離したとの説明を、6月13日に受けました。当社はこのとき初めて侵入を知りました。",
        ["", "", "2024-06-13", "2024-06-04"],
    );
}

#[test]
fn who_logged_in_and_changed_it_ended_nothing() {
    check_days(
        Cause::UnauthorizedAccess,
        "6月14日、何者かが広報用のページに侵入し、そのパスワードを変更しました。",
        ["2024-06-14", "2024-06-14", "", ""],
    );
}

#[test]
fn a_mistake_that_only_describes_whom_one_calls_on() {
    check_slip(
        "6月3日、明細書を誤って送付しました。\n6月7日、誤って明細書が送付された18名を訪問し、謝罪しました。",
        &["06-03 occurrence", "06-07 notification"],
    );
    check(
        "6月3日、会員のページに不正ログインがありました。\n6月5日、不正ログインが確認された約70件のパスワードを無効化しました。",
        &["06-03 attack", "06-05 containment"],
    );
}

#[test]
fn an_entry_goes_on_with_its_own_day() {
    check(
        "経緯\n・6月14日(金) 6月8日にも別の会員への不正ログインがあったと判明。その会員のパスワードを同日に無効化",
        &["06-08 attack", "06-14 discovery", "06-14 containment"],
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
    check_earlier("経済産業省に対しては6月12日に第1報を、6月25日に経緯を報告しました。", &[]);
    check(
        "6月1日に侵入が判明しました。経済産業省に対しては6月12日に第1報を、6月25日に経緯を報告しました。",
        &["06-01 discovery", "06-12 regulator", "06-25 regulator"],
    );
    check(
        "6月1日に侵入が判明しました。6月6日に個人情報保護委員会へ速報を届け出て、6月7日に第一報を発表しました。",
        &["06-01 discovery", "06-06 regulator", "06-07 earlier_report"],
    );
    check(
        "6月1日に侵入が判明しました。6月5日、個人情報保護委員会に出す報告(確報)内容を話し合いました。",
        &["06-01 discovery"],
    );
}

#[test]
fn reports_are_listed_by_their_number() {
    check_earlier(
        "公表の一覧をここに載せます。\n第1報 2024年4月12日\n第2報 2024年4月24日",
        &["2024-04-12", "2024-04-24"],
    );
    check_earlier("3月に本市が発表した誤送信とは関係がございません。", &[]);
    check_earlier("昨年11月12日に紛失を公表しましたが、それとは別に、明細を誤ってお渡ししました。", &[]);
}

#[test]
fn who_was_called_was_not_told_by_us() {
    check_slip(
        "6月5日に通知書を誤って送付しました。6月9日、受信された方から委託先に、宛名が違うとのお電話がありました。6月13日、委託先から当社に報告がありました。",
        &["06-05 occurrence", "06-09 discovery", "06-13 discovery"],
    );
    check_days(
        Cause::OperationError,
        "6月9日、受信された方から委託先に、宛名が違うとのお電話がありました。6月13日、委託先から当社に報告がありました。",
        ["", "", "2024-06-13", ""],
    );
}
