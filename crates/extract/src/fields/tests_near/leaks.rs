//! What is not known of a leak, what was lifted, and what got out in plain words.

use super::{READERS, read};
use crate::testing;

/// What `leak` says of an attack on a server on which 310 persons' data lay, with `text` behind.
fn check(text: &str, expected: &str) {
    let told = "当社サーバーが不正アクセスを受けました。サーバーには310名の個人情報が保存されていました。";
    let release = format!("◎株式会社例示 不正アクセスについて\n2024年6月30日\n{told}{text}");
    let leak = testing::read(&release, |_| {}, READERS).facts.leak;
    assert_eq!(leak.map(|leak| leak.word()), Some(expected), "{text}");
}

#[test]
fn what_nobody_can_say_for_certain_is_possible() {
    for text in [
        "情報が漏えいしたと断定することはできませんが、可能性は否定できません。",
        "情報が漏えいした確証はありません。",
        "情報が漏えいしていないと断言することはできません。",
        "情報が流出していないことを証明することは困難です。",
        "情報の流出が確認されたわけではありません。",
        "情報が流出していない可能性もあります。",
        "情報が流出したことを示す証拠はございません。",
        "流出がなかったことを確認できておりません。",
        "情報が流出した場合に備え、窓口を設置しました。",
        "なお、流出したのではないかとのお問い合わせをいただいております。",
        "個人情報が閲覧された、または流出した事実は確認されておりません。",
    ] {
        check(text, "possible");
    }
}

#[test]
fn what_was_denied_or_lifted_is_none() {
    check("調査の結果、情報は流出していないことが判明しました。", "none");
    check(
        "個人情報が流出したおそれがあると考えておりましたが、調査の結果、流出していないことが判明しました。",
        "none",
    );
    check(
        "第1報において漏えいの可能性があるとお知らせした個人情報につきまして、漏えいの事実はなかったことが判明しました。",
        "none",
    );
    check("情報漏えいには至っておりません。", "none");
}

#[test]
fn what_got_out_in_plain_words_is_confirmed() {
    check("お客様の個人情報が流出致しました。", "confirmed");
    check("お客様の個人情報が外部へ漏れました。", "confirmed");
    check("お客様の個人情報がダークウェブに公開されました。", "confirmed");
}

#[test]
fn what_was_lost_and_then_seen_is_confirmed() {
    let lost = |text: &str| read(text).leak.map(|leak| leak.word());
    let seen = "名簿を紛失し、保存されていた31名分の個人情報が第三者に閲覧されたことが判明しました。";
    assert_eq!(lost(seen), Some("confirmed"));
    assert_eq!(lost("31名分の個人情報を記載した名簿を紛失しました。"), Some("possible"));
}

#[test]
fn a_supposed_leak_makes_no_figure_certain() {
    let facts = read(
        "サーバーには310名の個人情報が保存されていました。情報が流出した場合に備え、窓口を設置しました。",
    );
    let status: Vec<_> = facts.affected.iter().map(|one| one.status.word()).collect();
    assert_eq!(status, ["possible"]);
    let facts = read("お客様310名の個人情報が流出いたしました。");
    assert_eq!(facts.affected[0].status.word(), "confirmed");
}

#[test]
fn misuse_that_is_told_by_its_sum() {
    let misuse = |text: &str| read(text).secondary_damage.map(|one| one.word());
    assert_eq!(
        misuse("カード情報が漏えいし、不正利用による被害額は約80万円にのぼります。"),
        Some("reported")
    );
    assert_eq!(
        misuse("名簿を紛失しましたが、不適切に使われた事実は確認されておりません。"),
        Some("none_reported")
    );
}

#[test]
fn a_denial_that_is_taken_back_denies_nothing() {
    let taken_back = "当初、情報の流出はなかったとお知らせいたしましたが、その後、氏名が流出した可能性があることが判明しました。";
    check(taken_back, "possible");
    check("情報の流出はなかったと公表しましたが、この結果は変わっておりません。", "none");
    check("個人情報への影響はありませんでした。", "none");
    check("個人情報の流出を確認するには至っておりません。", "possible");
}

#[test]
fn how_it_went_may_be_unknown() {
    check("流出した氏名がどのように流出したかは断定できておりません。", "confirmed");
    check("情報が流出したかどうかは判明しておりません。", "possible");
}

#[test]
fn what_others_put_up_is_out() {
    check("攻撃者は、当社の情報を公開しました。", "confirmed");
    check("会員の名簿がインターネット上の掲示板に掲載されていることを確認しました。", "confirmed");
    check("リークサイトに当社名が掲載されました。", "possible");
}

#[test]
fn what_was_shown_to_another_is_confirmed() {
    let shown = |text: &str| {
        read(&format!("◎株式会社例示 表示の誤りについて\n2024年6月30日\n{text}")).leak.map(|leak| leak.word())
    };
    let other = "予約の画面に、お客様31名の氏名がほかのお客様に表示される事象がいくつか発生しました。";
    assert_eq!(shown(other), Some("confirmed"));
    let might = "予約の画面で、お客様31名の氏名が別のお客様に表示される可能性がある状態でした。";
    assert_eq!(shown(might), Some("possible"));
}

#[test]
fn those_on_a_lost_medium_that_was_carried_out_may_be_hit() {
    let status = |text: &str| {
        let facts = read(&format!("◎例示病院 個人情報について\n2024年6月30日\n{text}"));
        facts.affected.first().map(|figure| figure.status.word())
    };
    let lost = "医師が患者31名分の氏名をUSBメモリに保存し、院外に持ち出しました。翌日、USBメモリを紛失したことに気付きました。";
    assert_eq!(status(lost), Some("possible"));
    let taken = "元職員が患者31名分の氏名を院外に不正に持ち出し、転職先で利用していました。";
    assert_eq!(status(taken), Some("confirmed"));
}

#[test]
fn that_a_number_holds_or_is_another_denies_no_leak() {
    check("流出した件数に変更はございません。", "confirmed");
    check("流出した件数は第一報から変わりはありません。", "confirmed");
    check("流出したのは290名ではなく、310名でした。", "confirmed");
}

#[test]
fn what_others_sent_out_told_or_saw_is_out() {
    check("お客様のデータが外部に送信されていたことを確認しました。", "confirmed");
    check("攻撃者が顧客情報を窃取していたことが判明しました。", "confirmed");
    check("迷惑メールが外部に送信されていたことを確認しました。", "possible");
    check("当社のデータを盗んだと主張する投稿をダークウェブに掲載していることを確認しました。", "possible");
}
