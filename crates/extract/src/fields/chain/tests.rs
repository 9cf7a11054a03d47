use jikenbo_model::vocabulary::Kind;

use super::*;
use crate::testing;

/// What a disclosure of 架空市 (or of `own`) with `text` has for its chain, and whether the method is set.
pub(super) fn check_of(own: &str, text: &str, expected: &[&str], via: bool) {
    let prepare = |draft: &mut Draft<'_>| {
        draft.out.facts.kind = Some(Kind::Disclosure);
        draft.out.facts.organization = Some(own.to_owned());
    };
    let out = testing::read(text, prepare, &[read]);
    let links = out.facts.chain.iter();
    let found: Vec<String> =
        links.map(|link| format!("{} {}", link.name.as_deref().unwrap_or("-"), link.relation)).collect();
    assert_eq!(found, expected, "{text}");
    assert_eq!(out.facts.methods.contains(&Method::ViaThirdParty), via, "{text}");
}

fn check(text: &str, expected: &[&str]) {
    check_of("架空市", text, expected, !expected.is_empty());
}

#[test]
fn a_contractor_is_named_behind_what_he_does() {
    check(
        "架空市が清掃を依頼していた株式会社例示(以下「例示社」といいます。)が、鍵と名簿の盗難に遭いました。",
        &["株式会社例示 processor"],
    );
    check(
        "健診の委託先である例示検査株式会社(仮設県見本市。以下、「例示検査」)から、検体の容器を紛失したとの報告を受けました。",
        &["例示検査株式会社 processor"],
    );
    check("架空市が実施した研修の講師を株式会社例示から招きました。\n職員がメールを誤送信しました。", &[]);
}

#[test]
fn a_contractor_is_named_under_a_label() {
    check(
        "業務を委託している事業者が、不正アクセスを受けました。\n■業務委託先\n株式会社例示(本社:仮設市)",
        &["株式会社例示 processor"],
    );
    check("職員がメールを誤送信しました。\n■送信先\n株式会社例示(本社:仮設市)", &[]);
}

#[test]
fn a_branch_is_no_part_of_a_name_and_a_short_name_tells_the_relation() {
    check(
        "設計を請け負った例示設計株式会社仮設営業所(以下「委託先」という。)が図面を見本測量株式会社(以下「再委託先」という。)に渡し、見本測量株式会社の端末がマルウェアに感染しました。委託先からの報告です。漏えいのおそれがあります。委託先において不正アクセスを調べました。",
        &["例示設計株式会社 processor", "見本測量株式会社 sub_processor"],
    );
}

#[test]
fn those_who_speak_together_are_no_link() {
    check(
        "例示税理士法人、例示総合株式会社及び監査法人見本(以下、当グループとします。)のサーバーがランサムウェアに感染しました。",
        &[],
    );
}

#[test]
fn a_supplier_is_hit_at_his_own() {
    check(
        "本校が導入している「株式会社例示」(仮設市)の製品において、個人情報の漏えいがあったことをお知らせします。",
        &["株式会社例示 vendor"],
    );
    check(
        "予約に使用していた、株式会社例示(以下、「例示社」といいます。)が提供する機能が改ざんされました。",
        &["株式会社例示 vendor"],
    );
    check("当社が提供する「Yoyaku」の情報を退職者が持ち出していたことが判明しました。", &[]);
}

#[test]
fn what_was_only_the_way_in_is_no_link_but_a_method() {
    check_of(
        "株式会社見本",
        "当社が点検を委託している例示通信株式会社が管理する遠隔操作の機器を通じて、当社のネットワークが不正なアクセスを受けました。サイバー攻撃です。",
        &[],
        true,
    );
}

#[test]
fn an_unnamed_contractor_is_the_place_where_his_own_was_attacked() {
    check(
        "見守りの事業で情報が流出しました。\n一。\n二。\n三。\n四。\n受託事業者のサーバーが第三者からの不正アクセスを受け、情報が流出したものです。",
        &["- processor"],
    );
    check(
        "情報が流出しました。\n一。\n二。\n三。\n四。\n受託事業者に調査を依頼し、不正アクセスを確認しました。",
        &[],
    );
}

#[test]
fn a_unit_is_a_place_of_its_owner() {
    check_of("架空県", "仮設土木事務所において、書類を誤廃棄しました。", &["仮設土木事務所 unit"], false);
    check_of("架空県", "委託元病院において、給食が止まりました。", &[], false);
}

#[test]
fn a_branch_behind_katakana_is_cut_off() {
    check(
        "業務委託を行った事業者のサーバーが、ランサムウェアに感染しました。\n■受託事業者\n株式会社レイジ仮設支店",
        &["株式会社レイジ processor"],
    );
}

#[test]
fn who_is_at_fault_is_the_place() {
    check(
        "架空市が印刷を委託している株式会社例示の担当者が、宛名を間違えて印字しました。",
        &["株式会社例示 processor"],
    );
    check(
        "健診の業務を株式会社例示に委託しており、同社の社員が受診票を置き忘れました。",
        &["株式会社例示 processor"],
    );
    check(
        "配付を委託している株式会社例示に調査を指示したところ、機械の不具合で二枚ずつ封入されていました。",
        &["株式会社例示 processor"],
    );
    check("会館の指定管理者である株式会社例示が、名簿を誤って送信しました。", &["株式会社例示 processor"]);
    check("封入を請け負った株式会社例示が、通知書を誤って封入しました。", &["株式会社例示 processor"]);
    check("システムの運営事業者である株式会社例示が、更新を誤りました。", &["株式会社例示 vendor"]);
}

#[test]
fn an_unnamed_contractor_at_fault_is_the_place() {
    let told = "情報が流出しました。\n一。\n二。\n三。\n四。\n";
    check(&format!("{told}受託者が調査票を紛失しました。"), &["- processor"]);
    check(&format!("{told}委託した制作会社が閲覧の制限をかけ忘れました。"), &["- processor"]);
    check(&format!("{told}委託業者が誤りに気付き、市に連絡しました。"), &[]);
    check(&format!("{told}委託先への影響はなく、流出は名簿だけです。"), &[]);
}

#[test]
fn who_only_looks_into_it_is_no_place() {
    check("職員が名簿を誤って送信しました。調査は株式会社例示に委託しました。", &[]);
}

#[test]
fn one_party_with_two_relations_is_one_link() {
    check(
        "データの管理を委託している子会社の株式会社例示において、名簿が流出しました。",
        &["株式会社例示 subsidiary"],
    );
}

#[test]
fn a_contractor_s_own_contractor_is_told_by_who_gives_the_work() {
    check(
        "点検を委託している仮設設備株式会社(以下「仮設設備」)より、仮設設備の委託先である株式会社サンプルのサーバーに不正アクセスがあったとの報告を受けました。",
        &["仮設設備株式会社 processor", "株式会社サンプル sub_processor"],
    );
    check(
        "運用を仮設設備株式会社に委託しており、同社が監視を再委託していた株式会社サンプルの社員が、名簿を紛失しました。",
        &["仮設設備株式会社 processor", "株式会社サンプル sub_processor"],
    );
    check(
        "当課が監視を委託している株式会社サンプルの社員が、名簿を紛失しました。",
        &["株式会社サンプル processor"],
    );
}

#[test]
fn a_contractor_s_misdeed_is_put_at_his() {
    check(
        "受付を委託している株式会社サンプルの社員が、来訪者の写真をSNSに投稿しました。",
        &["株式会社サンプル processor"],
    );
}

#[test]
fn who_only_brings_word_is_no_place() {
    check(
        "決済代行会社である株式会社サンプルから連絡を受けました。本市の申込サイトが不正アクセスを受け、情報が流出しました。",
        &[],
    );
}

#[test]
fn a_name_in_brackets_goes_with_what_stands_behind_them() {
    check(
        "仮設公園の事務所(指定管理者:公益財団法人サンプル。以下、「協会」という。)の職員が、名簿を紛失しました。",
        &["公益財団法人サンプル processor"],
    );
}

#[test]
fn schools_in_general_are_no_unit() {
    check_of("架空県", "市内小中学校において、書類を紛失しました。", &[], false);
    check_of("架空県", "仮設中学校において、書類を紛失しました。", &["仮設中学校 unit"], false);
}

#[test]
fn under_a_heading_of_causes_the_fault_may_come_late() {
    let parties = "架空市は、集計を株式会社例示(以下「受託者」)に委託しました。受託者は、製本を有限会社見本紙工に再委託していました。別の方の氏名が漏えいしました。";
    check(
        &format!(
            "{parties}\n■原因\n再委託先において、裁断の機械の調整を終え、刃の向きがずれたまま仕事に掛かりました。"
        ),
        &["株式会社例示 processor", "有限会社見本紙工 sub_processor"],
    );
}

#[test]
fn a_contractors_slip_puts_it_at_his() {
    check(
        "当社が発送を委託しております株式会社例示印刷の作業の誤りにより、ほかの会員の書類が封入されました。",
        &["株式会社例示印刷 processor"],
    );
}

#[test]
fn those_whom_nothing_befell_are_no_link() {
    let sound = "子会社の株式会社例示のシステムに影響はございません。";
    check_of("例示電機株式会社", &format!("当社のサーバが不正アクセスを受けました。{sound}"), &[], false);
    check_of(
        "例示電機株式会社",
        "子会社の株式会社仮設のサーバが不正アクセスを受けました。",
        &["株式会社仮設 subsidiary"],
        true,
    );
    check("当初は清掃を委託する業者での紛失を疑いましたが、職員が名簿を紛失していました。", &[]);
}

#[test]
fn whoever_does_the_work_has_many_names() {
    check("検針を受け持つ業者の検針員が、名簿を紛失しました。", &["- processor"]);
    check("調査を委嘱している調査員が、調査票を紛失しました。", &["- member"]);
    check_of(
        "例示電機株式会社",
        "全額出資の株式会社仮設が、不正アクセスを受けました。",
        &["株式会社仮設 subsidiary"],
        true,
    );
}

#[test]
fn what_stands_in_quotes_behind_the_work_is_no_contractor() {
    check(
        "事務局の業務を株式会社例示企画に委託している「架空市支援金」に関し、同社が名簿を誤って公開しました。",
        &["株式会社例示企画 processor"],
    );
}

#[test]
fn a_school_s_name_may_begin_with_hiragana() {
    check_of("架空市", "市立さくら小学校の教諭が、名簿を紛失しました。", &["市立さくら小学校 unit"], false);
    check_of("架空市", "市立みどり図書館で、名簿を紛失しました。", &["市立みどり図書館 unit"], false);
}

#[test]
fn where_it_happened_is_said_by_a_label_or_as_the_cause() {
    check("発生場所 一般社団法人例示協会(寄附受付業務委託先)", &["一般社団法人例示協会 processor"]);
    check("■原因\n委託した業務において、荷札を貼る際に別の世帯の荷札を重ねて貼りました。", &["- processor"]);
    check(
        "株式会社例示印刷に委託した通知書の封入作業で、別の方の通知書が封入されました。",
        &["株式会社例示印刷 processor"],
    );
}

#[test]
fn who_supplies_it_stands_in_a_bracket() {
    check(
        "架空市のサイトに置いていた読み上げの機能(株式会社例示提供)が、何者かによる不正アクセスを受けました。",
        &["株式会社例示 vendor"],
    );
}

#[test]
fn a_clinic_is_a_unit() {
    check_of(
        "医療法人架空会",
        "当法人の見本クリニックで、受付の係が別の方の処方箋を渡してしまいました。",
        &["見本クリニック unit"],
        false,
    );
}

#[test]
fn who_supplies_it_and_whose_mail_it_was() {
    check(
        "架空市が利用する株式会社例示提供のサービスが、第三者による不正アクセスを受けました。",
        &["株式会社例示 vendor"],
    );
    check_of(
        "架空市",
        "例示小学校(38名)と見本小学校(27名)の保護者へメールを誤って送信しました。",
        &[],
        false,
    );
    check_of("架空市", "例示小学校で、名簿を紛失しました。", &["例示小学校 unit"], false);
}

#[test]
fn a_company_of_the_group_may_share_the_writer_s_name() {
    let own = "株式会社ミホン";
    check_of(
        own,
        "子会社である株式会社ミホン物産のサーバーが、不正アクセスを受けました。",
        &["株式会社ミホン物産 subsidiary"],
        true,
    );
    check_of(
        own,
        "当社グループの株式会社レイジのサーバーが不正アクセスを受けました。",
        &["株式会社レイジ affiliate"],
        true,
    );
    check_of(
        own,
        "当社の子会社ではなく、株式会社ミホン本社のサーバーが不正アクセスを受けました。",
        &[],
        false,
    );
}

#[test]
fn a_contractor_may_have_no_legal_form_in_his_name() {
    check("業務委託先である仮設運輸の運転手が、書類を紛失しました。", &["仮設運輸 processor"]);
    check("委託先の仮設商事において、不正アクセスがありました。", &["仮設商事 processor"]);
    check("架空市が印刷を委託している仮設紙工において、書類の紛失がありました。", &["仮設紙工 processor"]);
    check("仮設精機(当法人子会社)のサーバーが不正アクセスを受けました。", &["仮設精機 subsidiary"]);
    check("業務委託先である民間事業者の社員が、書類を紛失しました。", &["- processor"]);
    check("業務委託先のデータセンターにおいて、不正アクセスがありました。", &["- processor"]);
    check("架空市が委託している検針業務において、委託先の社員が書類を紛失しました。", &["- processor"]);
}

#[test]
fn work_given_away_is_told_in_the_next_sentence() {
    check(
        "架空市は、封入を株式会社サンプルに委託しています。同社の運転手が書類を紛失しました。",
        &["株式会社サンプル processor"],
    );
    check(
        "株式会社サンプルの社員が書類を紛失しました。同社は本市の配送業務の委託先です。",
        &["株式会社サンプル processor"],
    );
    check(
        "株式会社サンプル(以下「S社」)のサーバーが不正アクセスを受けました。S社は、当社の保守を受託しています。",
        &["株式会社サンプル processor"],
    );
    check("架空市は、調査を株式会社サンプルに委託しています。同社は書類の紛失を確認しました。", &[]);
}

#[test]
fn a_bracket_or_a_label_tells_the_relation() {
    check(
        "株式会社サンプル(当市が入力を委託)のサーバーに不正アクセスがありました。",
        &["株式会社サンプル processor"],
    );
    check("委託会社:株式会社サンプル\n概要:配送中に書類を紛失した。", &["株式会社サンプル processor"]);
}

#[test]
fn names_are_without_honorifics_and_joints() {
    check(
        "委託している株式会社サンプル様において、不正アクセスがありました。",
        &["株式会社サンプル processor"],
    );
    check(
        "委託先の株式会社サンプル及び株式会社カセツにおいて、書類を紛失しました。",
        &["株式会社サンプル processor", "株式会社カセツ processor"],
    );
    check("業務委託先B社の社員が書類を紛失しました。", &["- processor"]);
    check(
        "発送を株式会社サンプルに委託し、同社は印刷を有限会社カセツに再委託していました。有限会社カセツのサーバーが不正アクセスを受けました。",
        &["株式会社サンプル processor", "有限会社カセツ sub_processor"],
    );
}

#[test]
fn who_runs_a_service_and_brings_word_of_it_is_hit() {
    check_of(
        "仮設市",
        "当市が使う申請サイト「れいじ」を運営する株式会社サンプルから、情報が漏えいしたとの報告がありました。",
        &["株式会社サンプル vendor"],
        true,
    );
}

#[test]
fn a_network_that_only_led_in_is_no_link() {
    check_of(
        "株式会社見本",
        "海外子会社(ベトナム)のネットワークを経由して当社のサーバーが不正アクセスを受けました。",
        &[],
        true,
    );
}

#[test]
fn a_branch_that_the_writer_calls_his_own_is_a_unit() {
    check_of("株式会社見本", "当社の仮設支店において、書類を紛失しました。", &["仮設支店 unit"], false);
    check_of("見本大学", "本学附属中学校の教諭が、名簿を紛失しました。", &["附属中学校 unit"], false);
    check_of(
        "架空県教育委員会",
        "県立仮設高校の40代の教諭が名簿を紛失しました。",
        &["県立仮設高校 unit"],
        false,
    );
    check_of("株式会社見本", "当社の各支店において、書類を紛失しました。", &[], false);
}

#[test]
fn a_school_that_is_not_named_is_a_unit_without_a_name() {
    check_of("架空市教育委員会", "市内の小学校の教諭が、名簿を紛失しました。", &["- unit"], false);
    check_of("架空県", "県立高校において、書類を紛失しました。", &["- unit"], false);
    check_of("架空市", "職員が、市内の小学校に配る名簿を紛失しました。", &[], false);
}

#[test]
fn companies_of_the_group_without_a_legal_form() {
    let struck = "のサーバーが不正アクセスを受けました。";
    check_of("株式会社見本", &format!("当社グループの見本電材{struck}"), &["見本電材 affiliate"], true);
    check_of("株式会社見本", &format!("当社グループの仮設建設{struck}"), &["仮設建設 affiliate"], true);
    check_of("株式会社見本", &format!("当社グループの基幹システム{struck}"), &[], false);
    check_of("株式会社見本", "当社グループの従業員が名簿を紛失しました。", &[], false);
}

#[test]
fn who_does_the_work_in_other_words() {
    check_of(
        "株式会社見本",
        "当社の配送を担う仮設急便様のシステムが不正アクセスを受けました。",
        &["仮設急便 processor"],
        true,
    );
    check_of(
        "株式会社見本",
        "名簿の入力をお願いしている株式会社仮設で、書類の紛失がありました。",
        &["株式会社仮設 processor"],
        true,
    );
    check_of(
        "株式会社見本",
        "当社の委託先に勤務していた技術者が、設計書を公開サイトに掲載しました。",
        &["- processor"],
        true,
    );
    check_of(
        "株式会社見本",
        "当社より業務委託を受けた催事会社が、全員のアドレスを宛先欄に入れて送信しました。",
        &["- processor"],
        true,
    );
    check_of(
        "架空市",
        "当市が業務を委託する株式会社仮設の協力会社社員が、記憶媒体を紛失しました。",
        &["株式会社仮設 processor", "- sub_processor"],
        true,
    );
}

#[test]
fn a_service_that_the_next_sentence_points_back_to() {
    check_of(
        "株式会社見本",
        "株式会社仮設が提供する予約システムを当社は利用しております。同システムが不正アクセスを受けました。",
        &["株式会社仮設 vendor"],
        true,
    );
}

#[test]
fn a_branch_abroad_by_its_name() {
    check_of(
        "株式会社見本",
        "◎海外拠点への不正アクセスについて\n当社の仮設支店のサーバーが不正アクセスを受けました。",
        &["仮設支店 unit"],
        false,
    );
}

#[test]
fn a_contractor_without_a_name_is_the_one_that_was_struck() {
    let lead = "印刷を委託している会社がサイバー攻撃を受け、名簿が漏えいした可能性があります。\n";
    check_of(
        "架空市",
        &format!("{lead}仮設市の見本印刷株式会社が5月2日にサイバー攻撃を受けたものです。"),
        &["見本印刷株式会社 processor"],
        true,
    );
    // Of two that were struck the text does not say which it is.
    check_of(
        "架空市",
        &format!(
            "{lead}見本印刷株式会社がサイバー攻撃を受けました。例示紙工株式会社が攻撃を受けたとの報道もあります。"
        ),
        &["- processor"],
        true,
    );
    check_of(
        "株式会社例示",
        "◎配送の委託先へのサイバー攻撃について\n倉庫の仕組みを利用している株式会社見本が、ランサムウェアによる攻撃を受けました。",
        &["株式会社見本 processor"],
        true,
    );
}

#[test]
fn a_supplier_without_a_name_of_a_service_in_use() {
    check_of(
        "株式会社例示",
        "当社が利用するクラウドサービス「見本クラウド」の提供会社において、不正アクセスが発生しました。",
        &["- vendor"],
        true,
    );
}

#[test]
fn a_company_s_own_place_of_business() {
    check_of("株式会社例示", "仮設支店の社員が、お客様の住所録を紛失しました。", &["仮設支店 unit"], false);
    check_of("株式会社例示", "各支店の社員が、お客様の住所録を持ち出しました。", &[], false);
    check_of("株式会社例示", "封筒を株式会社見本仮設支店の担当者が拾いました。", &[], false);
}
