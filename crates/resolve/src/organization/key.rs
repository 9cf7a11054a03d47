use std::fmt;

use serde::{Deserialize, Serialize};

use super::Organization;
use super::spelling::is_katakana;
use super::words::words;

/// What all spellings of an organisation's name have in common: two reports name one organisation if the keys are equal
/// (and nothing else tells them apart, see [`same`](super::same)).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OrganizationKey(String);

impl OrganizationKey {
    /// Of a name that is bare already: of a prefecture, a country before it, a last 社.
    pub(super) fn of(bare: &str) -> Self {
        Self(without_company_word(without_country(bare)).to_owned())
    }

    /// The key as text, such as `例示`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many characters it has.
    pub fn chars(&self) -> usize {
        self.0.chars().count()
    }

    /// Whether the name had nothing to go by.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for OrganizationKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The key of `name`: folded (NFKC), in lower case and usual letters, without spaces, dots and hyphens, legal forms
/// wherever they stand, and what stands in brackets; a prefecture before a municipality is taken off too.
///
/// ```
/// use jikenbo_resolve::organization::key;
/// assert_eq!(key("㈱例示商事"), key("例示商事 株式会社"));
/// assert_eq!(key("Reiji Trading Co., Ltd."), key("REIJI TRADING"));
/// assert_eq!(key("例示(れいじ)學園").as_str(), "例示学園");
/// assert_ne!(key("例示銀行"), key("例示信託銀行"));
/// ```
pub fn key(name: &str) -> OrganizationKey {
    Organization::new(name).key
}

/// The prefecture before a municipality's name (`東京都府中市`), and the rest.
pub(super) fn prefecture_before(bare: &str) -> (Option<&'static str>, &str) {
    let found = words().prefectures.iter().find_map(|name| {
        let rest = bare.strip_prefix(name.as_str())?;
        begins_with_municipality(rest).then_some((Some(name.as_str()), rest))
    });
    found.unwrap_or((None, bare))
}

/// Whether a municipality's name stands first: 市, 区, 町 or 村 behind one to six letters, none of which is such.
fn begins_with_municipality(rest: &str) -> bool {
    let at = rest.chars().take(7).position(|c| matches!(c, '市' | '区' | '町' | '村'));
    at.is_some_and(|at| at > 0) && !rest.starts_with("立")
}

fn without_country(bare: &str) -> &str {
    let rest = words().countries.iter().find_map(|country| bare.strip_prefix(country.as_str()));
    rest.filter(|rest| rest.chars().next().is_some_and(is_foreign)).unwrap_or(bare)
}

/// 例示社 in katakana or Latin letters is no more than the name; 新聞社 is a word.
fn without_company_word(bare: &str) -> &str {
    let rest = bare.strip_suffix('社');
    rest.filter(|rest| rest.chars().next_back().is_some_and(is_foreign)).unwrap_or(bare)
}

fn is_foreign(c: char) -> bool {
    c.is_ascii_alphabetic() || is_katakana(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(names: &[&str]) {
        for name in names {
            assert_eq!(key(name), key(names[0]), "{name}");
        }
    }

    #[test]
    fn spellings_of_one_name_are_one() {
        one(&[
            "株式会社例示商事",
            "㈱例示商事",
            "(株)例示商事",
            "例示商事株式会社",
            "例示商事（株）",
            "例示商事 ㈱",
        ]);
        one(&["Example Trading Co., Ltd.", "EXAMPLE TRADING", "Ｅｘａｍｐｌｅ　Ｔｒａｄｉｎｇ Inc."]);
        one(&["学校法人例示学園", "例示學園", "例示学園(れいじがくえん)"]);
        one(&["例示キャノン", "例示キヤノン"]);
        one(&["北例示ヶ丘町", "北例示ケ丘町", "北例示が丘町"]);
        one(&["医療法人社団例示会", "例示会", "医療法人社団 例示会"]);
        one(&["国立大学法人例示大学", "例示大学"]);
        one(&["米国Example社", "Example"]);
        one(&["エグザンプル・データー", "エグザンプル データ"]);
    }

    #[test]
    fn what_only_looks_alike_is_not() {
        for (a, b) in [
            ("例示銀行", "例示信託銀行"),
            ("例示市", "例示町"),
            ("北例示市", "例示市"),
            ("例示新聞社", "例示新聞"),
            ("例示ホールディングス", "例示"),
        ] {
            assert_ne!(key(a), key(b), "{a} {b}");
        }
    }

    #[test]
    fn a_name_never_vanishes() {
        for name in ["株式会社", "(株)", "Inc.", "(例示)", "・"] {
            assert!(!key(name).is_empty() || name == "・", "{name}");
        }
        assert_eq!(key("Co").as_str(), "co");
        assert_eq!(key("東京都市大学").as_str(), "東京都市大学");
        assert_eq!(key("大阪府立例示大学").as_str(), "大阪府立例示大学");
    }
}
