//! Everyday wordings of steps, and what only describes a thing or a person.

use jikenbo_model::vocabulary::Cause;

use super::tests::{check, check_days, check_earlier, check_slip};

#[test]
fn persons_described_by_a_day_date_nothing() {
    check_days(
        Cause::LossTheft,
        "5月5日、4月中に相談を受けた方の一覧表を紛失していることが判明しました。",
        ["", "", "2024-05-05", ""],
    );
    check("2024年5月に発覚しました名簿の漏えいにつきまして、", &["05 discovery"]);
}

#[test]
fn where_a_thing_was_found_is_not_dated_by_its_owner() {
    check_days(
        Cause::Insider,
        "4月22日に逮捕された人物の所持品から名簿が見つかり、5月5日に警察が同社に照会したことから発覚した。\n\
         市は5月10日に同社から第一報を受けた。",
        ["", "", "2024-05-10", ""],
    );
    check_slip(
        "5月3日に誤って送信したメールが、別の方に届いたことが5月5日に判明しました。",
        &["05-03 occurrence", "05-05 discovery"],
    );
}

#[test]
fn pictures_that_were_kept_and_files_claimed_are_no_taking() {
    check_days(
        Cause::Insider,
        "5月12日、職員の投稿を削除させ、保存していた画像も消去したことを確認しました。",
        ["", "", "", "2024-05-12"],
    );
    let claimed =
        "5月1日、異常を検知しました。6月5日、当社から窃取したと称するファイルの一覧が掲載されました。";
    check(claimed, &["05-01 discovery", "06-05 data_published"]);
    check("5月1日、ファイルが窃取されました。", &["05-01 attack"]);
}

#[test]
fn a_post_found_behind_the_first_finding_is_the_attackers() {
    let listed = "リークサイトに、当社の書類の目録が掲載されていることを確認しました。";
    check(
        &format!("5月1日、異常を検知しました。6月5日、{listed}"),
        &["05-01 discovery", "06-05 data_published"],
    );
    check_days(Cause::UnauthorizedAccess, &format!("6月5日、{listed}"), ["", "", "2024-06-05", ""]);
}

#[test]
fn tips_discover_and_counted_inquiries_do_not() {
    check_days(
        Cause::Insider,
        "5月11日に代表メールへ通報をいただき、翌12日、本人に聴取した結果、投稿を認めました。",
        ["", "", "2024-05-11", ""],
    );
    check_slip(
        "5月15日、対象の方に電話で謝罪しました。専用の窓口には、これまでに14件のお問い合わせをいただいております。",
        &["05-15 notification"],
    );
    check_slip("5月15日、相談窓口にお問い合わせをいただき、誤送付が判明しました。", &["05-15 discovery"]);
}

#[test]
fn a_find_behind_the_loss_is_no_discovery() {
    let lost = "5月3日、職員が手提げ袋を紛失しました。5月9日、警察から、手提げ袋が駅で見つかったとの連絡がありました。";
    check_days(Cause::LossTheft, lost, ["2024-05-03", "2024-05-03", "", ""]);
    let finder = "5月9日、警察から、名簿が駅で見つかったとの連絡があり、紛失が判明しました。";
    check_days(Cause::LossTheft, finder, ["", "", "2024-05-09", ""]);
}

#[test]
fn first_word_to_all_parents_tells_the_persons() {
    check_slip("■経緯\n・5月13日17時 学校から全保護者へメールで第一報", &["05-13 notification"]);
    check_slip("■経緯\n・5月13日17時 学校から当会へ第一報", &["05-13 discovery"]);
}

#[test]
fn a_contractor_with_its_name_or_role_in_brackets_is_not_the_organisation() {
    for named in ["委託先の株式会社見本", "見本社(再委託先)"] {
        let told = format!("■経緯\n・5月19日 {named}が不正アクセスを検知\n・5月27日 見本社から当社へ報告");
        check_days(Cause::UnauthorizedAccess, &told, ["", "", "2024-05-27", ""]);
    }
    let own = "5月2日、当社が点検を委託している株式会社見本(以下「点検会社」)が管理する機器を通じて不正なアクセスを受けたと判明しました。";
    check_days(Cause::UnauthorizedAccess, own, ["", "", "2024-05-02", ""]);
}

#[test]
fn findings_in_plain_words() {
    let two = "3月24日、当社のシステムが不正アクセスを受け、情報が外部へ送信されたことが、同月31日に確認されました。";
    check(two, &["03-24 attack", "03-31 discovery"]);
    check_days(Cause::LossTheft, "■経緯\n・5月24日 棚卸しで数量の不一致を確認", ["", "", "2024-05-24", ""]);
    let state = "5月1日、当社は対応を始めました。内容を確認した結果、次の情報の漏えいを確認しております。";
    check_days(Cause::UnauthorizedAccess, state, ["", "", "", ""]);
}

#[test]
fn one_sheet_taken_back_contains_nothing() {
    let lost = "5月2日、書類を紛失した(うち1枚は翌3日に回収)。同日午後、職員が気付いた。";
    check_days(Cause::LossTheft, lost, ["2024-05-02", "2024-05-02", "2024-05-02", ""]);
    check_days(
        Cause::LossTheft,
        "5月2日、書類を紛失した。うち2枚を含む全てを5月3日に回収した。",
        ["2024-05-02", "2024-05-02", "", "2024-05-03"],
    );
}

#[test]
fn a_faulty_sending_may_only_describe_what_was_sent() {
    let sent = "5月26日に簡易書留で発送した1,312人分のうち、5月28日に受け取った1世帯から連絡が入った。";
    check_slip(sent, &["05-26 occurrence", "05-28 discovery"]);
    check_slip("5月2日に発送した通知書に別の方の明細を同封しました。", &["05-02 occurrence"]);
    check_slip("5月2日に発送した正しい通知書は全て届いています。", &[]);
    check_slip("5月14日、連絡先から問い合わせがあり、送信記録を確認して判明しました。", &["05-14 discovery"]);
}

#[test]
fn letters_to_the_persons_are_no_mistake() {
    let letters = "■経緯\n・6月2日 誤送信が判明\n・6月3日~ 対象の方への書面発送";
    check_slip(letters, &["06-02 discovery", "06-03 notification"]);
    let notice = "減免の案内文書と申請書を5月4日に送付しましたが、5月6日に封入誤りがあると連絡がありました。";
    check_slip(notice, &["05-04 occurrence", "05-06 discovery"]);
}

#[test]
fn a_thing_gone_is_a_loss_only_where_things_are_lost() {
    let gone = "5月11日、足元の鞄がなくなりました。";
    check_days(Cause::LossTheft, gone, ["2024-05-11", "2024-05-11", "", ""]);
    check_days(Cause::OperationError, "5月11日、ご不便がなくなりました。", ["", "", "", ""]);
}

#[test]
fn exposures_begin_with_what_opened_them() {
    check_days(
        Cause::Misconfiguration,
        "2022年9月に行ったリニューアルの際、制限が外れ、以後、閲覧できる状態が続いていました。5月20日に判明しました。",
        ["2022-09", "", "2024-05-20", ""],
    );
    check_days(
        Cause::Misconfiguration,
        "5月8日の午前9時から午前11時35分までの間に、別の利用者の氏名が表示されることがありました。",
        ["2024-05-08", "2024-05-08", "", "2024-05-08"],
    );
    check_days(
        Cause::Misconfiguration,
        "6月4日午前9時に受付を開始したところ、別の方の書類が表示されるとの電話が寄せられた。\n\
         同10時05分に受付を停止し、番号が割り当てられていたことが原因と判明した。",
        ["2024-06-04", "2024-06-04", "2024-06-04", "2024-06-04"],
    );
    check_days(
        Cause::Misconfiguration,
        "5月12日にサイトを改めた際、アクセス制限をかけ忘れており、6月1日にファイルを削除しました。",
        ["2024-05-12", "2024-06-01", "", "2024-06-01"],
    );
}

#[test]
fn spans_with_a_mild_verb() {
    let used = "5月30日に気付きました。調査の結果、1月11日から5月28日までの間、元職員が自宅からログインしていたことを確認しました。";
    check_days(Cause::Insider, used, ["2024-01-11", "2024-05-28", "2024-05-30", ""]);
    let linked = "1月11日から5月28日までの間、退職者のIDで36回の接続がありました。";
    check_days(Cause::UnauthorizedAccess, linked, ["2024-01-11", "2024-05-28", "", ""]);
    let typed = "4月19日から4月28日の間に、フォームで入力された情報が流出した可能性があります。";
    check_days(Cause::UnauthorizedAccess, typed, ["2024-04-19", "2024-04-28", "", ""]);
    let called = "2024年1月から3月にお電話いただいたお客様の情報が漏えいしました。";
    check_days(Cause::UnauthorizedAccess, called, ["", "", "", ""]);
    check("5月26日、サーバーが暗号化される被害が発生しました。", &["05-26 attack"]);
}

#[test]
fn who_stops_and_when() {
    check(
        "6月17日、連絡を受け、即日カード決済を取りやめました。",
        &["06-17 discovery", "06-17 service_stop"],
    );
    check("6月10日、外部からの通信を遮断する措置を完了しました。", &["06-10 containment"]);
    check("6月9日、攻撃者は対策ソフトを停止させました。", &[]);
    check("6月10日、EDRの停止を試みた形跡を確認しました。", &["06-10 discovery"]);
    let hour =
        "6月10日7時頃、従業員が異常に気付きました。情報部門は8時05分に全サーバのケーブルを抜線しました。";
    check(hour, &["06-10 discovery", "06-10 containment"]);
}

#[test]
fn authorities_with_their_days_in_brackets() {
    check(
        "■届出\n個人情報保護委員会(5月2日)、観光庁(5月5日)、警視庁(6月3日)",
        &["05-02 regulator", "05-05 regulator", "06-03 police"],
    );
    check(
        "個人情報保護委員会(5月28日速報、6月23日確報)及び警察に報告しました。",
        &["05-28 regulator", "06-23 regulator"],
    );
    check(
        "5月12日に速報、5月18日に確報を個人情報保護委員会に提出しました。",
        &["05-12 regulator", "05-18 regulator"],
    );
    check("6月7日までに個人情報保護委員会に報告しました。", &["06-07 regulator"]);
}

#[test]
fn entries_of_few_words() {
    check("・5月2日 対象者への個別通知開始", &["05-02 notification"]);
    check("・6月2日 異常を検知\n・6月8日 調査報告書受領", &["06-02 discovery", "06-08 investigation_end"]);
    check("・6月3日 調査開始(6月8日完了)", &["06-03 investigation_start", "06-08 investigation_end"]);
    check("・6月3日 調査開始(6月8日に報道)", &["06-03 investigation_start"]);
}

#[test]
fn papers_named_after_their_subject_or_only_referred_to() {
    check_earlier(
        "6月4日付で、当社の子会社において発生したサイバー攻撃についてお知らせいたしましたが、",
        &["2024-06-04"],
    );
    check_earlier("詳しくは6月2日付の「不正アクセスについて」をご覧ください。", &["2024-06-02"]);
    check_earlier("6月11日、お客様へカード番号の変更のご案内を開始しました。", &[]);
}

#[test]
fn what_stands_behind_a_label_is_not_labelled_as_well() {
    let label = "■1.紛失日時・場所\n5月2日23時頃、電車内の網棚に鞄を置き忘れたもの。翌3日朝、鞄がないことに気付いた。";
    check_days(Cause::LossTheft, label, ["2024-05-02", "2024-05-02", "2024-05-03", ""]);
}

#[test]
fn some_of_the_things_taken_back_contain_nothing() {
    let part = "5月2日、メールを誤って送信しました。5月3日までに、46人中44人の方から削除した旨のご連絡をいただきました。";
    check_days(Cause::OperationError, part, ["2024-05-02", "2024-05-02", "", ""]);
}

#[test]
fn a_day_in_brackets_behind_its_predicate() {
    check("・例示警察署への通報(5月27日)", &["05-27 police"]);
    check("・個人情報保護委員会への届出(6月2日から順次)", &["06-02 regulator"]);
    check("・例示警察署への通報(5月27日に受理)", &[]);
}

#[test]
fn a_notice_sent_by_mistake_tells_nobody() {
    check_slip(
        "5月1日、年会費に関するお知らせを会員にメールで配信した際、案内を添付すべきところ、名簿を添付しました。",
        &["05-01 occurrence"],
    );
}

#[test]
fn what_is_found_behind_a_call_was_before_it() {
    check_slip(
        "5月7日、受け取られた方から電話があり、調べたところ、機械の不具合により紙がずれ、別の封筒に入ったことが分かりました。",
        &["05-07 discovery"],
    );
}

#[test]
fn a_list_of_releases_below_the_report() {
    let list = "当社は6月20日に調査を終えました。\n■これまでのお知らせ\n・2024年6月9日 障害の発生について\n・2024年6月14日 第2報";
    check_earlier(list, &["2024-06-09", "2024-06-14"]);
    check_earlier("■今後の予定\n・2024年6月9日 障害の対応について", &[]);
}

#[test]
fn spans_of_an_elided_era_and_within_one_day() {
    let days = ["2018-05", "2019-02", "", "2019-02"];
    check_days(Cause::Misconfiguration, "平成30年5月から同31年2月まで、名簿が閲覧できる状態でした。", days);
    let day = ["2024-05-09", "2024-05-09", "", "2024-05-09"];
    let shown = "5月9日10時から同日15時までの間、別のお客様の情報が表示されておりました。";
    check_days(Cause::Misconfiguration, shown, day);
    check_days(
        Cause::Misconfiguration,
        "5月9日10時から15時まで、窓口で受付をしておりました。",
        ["", "", "", ""],
    );
}

#[test]
fn what_an_insider_does_with_data_dates_the_incident() {
    let looked = "令和5年4月から7月までの間、職員が住民の所在を照会し、知人に教えた。";
    check_days(Cause::Insider, looked, ["2023-04", "2023-07", "", ""]);
    let during = "本年1月から3月までの在籍期間中に、会員の残高を自分の口座に移し替えていた。";
    check_days(Cause::Insider, during, ["2024-01", "2024-03", "", ""]);
    let twice = "複製が行われたのは3月17日と3月24日の2回である。";
    check_days(Cause::Insider, twice, ["2024-03-17", "2024-03-24", "", ""]);
    check_days(Cause::Insider, "元職員の在籍期間は2019年から2023年までです。", ["", "", "", ""]);
    check_days(Cause::Insider, "職員は5月8日に名簿を持ち出したとして有罪判決を受けた。", ["", "", "", ""]);
    check("6月3日に調査のため機器の内容を複製しました。", &[]);
}

#[test]
fn days_of_other_things_are_none_of_the_attack() {
    check_slip("当社は同社に対し、6月10日付で訂正を求める文書を送付いたしました。", &[]);
    check("暗号化された会計データのうち、3月下旬以降の仕訳データは復元できておりません。", &[]);
    check("遮断装置を6月2日に追加いたしましたが、攻撃は続いております。", &[]);
    check("6月2日に攻撃は始まりました。", &["06-02 attack"]);
}

#[test]
fn a_day_inside_what_was_found_is_its_own() {
    let typed = "6月4日に偽の画面に暗証番号を入力したことによるものと判明しました。";
    check(typed, &["06-04 attack"]);
    check("名簿が6月3日に外部へ送信されていたことが判明しました。", &["06-03 attack"]);
    check("6月3日、名簿が外部へ送信されていたことが判明しました。", &["06-03 discovery"]);
}

#[test]
fn discoveries_in_other_words() {
    let mail = "6月2日、匿名の方から指摘のメールが寄せられ、翌3日に職員が認めました。";
    check_days(Cause::Insider, mail, ["", "", "2024-06-02", ""]);
    check_days(
        Cause::Insider,
        "6月6日、警察から照会があり、当会が内容を調べました。",
        ["", "", "2024-06-06", ""],
    );
    check_days(Cause::Insider, "事件が明るみに出たのは2024年4月でした。", ["", "", "2024-04", ""]);
    let labels = "発生日 令和6年5月9日\n町が報告を受けた日 令和6年5月19日";
    check_days(Cause::UnauthorizedAccess, labels, ["2024-05-09", "2024-05-09", "2024-05-19", ""]);
    let unheeded = "4月に会員から問い合わせを受けていたにもかかわらず、調査を行わなかった。";
    check_days(Cause::UnauthorizedAccess, unheeded, ["", "", "", ""]);
    let unread = "■経緯\n6月2日 会員から名簿が見えるとのメールが届く。休日のため、職員は気付かず。\n6月3日 職員がメールを読み、事実を確認。";
    check_days(Cause::OperationError, unread, ["", "", "2024-06-03", ""]);
}

#[test]
fn a_loss_is_of_the_day_told_before_where_it_is_only_thought() {
    let route = "6月5日、配達を終えた担当者が一覧表を確かめた。その後の配達中に紛失したものと考えられます。";
    check_days(Cause::LossTheft, route, ["2024-06-05", "2024-06-05", "", ""]);
    check_days(
        Cause::LossTheft,
        "6月5日、担当者が一覧表を確かめた。紛失した一覧表は1部です。",
        ["", "", "", ""],
    );
}

#[test]
fn several_deeds_of_one_day_and_several_days_of_one_release() {
    check_earlier("・6月17日 個人情報保護委員会へ速報、第1報を公表", &["2024-06-17"]);
    check_earlier(
        "他の会員の情報が表示されておりました(2024年4月10日および5月17日公表済み)。",
        &["2024-04-10", "2024-05-17"],
    );
    check_earlier("生徒及び保護者には6月11日に文書で結果をお知らせした。", &[]);
}

#[test]
fn a_day_behind_the_finding_that_describes_it() {
    check(
        "不正アクセスが発覚した6月19日当日に、サーバを停止しました。",
        &["06-19 discovery", "06-19 containment"],
    );
    check_days(
        Cause::UnauthorizedAccess,
        "侵入を確認した4月中旬以降、調べを続けています。",
        ["", "", "2024-04", ""],
    );
}

#[test]
fn what_is_done_until_a_repair_and_before_anything_happened() {
    check_slip("5月3日から設定を修正するまでの間、申込みがありました。", &[]);
    check(
        "6月1日、作業を終え、パソコンの電源を切りました。6月4日、不正アクセスが判明しました。",
        &["06-04 discovery"],
    );
    check_slip(
        "本機能は5月1日に提供を開始しました。6月5日に不具合を確認し、同日緊急処置を行いました。",
        &["06-05 discovery", "06-05 containment"],
    );
}

#[test]
fn reports_by_others_and_their_end() {
    check_slip("6月12日、画面に他人の氏名が出ることが管理会社より報告されました。", &["06-12 discovery"]);
    check_slip("6月12日、流出した事実は確認されなかった旨が管理会社より報告されました。", &[]);
    check("6月20日に調査会社から最終報告を受けました。", &["06-20 investigation_end"]);
}

#[test]
fn spans_on_the_attackers_site_and_two_days_of_one_verb() {
    check(
        "リークサイトに当社のファイルがあることが分かりました。掲載されていた期間は6月8日から6月14日までで、現在は閲覧できない。",
        &["06-08 data_published"],
    );
    check(
        "6月1日に不正アクセスを受けました。出荷のシステムは6月11日に、会計のシステムは6月19日にそれぞれ復旧しました。",
        &["06-01 attack", "06-11 service_resume", "06-19 service_resume"],
    );
}

#[test]
fn where_a_text_was_taken_from_dates_nothing() {
    check_slip("(例示大学/2024.05.14)教員が名簿を誤って送信しました。", &[]);
}
