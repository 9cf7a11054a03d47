//! Near misses: sentences that share their words with a rule and say something else, read by all readers together.

use std::collections::BTreeSet;

use jikenbo_model::vocabulary::{DataType, EventKind, Method, Stage};
use jikenbo_model::{Facts, PartialDate};

use super::READERS;
use crate::testing;

/// What a release below the title of one says with `text`.
fn read(text: &str) -> Facts {
    let heading = "◎株式会社例示 個人情報の漏えいについて";
    testing::read(&format!("{heading}\n2024年6月30日\n{text}\n深くお詫び申し上げます。"), |_| {}, READERS)
        .facts
}

fn words<T>(all: impl IntoIterator<Item = T>, word: impl Fn(T) -> &'static str) -> String {
    all.into_iter().map(word).collect::<Vec<_>>().join(" ")
}

/// Data types that leaked, a stroke, those of which that is denied.
fn check_data(text: &str, expected: &str) {
    let facts = read(text);
    let of = |all: &BTreeSet<DataType>| words(all.iter().copied(), DataType::word);
    let found = format!("{}/{}", of(&facts.data_types), of(&facts.data_types_denied));
    assert_eq!(found.trim_end_matches('/'), expected, "{text}");
}

/// The methods.
fn check_methods(text: &str, expected: &str) {
    assert_eq!(words(read(text).methods, Method::word), expected, "{text}");
}

/// `discovered`, a stroke, `contained`.
fn check_days(text: &str, expected: &str) {
    let facts = read(text);
    let shown = |day: Option<PartialDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let found = format!("{}/{}", shown(facts.discovered), shown(facts.contained));
    assert_eq!(found, expected, "{text}: {:?}", facts.events);
}

/// The counts of what was hit.
fn check_counts(text: &str, expected: &[u64]) {
    let counts: Vec<u64> = read(text).affected.iter().map(|one| one.count).collect();
    assert_eq!(counts, expected, "{text}");
}

#[test]
fn what_was_taken_out_and_what_was_not() {
    check_data("攻撃者によって氏名、住所が取り出されました。", "name address");
    check_data("サーバーから氏名と住所のデータが取り出され、外部に送信されました。", "name address");
    check_data("氏名が漏えいしました。パスワードが取り出されることはありません。", "name/password");
    check_data("氏名が漏えいしました。暗証番号がなければ情報は取り出されません。", "name");
}

#[test]
fn what_is_not_asked_for_is_held_by_nobody() {
    check_data("氏名が漏えいしました。会員登録の際、性別は伺っておりません。", "name/gender");
    check_data("氏名が漏えいしました。お問い合わせの際、暗証番号は伺っておりません。", "name");
    check_data("氏名は伺っていますが、電話番号は伺っていません。氏名が漏えいしました。", "name/phone");
}

#[test]
fn a_rounded_figure_of_others_stays() {
    check_counts(
        "会員1,020名と従業員983名の氏名が漏えいしました。また、取引先の担当者約2,000名のメールアドレスも漏えいしました。",
        &[1020, 983, 2000],
    );
    check_counts("対象は約2,000名です。会員1,020名と従業員983名の氏名が漏えいしました。", &[1020, 983]);
}

#[test]
fn what_came_back_was_away() {
    check_counts(
        "診療記録50名分を紛失しました。50名分は翌日に発見しましたが、その間に閲覧された可能性があります。",
        &[50],
    );
    check_counts("名簿7名分を紛失しました。5名分は発見しましたが、2名分は見つかっていません。", &[7]);
}

#[test]
fn callers_are_none_of_the_persons_hit() {
    check_counts("応募者30名から申出があった内容が漏えいしました。", &[30]);
    check_counts("会員120名の氏名が漏えいしました。これまでに会員8名からお問い合わせがありました。", &[120]);
}

#[test]
fn what_an_answer_did_not_say_is_not_done() {
    let asked = "2024年5月7日、名簿の誤公開が判明し、運営会社に公開を停止するよう依頼しましたが、";
    check_days(&format!("{asked}停止したとの連絡はありません。"), "2024-05-07/");
    check_days(&format!("{asked}停止した旨の回答は得られておりません。"), "2024-05-07/");
}

#[test]
fn what_was_released_may_have_been_the_fault() {
    check_days(
        "2024年5月1日、サーバーの更新作業で修正版を公開したところ、会員の氏名が見える状態になりました。5月3日に判明し、同日元に戻しました。",
        "2024-05-03/2024-05-03",
    );
    check_days(
        "2024年5月1日、会員の氏名が見える状態であることが判明しました。5月3日に修正版をリリースしました。",
        "2024-05-01/2024-05-03",
    );
}

#[test]
fn work_on_a_suspicion_is_no_finding() {
    check_days(
        "2024年5月1日から、不正アクセスの確認作業を行い、5月8日に漏えいが判明しました。",
        "2024-05-08/",
    );
    check_days(
        "2024年5月1日、食中毒の疑いに関する情報を受け、調査した資料を誤って送信し、5月9日に誤送信が判明しました。",
        "2024-05-09/",
    );
    check_days("2024年5月1日、名簿の漏えいの疑いの情報を受け、調査を始めました。", "2024-05-01/");
}

#[test]
fn reports_that_a_contractor_made_to_the_writer() {
    let facts = read("委託先より2024年5月20日に中間報告をいただき、会員の氏名の漏えいが判明しました。");
    assert_eq!(facts.stage, Some(Stage::First));
    assert_eq!(facts.discovered.map(|day| day.to_string()).as_deref(), Some("2024-05-20"));
    let first = read("会員の氏名が漏えいしました。対象の方には先にご報告しております。");
    assert_eq!(first.stage, Some(Stage::First));
}

#[test]
fn what_an_authority_was_told_stays_beside_what_the_writer_was_told() {
    let kinds = |text: &str| words(read(text).events.iter().map(|event| event.event), EventKind::word);
    let both = kinds("2024年5月21日に警察に相談し、5月22日に会員から不正利用があった旨の報告がありました。");
    assert!(both.contains("police"), "{both}");
    let told = kinds("2024年5月21日、校長から市教育委員会に、職員が名簿をなくしたとの報告がありました。");
    assert!(!told.contains("regulator"), "{told}");
}

#[test]
fn another_s_network_and_ones_own() {
    check_methods(
        "委託先のネットワークへの不正アクセスにより、当社の会員情報が漏えいしました。",
        "via_third_party",
    );
    check_methods("当社(グループ会社を含む)のネットワークへの不正アクセスが発生しました。", "");
    check_methods("取引先を通じてお客様から問い合わせがあり、不正アクセスが判明しました。", "");
    check_methods("委託先を通じた攻撃により、会員情報が漏えいしました。", "via_third_party");
}

#[test]
fn endings_of_files_are_no_pages() {
    check_methods("サーバー内のファイルの拡張子がすべて書き換えられていました。", "");
    check_methods("当社のサイトのページが書き換えられていました。", "defacement");
}

#[test]
fn what_those_who_received_it_threw_away() {
    let sent = "誤って名簿を送付しました。";
    check_methods(&format!("{sent}先方に確認したところ、書類は既に廃棄したとのことでした。"), "misdelivery");
    check_methods("名簿を、保存期間の満了前に誤って廃棄しました。", "wrong_disposal");
}

#[test]
fn a_notice_that_was_the_mistake() {
    check_methods("誤って、児童の氏名を含むお知らせをホームページに掲載しました。", "wrong_publication");
}

#[test]
fn a_letter_of_a_name_list_and_a_slip_of_the_pen() {
    check_methods("名簿を一部落とし込んだ資料を作成し、誤って送付しました。", "misdelivery");
    check_methods("名簿を全て落としました。", "lost_media");
}

#[test]
fn ones_own_watch_warns_of_an_attack() {
    let kinds = |text: &str| words(read(text).events.iter().map(|event| event.event), EventKind::word);
    let own = kinds("2024年5月1日、監視装置から警告メッセージが出たため、直ちに端末を隔離しました。");
    assert!(!own.contains("attack"), "{own}");
    let false_one = kinds("2024年5月1日、職員の画面に警告画面が出たため、示された番号に電話をかけました。");
    assert!(false_one.contains("attack"), "{false_one}");
}

/// The day of release of a page with `text`.
fn published(text: &str) -> Option<String> {
    testing::read(text, |_| {}, READERS).facts.published.map(|day| day.to_string())
}

#[test]
fn days_that_head_entries_are_no_day_of_release() {
    let heading = "◎架空病院 書類の誤送付について\n書類を誤って別の方に送付しました。";
    let first = "2024年5月21日\n案内文書を送付したところ、宛名を誤った。";
    let second = "2024年5月22日\nお電話をいただき、誤送付が判明した。";
    assert_eq!(published(&format!("{heading}\n{first}\n{second}")), None);
    // One alone stands between the greeting and the body.
    let greeting = "◎架空病院 書類の誤送付について\n日頃より当院をご利用いただき、ありがとうございます。";
    let body = "2024年6月1日\n書類を誤って別の方に送付しましたので、お詫び申し上げます。";
    assert_eq!(published(&format!("{greeting}\n{body}")).as_deref(), Some("2024-06-01"));
}
