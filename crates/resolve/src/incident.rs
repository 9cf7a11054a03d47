//! Which causes and ways go together.

use std::collections::BTreeSet;

use jikenbo_model::vocabulary::{Cause, Method};

/// How two causes stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// The same.
    Same,
    /// One of them is not known, or nothing happened after all.
    Open,
    /// What one report calls the one, another calls the other: an exposure that somebody used, a slip that a setting allowed.
    Near,
    /// They do not go together.
    Other,
}

/// How the causes of two reports stand to each other.
pub(crate) fn causes(a: Option<Cause>, b: Option<Cause>) -> Fit {
    use Cause::{Insider, Misconfiguration, None as Nothing, OperationError, UnauthorizedAccess, Unknown};
    let (Some(a), Some(b)) = (a, b) else { return Fit::Open };
    if matches!(a, Unknown | Nothing) || matches!(b, Unknown | Nothing) {
        return Fit::Open;
    }
    if a == b {
        return Fit::Same;
    }
    let near = [
        (UnauthorizedAccess, Misconfiguration),
        (UnauthorizedAccess, Insider),
        (OperationError, Misconfiguration),
        (OperationError, Cause::LossTheft),
        (Insider, Cause::ImproperHandling),
    ];
    if near.contains(&(a, b)) || near.contains(&(b, a)) { Fit::Near } else { Fit::Other }
}

/// How the ways of two reports stand to each other: `Same` where they have one in common that tells something, `Other`
/// where none of the one is of a family of the other's.
pub(crate) fn methods(a: &BTreeSet<Method>, b: &BTreeSet<Method>) -> Fit {
    let telling = |set: &BTreeSet<Method>| set.iter().any(|method| family(*method) != Family::Any);
    if a.intersection(b).any(|method| family(*method) != Family::Any) {
        return Fit::Same;
    }
    if !telling(a) || !telling(b) {
        return Fit::Open;
    }
    let families =
        |set: &BTreeSet<Method>| -> BTreeSet<Family> { set.iter().map(|method| family(*method)).collect() };
    let (mut one, two) = (families(a), families(b));
    one.remove(&Family::Any);
    if one.intersection(&two).next().is_some() { Fit::Near } else { Fit::Other }
}

/// Whether the ways are those by which an organisation's own account is misused: no common breach is needed for them.
pub(crate) fn is_own_account(methods: &BTreeSet<Method>) -> bool {
    use Method::{AccountTakeover, CredentialStuffing, Phishing, SpamRelay};
    methods.iter().any(|method| matches!(method, AccountTakeover | CredentialStuffing | Phishing | SpamRelay))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Family {
    Attack,
    Slip,
    Setting,
    Thing,
    Inside,
    Any,
}

const fn family(method: Method) -> Family {
    match method {
        Method::Misdelivery | Method::WrongPublication | Method::HiddenData | Method::WrongHandover => {
            Family::Slip
        }
        Method::DisplayMixup | Method::PublicExposure => Family::Setting,
        Method::LostMedia | Method::Theft | Method::WrongDisposal => Family::Thing,
        Method::InsiderExfiltration | Method::FormerMemberAccess | Method::SnsPost | Method::DataSale => {
            Family::Inside
        }
        Method::ViaThirdParty | Method::Extortion => Family::Any,
        _ => Family::Attack,
    }
}
