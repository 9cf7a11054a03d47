//! How it happened and whether data got out, read by all readers together: each rule with a near miss.

use jikenbo_model::Facts;

use super::READERS;
use crate::testing;

fn read(text: &str) -> Facts {
    testing::read(&format!("{text}\n株式会社例示では、深くお詫び申し上げます。"), |_| {}, READERS).facts
}

fn check_cause(text: &str, expected: &str) {
    assert_eq!(read(text).cause.map(|cause| cause.word()), Some(expected), "{text}");
}

fn check_leak(text: &str, expected: &str) {
    assert_eq!(read(text).leak.map(|leak| leak.word()), Some(expected), "{text}");
}

/// Whether `method` is among those of a disclosure with `text`.
fn check_method(text: &str, method: &str, expected: bool) {
    let facts = read(text);
    let found = facts.methods.iter().any(|own| own.word() == method);
    assert_eq!(found, expected, "{text}: {:?}", facts.methods);
}

#[test]
fn a_ransom_that_was_not_paid_was_asked_for() {
    check_method("当社は不正アクセスを受けました。身代金の要求には応じておりません。", "extortion", true);
    check_method("当社は不正アクセスを受けました。身代金の要求は受けておりません。", "extortion", false);
}

#[test]
fn a_stepping_stone_inside_is_no_relay_of_mail() {
    let inside = "添付されたメールを開いた端末が感染し、これを踏み台に他の5台に感染が広がりました。";
    check_method(inside, "spam_relay", false);
    check_method(inside, "lateral_movement", true);
    check_method(
        "当社のメールサーバーが不正アクセスを受け、迷惑メールの踏み台とされました。",
        "spam_relay",
        true,
    );
    check_method("端末1台が感染しましたが、感染が広がるおそれはありません。", "lateral_movement", false);
}

#[test]
fn a_weakness_that_was_attacked() {
    check_method("サーバーの脆弱性を攻撃され、不正アクセスを受けました。", "vulnerability_exploit", true);
    check_method(
        "画面に入力されたカード情報が外部へ転送されるよう、プログラムが改ざんされていました。",
        "web_skimming",
        true,
    );
}

#[test]
fn what_staff_drew_out() {
    let drawn = "当社の社員が名簿を不正に引き出していたことが判明しました。";
    check_method(drawn, "insider_exfiltration", true);
    check_cause(drawn, "insider");
    check_method("当社の社員が預金を不正に引き出していたことが判明しました。", "insider_exfiltration", false);
}

#[test]
fn what_was_left_on_a_paper_or_page() {
    let left =
        "黒く塗った名簿をホームページに掲載しましたが、テキストデータが残っており、氏名が読める状態でした。";
    check_method(left, "hidden_data", true);
    let place = "更新の際に操作を誤り、名簿を外部から閲覧できる場所に保存していました。";
    check_method(place, "wrong_publication", true);
    let seen = "申込者8名に、互いのメールアドレスが見える形でメールを送っていたことが判明しました。";
    check_method(seen, "misdelivery", true);
}

#[test]
fn what_was_given_in_excess() {
    check_cause("差押えの回答に際し、開示する必要のない電話番号まで開示しておりました。", "operation_error");
    check_cause("事務処理を誤り、別の組合のデータを例示組合に提供しました。", "operation_error");
    check_cause("対象外の方のデータまで渡してしまいました。", "operation_error");
}

#[test]
fn how_many_looked_at_what_stood_open() {
    let open = "設定の誤りにより、会員の氏名を閲覧できる状態でした。";
    check_leak(&format!("{open}実際に閲覧された会員は6名でした。"), "confirmed");
    check_leak(&format!("{open}公開中に外部からのアクセスはありませんでした。"), "possible");
    check_leak(open, "possible");
}

#[test]
fn papers_in_the_street_and_data_that_were_stolen() {
    check_leak("申込書を紛失し、路上に散乱しました。お客様の氏名が流出いたしました。", "confirmed");
    check_leak("申込書を紛失しました。お客様の氏名が流出したおそれがあります。", "possible");
    check_leak("不正アクセスにより、会員の氏名と住所のデータが盗まれていたことが判明しました。", "confirmed");
    check_leak("名簿の一部が情報漏えいサイトに掲載されていました。", "confirmed");
}
