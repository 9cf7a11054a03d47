use crate::Draft;
use crate::testing;

fn check(text: &str, expected: Option<&str>) {
    let out = testing::read(text, |_: &mut Draft<'_>| {}, &[super::read]);
    assert_eq!(out.facts.organization.as_deref(), expected, "{text}");
}

#[test]
fn an_office_may_begin_in_the_name() {
    check("個人情報を漏えいしました。\n架空市長 例示 太郎", Some("架空市"));
    check("個人情報を漏えいしました。\n架空小学校長 例示 花子", Some("架空小学校"));
    check("個人情報を漏えいしました。\n市長 例示 太郎", None);
}

#[test]
fn a_definition_may_stand_behind_an_address() {
    let defined = "国立研究開発法人架空センター(架空県架空市、以下「当センター」といいます。)の職員が端末を紛失しました。";
    check(defined, Some("国立研究開発法人架空センター"));
}

#[test]
fn a_letterhead_names_the_sender() {
    check("架空県(健康部)プレスリリース 平成30年2月1日\n書類を誤送信しました。", Some("架空県"));
    check("例 示 大 学\nファイルが流出しました。", Some("例示大学"));
    check("株式会社 架 空 銀 行\nファイルが流出しました。", Some("株式会社架空銀行"));
    check("2022年5月16日\n株式会社れいじや\nファイルが流出しました。", Some("株式会社れいじや"));
    check("株式会社 例示(れいじ)\nファイルが流出しました。", Some("株式会社 例示"));
    check("伝票の紛失について 例示信用金庫\n伝票を紛失しました。", Some("例示信用金庫"));
    check("2.特設コールセンター\n窓口を開きました。", None);
}

#[test]
fn who_acts_in_a_sentence_speaks() {
    check(
        "保育園で名簿をなくしました。\n架空市教育委員会としましては、指導を徹底します。",
        Some("架空市教育委員会"),
    );
    check("架空市が配送を依頼していた株式会社例示が名簿を紛失しました。", Some("架空市"));
    check(
        "この冬、例示町商工会が会計に使用している「見本」(株式会社例示提供製品)に障害が起きました。",
        Some("例示町商工会"),
    );
    check("当社(例示運輸倉庫)は、荷物をお預かりしています。", Some("例示運輸倉庫"));
}

#[test]
fn another_s_name_is_not_the_writer_s() {
    check("委託先である株式会社例示から、不正アクセスの報告を受けました。", None);
    check("株式会社例示が提供する製品が攻撃を受けました。", None);
    check("株式会社例示は、不正アクセスを受けました。", Some("株式会社例示"));
}

#[test]
fn a_word_for_oneself_goes_with_the_name_of_its_kind() {
    check("区が開いている架空区子育て講座で、名簿が流出しました。", Some("架空区"));
    check("このたび、仮設県架空町の窓口で書類を紛失しました。町では再発防止に努めます。", Some("架空町"));
    check("当協会の情報が流出しました。", None);
}

#[test]
fn an_address_or_a_sort_is_no_writer() {
    check("本市が委託している事業者が攻撃を受けました。本社:仮設市中央区1-2", None);
    check("本市の個人市民税の通知書が流出しました。", None);
    check("県立高等学校の教職員が書類を紛失しました。", None);
}

#[test]
fn an_article_s_organisation_is_whom_it_tells_of() {
    check(
        "レイジフーズは5月2日、端末の盗難があった。名簿が流出したおそれがあると発表した。",
        Some("レイジフーズ"),
    );
}

#[test]
fn a_desk_names_the_body_that_it_belongs_to() {
    check("名簿を誤送信しました。\n【問い合わせ先】架空市市民課", Some("架空市"));
    check("名簿を誤送信しました。\n担当 架空市教育委員会 学校教育課", Some("架空市教育委員会"));
    check("名簿を誤送信しました。\n架空市 市民生活部 市民課 内線12", Some("架空市"));
    check("名簿を誤送信しました。\n問い合わせ先 総務部 総務課", None);
}

#[test]
fn a_shop_that_the_writer_runs_is_not_the_writer() {
    let shop = "弊社オンラインショップ(以下「当サイト」)で情報が流出しました。\n例示コスメ株式会社";
    check(shop, Some("例示コスメ株式会社"));
}

#[test]
fn a_body_speaks_with_its_head_in_brackets() {
    check(
        "見本公共職業安定所における文書の誤交付について\n例 示 労 働 局\n例示労働局(局長 見本太郎)は、見本公共職業安定所(所長 仮名花子)における文書の誤交付を確認しました。",
        Some("例示労働局"),
    );
    check(
        "お知らせ\n例示市立見本小学校\n見本小学校(校長 見本太郎)を訪れた方の名簿を紛失しました。",
        Some("例示市立見本小学校"),
    );
}
