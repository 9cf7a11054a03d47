//! Figures that count those concerned by the words around them, and figures that count others.

use super::tests::{check, check_total};
use crate::testing;

/// The status of the first figure as all readers find it.
fn check_status(text: &str, expected: &[&str]) {
    let release = format!(
        "◎株式会社例示 個人情報に関する事案について\n2024年6月30日\n事案が発生しました。深くお詫び申し上げます。{text}"
    );
    let facts = testing::read(&release, |_| {}, crate::fields::READERS).facts;
    let found: Vec<_> = facts.affected.iter().map(|own| own.status.word()).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn whose_data_leaked_is_hit_whatever_is_said_of_them_then() {
    check("漏えいした可能性のあるお客様830名については、口座番号は対象外です。", &["830 people 830名"]);
    check("情報が流出した会員830名に対して、不正送金の試みが確認されております。", &["830 people 830名"]);
    check("漏えいした830名の情報について、悪用の事実はありません。", &["830 people 830名"]);
    check("漏えいした場合の窓口は、担当830名に対して案内しました。", &[]);
    check("漏えいした情報をもとに、830名に対して案内しました。", &[]);
    check("会員の情報が漏えいしました。該当する830名の方へは書面を送付いたしました。", &["830 people 830名"]);
}

#[test]
fn those_who_got_the_data_of_all_are_hit() {
    check(
        "受講者57名に案内を送信した際、受講者全員の氏名が記載された名簿を誤って添付しました。",
        &["57 people 57名"],
    );
    check("職員57名に案内を送信した際、受講者全員の氏名が記載された名簿を誤って添付しました。", &[]);
}

#[test]
fn papers_and_letters_that_went_astray_are_records() {
    check("申込書17枚を紛失しました。", &["17 records 17枚"]);
    check("配達員が郵便物4通を誤って配達しました。", &["4 records 4通"]);
    check("申込書17枚(15名分)を紛失しました。", &["15 people 15名分"]);
    check("案内の通知書900通を発送しました。", &[]);
    check("過去のメール35通に含まれる氏名が流出した可能性があります。", &["35 messages 35通"]);
}

#[test]
fn accounts_that_somebody_got_into() {
    check(
        "4万回のログイン試行のうち、27アカウントでログインが成功し、個人情報が閲覧されました。",
        &["27 accounts 27アカウント"],
    );
    check("会員27名で確認しました。", &[]);
}

#[test]
fn those_who_were_punished_or_hurt_later_are_no_figure() {
    check("住民830名の個人情報を漏えいした件で、処分は減給4名、戒告6名です。", &["830 people 830名"]);
    check("会員830名の情報が流出しました。なりすましによる被害が4件発生しています。", &["830 people 830名"]);
    check("会員830名の情報が流出しました。架空請求が6名のお客様に届いています。", &["830 people 830名"]);
}

#[test]
fn an_older_figure_stands_in_its_row_or_line() {
    check("誤:8名分の申込書を別の方に送付していました。", &["8 people 8名分"]);
    check("誤送付した申込書\n誤:8名分\n正:9名分", &["9 people 9名分"]);
    check_total(
        "漏えいした件数は、当初お知らせした150名より30名少ない120名でした。",
        Some("120 people exact"),
    );
}

#[test]
fn parts_of_parts_and_sums_in_the_same_sentence() {
    check(
        "会員830名の情報が漏えいしました。うち210名は氏名と住所、そのうち35名は口座番号も含まれます。",
        &["830 people 830名", "210 people <0 210名", "35 people <1 35名"],
    );
    check(
        "従業員35名の情報が含まれることが判明し、お客様310名と合わせて計345名が漏えいの対象となりました。",
        &["35 people <2 35名", "310 people <2 310名", "345 people 345名"],
    );
    check_total(
        "■流出した可能性のある情報\n(1)生徒の氏名、住所:310名分\n(2)保護者の氏名、電話番号:280名分",
        Some("590 people exact"),
    );
}

#[test]
fn a_status_is_that_of_the_words_that_lead_to_the_figure() {
    check_status(
        "漏えいが確認されたのは130名、漏えいの可能性があるのは最大2,700名です。",
        &["confirmed", "possible"],
    );
    check_status("お客様130名の個人情報が漏えいしたものとみられます。", &["possible"]);
    check_status("元社員が会員130名の情報を不正に持ち出した疑いで逮捕されました。", &["confirmed"]);
    check_status(
        "会員130名の情報が外部から閲覧できる状態になっていました。このうち12名の情報は実際に閲覧されました。",
        &["possible", "confirmed"],
    );
}

#[test]
fn figures_go_where_the_suspicion_is_lifted() {
    check_status(
        "830名の情報が流出したおそれがあると考えておりましたが、調査の結果、流出していないことが判明しました。",
        &[],
    );
}

#[test]
fn what_was_done_in_place_of_what_denies_nothing() {
    check("事業者57社のメールアドレスが、BCCではなくToに入力されて送信された。", &["57 organizations 57社"]);
}

#[test]
fn what_criminals_claim_is_no_figure_where_nobody_can_confirm_it() {
    check(
        "会員830名の情報が流出しました。犯行グループは90万人分の個人情報を入手したと主張しているが、当社では確認できていない。",
        &["830 people 830名"],
    );
    check("犯行グループは90万人分の個人情報を盗んだと主張している。", &["900000 people 90万人分"]);
}

#[test]
fn an_older_figure_turns_to_that_of_the_lists_below() {
    check_total(
        "■漏えいのおそれのある情報\n第2報では対象を約900名とお知らせいたしましたが、調査の結果、以下の840名分であることが判明しました。\n(1)お客様 510名\n(2)従業員 330名",
        Some("840 people exact"),
    );
    check("漏えいしたおそれのある件数:個人640件、法人12件", &["640 people 640件", "12 organizations 12件"]);
}
