//! How it happened, who was told and what came of it, in words of every sort, each beside what only sounds like it.

use jikenbo_model::vocabulary::{Method, ReportedTo, SecondaryDamage};

use super::{read, words};

fn check(text: &str, method: Method) {
    let methods = read(text).methods;
    assert!(methods.contains(&method), "{text}: {}", words(methods, Method::word));
}

fn check_not(text: &str, method: Method) {
    assert!(!read(text).methods.contains(&method), "{text}");
}

#[test]
fn letters_that_carried_another_s() {
    check("宛名と異なる会員の氏名が印字されたはがきをお届けいたしました。", Method::Misdelivery);
    check("封入を誤り、別のお客様あての請求書をお送りしました。", Method::Misdelivery);
    check_not("封入を誤り、請求書の発送が遅れました。", Method::Misdelivery);
}

#[test]
fn accounts_and_ways_in_of_others() {
    check("メールアカウントが第三者に窃取され、迷惑メールが送信されました。", Method::AccountTakeover);
    check("社員のメールアドレスが悪用され、不審なメールが送信されました。", Method::AccountTakeover);
    check_not("社員のメールアドレスを装った不審なメールが送信されました。", Method::AccountTakeover);
    check("保守会社のアカウントを使ってサーバーに侵入されました。", Method::ViaThirdParty);
    check("代理店の店長が顧客名簿を持ち出していました。", Method::ViaThirdParty);
}

#[test]
fn things_that_went_and_files_that_were_erased() {
    check("事務所荒らしに入られ、パソコンがなくなっていました。", Method::Theft);
    check("名簿を記録したテープが輸送中に行方不明になりました。", Method::LostMedia);
    check("元社員が社内のファイルを消去しました。", Method::DataDestruction);
    check_not("退職者がデータを削除していなかったため、名簿が残っていました。", Method::DataDestruction);
    check("職員がインスタグラムに患者の写真を載せました。", Method::SnsPost);
    check("入力されたカード番号が外部に送信されるようサイトが改ざんされました。", Method::WebSkimming);
}

#[test]
fn offices_of_a_prefecture_are_told() {
    let told = |text: &str| words(read(text).reported_to, ReportedTo::word);
    assert_eq!(told("本件は県薬務課へ報告しました。"), "local_government");
    assert_eq!(told("本件は県選挙管理委員会へ報告しました。"), "local_government");
    assert_eq!(told("都内の薬局へ連絡し、控えを確認しました。"), "");
    assert_eq!(told("JPCERT/CCの支援を受けて調査しています。"), "jpcert");
}

#[test]
fn what_those_hit_tell_of_is_misuse() {
    let damage = |text: &str| read(text).secondary_damage;
    for text in [
        "複数のお客様で不正利用の被害が確認されています。",
        "お客様から「覚えのない勧誘がある」との相談が寄せられています。",
        "会員に偽サイトへ誘導するメッセージが送られました。",
    ] {
        assert_eq!(damage(text), Some(SecondaryDamage::Reported), "{text}");
    }
    let unheard = "お客様から「覚えのない勧誘がある」との相談は寄せられておりません。";
    assert_eq!(damage(unheard), Some(SecondaryDamage::NoneReported));
}
