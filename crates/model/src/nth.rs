//! Which of its incident's releases one is, by what it says of itself: 第2報 is the second, and so is 続報1.

use crate::Facts;
use crate::vocabulary::Stage;

/// No title is asked for more: a release beyond stands by its place alone.
const MOST: u8 = 13;
/// Where a first release stands.
pub const FIRST: u8 = 1;
/// A follow-up that does not count itself stands where the first one does.
pub const FOLLOWS: u8 = 2;
/// Where the last one stands.
pub const LAST: u8 = 100;

const KANJI: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

impl Facts {
    /// The place in the row of its incident's releases that a release claims by its stage and its title: what orders releases of one day.
    ///
    /// ```
    /// use jikenbo_model::{Facts, vocabulary::Stage};
    /// let place = |stage, title: &str| Facts { stage: Some(stage), title: Some(title.to_owned()), ..Facts::default() }.turn();
    /// assert_eq!(place(Stage::Update, "お知らせ(第3報)"), 3);
    /// assert_eq!(place(Stage::Update, "お知らせ（続報２）"), 3);
    /// assert!(place(Stage::First, "お知らせ") < place(Stage::Update, "お知らせ"));
    /// assert!(place(Stage::Update, "お知らせ(第3報)") < place(Stage::Final, "お知らせ"));
    /// ```
    pub fn turn(&self) -> u8 {
        let title = self.title.as_deref().unwrap_or_default();
        let says = |words: &str| title.contains(words);
        match self.stage {
            Some(Stage::First) => FIRST,
            Some(Stage::Final) => LAST,
            Some(Stage::Update) | None => turns()
                .find(|(_, spellings)| spellings.iter().any(|words| says(words)))
                .map_or(FOLLOWS, |(place, _)| place),
        }
    }
}

/// The places that titles claim ([`Facts::turn`]) and the words that claim them, the last first, as 続報12 holds 続報1, too. Of a title
/// without any it is [`FOLLOWS`].
pub fn turns() -> impl Iterator<Item = (u8, Vec<String>)> {
    (FOLLOWS..=MOST).rev().map(|place| {
        let nth = figures(place).into_iter().map(|nth| format!("第{nth}報"));
        let follow_up = figures(place - 1).into_iter().map(|nth| format!("続報{nth}"));
        (place, nth.chain(follow_up).collect())
    })
}

/// `12`, `１２`, `十二`.
fn figures(number: u8) -> [String; 3] {
    let plain = number.to_string();
    let wide = plain.chars().filter_map(|digit| char::from_u32(u32::from(digit) + 0xfee0)).collect();
    let ones = KANJI.get(usize::from(number % 10)).filter(|_| !number.is_multiple_of(10));
    let tens = (number >= 10).then_some('十');
    [plain, wide, tens.into_iter().chain(ones.copied()).collect()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_claims_its_place_in_every_spelling() {
        let check = |title: &str, expected: u8| {
            let facts =
                Facts { stage: Some(Stage::Update), title: Some(title.to_owned()), ..Facts::default() };
            assert_eq!(facts.turn(), expected, "{title}");
        };
        check("不正アクセスについて(第2報)", 2);
        check("不正アクセスについて(第二報)", 2);
        check("不正アクセスについて【第１２報】", 12);
        check("不正アクセスについて(第十二報)", 12);
        check("不正アクセスについて(続報)", 2);
        check("不正アクセスについて(続報1 復旧)", 2);
        check("不正アクセスについて(続報12)", 13);
        check("第2版の公開について", 2);
        let silent = Facts { title: Some("第3報".to_owned()), ..Facts::default() };
        assert_eq!(silent.turn(), 3);
    }

    #[test]
    fn figures_have_three_spellings() {
        assert_eq!(figures(2), ["2", "２", "二"]);
        assert_eq!(figures(10), ["10", "１０", "十"]);
        assert_eq!(figures(13), ["13", "１３", "十三"]);
    }
}
