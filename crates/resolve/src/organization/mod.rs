//! One identity over the spellings of an organisation's name.

mod alias;
mod forms;
mod key;
mod kind;
mod matching;
pub mod nta;
mod same;
mod spelling;
mod words;

pub use alias::{Alias, aliases};
pub use forms::LegalClass;
pub use key::{OrganizationKey, key};
pub use kind::{OrganizationKind, kind};
pub use matching::{NumberMatch, match_number};
pub use same::{Ground, Judgement, Sameness, same};

/// An organisation as a report names it: what [`same`] compares.
///
/// ```
/// use jikenbo_resolve::organization::Organization;
/// let organization = Organization::new("東京都例示市");
/// assert_eq!(organization.key.as_str(), "例示市");
/// assert_eq!(organization.prefecture.as_deref(), Some("東京都"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organization {
    /// The name as the report has it.
    pub name: String,
    /// What its spellings have in common.
    pub key: OrganizationKey,
    /// The keys of other names that the report gives it, sorted.
    pub aliases: Vec<OrganizationKey>,
    /// The prefecture in which it is, where the report says so.
    pub prefecture: Option<String>,
    /// The class of its legal form, where the name has one.
    pub class: Option<LegalClass>,
    /// What it is, by its name.
    pub kind: OrganizationKind,
}

impl Organization {
    /// The organisation of this `name`, without other names.
    pub fn new(name: &str) -> Self {
        let (bare, class) = forms::bare(name);
        let (prefecture, bare) = key::prefecture_before(&bare);
        Self {
            name: name.to_owned(),
            key: OrganizationKey::of(bare),
            aliases: Vec::new(),
            prefecture: prefecture.map(str::to_owned),
            class,
            kind: kind(name),
        }
    }

    /// The same with the keys of its other `names`; one that is its own key, or has a single letter, is left out.
    #[must_use]
    pub fn with_aliases<'a>(mut self, names: impl IntoIterator<Item = &'a str>) -> Self {
        let keys = names.into_iter().map(key).filter(|key| *key != self.key && key.chars() > 1);
        self.aliases.extend(keys);
        self.aliases.sort();
        self.aliases.dedup();
        self
    }

    /// The same in this `prefecture`, unless its name tells another.
    #[must_use]
    pub fn in_prefecture(mut self, prefecture: Option<&str>) -> Self {
        self.prefecture = self.prefecture.or_else(|| prefecture.map(str::to_owned));
        self
    }

    /// Its key and its aliases' keys.
    pub fn keys(&self) -> impl Iterator<Item = &OrganizationKey> {
        std::iter::once(&self.key).chain(&self.aliases)
    }
}

/// The names of the prefectures.
pub(crate) fn prefectures() -> impl Iterator<Item = &'static str> {
    words::words().prefectures.iter().map(String::as_str)
}
