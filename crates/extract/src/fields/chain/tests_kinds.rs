//! Contractors of many kinds, those who are no place though they are told of, names joined, houses and branches.

use super::tests::check_of;

const OWN: &str = "株式会社見本";

fn check(text: &str, expected: &[&str]) {
    check_of(OWN, text, expected, !expected.is_empty());
}

fn check_unit(own: &str, text: &str, expected: &[&str]) {
    check_of(own, text, expected, false);
}

#[test]
fn a_contractor_without_a_name_has_many_kinds() {
    check("当社の業務委託先の従業員が、名簿を紛失しました。", &["- processor"]);
    check("当社が保管を委託している倉庫会社において、台帳を紛失しました。", &["- processor"]);
    check("当社が受付を委託している電話受付会社の担当者が、名簿を持ち出しました。", &["- processor"]);
    check("当社の委託先より、台帳を紛失したとの報告がありました。", &["- processor"]);
    check("健診を委託している医師が、問診票を紛失しました。", &["- processor"]);
    check("当社サーバーが不正アクセスを受けました。業務委託先の従業員の氏名が漏えいしました。", &[]);
    check(
        "当社のサイトを構築・運用しているシステム会社のサーバーが不正アクセスを受けました。",
        &["- vendor"],
    );
}

#[test]
fn a_word_for_the_kind_of_firm_stands_before_the_name() {
    check(
        "当社が保管を委託している倉庫会社の株式会社例示において、台帳を紛失しました。",
        &["株式会社例示 processor"],
    );
    check(
        "当社が運営を委託しているフランスの企業、Sample社のサーバーが不正アクセスを受けました。",
        &["Sample processor"],
    );
    check("当社が委託する介護事業所「れいじの里」の職員が、名簿を紛失しました。", &["れいじの里 processor"]);
}

#[test]
fn who_sells_or_makes_for_the_writer() {
    check("当社の代理店である株式会社例示の社員が、申込書を紛失しました。", &["株式会社例示 processor"]);
    check("当社の加盟店(有限会社例示)の従業員が、申込書を紛失しました。", &["有限会社例示 member"]);
    check(
        "受付システムを構築した株式会社例示の作業ミスにより、氏名が閲覧可能でした。",
        &["株式会社例示 vendor"],
    );
    check("当社サイトに出店している株式会社例示が、名簿を誤って送信しました。", &["株式会社例示 member"]);
    check("代理店である株式会社例示へ、再発防止を指示しました。当社の社員が申込書を紛失しました。", &[]);
}

#[test]
fn who_got_it_by_mistake_is_no_place() {
    check("名簿を、業務委託先である株式会社例示に誤って送信しました。", &[]);
    check("名簿を、子会社である株式会社例示の社員に誤って送付しました。", &[]);
    check("子会社である株式会社例示の社員が、名簿を誤って送付しました。", &["株式会社例示 subsidiary"]);
}

#[test]
fn whose_data_lay_on_the_writer_s_own_machines_is_no_place() {
    check(
        "当社サーバーが不正アクセスを受け、子会社である株式会社例示のお客様3名の氏名が漏えいしました。",
        &[],
    );
    check(
        "子会社である株式会社例示のサーバーが不正アクセスを受け、お客様3名の氏名が漏えいしました。",
        &["株式会社例示 subsidiary"],
    );
}

#[test]
fn who_only_noticed_or_was_asked_is_no_place() {
    check(
        "保守を委託している株式会社例示の監視センターが異常を検知しました。当社のサーバーはランサムウェアに感染していました。",
        &[],
    );
    check("当社のサーバーが不正アクセスを受け、開発元である株式会社例示に協力を要請しました。", &[]);
    check("当社が清掃を受託している顧客企業8社の名簿を、当社の社員が紛失しました。", &[]);
}

#[test]
fn names_that_are_joined_stand_to_the_writer_alike() {
    check(
        "子会社である株式会社例示および株式会社仮設のサーバーが不正アクセスを受けました。",
        &["株式会社例示 subsidiary", "株式会社仮設 subsidiary"],
    );
    check(
        "委託先2社(株式会社例示、株式会社仮設)において、台帳を紛失しました。",
        &["株式会社例示 processor", "株式会社仮設 processor"],
    );
    check(
        "委託先である株式会社例示からは、封入を有限会社仮設に再委託していたところ、同社の作業員が順番を取り違えたとの報告を受けております。",
        &["株式会社例示 processor", "有限会社仮設 sub_processor"],
    );
}

#[test]
fn branches_and_houses_of_one_s_own() {
    let lost = "において、書類を紛失しました。";
    check_unit(OWN, &format!("当社の仮設支店および見本支店{lost}"), &["仮設支店 unit", "見本支店 unit"]);
    check_unit(OWN, &format!("当社の2支店(仮設支店、架空支店){lost}"), &["仮設支店 unit", "架空支店 unit"]);
    check_unit(OWN, &format!("当社の4支店{lost}"), &["- unit"]);
    check_unit(
        "株式会社見本銀行",
        &format!("当行の仮設支店および架空支店{lost}"),
        &["仮設支店 unit", "架空支店 unit"],
    );
    check_unit(OWN, &format!("弊社仮設駅{lost}"), &["仮設駅 unit"]);
    check_unit(OWN, &format!("弊社の加盟店{lost}"), &[]);
    check_unit("株式会社見本薬局", "見本薬局仮設店にて、処方箋を紛失しました。", &["見本薬局仮設店 unit"]);
    check_unit("仮設県警察", "県警架空警察署の巡査長が、名簿を紛失しました。", &["架空警察署 unit"]);
    check_unit(
        "社会福祉法人見本",
        &format!("当法人が運営する特別養護老人ホームれいじ苑{lost}"),
        &["特別養護老人ホームれいじ苑 unit"],
    );
    check_unit("社会福祉法人見本", &format!("当法人が運営する介護付有料老人ホーム{lost}"), &[]);
    check_unit("仮設市教育委員会", "市内の小学校2校において、書類を紛失しました。", &["- unit"]);
}

#[test]
fn a_contractor_without_a_name_brings_word_or_is_robbed() {
    let told = "個人情報の漏えいについて\n2024年6月3日\n";
    for text in [
        "当社の委託先より、書類を紛失したとの報告がありました。",
        "当社の業務委託先の車が盗まれ、書類がなくなりました。",
        "当社が運用を委託しているシステム会社のサーバーが不正アクセスを受けました。",
        "当社が印刷を委託している印刷会社より、書類を紛失したとの報告がありました。",
    ] {
        check(&format!("{told}{text}"), &["- processor"]);
    }
    let site = "会員サイトを構築・運用しているシステム会社のサーバーが不正アクセスを受けました。";
    check(&format!("{told}{site}"), &["- vendor"]);
    let own = "当社の委託先から、当社のサーバーが不正アクセスを受けたとの報告がありました。";
    check(&format!("{told}{own}"), &[]);
}
