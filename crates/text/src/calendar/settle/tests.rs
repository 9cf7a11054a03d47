use super::*;
use crate::calendar::mentions;

fn context(published: &str) -> Context {
    Context { published: published.parse().ok(), year: None }
}

/// Each settled mention as `words=from..to`.
fn render(text: &str, context: Context) -> Vec<String> {
    let (dated, _) = resolve(text, &mentions(text), context);
    let show = |date: Option<PartialDate>| date.map_or_else(String::new, |date| date.to_string());
    let words = |dated: &Dated| dated.span.of(text).unwrap().to_owned();
    dated
        .iter()
        .map(|dated| match dated.reach {
            Reach::Point => format!("{}={}", words(dated), show(dated.from)),
            _ => format!("{}={}..{}", words(dated), show(dated.from), show(dated.to)),
        })
        .collect()
}

fn check(text: &str, published: &str, expected: &[&str]) {
    assert_eq!(render(text, context(published)), expected, "{text}");
}

#[test]
fn written_dates_stand_by_themselves() {
    check("令和5年10月16日", "", &["令和5年10月16日=2023-10-16"]);
    check("令和5年度", "", &["令和5年度=2023-04..2024-03"]);
    check("令和5年度上半期", "", &["令和5年度上半期=2023-04..2023-09"]);
    check("2023年度第4四半期", "", &["2023年度第4四半期=2024-01..2024-03"]);
    check("2023年度末", "", &["2023年度末=2024-03"]);
    check("2023年5月中旬", "", &["2023年5月中旬=2023-05"]);
}

#[test]
fn a_missing_year_comes_from_the_dates_around() {
    check("2023年11月20日公表。11月7日に検知", "", &["2023年11月20日=2023-11-20", "11月7日=2023-11-07"]);
    check("11月7日に検知。2023年11月20日公表", "", &["11月7日=2023-11-07", "2023年11月20日=2023-11-20"]);
    check("2023年12月25日に検知、1月5日に完了", "", &["2023年12月25日=2023-12-25", "1月5日=2024-01-05"]);
    check("11月7日に検知", "2023-11-20", &["11月7日=2023-11-07"]);
    check("12月25日に検知", "2024-01-10", &["12月25日=2023-12-25"]);
    check("11月7日に検知", "", &[]);
}

#[test]
fn the_year_of_a_case_number_is_the_last_resort() {
    let context = Context { published: None, year: Some(2022) };
    assert_eq!(render("11月7日に検知", context), ["11月7日=2022-11-07"]);
    assert_eq!(render("2021年11月7日に検知、11月8日", context).len(), 2);
    // Years far back are told of data: 昨年 goes by the case.
    assert_eq!(
        render("2011年4月の帳票。昨年12月に発覚", context).last().map(String::as_str),
        Some("昨年12月=2021-12")
    );
}

#[test]
fn a_weekday_settles_the_year() {
    // 2022-11-07 was a Monday, 2023-11-07 a Tuesday.
    check("11月7日(月)に検知", "2023-11-20", &["11月7日(月)=2022-11-07"]);
    check("11月7日(火)に検知", "2023-11-20", &["11月7日(火)=2023-11-07"]);
    // Of years far apart the weekday picks the one that was named: 2018-11-07 was a Wednesday.
    let text = "2018年11月1日(木)に紛失。2014年3月から2015年3月までの名簿。11月7日(水)に報告";
    assert_eq!(render(text, context("")).last().map(String::as_str), Some("11月7日(水)=2018-11-07"));
}

#[test]
fn the_same_year_is_the_one_named_last() {
    let text = "2024年8月20日に連絡があった。2021年に廃業したことに伴い、同年3月上旬に登録した";
    assert_eq!(render(text, context("")).last().map(String::as_str), Some("同年3月上旬=2021-03"));
}

#[test]
fn a_weekday_settles_the_year_by_a_date_behind() {
    // 2024-04-05 was a Friday, 2021-04-05 a Monday.
    let text = "4月5日(金)に判明。2021年6月9日以降に公開した。2024年4月8日に回収した";
    assert_eq!(render(text, context("")).first().map(String::as_str), Some("4月5日(金)=2024-04-05"));
}

#[test]
fn a_weekday_settles_the_month() {
    // 2026-02-10 was a Tuesday; 2025-09-10 a Wednesday, as no 10th in the months beside it is a Tuesday.
    let text = "2026年2月10日(火)に判明。2025年9月に廃棄。10日(火)に職員が気付いた";
    assert_eq!(render(text, context("")).last().map(String::as_str), Some("10日(火)=2026-02-10"));
    check("2025年9月に廃棄。10日に気付いた", "", &["2025年9月=2025-09", "10日=2025-09-10"]);
}

#[test]
fn a_day_takes_the_month_before_it() {
    check("2023年10月10日。11日(水)14時", "", &["2023年10月10日=2023-10-10", "11日(水)14時=2023-10-11"]);
    check("2023年8月31日、1日(金)", "", &["2023年8月31日=2023-08-31", "1日(金)=2023-09-01"]);
    check("7月3日(月)及び4日(火)", "2023-07-20", &["7月3日(月)=2023-07-03", "4日(火)=2023-07-04"]);
}

#[test]
fn a_month_long_before_gives_a_bare_day_nothing() {
    let text = "24日、昨年2月以降の名簿が漏えいしたと発表した。18日に電話があった";
    check(text, "2024-09-24", &["24日=2024-09-24", "昨年2月以降=2023-02..", "18日=2024-09-18"]);
    // A month that begins a chronology holds its days.
    check(
        "2024年9月2日に判明。8月、点検を始めた。18日に終えた",
        "",
        &["2024年9月2日=2024-09-02", "8月=2024-08", "18日=2024-08-18"],
    );
}

#[test]
fn ranges_fill_each_other() {
    check("2023年8月9日~11日", "", &["2023年8月9日~11日=2023-08-09..2023-08-11"]);
    check("5月8日21時頃~9日2時頃", "2023-06-01", &["5月8日21時頃~9日2時頃=2023-05-08..2023-05-09"]);
    check("2023年10月30日~2日", "", &["2023年10月30日~2日=2023-10-30..2023-11-02"]);
    check("11月から2017年2月", "", &["11月から2017年2月=2016-11..2017-02"]);
    check("2023年12月から2月まで", "", &["2023年12月から2月まで=2023-12..2024-02"]);
    check("2023年10月上旬から中旬にかけて", "", &["2023年10月上旬から中旬にかけて=2023-10..2023-10"]);
    check("令和4年度から5年度", "", &["令和4年度から=2022-04.."]);
    check("8月9日(水)~", "2023-09-01", &["8月9日(水)~=2023-08-09.."]);
    check("2023年3月以前", "", &["2023年3月以前=..2023-03"]);
    check("2023年11月7日10時から15時まで", "", &["2023年11月7日10時から15時まで=2023-11-07"]);
    check("2023年11月7日から3日間", "", &["2023年11月7日から3日間=2023-11-07..2023-11-09"]);
}

#[test]
fn words_look_back() {
    check(
        "2023年5月30日に検知、同日遮断、同月31日に報告、翌日公表、同年6月完了、翌年3月",
        "",
        &[
            "2023年5月30日=2023-05-30",
            "同日=2023-05-30",
            "同月31日=2023-05-31",
            "翌日=2023-06-01",
            "同年6月=2023-06",
            "翌年3月=2024-03",
        ],
    );
    check("2023年10月11日、翌12日", "", &["2023年10月11日=2023-10-11", "翌12日=2023-10-12"]);
    check("2023年10月11日、翌10月12日", "", &["2023年10月11日=2023-10-11", "翌10月12日=2023-10-12"]);
    check("2023年12月31日、翌1月1日", "", &["2023年12月31日=2023-12-31", "翌1月1日=2024-01-01"]);
    check("2023年10月11日、翌10月", "", &["2023年10月11日=2023-10-11", "翌10月=2024-10"]);
    check("2023年8月31日、翌1日", "", &["2023年8月31日=2023-08-31", "翌1日=2023-09-01"]);
    check("2023年10月11日、前日", "", &["2023年10月11日=2023-10-11", "前日=2023-10-10"]);
    check("2023年4月3日、同月末", "", &["2023年4月3日=2023-04-03", "同月末=2023-04"]);
    check("同日", "", &[]);
}

#[test]
fn words_count_from_publication() {
    check("本日", "2023-11-20", &["本日=2023-11-20"]);
    check("昨日", "2023-11-01", &["昨日=2023-10-31"]);
    check("本年10月27日", "2023-11-20", &["本年10月27日=2023-10-27"]);
    check("昨年", "2023-11-20", &["昨年=2022"]);
    check("一昨年12月", "2023-11-20", &["一昨年12月=2021-12"]);
    check("先月", "2023-01-20", &["先月=2022-12"]);
    check("先週の月曜日", "2023-11-22", &["先週の月曜日=2023-11-13"]);
    check("2023年5月1日。本年6月", "", &["2023年5月1日=2023-05-01", "本年6月=2023-06"]);
    check("本日", "", &[]);
    check(
        "2025年7月8日。昨年12月14日から本年6月30日まで",
        "",
        &["2025年7月8日=2025-07-08", "昨年12月14日から本年6月30日まで=2024-12-14..2025-06-30"],
    );
}

#[test]
fn a_law_gives_no_year() {
    check("平成15年法律第57号。11月7日", "2023-11-20", &["11月7日=2023-11-07"]);
}

#[test]
fn clashes_are_warnings() {
    let warn = |text: &str| {
        let (_, warnings) = resolve(text, &mentions(text), Context::default());
        warnings.into_iter().map(|warning| warning.message).collect::<Vec<_>>()
    };
    assert_eq!(warn("2023年11月7日(水)"), ["`2023年11月7日(水)` says 水曜日, but 2023-11-07 is a 火曜日"]);
    assert_eq!(warn("2023年11月7日(火)"), [""; 0]);
    assert_eq!(
        warn("平成29年(2018年)2月9日"),
        ["`平成29年(2018年)2月9日` gives two years: the era year is 2017, the Western one 2018"]
    );
    assert_eq!(warn("2023年2月30日"), ["`2023年2月30日` names a day that does not exist"]);
}

#[test]
fn a_remark_in_brackets_is_counted_from_by_nothing() {
    let text = "2024年1月14日に開始(2月4日に完了)。同月20日に相談";
    check(text, "", &["2024年1月14日=2024-01-14", "2月4日=2024-02-04", "同月20日=2024-01-20"]);
    let same = "2024年1月31日、翌日(2月1日)に開始。同月20日に相談";
    check(
        same,
        "",
        &["2024年1月31日=2024-01-31", "翌日=2024-02-01", "2月1日=2024-02-01", "同月20日=2024-02-20"],
    );
}

#[test]
fn a_date_that_describes_data_gives_no_year() {
    check(
        "2018年4月に入会された会員の名簿。5月20日に紛失",
        "2024-06-30",
        &["2018年4月=2018-04", "5月20日=2024-05-20"],
    );
    check(
        "2024年6月30日。2019年6月末に退職した元社員が、5月20日に",
        "",
        &["2024年6月30日=2024-06-30", "2019年6月末=2019-06", "5月20日=2024-05-20"],
    );
    check(
        "2018年4月から2019年3月までに購入されたお客様。同年5月",
        "2024-06-30",
        &["2018年4月から2019年3月まで=2018-04..2019-03", "同年5月=2019-05"],
    );
    check(
        "2023年12月1日に検知し、12月5日に報告",
        "2024-12-30",
        &["2023年12月1日=2023-12-01", "12月5日=2023-12-05"],
    );
}

#[test]
fn a_long_remark_in_brackets_is_counted_from_by_nothing() {
    check(
        "2024年9月2日に紛失(このうち1枚は、翌3日に届け出があり回収した。)。同日午後に",
        "",
        &["2024年9月2日=2024-09-02", "翌3日=2024-09-03", "同日午後=2024-09-02"],
    );
    check(
        "2024年9月2日に紛失(翌3日)。同日午後に",
        "",
        &["2024年9月2日=2024-09-02", "翌3日=2024-09-03", "同日午後=2024-09-03"],
    );
}

#[test]
fn the_january_behind_the_end_of_last_year_is_the_next_one() {
    check("昨年末から届き、1月14日に発生", "2026-02-24", &["昨年末から=2025..", "1月14日=2026-01-14"]);
    check("昨年10月に届き、11月5日に発生", "2026-02-24", &["昨年10月=2025-10", "11月5日=2025-11-05"]);
}
