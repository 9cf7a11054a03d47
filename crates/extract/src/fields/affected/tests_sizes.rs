//! What there was, could be or was otherwise, and figures that stand in place of others.

use super::tests::{check, check_total};

#[test]
fn what_was_kept_or_gone_through_is_not_what_was_hit() {
    check(
        "サーバーには2,400名の情報が保存されていましたが、漏えいの可能性があるのは310名です。",
        &["310 people 310名"],
    );
    check(
        "サーバーには2,400名の情報が保存されていました。ログを調べた結果、アクセスされた可能性があるのは310名分でした。",
        &["310 people 310名分"],
    );
    check(
        "お客様5,200名の情報を調査した結果、74名の情報が漏えいした可能性があることが判明しました。",
        &["74 people 74名"],
    );
    check("サーバーには2,400名の情報が保存されていました。", &["2400 people 2,400名"]);
    check("お客様74名の情報が漏えいしました。調査対象としたお客様は8,700名です。", &["74 people 74名"]);
    check("会員74名の情報が漏えいしました。会員9,400名のパスワードを初期化しました。", &["74 people 74名"]);
    check(
        "お客様74名の情報が漏えいしました。退会された1,150名の情報は削除済みのため、対象に含まれておりません。",
        &["74 people 74名"],
    );
}

#[test]
fn a_list_that_counts_all_first_and_then_those_hit() {
    check("■件数\n会員総数 5,200名\n漏えいした可能性のある会員 74名", &["74 people 74名"]);
    check("■漏えいした会員\n対象者総数 5,200名", &["5200 people 5,200名"]);
}

#[test]
fn what_was_tried_or_is_supposed_hit_nobody() {
    check(
        "約48万件のIDに対してログインが試行され、36件のIDで不正ログインが成立し、個人情報が閲覧されました。",
        &["36 accounts 36件"],
    );
    check(
        "お客様74名の情報が漏えいしました。今後、最大で9千人に増加する可能性があります。",
        &["74 people 74名"],
    );
    check(
        "お客様74名の情報が漏えいしました。仮に全件が漏えいした場合、影響は最大で9千人と想定しています。",
        &["74 people 74名"],
    );
}

#[test]
fn the_size_of_a_house_is_no_figure_of_the_leak() {
    check("患者74名の情報が漏えいしました。当院の1日の外来患者数は約650人です。", &["74 people 74名"]);
    check("住民74名の情報が漏えいしました。市の人口は約8万人です。", &["74 people 74名"]);
    check("漏えいの対象となる契約者数は650人です。", &["650 people 650人"]);
}

#[test]
fn the_right_figure_takes_the_place_of_the_wrong_one() {
    check_total("漏えい人数を210名と記載しておりましたが、正しくは198名でした。", Some("198 people exact"));
    check_total(
        "漏えいした人数は、前回ご報告の210名から12名減少し、198名となりました。",
        Some("198 people exact"),
    );
    check_total("(誤)漏えいした人数 210名\n(正)漏えいした人数 198名", Some("198 people exact"));
    check_total(
        "第1報では、漏えいした可能性のあるお客様を約900名とお知らせしておりましたが、精査の結果、874名であることが判明いたしました。",
        Some("874 people exact"),
    );
    check_total(
        "漏えいした人数は、第1報でお知らせした3,100名から変更はございません。",
        Some("3100 people exact"),
    );
    check_total(
        "既にお知らせしております3,100名に加え、新たに420名のお客様の情報も漏えいした可能性があることが判明しました。",
        Some("3520 people exact"),
    );
    check_total("漏えいした方は1,320名(前回から90名増)です。", Some("1320 people exact"));
}

#[test]
fn kinds_below_their_persons_are_of_the_same() {
    check_total(
        "■漏えいした情報\n漏えいした可能性のあるお客様 900名\n・氏名 900名\n・住所 410名\n・電話番号 120名",
        Some("900 people exact"),
    );
}

#[test]
fn a_part_goes_on_with_another_and_a_whole_has_a_remark() {
    check(
        "漏えいしたお客様は9,000名です。このうち400名は電話番号、250名は生年月日も含まれます。",
        &["9000 people 9,000名", "400 people <0 400名", "250 people <0 250名"],
    );
    check_total(
        "紛失した申請書 300件(重複を除くと210件)\n個人の申請書 120件\n法人の申請書 180件",
        Some("210 records exact"),
    );
    check_total("紛失した名簿は640名分です。\n■内訳\n1. 今年度分(対象者210名分)", Some("640 people exact"));
    check_total(
        "漏えいしたのは1,200人分です。住所を含むものが200人分、含まないものが1,000人分です。暗号化されていたのは700人分で、残る500人分は暗号化されていませんでした。",
        Some("1200 people exact"),
    );
}

#[test]
fn items_joined_by_words_and_lists_that_the_leak_closes() {
    check(
        "漏えいした可能性があるのは、利用者の2,140件と、施設職員の65件です。",
        &["2140 records 2,140件", "65 records 65件"],
    );
    check_total(
        "・顧客 300名\n・従業員 40名\n以上の個人情報が漏えいした可能性があります。",
        Some("340 people exact"),
    );
    check("利用者の氏名や住所が記載され、50冊・31人分にあたる。", &["31 people 31人分"]);
    check("個人情報(メールアドレス)約240件が漏えいした可能性があります。", &["240 addresses about 約240件"]);
    check("登録スタッフ310名の情報が閲覧できる状態になっておりました。", &["310 people 310名"]);
    check("メーカー4社から受け入れていた出向者が、顧客情報700件を漏えいしました。", &["700 records 700件"]);
    check("漏えいの可能性がある人数は310名(最大)です。", &["310 people max 310名"]);
    check(
        "会員や家族ら12万件超が閲覧された可能性\n会員、講師などの個人情報、合計12万4310件が閲覧された可能性があると発表した。",
        &["124310 records 12万4310件"],
    );
}
