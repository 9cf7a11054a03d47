use super::{Number, Qualifier, numbers};
use proptest::prelude::*;

/// `span=value sense qualifier` of each figure.
fn render(text: &str, number: &Number) -> String {
    let show = |value: super::Decimal| {
        let digits = format!("{:0>width$}", value.mantissa, width = usize::from(value.scale) + 1);
        match value.scale {
            0 => digits,
            scale => format!(
                "{}.{}",
                &digits[..digits.len() - usize::from(scale)],
                &digits[digits.len() - usize::from(scale)..]
            ),
        }
    };
    let from = number.from.map(|from| format!("{}..", show(from))).unwrap_or_default();
    let mut line =
        format!("{}={from}{} {:?}", number.span.of(text).unwrap(), show(number.value), number.sense);
    if number.qualifier != Qualifier::Exact {
        line += &format!(" {:?}", number.qualifier);
    }
    for (said, word) in [
        (number.cumulative, " cumulative"),
        (number.open_start, " open_start"),
        (number.open_end, " open_end"),
    ] {
        line += if said { word } else { "" };
    }
    line
}

fn check(text: &str, expected: &[&str]) {
    let found: Vec<String> = numbers(text, &[]).iter().map(|number| render(text, number)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn counts() {
    check("13万2,000件の個人情報", &["13万2,000件=132000 Count"]);
    check("会員5,000人分と12アカウント", &["5,000人分=5000 Count", "12アカウント=12 Count"]);
    check("一名、二件、十社", &["一名=1 Count", "二件=2 Count", "十社=10 Count"]);
    check("1.5万件、二千六百二件", &["1.5万件=15000 Count", "二千六百二件=2602 Count"]);
    check("漏えい件数-5件", &["5件=5 Count"]);
    check("\n1事案の概要\n3個人情報", &["1事案=1 Bare", "3=3 Bare"]);
    check(
        "\n1事案、※5メールアドレス、3メールアドレス",
        &["1事案=1 Bare", "5メールアドレス=5 Bare", "3メールアドレス=3 Count"],
    );
    check("総数10件", &["10件=10 Count"]);
    check("お客様の数57件、事業者の数1社", &["57件=57 Count", "1社=1 Count"]);
    check("被害はゼロ件、ゼロトラスト、ゼロデイ", &["ゼロ件=0 Count"]);
    check("1本半、2時間半、3件半数", &["1本半=1.5 Count", "2時間半=2.5 Duration", "3件=3 Count"]);
}

#[test]
fn words_with_kanji_digits_are_no_figures() {
    for text in [
        "一部",
        "一般",
        "一切",
        "一層",
        "一括",
        "統一",
        "万が一",
        "万一",
        "十分な",
        "三菱",
        "四国",
        "九州",
        "第三者",
        "二次被害",
        "一定",
        "一人ひとり",
        "千葉",
        "八王子",
        "唯一",
        "一斉",
        "一覧",
        "一時",
        "一旦",
        "七夕",
        "二度と",
        "五十嵐",
        "六本木",
        "数十件",
        "数百名",
        "十数人",
        "数10件",
        "何百件",
        "七十七銀行",
        "〇〇市",
        "千代田区",
        "一元管理",
        "二段階認証",
        "〇二次被害",
        "三分の一",
    ] {
        check(text, &[]);
    }
}

#[test]
fn qualifiers() {
    check("約1,000件以上", &["約1,000件以上=1000 Count Min"]);
    check("最大で約500名", &["最大で約500名=500 Count Max"]);
    check("少なくとも3社", &["少なくとも3社=3 Count Min"]);
    check("推計1万人", &["推計1万人=10000 Count Estimate"]);
    check("延べ約300名", &["延べ約300名=300 Count About cumulative"]);
    check("合計20件", &["20件=20 Count"]);
    check("100件を超える", &["100件を超える=100 Count Min open_start"]);
    check("100件未満", &["100件未満=100 Count Max open_end"]);
    check("10名程度", &["10名程度=10 Count About"]);
    check("2万余件", &["2万余件=20000 Count About"]);
    check("300件強", &["300件強=300 Count About"]);
    check("100件以下の場合", &["100件以下=100 Count Max"]);
    // Near misses.
    check("契約13件", &["13件=13 Count"]);
    check("2点強化します", &["2点=2 Count"]);
    check("次の3点以下のとおり", &["3点=3 Count"]);
}

#[test]
fn ranges() {
    check("10件から20件", &["10件から20件=10..20 Count"]);
    check("100~200名", &["100~200名=100..200 Count"]);
    check("30歳以上40歳未満", &["30歳以上40歳未満=30..40 Age open_end"]);
    check("1~2万件", &["1~2万件=10000..20000 Count"]);
    check("2、3名", &["2、3名=2..3 Count"]);
    check("20-100個", &["20-100個=20..100 Count"]);
    // Near misses.
    check("5社から10件", &["5社=5 Count", "10件=10 Count"]);
    check("20件~10件", &["20件=20 Count", "10件=10 Count"]);
    check("2、5名", &["2=2 Bare", "5名=5 Count"]);
}

#[test]
fn what_only_names() {
    check("TEL03-1234-5678", &["03-1234-5678=3 Phone"]);
    check("氏名、電話番号(412名分)", &["412名分=412 Count"]);
    check("電話番号 4120 内線312", &["4120=4120 Phone", "312=312 Phone"]);
    check("電話:(03)1234-5678まで", &["(03)1234-5678=3 Phone"]);
    check(
        "(0254-00-0102)、電話:0120-000-111(10:00~18:00)",
        &["0254-00-0102=254 Phone", "0120-000-111=120 Phone", "10:00=10 Clock", "18:00=18 Clock"],
    );
    check(
        "03(1234)5678と電話〇〇〇〇-四四-五六七八",
        &["03(1234)5678=3 Phone", "〇〇〇〇-四四-五六七八=0 Phone"],
    );
    check("0120-000-000", &["0120-000-000=120 Phone"]);
    check("〒100-0000", &["100-0000=100 Postcode"]);
    check("バージョン1.2.3、Ver.2.0、v3", &["1.2.3=1.2 Version", "Ver.2.0=2.0 Version", "v3=3 Version"]);
    check("CVE-2023-1234", &["CVE-2023-1234=2023 Identifier"]);
    check("192.0.2.0/24", &["192.0.2.0/24=192.0 Identifier"]);
    check("192.0.2.1と#2023-12", &["192.0.2.1=192.0 Identifier", "2023-12=2023 Identifier"]);
    check("https://example.com/2025/10 と info1@example.jp", &[]);
    check("list2025.csvとSHA256", &["list2025.csv=2025 Identifier", "SHA256=256 Identifier"]);
    check("5例総第123号", &["5=5 Identifier", "第123号=123 Identifier"]);
}

#[test]
fn other_kinds() {
    check("第26条第1項", &["第26条=26 LawArticle", "第1項=1 LawArticle"]);
    check("第23条の2", &["第23条の2=23 LawArticle"]);
    check("第2報、2回目、3番目", &["第2報=2 Ordinal", "2回目=2 Ordinal", "3番目=3 Ordinal"]);
    check(
        "第一報、第一四半期、第1四半期",
        &["第一報=1 Ordinal", "第一四半期=1 Ordinal", "第1四半期=1 Ordinal"],
    );
    check("¥500と3万円と5ドル", &["¥500=500 Money", "3万円=30000 Money", "5ドル=5 Money"]);
    check("50%、3割", &["50%=50 Percentage", "3割=3 Percentage"]);
    check("9時30分、9:30", &["9時=9 Clock", "30分=30 Clock", "9:30=9 Clock"]);
    check(
        "6日間、3か月、15分、2週間、2年",
        &["6日間=6 Duration", "3か月=3 Duration", "15分=15 Duration", "2週間=2 Duration", "2年=2 Duration"],
    );
    check("2025年12月6日", &["2025年=2025 Date", "12月=12 Date", "6日=6 Date"]);
    check("40歳、40代", &["40歳=40 Age", "40代=40 Age"]);
    check("10GB、5km", &["10GB=10 Measure", "5km=5 Measure"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        sound(&text)?;
    }

    #[test]
    fn figures_are_read(text in "[0-9〇一十百千万億京数余第約最大延べ件名円年月日時分条号のからまで以上未満~、,.:/()@A-z・ -]{0,24}") {
        sound(&text)?;
    }
}

#[test]
fn digits_too_many_for_a_value() {
    check(&"1".repeat(100_000), &[]);
    check(&format!("{}、5件", "1".repeat(50)), &["5件=5 Count"]);
}

fn sound(text: &str) -> Result<(), TestCaseError> {
    let mut last = 0;
    for number in numbers(text, &[]) {
        prop_assert!(
            number.span.of(text).is_some() && number.figure.of(text).is_some(),
            "{number:?} of {text:?}"
        );
        prop_assert!(
            number.span.contains(number.figure) && number.span.start >= last,
            "{number:?} of {text:?}"
        );
        prop_assert!(number.counter.is_none_or(|counter| number.span.contains(counter)));
        last = number.span.end;
    }
    Ok(())
}
