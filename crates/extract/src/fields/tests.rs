//! What happened, read by all readers together: kind, stage, cause, methods and leak, each rule with a near miss.

use jikenbo_model::Facts;

use super::READERS;
use crate::testing;

fn read(text: &str) -> Facts {
    testing::read(text, |_| {}, READERS).facts
}

fn check_kind(text: &str, expected: &str) {
    assert_eq!(read(text).kind.map(|kind| kind.word()), Some(expected), "{text}");
}

fn check_cause(text: &str, expected: &str) {
    assert_eq!(read(text).cause.map(|cause| cause.word()), Some(expected), "{text}");
}

fn check_leak(text: &str, expected: &str) {
    assert_eq!(read(text).leak.map(|leak| leak.word()), Some(expected), "{text}");
}

/// Whether `method` is among those of a disclosure with `text`.
fn check_method(text: &str, method: &str, expected: bool) {
    let facts = read(&format!("{text}\n株式会社例示では、深くお詫び申し上げます。"));
    let found = facts.methods.iter().any(|own| own.word() == method);
    assert_eq!(found, expected, "{text}: {:?}", facts.methods);
}

#[test]
fn an_author_tells_of_others() {
    check_kind(
        "情報流出、例示会社の社員を逮捕\n容疑者は容疑を認めているという。調べでは、名簿を持ち出し、業者に売った。関係者によると被害は広がる。",
        "commentary",
    );
    check_kind(
        "例示が顧客情報を漏えい\n例示は「漏えいに関するお詫び」を公表した。子会社のミスとのこと。例示によると、原因は設定だった。同社は調査を続ける。",
        "commentary",
    );
    check_kind(
        "架空署(以下「署」という。)で書類を誤廃棄しました。職員(以下「甲」という。)によるものです。お詫びします。",
        "disclosure",
    );
}

#[test]
fn an_attack_by_remote_control_or_by_a_fault_has_its_cause() {
    check_cause(
        "株式会社例示です。偽の画面の番号に電話し、パソコンの遠隔操作が行われました。ご迷惑をおかけします。情報が流出した可能性があります。",
        "unauthorized_access",
    );
    check_cause(
        "株式会社例示です。職員が、自己の目的で名簿を不正に取得し、利用したことが判明しました。お詫びします。",
        "insider",
    );
}

#[test]
fn who_takes_data_along_is_an_insider() {
    let taken = "退職した元職員により、退職後、端末から名簿がコピーして持ち去られました。";
    check_method(taken, "insider_exfiltration", true);
    check_method(taken, "former_member_access", true);
    check_method("管理者IDを使ってデータを持ち出しています。不正アクセスです。", "account_takeover", true);
    check_method("ファイル共有ソフトのウイルスを介して資料が流出しました。", "malware", true);
    check_method("新型コロナウイルスにより窓口の受付を休止しました。書類を紛失しました。", "malware", false);
}

#[test]
fn what_was_taken_down_from_the_web_was_not_destroyed() {
    check_method("誤って掲載された資料のデータがWeb上から削除されました。", "data_destruction", false);
    check_method("第三者によりデータが削除されました。不正アクセスです。", "data_destruction", true);
}

#[test]
fn what_was_handed_between_colleagues_went_to_no_wrong_person() {
    check_method(
        "別の窓口とは異なる目的で、社員に情報の受け渡しを行いました。情報が漏えいしました。",
        "wrong_handover",
        false,
    );
    check_method("異なる患者に診断書を手渡しました。情報が漏えいしました。", "wrong_handover", true);
}

#[test]
fn what_cannot_be_ruled_out_is_possible() {
    let told = "株式会社例示です。不正アクセスを受けました。お詫びします。";
    check_leak(&format!("{told}氏名が外部に流出した可能性が完全には払拭できません。"), "possible");
    check_leak(&format!("{told}氏名が外部に流出した可能性はありません。"), "none");
    check_leak(&format!("{told}情報流出の痕跡があったことが確認されました。"), "confirmed");
    check_leak(&format!("{told}情報流出の痕跡は確認されておりません。"), "unknown");
}

#[test]
fn the_press_tells_what_was_made_known() {
    check_kind("架空市は8日、職員が会員64人分の名前を書いた台帳を紛失したと発表した。", "commentary");
    check_kind(
        "例示紡績株式会社は7月2日、サーバーが不正アクセスを受けたと明らかにしました。同社では調査を続けています。顧客に謝罪しました。",
        "commentary",
    );
    check_kind(
        "当社は7月2日、サーバーが不正アクセスを受けたことを公表しました。お詫び申し上げます。",
        "disclosure",
    );
}

#[test]
fn what_a_list_s_head_denies_is_not_told() {
    let told = "株式会社例示です。サーバのデータが暗号化され、ランサムウェアに感染しました。お詫びします。";
    let items = "・情報が外部に流出したことを示す事実\n・第三者からの金銭の要求や脅迫行為";
    let denied = format!("{told}\n以下の事実は一切確認されておりません。\n{items}");
    check_method(&denied, "extortion", false);
    check_leak(&denied, "unknown");
    let stated = format!("{told}\n以下の事実が確認されています。\n{items}");
    check_method(&stated, "extortion", true);
}

#[test]
fn what_a_word_means_is_not_what_happened() {
    let told = "ランサムウェアに感染しました。";
    check_method(&format!("{told}金銭の要求がされるサイバー攻撃の一つです。"), "extortion", false);
    check_method(&format!("{told}攻撃者から金銭の要求がありました。"), "extortion", true);
    check_method("身代金要求型ウイルスに感染しました。", "extortion", false);
}

#[test]
fn a_break_in_that_was_none_leaves_the_mixup() {
    let mixed = "不具合により、ご本人様以外のお客様の情報が表示されました。";
    check_method(&format!("{mixed}不正アクセスによるものではありません。"), "display_mixup", true);
}

#[test]
fn a_possible_break_in_is_no_possible_leak() {
    let told = "株式会社例示です。第三者による不正アクセスの可能性が判明しました。お詫びします。";
    check_leak(&format!("{told}お客様情報が流出した事実は確認されておりません。"), "unknown");
    check_leak(&format!("{told}書類が第三者に拾われ見られた可能性があります。"), "possible");
}
