//! What is part of what, who is counted otherwise, and what was said then: each rule with a near miss.

use super::tests::{check, check_subject, check_total};

#[test]
fn a_breakdown_goes_on() {
    check(
        "流出した情報は現時点で14名分であり、内訳は、氏名のみが8名、氏名と住所が4名、氏名と年金番号が1名です。",
        &["14 people 14名分", "8 people <0 8名", "4 people <0 4名", "1 people <0 1名"],
    );
}

#[test]
fn what_is_told_further_is_part_of_the_small_total_before() {
    check(
        "児童2名の健康診断票を紛失しました。\n4月に1名分の紛失が判明し、その後さらに1名分の健康診断票の紛失が判明しました。",
        &["2 people 2名", "1 people <0 1名分", "1 people <0 1名分"],
    );
}

#[test]
fn all_there_are_hold_the_others_of_them() {
    check(
        "職員が全町民約2万人分の個人情報を取得していました。6月に送ったデータには300人分の個人番号もありました。",
        &["20000 people about 約2万人分", "300 people <0 300人分"],
    );
    check(
        "全社員500名分の氏名と、取引先のお客様300名分の氏名が漏えいしました。",
        &["500 people 500名分", "300 people 300名分"],
    );
}

#[test]
fn those_really_hit_are_among_those_told_of_later() {
    check(
        "■経緯\n調査の結果、応募者のうち9名分の情報に対し、本人以外のアクセスがあったことが分かりました。\n■閲覧可能であった情報\n応募者250名の氏名、住所",
        &["9 people <1 9名分", "250 people 250名"],
    );
}

#[test]
fn what_a_contractor_tells_of_all_its_clients_is_not_the_writers() {
    check(
        "同社に業務を委託していた企業など40社に係る約300万件の情報が持ち出されたとのことです。このうち当社のお客様に関するものは、最大で1万2千人分となります。",
        &["12000 people max 最大で1万2千人分"],
    );
    check(
        "当社の会員約300万件の情報が持ち出されました。このうち当社の直営店のお客様のものは1万2千件です。",
        &["3000000 records about 約300万件", "12000 records <0 1万2千件"],
    );
}

#[test]
fn those_who_are_punished_or_could_look_are_none_of_them() {
    check(
        "患者20名の電話番号が流出した。管理監督責任として3人の職員にそれぞれ、戒告、口頭注意の処分を行った。",
        &["20 people 20名"],
    );
    check(
        "生徒34人の面談記録が閲覧できる状態になっていた。閲覧可能だった生徒90人のうち3人のアカウントに閲覧履歴があった。",
        &["34 people 34人"],
    );
}

#[test]
fn one_or_two_may_be_those_concerned() {
    check(
        "この誤送付により、氏名、住所が流出した可能性があり、対象は2件とされています。",
        &["2 records 2件"],
    );
    check("訓練の対象は2件とされています。", &[]);
}

#[test]
fn the_year_is_no_part_of_the_subject() {
    check_subject("平成15年度から17年度の卒業生684名の氏名が流出しました。", Some("卒業生"));
}

#[test]
fn those_to_whom_it_applies_are_part_of_all() {
    check(
        "■漏えいした個人情報\n利用者920人の氏名、住所\n※備考欄に記載のある75人については健康状態",
        &["920 people 920人", "75 people <0 75人"],
    );
    check(
        "■漏えいした個人情報\n(1)名簿 716名分\n(2)進路表 141名分\n※(2)の生徒は全て(1)に含まれます。",
        &["716 people 716名分", "141 people <0 141名分"],
    );
    check(
        "■漏えいした個人情報\n(1)生徒名簿 716名分\n(2)教職員名簿 58名分",
        &["716 people 716名分", "58 people 58名分"],
    );
    check(
        "■漏えいした個人情報\n患者 1,121名\n発表用のデータ 23名分(1,121名に含まれます)",
        &["1121 people 1,121名", "23 people <0 23名分"],
    );
}

#[test]
fn a_bracket_may_count_more_or_otherwise() {
    check(
        "園児134名(保護者を含めると268名)の氏名が漏えいしました。",
        &["134 people <1 134名", "268 people 268名"],
    );
    check_total(
        "盗まれたパソコンの個人情報は、確かなもので134名分、保存されていたおそれのあるものまで含めると最大で延べ268名分です。",
        Some("268 people max"),
    );
    check("利用者27人(お子さんの人数では35人)の氏名が漏えいしました。", &["27 people 27人"]);
}

#[test]
fn the_sum_of_an_item_is_no_total_of_the_list() {
    let text = "■漏えいした個人情報\n・卒業生 40名\n・平成26年度と27年度の在校生 計63名\n・教職員 29名";
    check_total(text, Some("132 people exact"));
    let text = "■盗まれた個人情報\n・児童 31名の成績一覧\n・平成26年度の担任学級の児童 計63名の住所録\n2 家庭調査票の紛失\n内容 児童 29名分の家庭調査票";
    check_total(text, Some("123 people exact"));
    check_total("■漏えいした個人情報\n・1年生 40名\n・2年生 30名\n・合計 70名", Some("70 people exact"));
}

#[test]
fn what_was_said_then_is_not_said_now() {
    check("■漏えいした件数\n前回公表時点 約9万件\n本日現在 92,300件", &["92300 records 92,300件"]);
    check(
        "会員9,100名と取引先250名の情報が漏えいしました(前回の公表では、それぞれ8,200名、180名とご案内しました)。",
        &["9100 people 9,100名", "250 people 250名"],
    );
    check(
        "■漏えいした件数\n・約58,000件\n※第2報でお知らせした「最大約65,000件」は、重複を除いた結果、上記のとおり改めます。",
        &["58000 records about 約58,000件"],
    );
}

#[test]
fn records_of_bodies_are_records() {
    check(
        "委託元38団体、92,300件の個人情報が漏えいしました。",
        &["38 organizations 38団体", "92300 records 92,300件"],
    );
}

#[test]
fn what_is_kept_apart_and_who_was_reached_do_not_count() {
    check("講師(約4千人)の連絡先は別のサーバーに置いており、漏えいの対象ではありません。", &[]);
    check(
        "対象者250名の氏名が漏えいしました。\n12月2日 お詫び(ご連絡が取れた方は118名)",
        &["250 people 250名"],
    );
}

#[test]
fn each_of_two_headed_blocks_has_its_figure() {
    check(
        "■流出の可能性がある情報と件数\n(1)クレジットカード情報\n件数:最大 1,037件(うちセキュリティコードを含むもの 892件)\n(2)会員登録情報\n件数:最大 18,540件\n項目:氏名、住所",
        &["1037 records max 最大 1,037件", "892 records <0 892件", "18540 records max 最大 18,540件"],
    );
    check(
        "■流出した情報\n・手術を受けられた患者さま 延べ1,286件(実人数1,121名)\n・実習生の成績評価表 36名分",
        &["1286 records 延べ1,286件", "1121 people 1,121名", "36 people 36名分"],
    );
    check_total(
        "■流出した情報\n・手術を受けられた患者さま 延べ1,286件(実人数1,121名)\n・実習生の成績評価表 36名分",
        Some("1157 people exact"),
    );
}

#[test]
fn what_is_missing_is_lost() {
    check(
        "書庫に保管している「会員の申込票(24名分)」が見当たらないことが判明しました。",
        &["24 people 24名分"],
    );
    check("不審な点は見当たらないことを、職員24名で確認しました。", &[]);
}

#[test]
fn all_of_them_are_the_sum_of_those_before() {
    check(
        "■紛失した個人情報\n甲組(38名)・乙組(27名)の氏名を書いています。\nその年の生徒全員分(65人)を綴じています。",
        &["38 people <2 38名", "27 people <2 27名", "65 people 65人"],
    );
}

#[test]
fn what_is_said_of_others_takes_nothing_away() {
    check(
        "会員4,000名の氏名が漏えいしたおそれがありますが、カード番号は別のサーバーに置いており、漏えいしておりません。",
        &["4000 people 4,000名"],
    );
    check(
        "第1報では不明と申しましたが、その後の点検で、会員800名の氏名が漏えいしたことが判明しました。現在、順次ご連絡しております。",
        &["800 people 800名"],
    );
    check_total(
        "会員の氏名が漏えいしました。閲覧可能だった会員250名のうち3名の情報が閲覧されました。",
        Some("250 people exact"),
    );
    check_total(
        "当社が業務を委託している株式会社見本のサーバーから、当社のお客様9,000名の氏名が漏えいしました。このうち当社の通販サイトの会員は3,000名です。",
        Some("9000 people exact"),
    );
    check_total(
        "会員5,000名の個人情報が漏えいしました。また、取引先300名の個人情報についても、不正アクセスがあり漏えいしたことを確認しました。",
        Some("5300 people exact"),
    );
}

#[test]
fn a_sum_with_a_noun_is_still_a_total() {
    check_total(
        "■漏えいした個人情報\n・カード会員 700名\n・一般会員 250名\n・お客様 合計1,000名",
        Some("1000 people exact"),
    );
    check_total(
        "■漏えいした個人情報\n・小学生 40名\n・中学生 50名\n・その他の児童 2名\n・児童生徒 計100名",
        Some("100 people exact"),
    );
}

#[test]
fn others_beside_all_of_them_count_too() {
    check_total("全会員1,000名の氏名と、退会会員200名の氏名が漏えいしました。", Some("1200 people exact"));
    check_total(
        "2,500名分の個人情報が閲覧されたことを確認しました。また、取引先担当者8,000名の個人情報が漏えいした可能性があります。",
        Some("10500 people exact"),
    );
}

#[test]
fn whom_the_data_reached_is_no_victim() {
    check("■流出した情報の件数\nお客様情報 240件分\n■流出先の件数\n180件のお客様", &["240 records 240件分"]);
}

#[test]
fn who_was_reached_by_telephone_is_counted_before() {
    check(
        "会員210名のメールアドレスが漏えいしました。\n140名と連絡が取れ、お詫びをしました。連絡の取れなかった70名には、書面を郵送しました。",
        &["210 people 210名"],
    );
}

#[test]
fn a_total_that_overlaps_holds_its_lines() {
    check_total(
        "■影響を受けたお客様 1,200名(重複あり)\n・氏名、住所:450名\n・購入履歴:1,100名",
        Some("1200 people exact"),
    );
}

#[test]
fn those_taken_for_sure_are_among_all_of_whom_it_may_have_been() {
    check(
        "■概要\n記録によれば、310人分の画像が取得されていました。\n■漏えいしたおそれがあるデータ\n受講者 2,400人分の氏名、住所",
        &["310 people <1 310人分", "2400 people 2,400人分"],
    );
}

#[test]
fn what_holds_no_data_and_what_was_gone_through() {
    check(
        "申込書31名分を紛失しました。\nひな形のファイル(6件)も入っていましたが、個人を特定できる情報は含まれません。",
        &["31 people 31名分"],
    );
    check(
        "会員4名の氏名、住所が漏えいしました。\n点検の対象とした4,210件の交付に、ほかの誤りはありませんでした。",
        &["4 people 4名"],
    );
}

#[test]
fn a_note_under_parts_tells_of_a_part_of_them() {
    check_total(
        "案内の通知書のうち、360人分が別の方に送付され、氏名が漏えいしました。\n■漏えいした個人情報\n360通のうち、開封されずに戻った40通を除く320通に係る320人分の氏名\n※うち家族の欄がある通知書を送付した90人分のみ続柄",
        Some("360 people exact"),
    );
}

#[test]
fn a_bracket_before_the_figure_that_holds_it() {
    check(
        "■対象となる個人情報\n対象となる方は90名です。内訳は以下のとおりです。\n・従業員(退職者12名を含む) 61名\n氏名、住所\n・応募された方 29名\n氏名、電話番号",
        &["90 people 90名", "12 people <2 12名", "61 people <0 61名", "29 people <0 29名"],
    );
}

#[test]
fn a_figure_within_another_is_part_of_it() {
    check(
        "漏えいしたおそれのある情報\n・会員台帳 740人\n・査定書 会員台帳の内数で 31人",
        &["740 people 740人", "31 people <0 31人"],
    );
}

#[test]
fn a_row_of_persons_is_counted() {
    check("会員様 310名、入居者様 42名。", &["310 people 310名", "42 people 42名"]);
    check("会員様は310名、講師が42名です。", &[]);
    check("■再発防止策\n受講者 310名、研修生 42名。", &[]);
}

#[test]
fn what_holds_now_takes_the_place_of_what_was_told() {
    let now = "当初210名とお知らせしましたが、精査の結果、流出したのは198名でした。";
    check(now, &["198 people 198名"]);
    check("不正にログインされたアカウントは61件でした。", &["61 accounts 61件"]);
    check("有効なアカウントは61件でした。", &[]);
}

#[test]
fn what_the_bracket_behind_a_figure_counts() {
    check(
        "計517件(解約分を除くと402件)のカード情報が流出しました。",
        &["517 cards 517件", "402 cards <0 402件"],
    );
    check("契約の1アカウントにつき約80通のメールが読まれていました。", &[]);
    check_total("11月分につき120名の氏名が漏えいしました。", Some("120 people exact"));
}

#[test]
fn those_concerned_begin_the_sentence_or_stand_under_their_label() {
    check_total(
        "対象となる方は、氏名のみの方が612名、氏名と住所の方が209名の計821名です。",
        Some("821 people exact"),
    );
    check_total("2世帯の情報が漏えいしました。", Some("2 households exact"));
    check_total(
        "全員のアドレスが見える状態でメールを送信しました。\n送信人数\n協議会委員27人",
        Some("27 people exact"),
    );
    check_total("アンケートに回答された230名のお名前が漏えいしました。", Some("230 people exact"));
    check_total("漏えいした資料を閲覧したと回答された230名には説明しました。", None);
}

#[test]
fn what_counts_each_once_is_the_total() {
    let parts =
        "■対象となるお客様\n・氏名が表示された方 72名\n・否定できない方 345名\n・履歴が表示された方 26名\n";
    check_total(&format!("{parts}重複を除いた人数は438名です。"), Some("438 people exact"));
    let table = "■対象となるお客様\n申込書 345件\n請求書 98件\n(単純合計) 443件\n\n";
    check_total(
        &format!("{table}同じお客様が含まれるため、重複を除くと380件です。"),
        Some("380 records exact"),
    );
    check_total(parts, Some("443 people exact"));
}

#[test]
fn who_is_in_both_lists_is_counted_once() {
    check_total(
        "■流出した一覧\n(ア)見積書の控え 2,400人分\n(イ)はがきのあて名 900人分\n双方に載っている方が300人あり、影響を受けた方は3,000人です。",
        Some("3000 people exact"),
    );
}

#[test]
fn a_breakdown_stands_farther_below() {
    check_total(
        "■持ち出された情報\n件数 2,500件\nうち売却が確認されたもの 900件\n契約状況別の内訳 利用中のお客様 1,800件\n解約済みのお客様 700件",
        Some("2500 records exact"),
    );
    check_total(
        "■紛失した書類\n(店舗) (件数) (お客様数)\n北支店 伝票 900件 600名\n南支店 伝票 800件 500名\n合計 1,700件 1,100名",
        Some("1100 people exact"),
    );
}

#[test]
fn a_note_says_what_is_counted_in() {
    let list = "■流出した情報\nお客様数 5,400名\n①住所(全員)\n②口座番号(720名)\n③顔写真(45名)\n";
    check_total(&format!("{list}②と③の方は、①の内数としてご覧ください。"), Some("5400 people exact"));
}

#[test]
fn the_lines_of_a_list_add_up() {
    check_total(
        "誤って送信した表は、次のとおりです。\n表の1(講座に申し込んだ方) 140人\n表の2(講座を手伝う方) 35人\n計175人",
        Some("175 people exact"),
    );
    check_total("対策の一覧です。\n研修A 140人\n研修B 35人\n計180人", None);
}

#[test]
fn a_corrected_figure_and_cases_by_head() {
    check(
        "名簿を数え直しましたので、情報が流出したおそれのある人数を、先の発表にあった2,310名から2,480名に修正します。",
        &["2480 people 2,310名から2,480名"],
    );
    check_total("■流出した情報\n参加簿に載った延べ905名分、実人数768名の連絡先", Some("768 people exact"));
}

#[test]
fn in_whose_case_data_got_out() {
    check_total("加入者2万1,098人で連絡先が第三者に閲覧されたおそれがあります。", Some("21098 people exact"));
    check_total("担当者12名で名簿を確認していたところ、情報が漏えいしました。", None);
}

#[test]
fn who_got_a_mail_in_order_is_no_victim() {
    check_total("説明会の参加者85名あてのお礼を(BCC)にて送信した際、誤って名簿を添付しました。", None);
    check_total("対象者62名に通知を送付したところ、そのうち8名に別の方の成績を誤って送付した。", None);
}

#[test]
fn a_rounded_sum_is_told_once() {
    check_total(
        "約6800名の情報が漏えいしました。端末には、受講者5910名と職員874名の情報が保存されていました。",
        Some("6784 people exact"),
    );
    check_total(
        "約6800名の情報が漏えいしました。受講者の情報5910名分も流出しました。",
        Some("12710 people about"),
    );
}

#[test]
fn who_called_or_only_looked_is_no_victim() {
    let leaked = "会員46名分のアドレスが流出しました。";
    check_total(
        &format!("{leaked}受信者2名の方から電話があり、流出が判明しました。"),
        Some("46 people exact"),
    );
    check_total(
        &format!("{leaked}画像を実際に閲覧した5人を特定し、削除を確認しました。"),
        Some("46 people exact"),
    );
}

#[test]
fn what_turned_up_again_and_what_joins_two_figures() {
    check_total(
        "7名分の書類を紛失しました。5名分の書類は全て発見しましたが、2名分は見つかっておりません。",
        Some("7 people exact"),
    );
    check_subject("及び講師11名の情報が流出しました。", Some("講師"));
}

#[test]
fn some_taken_up_again_and_those_really_hit_are_parts() {
    check_total(
        "利用者240人の名簿が流出しました。\n231人については、電話番号も載っていました。",
        Some("240 people exact"),
    );
    check_total(
        "412人分の情報が他の会員から閲覧できる状態でした。\n記録を調べたところ、閲覧された会員は9人でした。",
        Some("412 people exact"),
    );
    check_total(
        "受講者240人の名簿が流出しました。別に、講師31人の名簿も流出しました。",
        Some("271 people exact"),
    );
}

#[test]
fn those_new_among_all_are_told() {
    check_total(
        "名簿の2,412人分が流出しました。新たに対象となられた21人の方には、書面をお送りしました。",
        Some("2412 people exact"),
    );
    check_total("名簿の2,412人分が流出しました。別に、名札31人分も流出しました。", Some("2443 people exact"));
}

#[test]
fn what_remains_is_of_the_whole_and_of_no_part_before() {
    check_total(
        "対象の台帳のうち 1,500人分が流出しました。\nこのうち、住所を含むものが200人分、含まないものが1,300人分です。\n\
         暗号化されていたのは700人分で、残る800人分は暗号化されていませんでした。",
        Some("1500 people exact"),
    );
}

#[test]
fn a_subject_keeps_its_first_letter() {
    check_subject("日本国内のお客様31名の情報が流出しました。", Some("日本国内のお客様"));
    check_subject("月額会員31名の情報が流出しました。", Some("月額会員"));
    check_subject("2023年度の受講者31名の情報が流出しました。", Some("受講者"));
}
