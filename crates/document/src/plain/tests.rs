use super::*;
use crate::show;

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let document = document(text.to_owned(), "UTF-8".to_owned(), Vec::new());
    assert_eq!(show::blocks(&document), expected.join("\n"), "{text}");
    assert_eq!(document.text, text, "the text is unchanged");
}

#[test]
fn headings() {
    check("1.経緯\n\n5月1日に判明した。", &["h2 1.経緯", "p 5月1日に判明した。"]);
    check("■影響\n氏名など。\n◆対応\n停止した。", &["h2 ■影響", "p 氏名など。", "h2 ◆対応", "p 停止した。"]);
    check("【原因】\n設定の誤り。", &["h3 【原因】", "p 設定の誤り。"]);
    check("【1】漏えいした情報\n氏名など。", &["h2 【1】漏えいした情報", "p 氏名など。"]);
    check("【注意】電話に注意。\n氏名など。", &["p 【注意】電話に注意。", "p 氏名など。"]);
    check(
        "(1)発生日\n令和5年5月1日\n(2)場所\n校内\n",
        &["h4 (1)発生日", "p 令和5年5月1日", "h4 (2)場所", "p 校内"],
    );
    check("本文です。\n\n経緯\n\n5月1日に判明した。", &["p 本文です。", "h2 経緯", "p 5月1日に判明した。"]);
    check(
        "お詫びします。\n再発防止策\n研修を行います。",
        &["p お詫びします。", "h2 再発防止策", "p 研修を行います。"],
    );
    check("お詫びします。\n今後の対応\n氏名", &["p お詫びします。", "p 今後の対応", "p 氏名"]);
}

#[test]
fn no_headings() {
    check("(1)件数 5件\n(2)項目 氏名", &["li0 (1)件数 5件", "li0 (2)項目 氏名"]);
    check("発生日時:5月1日\n\n場所:校内", &["p 発生日時:5月1日", "p 場所:校内"]);
    check(
        "本文。\n\n氏名、住所、電話番号\n\n以上です。",
        &["p 本文。", "p 氏名、住所、電話番号", "p 以上です。"],
    );
    check("■窓口 電話 0120-000-000", &["p ■窓口 電話 0120-000-000"]);
    check(
        "本文。\n\n例示市総務課\n\nこのたびの件について説明します。",
        &["p 本文。", "p 例示市総務課", "p このたびの件について説明します。"],
    );
}

#[test]
fn lists() {
    check("・氏名\n ・姓\n ・名\n・住所", &["li0 ・氏名", "li1 ・姓", "li1 ・名", "li0 ・住所"]);
    check("● 氏名\n● 住所", &["li0 ● 氏名", "li0 ● 住所"]);
    check("●対応\n・停止\n●原因\n・誤り", &["h3 ●対応", "li0 ・停止", "h3 ●原因", "li0 ・誤り"]);
}

#[test]
fn running_text_goes_on_where_it_was_cut() {
    let first = "(2) 同月12日、会員の方が窓口に来られ、届いた封筒の中に別の方の申込書";
    let text =
        format!("{first}\nが入っていたとのお申し出がありました。\n(3) 同日、すべての方に確認しました。");
    let document = document(text.clone(), "UTF-8".to_owned(), Vec::new());
    assert_eq!(document.blocks.len(), 2, "{:?}", document.blocks);
    let nouns = "氏名、住所、電話番号、生年月日、性別、年齢、職業、勤務先の名称、口座番号";
    let lists = super::document(format!("{nouns}\n件数、金額\n"), "UTF-8".to_owned(), Vec::new());
    assert_eq!(lists.blocks.len(), 2, "{:?}", lists.blocks);
}

#[test]
fn wrapped_lines_are_one_paragraph() {
    let first = "当社のネットワークに対する第三者からの不正なアクセスがあったことを確認したため現時点";
    check(&format!("{first}\nで調査を進めています。"), &[&format!("p {first}⏎で調査を進めています。")]);
    check(&format!("{first}\n5月2日 停止した。"), &[&format!("p {first}"), "p 5月2日 停止した。"]);
    check(
        &format!("(1){first}\nで調査を進めています。\n(2)停止した。"),
        &[&format!("li0 (1){first}⏎で調査を進めています。"), "li0 (2)停止した。"],
    );
    let short = "・夜間の担当者が、監視の画面を見ていたところ、社外との通信の量が";
    let wider =
        "増え続けていることに気づき、委託先の窓口へ連絡して、状況の確認を始めるとともに、上の者に知らせた。";
    check(&format!("{short}\n{wider}"), &[&format!("li0 {short}⏎{wider}")]);
    let aside = "例示株式会社(以下「当社」という。";
    check(&format!("{aside}\n)のサーバに侵入された。"), &[&format!("p {aside}⏎)のサーバに侵入された。")]);
    check("短い行\nで終わる", &["p 短い行", "p で終わる"]);
}

#[test]
fn tables() {
    check(
        "区分\t件数\n会員\t12\n職員\t3",
        &["tr #区分 | #件数", "tr #会員(区分) | 12(会員/件数)", "tr #職員(区分) | 3(職員/件数)"],
    );
    check("例示市    12件\n例示町    3件", &["tr #例示市 | 12件(例示市)", "tr #例示町 | 3件(例示町)"]);
    check("5月1日    判明した。", &["p 5月1日    判明した。"]);
}

#[test]
fn notes_and_their_calls() {
    let text = "情報*1が12件※2、利用者(*)です。\n*1 氏名\n※2 延べ\n*会員に限る";
    check(
        text,
        &["p 情報*1が12件※2、利用者(*)です。", "note[*1] *1 氏名", "note[※2] ※2 延べ", "note[*] *会員に限る"],
    );
    let document = document(text.to_owned(), String::new(), Vec::new());
    let calls: Vec<_> = document.notes.iter().map(|note| (note.body.of(text), note.calls.len())).collect();
    assert_eq!(calls, [(Some("氏名"), 1), (Some("延べ"), 1), (Some("会員に限る"), 1)]);
}

#[test]
fn a_note_is_called_since_the_one_before_with_its_mark() {
    let text = "甲※1です。\n※1 甲の注\n乙※1です。\n※1 乙の注";
    let document = document(text.to_owned(), String::new(), Vec::new());
    let starts: Vec<_> = document.notes.iter().flat_map(|note| &note.calls).map(|call| call.start).collect();
    assert_eq!(starts.first(), text.find("※1です").as_ref());
    assert_eq!(starts.last(), text.rfind("※1です").as_ref());
    assert_eq!(starts.len(), 2);
}

#[test]
fn title_and_date_of_a_release() {
    let of = |text: &str| {
        let document = document(text.to_owned(), String::new(), Vec::new());
        (document.title, document.date.map(|date| date.to_string()))
    };
    let expected = (Some("不正アクセスについて(第2報)".to_owned()), Some("2024-05-07".to_owned()));
    assert_eq!(
        of(
            "2024年5月7日\n\n各 位\n\n株式会社例示\n代表取締役 例示 太郎\n\n不正アクセスについて(第2報)\n\n本文です。"
        ),
        expected
    );
    assert_eq!(
        of(
            "不正アクセスについて(第2報)\n\n本文です。\n\n1.経緯\n\n2024年5月1日\n\n停止した。\n\n2024年5月7日\n株式会社例示"
        ),
        expected
    );
}

#[test]
fn endless_lines_are_one_paragraph() {
    let text = "あ\n".repeat(400_010);
    let document = document(text, String::new(), Vec::new());
    assert_eq!(document.warnings.first().map(|warning| warning.code.as_str()), Some("too_many_lines"));
}

#[test]
fn the_day_of_release_may_close_the_title() {
    let date = |text: &str| {
        document(text.to_owned(), "UTF-8".to_owned(), Vec::new()).date.map(|date| date.to_string())
    };
    let title = "例示小学校における個票の誤配付について(令和7年5月21日公表)";
    assert_eq!(date(&format!("{title}\n\n概要\n児童に配付しました。")).as_deref(), Some("2025-05-21"));
    let law = "例示規程について(令和7年5月21日)";
    assert_eq!(date(&format!("{law}\n\n概要\n児童に配付しました。")), None);
}

#[track_caller]
fn check_date(text: &str, expected: Option<&str>) {
    let document = document(text.to_owned(), "UTF-8".to_owned(), Vec::new());
    assert_eq!(document.date.map(|date| date.to_string()).as_deref(), expected, "{text}");
}

#[test]
fn the_day_of_release_beside_other_words() {
    check_date("令和4年6月20日 個人情報の漏えいについて(第1報)\n\n名簿が流出しました。", Some("2022-06-20"));
    check_date("2022/11/05 15:52\n\n名簿が流出しました。", Some("2022-11-05"));
    check_date(
        "書類の紛失について\n\n発表日:2024年4月17日 14時00分 印刷\n\n紛失しました。",
        Some("2024-04-17"),
    );
    check_date("名簿が流出したと発表した。\n(2005/10/17 例示通信)", Some("2005-10-17"));
    check_date("平 成 2 8 年 9 月 2 日\n\n書類の紛失について\n\n紛失しました。", Some("2016-09-02"));
    check_date("名簿が流出しました。\n\n2015年4月14日(火)\n連絡を受けました。", None);
    let source = "(Example News - 2013/04/09 ) このエントリーを共有";
    check_date(&format!("名簿の紛失が判明 - 例示信金\n\n名簿を紛失した。\n\n{source}"), Some("2013-04-09"));
    let crumbs = "- トップページ\n- くらし\n- 名簿の紛失について\n";
    let body = "更新日:2026年1月13日\n\n名簿を紛失しました。";
    check_date(&format!("名簿の紛失について\n{crumbs}ページ番号:123\n{body}"), Some("2026-01-13"));
    check_date(
        "- 報道 >\n- 名簿の紛失について\n\n令和7年11月11日\n\n名簿を紛失しました。",
        Some("2025-11-11"),
    );
    check_date("名簿の紛失について\n- 紛失した日\n- 令和7年11月11日\n\n名簿を紛失しました。", None);
    let run_on =
        "令和7年2月14日 例示市 名簿の紛失について 例示市は、名簿を紛失しました。職員が捜しています。";
    check_date(run_on, Some("2025-02-14"));
    check_date("令和7年2月14日に名簿の紛失について連絡を受けました。職員が捜しています。", None);
}

#[test]
fn whom_a_letter_is_for_stands_on_a_line_of_its_own() {
    let to = "例示の店をご利用いただきましたすべてのお客様および関係者の皆さまへ";
    check(
        &format!("{to}\n情報の流出に関するお詫びとお知らせ\n\n本文です。"),
        &[&format!("p {to}"), "h1 情報の流出に関するお詫びとお知らせ", "p 本文です。"],
    );
}

#[test]
fn a_quote_over_two_lines_is_one_paragraph() {
    check(
        "5月8日、会員に宛てまして、\n「安全と\n安心の講座」をご案内する電子メールを送りました。",
        &["p 5月8日、会員に宛てまして、\np 「安全と⏎安心の講座」をご案内する電子メールを送りました。"],
    );
    check("「安全と安心」\n「会員の講座」", &["p 「安全と安心」", "p 「会員の講座」"]);
}
