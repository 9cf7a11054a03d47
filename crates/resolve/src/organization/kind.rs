use serde::{Deserialize, Serialize};

use super::forms::{self, LegalClass};
use super::words::words;

/// What an organisation is, as far as its name tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganizationKind {
    /// A company.
    Company,
    /// A municipality (市区町村), its boards and assembly.
    City,
    /// A prefecture, its boards and assembly.
    Prefecture,
    /// A school, university, kindergarten or nursery.
    School,
    /// A hospital, clinic or pharmacy.
    Hospital,
    /// An association, union, foundation or co-operative.
    Association,
    /// A ministry, an agency, the police, an incorporated administrative agency.
    Agency,
    /// The name does not say.
    #[default]
    Unknown,
}

impl OrganizationKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::Company,
        Self::City,
        Self::Prefecture,
        Self::School,
        Self::Hospital,
        Self::Association,
        Self::Agency,
        Self::Unknown,
    ];

    /// The word in JSON and in `data/organizations.toml`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::City => "city",
            Self::Prefecture => "prefecture",
            Self::School => "school",
            Self::Hospital => "hospital",
            Self::Association => "association",
            Self::Agency => "agency",
            Self::Unknown => "unknown",
        }
    }

    /// Whether organisations of this kind share names over prefectures (府中市, 中央病院), so that the prefecture tells.
    pub(crate) const fn repeats_over_prefectures(self) -> bool {
        matches!(self, Self::City | Self::School | Self::Hospital)
    }
}

/// What `name` is: by its legal form where that settles it, else by how it ends.
///
/// ```
/// use jikenbo_resolve::organization::{OrganizationKind, kind};
/// assert_eq!(kind("例示病院"), OrganizationKind::Hospital);
/// assert_eq!(kind("株式会社例示市場"), OrganizationKind::Company);
/// assert_eq!(kind("例示"), OrganizationKind::Unknown);
/// ```
pub fn kind(name: &str) -> OrganizationKind {
    let (bare, class) = forms::bare(name);
    if words().prefectures.contains(&bare) {
        return OrganizationKind::Prefecture;
    }
    let by_ending = by_ending(&bare);
    match class {
        Some(LegalClass::Company | LegalClass::Office) => OrganizationKind::Company,
        Some(LegalClass::School) => by_ending.filter(is_hospital).unwrap_or(OrganizationKind::School),
        Some(LegalClass::Hospital) => OrganizationKind::Hospital,
        Some(LegalClass::Agency) => by_ending.filter(is_hospital).unwrap_or(OrganizationKind::Agency),
        Some(LegalClass::Association) => {
            by_ending.filter(is_hospital).unwrap_or(OrganizationKind::Association)
        }
        None => by_ending.unwrap_or_default(),
    }
}

fn is_hospital(kind: &OrganizationKind) -> bool {
    *kind == OrganizationKind::Hospital
}

/// The kind of the longest ending that fits; of equal ones the first in the file.
fn by_ending(bare: &str) -> Option<OrganizationKind> {
    let mut best: Option<(usize, &str)> = None;
    for (kind, ends) in &words().kinds {
        let longest = ends.iter().filter(|end| bare.ends_with(end.as_str())).map(String::len).max();
        if let Some(length) = longest.filter(|length| best.is_none_or(|(other, _)| *length > other)) {
            best = Some((length, kind));
        }
    }
    let (_, word) = best?;
    OrganizationKind::ALL.iter().copied().find(|kind| kind.word() == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_kinds() {
        use OrganizationKind::*;
        for (name, expected) in [
            ("株式会社例示", Company),
            ("例示銀行", Company),
            ("Example Inc.", Company),
            ("例示市", City),
            ("例示市教育委員会", City),
            ("大阪府", Prefecture),
            ("例示県教育委員会", Prefecture),
            ("例示大学", School),
            ("学校法人例示", School),
            ("例示大学医学部附属病院", Hospital),
            ("学校法人例示大学病院", Hospital),
            ("医療法人社団例示会", Hospital),
            ("一般財団法人例示協会", Association),
            ("例示商工会議所", Association),
            ("例示県警察", Agency),
            ("独立行政法人例示機構", Agency),
            ("INVENTED", Unknown),
        ] {
            assert_eq!(kind(name), expected, "{name}");
        }
    }

    #[test]
    fn every_kind_in_the_words_is_one() {
        let known = |word: &str| OrganizationKind::ALL.iter().any(|kind| kind.word() == word);
        assert!(words().kinds.iter().all(|(word, _)| known(word)));
    }
}
