//! Numbers of cases: the next one of a year, and those of other publications.

use std::fmt;
use std::str::FromStr;

use jikenbo_model::CaseNumber;
use jikenbo_text::fold::Folded;
use serde::{Deserialize, Serialize};

/// The next number of `year`: one above `highest`, the highest serial ever given in that year, whether its case still
/// stands, was merged or erased. A number is never given twice. `None` where the year has not four digits or no serial is left.
///
/// ```
/// use jikenbo_resolve::numbering::next;
/// assert_eq!(next(2026, None).unwrap().to_string(), "2026-001");
/// assert_eq!(next(2025, Some(513)).unwrap().to_string(), "2025-514");
/// assert_eq!(next(2025, Some(u32::MAX)), None);
/// ```
pub fn next(year: i16, highest: Option<u32>) -> Option<CaseNumber> {
    CaseNumber::new(year, highest.unwrap_or(0).checked_add(1)?)
}

/// The highest serial of `year` among `numbers`: all that were ever given.
///
/// ```
/// use jikenbo_resolve::numbering::highest;
/// let numbers = ["2025-7", "2025-512", "2024-900"].map(|number| number.parse().unwrap());
/// assert_eq!(highest(2025, numbers), Some(512));
/// assert_eq!(highest(2026, numbers), None);
/// ```
pub fn highest(year: i16, numbers: impl IntoIterator<Item = CaseNumber>) -> Option<u32> {
    numbers.into_iter().filter(|number| number.year() == year).map(CaseNumber::serial).max()
}

/// A case number with the publication that gave it: the same number of two publications means two cases.
///
/// ```
/// use jikenbo_resolve::numbering::Published;
/// let number: Published = "例示事件簿#2025-513".parse().unwrap();
/// assert_eq!((number.publication.as_str(), number.number.serial()), ("例示事件簿", 513));
/// assert_eq!(number.to_string(), "例示事件簿#2025-513");
/// assert!("2025-513".parse::<Published>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Published {
    /// Whose number it is.
    pub publication: String,
    /// The number.
    pub number: CaseNumber,
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.publication, self.number)
    }
}

/// Why a text is no [`Published`] number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoPublished(String);

impl fmt::Display for NoPublished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "expected a publication and its number such as `例示事件簿#2025-513`, but found `{}`",
            self.0
        )
    }
}

impl std::error::Error for NoPublished {}

impl FromStr for Published {
    type Err = NoPublished;

    fn from_str(text: &str) -> Result<Self, NoPublished> {
        let read = || {
            let (publication, number) = text.rsplit_once('#')?;
            let publication = publication.trim().to_owned();
            (!publication.is_empty()).then_some(())?;
            Some(Self { publication, number: number.trim().parse().ok()? })
        };
        read().ok_or_else(|| NoPublished(text.to_owned()))
    }
}

/// The case number in words as publications write them: a sign (#, No., 第) before it, any width of figures and hyphens.
/// Without a sign only where nothing else stands there.
///
/// ```
/// use jikenbo_resolve::numbering::read;
/// assert_eq!(read("【例示事件簿＃２０２５－５１３】").unwrap().to_string(), "2025-513");
/// assert_eq!(read("No. 2025-7").unwrap().to_string(), "2025-007");
/// assert_eq!(read("2025-513").unwrap().serial(), 513);
/// assert_eq!(read("電話 0000-000-000"), None);
/// ```
pub fn read(words: &str) -> Option<CaseNumber> {
    let folded = Folded::of(words);
    let text = folded.text().trim();
    let bare = |text: &str| {
        let text = text.trim_start().replace(['‐', '‑', '–', '—', '−', 'ー', '―'], "-");
        let end = text.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(text.len());
        text[..end].trim_end_matches('-').parse::<CaseNumber>().ok()
    };
    let signs = ["#", "No.", "NO.", "no.", "№", "第"];
    let signed = signs.iter().find_map(|sign| text.split(sign).skip(1).find_map(bare));
    signed.or_else(|| {
        text.chars().next().filter(char::is_ascii_digit).and_then(|_| {
            let only = text.chars().all(|c| !c.is_alphabetic() || c == 'ー');
            only.then(|| bare(text))?
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_next_number_is_new(year in 1900i16..=9999, serials in proptest::collection::vec(1u32..5000, 0..50)) {
            let used: Vec<CaseNumber> = serials.iter().filter_map(|serial| CaseNumber::new(year, *serial)).collect();
            let next = next(year, highest(year, used.iter().copied())).unwrap();
            proptest::prop_assert!(!used.contains(&next));
            proptest::prop_assert_eq!(read(&format!("#{next}")), Some(next));
        }

        #[test]
        fn any_words_are_read(words in "[#No.第0-9ー-２ a]{0,24}") {
            let _ = read(&words);
        }
    }
}
