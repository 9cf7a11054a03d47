use serde::{Deserialize, Serialize};

use super::OrganizationKey;
use super::key::key;
use super::nta::{CorporateNumber, Corporation};
use super::words::words;

/// Which corporate number a name has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberMatch {
    /// One organisation has this name (and place).
    Unambiguous(CorporateNumber),
    /// Several have, sorted: an editor chooses.
    Ambiguous(Vec<CorporateNumber>),
    /// None has.
    None,
}

/// The corporate number of the organisation with this `name`, among `candidates` that a store found by key.
///
/// `place` is the prefecture or municipality that the report gives, if any; it rules candidates elsewhere out. A present
/// name goes before former and English ones, an open register before a closed one.
///
/// ```
/// use jikenbo_resolve::organization::{NumberMatch, key, match_number, nta};
/// let row = "1,8000000000001,01,0,2020-01-01,2020-01-01,株式会社例示,,301,東京都,千代田区,,,13,101,,,,,,,,,1,,,,,,0\n";
/// let list: Vec<_> = nta::read(row.as_bytes()).collect();
/// assert!(matches!(match_number(&key("㈱例示"), None, &list), NumberMatch::Unambiguous(_)));
/// assert_eq!(match_number(&key("㈱例示"), Some("大阪府"), &list), NumberMatch::None);
/// ```
pub fn match_number(name: &OrganizationKey, place: Option<&str>, candidates: &[Corporation]) -> NumberMatch {
    let placed = candidates.iter().filter(|candidate| place.is_none_or(|place| is_in(candidate, place)));
    let ranked = placed.filter_map(|candidate| Some((rank(name, candidate)?, candidate.corporate_number)));
    let mut ranked: Vec<(u8, CorporateNumber)> = ranked.collect();
    ranked.sort();
    let Some(&(best, first)) = ranked.first() else { return NumberMatch::None };
    let mut numbers: Vec<CorporateNumber> =
        ranked.iter().take_while(|(rank, _)| *rank == best).map(|(_, number)| *number).collect();
    numbers.dedup();
    if numbers.len() == 1 { NumberMatch::Unambiguous(first) } else { NumberMatch::Ambiguous(numbers) }
}

/// 0 for the present name, more for others; `None` where no name is it.
fn rank(name: &OrganizationKey, candidate: &Corporation) -> Option<u8> {
    let former = candidate.former_names.iter().any(|former| key(former) == *name);
    let english = candidate.english_name.as_deref().is_some_and(|english| key(english) == *name);
    let by_name = if key(&candidate.name) == *name {
        0
    } else if former {
        2
    } else if english {
        4
    } else {
        return None;
    };
    Some(by_name + u8::from(candidate.closed))
}

/// Whether the candidate is at `place`: a prefecture, a municipality, or one behind the other.
fn is_in(candidate: &Corporation, place: &str) -> bool {
    let city = candidate.city.as_deref().unwrap_or_default();
    let in_city = |place: &str| {
        place.is_empty() || (!city.is_empty() && (city.contains(place) || place.contains(city)))
    };
    match words().prefectures.iter().find_map(|name| Some((name, place.strip_prefix(name.as_str())?))) {
        Some((prefecture, rest)) => candidate.prefecture.as_ref() == Some(prefecture) && in_city(rest.trim()),
        None => in_city(place.trim()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organization::OrganizationKind;

    fn corporation(number: &str, name: &str, prefecture: &str) -> Corporation {
        Corporation {
            corporate_number: number.parse().unwrap(),
            name: name.to_owned(),
            kind: OrganizationKind::Company,
            prefecture: Some(prefecture.to_owned()),
            city: Some("例示市".to_owned()),
            english_name: None,
            reading: None,
            closed: false,
            former_names: vec!["見本産業株式会社".to_owned()],
        }
    }

    #[test]
    fn a_place_settles_it() {
        let list = [
            corporation("8000000000001", "株式会社例示", "東京都"),
            corporation("7000012050002", "例示株式会社", "大阪府"),
        ];
        let name = key("例示");
        assert!(
            matches!(match_number(&name, None, &list), NumberMatch::Ambiguous(numbers) if numbers.len() == 2)
        );
        let osaka = NumberMatch::Unambiguous(list[1].corporate_number);
        assert_eq!(match_number(&name, Some("大阪府"), &list), osaka);
        assert_eq!(match_number(&name, Some("大阪府例示市"), &list), osaka);
        assert_eq!(match_number(&key("別の例"), None, &list), NumberMatch::None);
    }

    #[test]
    fn a_present_name_goes_first_and_an_open_register() {
        let mut list = [
            corporation("8000000000001", "見本産業", "東京都"),
            corporation("7000012050002", "例示株式会社", "東京都"),
        ];
        list[0].former_names.clear();
        assert_eq!(
            match_number(&key("見本産業"), None, &list),
            NumberMatch::Unambiguous(list[0].corporate_number)
        );
        list[1].name = "見本産業株式会社".to_owned();
        list[0].closed = true;
        assert_eq!(
            match_number(&key("見本産業"), None, &list),
            NumberMatch::Unambiguous(list[1].corporate_number)
        );
    }
}
