use serde::{Deserialize, Serialize};

use super::Organization;
use super::words::words;

/// How two named organisations stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sameness {
    /// One organisation.
    Same,
    /// One organisation, by another name that a report gives it.
    Alias,
    /// A whole and its part, or a group and its company.
    Related,
    /// Two organisations.
    Different,
}

/// Why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// The names are one when spelled alike.
    EqualName,
    /// A report gives the one the other's name.
    GivenAlias,
    /// The one name goes on with the word for a part (支店, 病院, 教育委員会).
    Part,
    /// The one name goes on with the word for a group (ホールディングス).
    Group,
    /// Equal names in different prefectures.
    OtherPrefecture,
    /// Equal names of different legal kind (株式会社例示, 学校法人例示).
    OtherLegalForm,
    /// The names differ.
    OtherName,
}

/// How two organisations stand to each other, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// How.
    pub sameness: Sameness,
    /// Why.
    pub ground: Ground,
}

impl Judgement {
    const fn new(sameness: Sameness, ground: Ground) -> Self {
        Self { sameness, ground }
    }

    /// Whether both names mean one organisation.
    pub const fn is_one(self) -> bool {
        matches!(self.sameness, Sameness::Same | Sameness::Alias)
    }
}

/// How `a` and `b` stand to each other: the same both ways round.
///
/// ```
/// use jikenbo_resolve::organization::{Organization, Sameness, same};
/// let judge = |a, b| same(&Organization::new(a), &Organization::new(b)).sameness;
/// assert_eq!(judge("㈱例示", "例示株式会社"), Sameness::Same);
/// assert_eq!(judge("例示市", "例示市教育委員会"), Sameness::Related);
/// assert_eq!(judge("北例示市", "例示市"), Sameness::Different);
/// assert_eq!(judge("東京都例示市", "広島県例示市"), Sameness::Different);
/// ```
pub fn same(a: &Organization, b: &Organization) -> Judgement {
    if a.key.is_empty() || b.key.is_empty() {
        return Judgement::new(Sameness::Different, Ground::OtherName);
    }
    if a.key == b.key {
        return equal_names(a, b);
    }
    if a.aliases.binary_search(&b.key).is_ok() || b.aliases.binary_search(&a.key).is_ok() {
        return Judgement::new(Sameness::Alias, Ground::GivenAlias);
    }
    let (short, long) = if a.key.chars() <= b.key.chars() { (a, b) } else { (b, a) };
    match long.key.as_str().strip_prefix(short.key.as_str()).and_then(part) {
        Some(_) if other_prefecture(a, b) => Judgement::new(Sameness::Different, Ground::OtherPrefecture),
        Some(ground) => Judgement::new(Sameness::Related, ground),
        None => Judgement::new(Sameness::Different, Ground::OtherName),
    }
}

fn equal_names(a: &Organization, b: &Organization) -> Judgement {
    let repeats = a.kind.repeats_over_prefectures() || b.kind.repeats_over_prefectures();
    if repeats && other_prefecture(a, b) {
        return Judgement::new(Sameness::Different, Ground::OtherPrefecture);
    }
    let other_form = matches!((a.class, b.class), (Some(one), Some(two)) if one != two);
    if other_form {
        return Judgement::new(Sameness::Different, Ground::OtherLegalForm);
    }
    Judgement::new(Sameness::Same, Ground::EqualName)
}

fn other_prefecture(a: &Organization, b: &Organization) -> bool {
    matches!((&a.prefecture, &b.prefecture), (Some(one), Some(two)) if one != two)
}

/// What the `rest` of a longer name makes it, if it makes it a part or a group.
fn part(rest: &str) -> Option<Ground> {
    let unit = &words().unit;
    let ends = |words: &[String]| words.iter().any(|word| rest.ends_with(word.as_str()));
    if unit.heads.iter().any(|head| head == rest) {
        return Some(Ground::Group);
    }
    let begins = unit.begins.iter().any(|word| rest.starts_with(word.as_str()));
    ((begins || ends(&unit.ends)) && !ends(&unit.own)).then_some(Ground::Part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, sameness: Sameness, ground: Ground) {
        let (one, two) = (Organization::new(a), Organization::new(b));
        let expected = Judgement { sameness, ground };
        assert_eq!(same(&one, &two), expected, "{a} / {b}");
        assert_eq!(same(&two, &one), expected, "{b} / {a}");
    }

    #[test]
    fn parts_are_related() {
        use Sameness::Related;
        check("例示市", "例示市教育委員会", Related, Ground::Part);
        check("例示市", "例示市立例示小学校", Related, Ground::Part);
        check("例示大学", "例示大学病院", Related, Ground::Part);
        check("例示大学", "国立大学法人例示大学医学部附属病院", Related, Ground::Part);
        check("株式会社例示", "株式会社例示 大阪支店", Related, Ground::Part);
        check("株式会社例示", "例示ホールディングス株式会社", Related, Ground::Group);
    }

    #[test]
    fn what_only_looks_alike_is_different() {
        use Sameness::Different;
        check("例示銀行", "例示信託銀行", Different, Ground::OtherName);
        check("例示市", "例示町", Different, Ground::OtherName);
        check("例示市", "北例示市", Different, Ground::OtherName);
        check("例示市", "例示市社会福祉協議会", Different, Ground::OtherName);
        check("東京都例示市", "広島県例示市", Different, Ground::OtherPrefecture);
        check("広島県例示市", "東京都例示市教育委員会", Different, Ground::OtherPrefecture);
        check("株式会社例示", "学校法人例示", Different, Ground::OtherLegalForm);
        check("株式会社例示", "株式会社例示信託", Different, Ground::OtherName);
    }

    #[test]
    fn a_given_alias_is_one() {
        let long = Organization::new("独立行政法人例示振興機構").with_aliases(["例示振", "甲"]);
        let judged = same(&Organization::new("例示振"), &long);
        assert_eq!(judged, Judgement { sameness: Sameness::Alias, ground: Ground::GivenAlias });
        assert!(!same(&Organization::new("甲"), &long).is_one());
    }
}
