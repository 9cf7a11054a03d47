//! Invented releases, each by itself: of many organisations, some a follow-up on one before.

use std::fs;
use std::path::Path;

use crate::fuzz::Random;

/// What names are made of.
const STEMS: &[&str] = &[
    "青", "赤", "白", "東", "西", "南", "北", "中", "大", "小", "上", "下", "新", "古", "本", "元", "高",
    "長", "平", "和", "安", "永", "山", "川", "田", "野", "村", "森", "林", "谷", "原", "海", "島", "浜",
    "池", "沢", "橋", "松", "竹", "梅",
];
const FORMS: &[&str] =
    &["株式会社{}", "{}商事株式会社", "{}市", "{}大学", "医療法人{}会", "{}町", "一般社団法人{}協会"];
/// A title and what happened.
const INCIDENTS: &[(&str, &str)] = &[
    (
        "不正アクセスによる個人情報漏えいの可能性について",
        "当社のサーバーが第三者による不正アクセスを受け、ランサムウェアに感染したことを確認しました。",
    ),
    ("メール誤送信について", "職員が電子メールを送信する際、宛先を誤って送信しました。"),
    ("USBメモリーの紛失について", "業務用のUSBメモリーを紛失したことが判明しました。"),
    (
        "個人情報の漏えいについて",
        "ウェブサイトの設定に誤りがあり、個人情報が外部から閲覧できる状態になっていました。",
    ),
    (
        "クレジットカード情報の漏えいについて",
        "当社が運営するオンラインショップが不正アクセスを受け、クレジットカード情報が漏えいした可能性があります。",
    ),
    ("迷惑メールの送信について", "従業員のメールアカウントが不正に利用され、迷惑メールが送信されました。"),
    ("顧客情報の持ち出しについて", "元従業員が顧客情報を不正に持ち出していたことが判明しました。"),
    ("書類の誤廃棄について", "書類を誤って廃棄したことが判明しました。"),
];
const KINDS: &[&str] = &["氏名", "住所", "電話番号", "メールアドレス", "生年月日", "口座番号", "パスワード"];
const MEASURES: &[&str] = &[
    "再発防止のため、監視体制を強化し、従業員への教育を徹底します。",
    "外部の専門機関による調査を進めるとともに、個人情報保護委員会と警察に報告しました。",
    "多要素認証を導入し、脆弱性への対応を進めてまいります。",
    "対象の方には個別にご連絡し、お詫び申し上げます。",
];
/// One in so many is a follow-up.
const FOLLOW_UPS: usize = 5;

struct Release {
    name: String,
    incident: usize,
    day: (usize, usize, usize),
    count: usize,
}

/// The days over which releases are spread: a first year, and how many years and months of them.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    /// The first year.
    pub first: usize,
    /// How many years.
    pub years: usize,
    /// How many months of each.
    pub months: usize,
}

/// Writes `count` releases to `folder`, one a file; the same for the same `count`.
///
/// # Errors
/// Where a file cannot be written.
pub fn write(folder: &Path, count: usize) -> anyhow::Result<()> {
    write_over(folder, count, Span { first: 2010, years: 16, months: 12 })
}

/// As [`write()`], of the days of `span`.
///
/// # Errors
/// As [`write()`].
pub fn write_over(folder: &Path, count: usize, span: Span) -> anyhow::Result<()> {
    fs::create_dir_all(folder)?;
    let (mut dice, mut last) = (Random::new(7), Vec::new());
    for number in 0..count {
        let is_follow_up = !last.is_empty() && dice.once_in(FOLLOW_UPS);
        if !is_follow_up {
            last.push(release(&mut dice, span));
        }
        let at = if is_follow_up { dice.below(last.len().min(200)) + 1 } else { 1 };
        let text = told(&last[last.len() - at], is_follow_up, &mut dice);
        fs::write(folder.join(format!("{number:06}.txt")), text)?;
    }
    Ok(())
}

fn release(dice: &mut Random, span: Span) -> Release {
    let stem: String = (0..3).filter_map(|_| dice.pick(STEMS).copied()).collect();
    let form = dice.pick(FORMS).copied().unwrap_or("{}");
    Release {
        name: form.replace("{}", &stem),
        incident: dice.below(INCIDENTS.len()),
        day: (span.first + dice.below(span.years), 1 + dice.below(span.months), 4 + dice.below(24)),
        count: 1 + dice.below(200_000),
    }
}

fn told(release: &Release, is_follow_up: bool, dice: &mut Random) -> String {
    let (year, month, day) = release.day;
    let (title, what) = INCIDENTS[release.incident];
    let (stage, today) = if is_follow_up { ("第2報", day + 1) } else { ("お詫び", day) };
    let mut text = format!("{year}年{month}月{today}日\n{}\n\n{title}({stage})\n\n", release.name);
    if is_follow_up {
        text += &format!(
            "{year}年{month}月{day}日に公表した「{title}」について、その後の調査結果をご報告します。\n"
        );
    }
    let kinds: Vec<&str> =
        (0..3).filter_map(|at| KINDS.get((release.count + at * 2) % KINDS.len()).copied()).collect();
    text += &format!("{year}年{month}月{}日、{what}\n\n1. 概要\n", day - 3);
    text += &format!("対象は{}件で、{}が含まれます。\n", grouped(release.count), kinds.join("、"));
    text += "現時点で二次被害は確認されておりません。\n\n2. 対応\n";
    let first = dice.below(MEASURES.len());
    text += &format!("{}\n{}\n\n", MEASURES[first], MEASURES[(first + 1) % MEASURES.len()]);
    for step in 1..=6 {
        let words: String = (0..30).filter_map(|_| dice.pick(STEMS).copied()).collect();
        text += &format!("調査の経過{step}: {words}について確認を進めています。\n");
    }
    let (one, two) = (10 + dice.below(90), 1000 + dice.below(9000));
    text += &format!("\n3. お問い合わせ\n{} 広報課 電話 0000-{one}-{two}(平日9時から17時)\n", release.name);
    text
}

/// `12,345`.
fn grouped(count: usize) -> String {
    if count < 1000 { count.to_string() } else { format!("{},{:03}", count / 1000, count % 1000) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_is_written_for_the_same_count() {
        let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        folders.iter().for_each(|folder| write(folder.path(), 20).unwrap());
        let read = |folder: &tempfile::TempDir| fs::read_to_string(folder.path().join("000019.txt")).unwrap();
        assert_eq!(read(&folders[0]), read(&folders[1]));
        assert_eq!(fs::read_dir(folders[0].path()).unwrap().count(), 20);
    }
}
