//! Every rule with an example that it must match and a near miss that it must not.

use jikenbo_model::vocabulary::Kind;

use crate::{Draft, Extracted, testing};

fn read(text: &str) -> Extracted {
    let prepare = |draft: &mut Draft<'_>| draft.out.facts.kind = Some(Kind::Disclosure);
    testing::read(text, prepare, &[super::read])
}

/// Renders the ledger: count, unit, qualifier unless exact, `<` and the total that it is part of, and the words.
pub(super) fn check(text: &str, expected: &[&str]) {
    let out = read(text);
    let rendered = out.facts.affected.iter().enumerate().map(|(at, own)| {
        let qualifier = match own.qualifier.word() {
            "exact" => String::new(),
            word => format!(" {word}"),
        };
        let part = own.part_of.map(|whole| format!(" <{whole}")).unwrap_or_default();
        let proof = out.evidence.of(&format!("affected[{at}].count")).first().and_then(|span| span.of(text));
        format!("{} {}{qualifier}{part} {}", own.count, own.unit, proof.unwrap_or("(no proof)"))
    });
    assert_eq!(rendered.collect::<Vec<_>>(), expected, "{text}");
}

pub(super) fn check_total(text: &str, expected: Option<&str>) {
    let total = read(text).facts.affected_total;
    let rendered = total.map(|total| format!("{} {} {}", total.count, total.unit, total.qualifier));
    assert_eq!(rendered.as_deref(), expected, "{text}");
}

pub(super) fn check_subject(text: &str, expected: Option<&str>) {
    let out = read(text);
    assert_eq!(out.facts.affected.first().and_then(|own| own.subject.as_deref()), expected, "{text}");
}

#[test]
fn data_tie_a_figure_to_the_leak() {
    check("お客様70名の氏名と住所が漏えいしました。", &["70 people 70名"]);
    check("会場には70名のお客様がご来場されました。", &[]);
    check("職員が申込書1名分を紛失しました。", &["1 people 1名分"]);
}

#[test]
fn captions_lines_and_lists_tie_it_too() {
    check("対象件数:約850件", &["850 records about 約850件"]);
    check(
        "以下の情報が流出しました。\n・会員 640名\n・取引先 12社",
        &["640 people 640名", "12 organizations 12社"],
    );
    check("■漏えいした個人情報\n本校の生徒 75名", &["75 people 75名"]);
    check(
        "■漏えいした個人情報\n先月までに購入されたお客様。最大で300件です。",
        &["300 records max 最大で300件"],
    );
    check("■流出した情報\n・株主 約300名 氏名、住所", &["300 people about 約300名"]);
    check("■内容\n・担当者の氏名が漏えい 60件 計90件", &["60 records <1 60件", "90 records 90件"]);
    check("■請求漏れの件数\n・仮設区 17件", &[]);
    check("漏えいの可能性のある方は、現時点で70名様です。", &["70 people 70名様"]);
    check("■会社概要\n従業員数 75名", &[]);
}

#[test]
fn the_unit_goes_by_the_thing_counted() {
    check("カード情報(310件)が流出しました。", &["310 cards 310件"]);
    check("流出した情報は、310件(カード番号)です。", &["310 cards 310件"]);
    check("メールアドレス310件が漏えいしました。", &["310 addresses 310件"]);
    check("氏名およびメールアドレス310件が漏えいしました。", &["310 records 310件"]);
    check("310件のアカウントに不正ログインされました。", &["310 accounts 310件"]);
    check("個人情報310件が漏えいしました。", &["310 records 310件"]);
    check("徴収台帳(310世帯分)を紛失しました。", &["310 households 310世帯分"]);
    check("受信メール310通の内容が閲覧された可能性があります。", &["310 messages 310通"]);
    check("流出したファイルは310ファイルです。", &["310 files 310ファイル"]);
}

#[test]
fn a_note_says_what_its_figures_are() {
    check("漏えいした従業員の情報※1 90件\n※1 本件数はアカウント数です。", &["90 accounts 90件"]);
}

#[test]
fn attempts_mails_machines_and_contacts_are_not_counted() {
    check("不正アクセスにより迷惑メールが約900通送信されました。", &[]);
    check("情報の流出に関するお問い合わせは23件いただいております。", &[]);
    check("情報が流出したパソコン30台を調査しました。", &[]);
    check("900件の送信エラーを受信し、流出が判明しました。", &[]);
    check("お問い合わせフォームの個人情報900件が流出しました。", &["900 records 900件"]);
}

#[test]
fn recipients_are_victims_only_where_they_see_each_other() {
    check("名簿を添付したメールを誤って取引先40社に送信しました。", &[]);
    check("受講者40名にメールを送信する際、BCCとすべきところ誤ってToに入力しました。", &["40 people 40名"]);
    check("受講者40名へのメールが誤って別の方に送信されました。", &["40 people 40名"]);
}

#[test]
fn those_who_looked_or_did_it_are_no_victims() {
    check("職員4名が患者60名のカルテを閲覧していました。", &["60 people 60名"]);
    check("学生5名が当該ファイルを閲覧し、名簿が漏えいしました。", &[]);
    check("応募者40名全員に文書で謝罪しました。", &["40 people 40名"]);
    check("職員40名全員に文書で指示しました。", &[]);
    check("情報が漏えいした47名の方から削除の返事をいただきました。", &["47 people 47名"]);
    check("委員会は、顧客情報を不正取得した電力会社など6社を行政指導しました。", &[]);
    check("■影響\n閲覧した当社の従業員 計40名", &[]);
    check("情報は、友人ら約40人が閲覧できる状態でした。", &[]);
    check("■影響\n閲覧された従業員の情報 計40名", &["40 people 40名"]);
    check("学生5名が対象に含まれ、その個人情報が漏えいしました。", &["5 people 5名"]);
}

#[test]
fn denied_supposed_and_earlier_figures_are_left_out() {
    check("保有する会員9,000名の情報は、流出しておりません。", &[]);
    check("本人の数が1,000人を超える漏えいは、規則第7条により報告を要します。", &[]);
    check(
        "第一報では約700人の情報が漏えいしたとしておりましたが、650人の情報でした。",
        &["650 people 650人"],
    );
    check(
        "公表した700人に加え、新たに30人の情報が漏えいしたことが判明しました。",
        &["700 people 700人", "30 people 30人"],
    );
    check("会員9万人のうち、320人の情報が漏えいしました。", &["320 people 320人"]);
}

#[test]
fn words_that_narrow_a_noun_deny_nothing() {
    check("患者2名の病名を、閲覧者を限定しない設定でSNSに投稿しました。", &["2 people 2名"]);
}

#[test]
fn parts_follow_their_total() {
    check(
        "会員の個人情報500件(うち退会者80件)が流出しました。",
        &["500 records 500件", "80 records <0 80件"],
    );
    check(
        "流出した個人情報 500件(学生 420件、教員 80件)",
        &["500 records 500件", "420 records <0 420件", "80 records <0 80件"],
    );
    check(
        "■流出した情報\n・学生 420名\n・教員 80名\n・合計 500名",
        &["420 people <2 420名", "80 people <2 80名", "500 people 500名"],
    );
    check(
        "会員500名の氏名が流出しました。このうち80名は住所を含みます。",
        &["500 people 500名", "80 people <0 80名"],
    );
    check("■流出した情報\n・学生 420名\n・教員 80名", &["420 people 420名", "80 people 80名"]);
}

#[test]
fn a_limit_goes_down_and_an_estimate_through_the_family() {
    check(
        "漏えいした事業者の数 最大90社(本部 50社、支部 40社)",
        &["90 organizations max 最大90社", "50 organizations max <0 50社", "40 organizations max <0 40社"],
    );
    check(
        "漏えいした会員の情報 900件\n推計値200件を含む",
        &["900 records estimate 900件", "200 records estimate <0 推計値200件"],
    );
}

#[test]
fn a_figure_told_twice_counts_once() {
    check("お客様310名の情報が漏えいしました。\n対象のお客様:310名", &["310 people 310名"]);
    check("約300名のお客様の情報が漏えいしました。\n対象のお客様:302名", &["302 people 302名"]);
    check("■漏えいした情報\n・申込者 12名\n・緊急連絡先の方 12名", &["12 people 12名", "12 people 12名"]);
}

#[test]
fn the_total_is_the_reports_own_or_the_sum_closest_to_people() {
    check_total("■流出した情報\n・学生 420名\n・教員 約80名", Some("500 people about"));
    check_total("■流出した情報\n・学生 420名\n・教員 80名\n・合計 500名", Some("500 people exact"));
    check_total("会員90名のメールアドレス120件が漏えいしました。", Some("90 people exact"));
    check_total("入居者120名分(延べ300名分)の情報を提供し、漏えいしました。", Some("120 people exact"));
    check_total("個人情報の漏えいはありません。", None);
}

#[test]
fn persons_in_mails_count_before_the_mails() {
    check_total("閲覧されたメール900通(うち個人情報を含むもの 延べ120名分)", Some("120 people exact"));
    check("誤って送信したファイルは1ファイルで、流出しました。", &[]);
}

#[test]
fn the_subject_is_the_reports_own_word() {
    check_subject("お客様70名の氏名が漏えいしました。", Some("お客様"));
    check_subject("70名の患者様の氏名が漏えいしました。", Some("患者様"));
    check_subject("■漏えいした情報\n採用に応募された方 70名", Some("採用に応募された方"));
    check_subject("漏えい件数:70件", None);
}

#[test]
fn a_total_that_is_not_the_sum_is_warned_of() {
    let codes =
        |text: &str| read(text).warnings.iter().map(|warning| warning.code.to_string()).collect::<Vec<_>>();
    let list = "■流出した情報\n・学生 420名\n・教員 80名\n・合計 ";
    assert_eq!(codes(&format!("{list}510名")), ["total_is_not_the_sum"]);
    assert!(codes(&format!("{list}500名")).is_empty());
}

#[test]
fn a_text_of_figures_only_is_bounded() {
    let out = read(&"個人情報12,345件が漏えい ".repeat(6_000));
    assert!(out.warnings.iter().any(|warning| warning.code == "too_many_figures"));
    assert_eq!(out.facts.affected.len(), 1);
    for text in ["1".repeat(100_000), "うち1名".repeat(20_000), "(1件)".repeat(20_000)] {
        read(&text);
    }
}

#[test]
fn a_subject_begins_with_no_particle() {
    check_subject("『例示メイト』の会員様 930名の氏名が漏えいしました。", Some("会員様"));
    check_subject("がん患者 120名の氏名が漏えいしました。", Some("がん患者"));
}

#[test]
fn so_many_of_so_many_are_no_sum() {
    check("不正ログインされた415件中36件のIDにおいて、氏名が閲覧されました。", &["36 accounts 36件"]);
    check("領収証が40組綴られた冊子を紛失し、12件分の氏名が漏えいしました。", &["12 records 12件分"]);
}

#[test]
fn those_to_whom_a_label_says_that_it_went_are_none_of_the_ledger() {
    check("■流出した情報の件数\n該当のお客様の情報 310件\n該当のお客様宛:290件", &["310 records 310件"]);
}

#[test]
fn brackets_behind_a_part_are_parts_of_those_behind_the_whole() {
    check_total(
        "件数:氏名 202世帯(207人)分、うち電話番号記載 146世帯(151人)分が漏えい",
        Some("207 people exact"),
    );
}

#[test]
fn what_was_searched_is_not_lost() {
    let searched =
        "お客様2,384名の情報の紛失が判明しました。なお、調査の対象とした全口座数は5,874千口座です。";
    check_total(searched, Some("2384 people exact"));
}

#[test]
fn a_bracket_that_leaves_something_out_denies_nothing() {
    check_total("漏えいした件数:646件(過去分は含まず)", Some("646 records exact"));
}

#[test]
fn staff_who_are_punished_are_no_victims() {
    check_total(
        "患者20名の氏名が流出しました。監督責任として3人の職員を戒告の懲戒処分としました。",
        Some("20 people exact"),
    );
    check_total("職員50名の氏名が流出し、担当者を懲戒処分としました。", Some("50 people exact"));
}

#[test]
fn what_an_update_replaced_is_no_figure() {
    check_total("閲覧されたお客様情報の件数(更新前)30件(更新後)45件", Some("45 records exact"));
}

#[test]
fn a_bracket_behind_a_figure_clears_it() {
    check_total(
        "会員1,000人の氏名が流出しました。別のサーバーの会員3,000人(流出は確認されていません)も調べました。",
        Some("1000 people exact"),
    );
    check_total("会員1,000人(うち退会者を含む)の氏名が流出しました。", Some("1000 people exact"));
}

#[test]
fn a_server_that_was_searched_leaves_its_figures() {
    check_total(
        "調査対象としたサーバーにあったお客様3,400名の氏名が流出しました。",
        Some("3400 people exact"),
    );
}

#[test]
fn a_base_is_none_of_the_ledger() {
    check_total(
        "ご利用のお客様は12,000名で、そのうち情報が閲覧された方は340名です。",
        Some("340 people exact"),
    );
    check_total("メールを送信した664名のうち、情報が流出した方は50名です。", Some("50 people exact"));
    check_total("漏えいしたお客様は583名で、このうち241名は住所を含みます。", Some("583 people exact"));
    let opened = "画面を起動したお客様は48,220名で、このうち情報が表示された方は最大1,132名、実際に表示を確認した方は27名です。";
    check_total(opened, Some("1132 people max"));
}

#[test]
fn figures_joined_share_their_data() {
    check_total("教員4人及び生徒12人の氏名が流出しました。", Some("16 people exact"));
    check_total("教員4人、生徒12人の氏名が載った名簿を誤送信しました。", Some("16 people exact"));
    check_total(
        "職員2人と通行人が、生徒12人の氏名が載った名簿を探しました。氏名が流出しました。",
        Some("12 people exact"),
    );
}

#[test]
fn firms_whose_people_were_hit_are_no_figure() {
    check("グループ会社5社の従業員1,200名の氏名が流出しました。", &["1200 people 1,200名"]);
    check(
        "お客様1,200名の氏名が流出しました。委託している事業者27社に対し点検を求めました。",
        &["1200 people 1,200名"],
    );
    check("取引先350社の会社名と担当者名が流出しました。", &["350 organizations 350社"]);
}

#[test]
fn a_number_of_members_counts_where_it_is_of_those_concerned() {
    check_total("氏名が流出しました。漏えいした会員数は1,204名です。", Some("1204 people exact"));
    check_total("会員数約30万人のサイトで、会員120名の氏名が流出しました。", Some("120 people exact"));
}

#[test]
fn what_was_made_known_before_is_replaced() {
    check_total(
        "先に300名の氏名が流出したと発表しましたが、その後の調査で412名の氏名が流出したと判明しました。",
        Some("412 people exact"),
    );
    check_total("公表済みの300名の氏名に加え、新たに112名の氏名が流出しました。", Some("412 people exact"));
}

#[test]
fn cases_of_others_than_those_counted_by_head_are_added() {
    check_total("受講者のべ200名の氏名と、職員30名の氏名が流出しました。", Some("230 people exact"));
    check_total("延べ200名(実人数150名)の氏名が流出しました。", Some("150 people exact"));
}

#[test]
fn those_who_came_or_were_written_to_are_no_victims() {
    check_total("市民143人の氏名が流出しました。説明会を開きました(出席者61名)。", Some("143 people exact"));
    check("流出したのは架空のダミーデータ5,000件です。", &[]);
}

#[test]
fn papers_that_came_back_and_items_of_some_are_parts() {
    let back = "31名の患者様の書類を誤って送信しました。残っていた書類(19名分)をお返しいただきました。";
    check_total(back, Some("31 people exact"));
    let some = "58名の方の次の情報が流出しました。\n・氏名\n・アレルギーの有無と病名(記入された14名)";
    check_total(some, Some("58 people exact"));
}

#[test]
fn a_class_and_those_kept_out_are_no_figures() {
    check_total("2年3組の生徒30名と2年4組の生徒31名の氏名が流出しました。", Some("61 people exact"));
    check("氏名が流出しました。ログインできなかったお客様は約8万人です。", &[]);
    check_total(
        "第一報では「約1,500名分の情報が閲覧された」とお知らせしましたが、流出したのは1,106名の氏名であり、19名は住所のほかです。",
        Some("1106 people exact"),
    );
}

#[test]
fn those_of_whom_more_leaked_are_a_part() {
    check_total(
        "1,106名の氏名が流出しました。内容は氏名、所属のほか、19名の方については旅券番号です。",
        Some("1106 people exact"),
    );
    check_total(
        "会員300名の氏名が流出しました。このほか、職員19名の氏名も流出しました。",
        Some("319 people exact"),
    );
}

#[test]
fn what_a_bracket_tells_of_an_earlier_report_is_replaced() {
    check(
        "漏えいが確認された個人情報は約2,600件(6月1日の公表では約950件)です。",
        &["2600 records about 約2,600件"],
    );
    check("漏えいした個人情報は3,480件(前回公表時は3,120件)です。", &["3480 records 3,480件"]);
    check(
        "漏えいした個人情報は3,480件(うちカード番号を含むもの120件)です。",
        &["3480 records 3,480件", "120 records <0 120件"],
    );
}

#[test]
fn those_who_go_to_law_are_no_victims() {
    check("会員52名が当社を被告として、情報の流出をめぐる訴訟を提起しました。", &[]);
    check("2.和解の相手方 会員様18名", &[]);
    check("会員52名の氏名が流出しました。", &["52 people 52名"]);
}

#[test]
fn each_person_once_stands_for_the_cases() {
    let cases = "対象者 健診を予約した方 延べ1,204名(実人数986名)";
    check(cases, &["1204 people 延べ1,204名", "986 people <0 986名"]);
    check_total(cases, Some("986 people exact"));
}

#[test]
fn the_rest_is_a_part_too() {
    check(
        "(2)不正に取得された情報は、契約者2,316名分です。\n(3)取得された情報のうち418名分は売却されていました。残る1,898名分の情報も流出したおそれがあります。",
        &["2316 people 2,316名分", "418 people <0 418名分", "1898 people <0 1,898名分"],
    );
}

#[test]
fn another_incident_has_no_figures_here() {
    check("2009年には他社の社員が約149万人分の顧客情報を持ち出した。", &[]);
}

#[test]
fn whose_account_was_emptied() {
    check(
        "お客様46名分の口座番号が持ち出されました。うち19名様の口座から現金が引き出されました。",
        &["46 people 46名分", "19 people <0 19名様"],
    );
}

#[test]
fn those_who_saw_each_other_and_what_came_from_them() {
    check("入力した39名が相互に入力内容を閲覧できる状態になっていた。", &["39 people 39名"]);
    check("■漏えいした個人情報\n設定を直すまでの間、59人から申し込みがありました。", &["59 people 59人"]);
    check("■問い合わせの状況\nこれまでに59人から申し込みがありました。", &[]);
    check("送信の履歴を調べ、142件が影響範囲と分かりました。", &["142 records 142件"]);
}

#[test]
fn of_a_whole_only_the_part_that_went_astray() {
    check("■漏えいした情報\n対象者820名のうち、別の方に送付されたもの 47名分の氏名", &["47 people 47名分"]);
    check(
        "■漏えいした情報\n対象者820名の氏名のうち、47名分は住所も含まれます。",
        &["820 people 820名", "47 people <0 47名分"],
    );
}

#[test]
fn those_who_got_looked_or_answered_are_not_hit() {
    check("対象の47名および誤って受信された39名に連絡しました。情報が漏えいしました。", &["47 people 47名"]);
    check(
        "■漏えいした情報\n受講者の氏名 60名分\n※14名への聞き取りの結果、閲覧したと回答した方は5名でした。",
        &["60 people 60名分"],
    );
    check(
        "■流出した情報\n予約者640名の氏名\nなお、偽のサイトのURLからカード番号を入力されたお客様が5名いらっしゃいました。",
        &["640 people 640名"],
    );
    check(
        "■流出した情報\n保護者52名のメールアドレス\n送信した件数のうち宛先不明で返送されたもの4件",
        &["52 people 52名"],
    );
}

#[test]
fn families_transactions_and_what_is_gone() {
    check("園児34人の保護者29名のメールアドレスが漏えいしました。", &["29 people 29名"]);
    check("会員34名の個人情報が入った端末がなくなりました。", &["34 people 34名"]);
    check("取引340件の口座番号を記した帳票を紛失しました。", &["340 records 340件"]);
    check("取引340件を取り消しました。情報が漏えいしました。", &[]);
    check("流出した情報は、1件の電話番号です。", &["1 records 1件"]);
}
