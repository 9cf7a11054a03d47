//! Schemes of causes: how others count. The tables lie in `data/`, each with its source.

use std::sync::OnceLock;

use jikenbo_model::Facts;
use jikenbo_model::vocabulary::{Cause, Method};
use serde::{Deserialize, Serialize};

use crate::Name;

/// Whose causes are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scheme {
    /// jikenbo's own codes.
    Jikenbo,
    /// The month's column of ScanNetSecurity.
    #[default]
    Scannetsecurity,
    /// The yearly figures of 東京商工リサーチ.
    Tsr,
    /// The yearly figures of JNSA, up to 2018.
    Jnsa,
    /// The yearly report of the 個人情報保護委員会.
    Ppc,
    /// The actions of VERIS 1.4; one an incident, the first of the table that fits.
    Veris,
}

impl Scheme {
    /// Every scheme.
    pub const ALL: [Self; 6] =
        [Self::Jikenbo, Self::Scannetsecurity, Self::Tsr, Self::Jnsa, Self::Ppc, Self::Veris];

    /// Its word on the command line and in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Jikenbo => "jikenbo",
            Self::Scannetsecurity => "scannetsecurity",
            Self::Tsr => "tsr",
            Self::Jnsa => "jnsa",
            Self::Ppc => "ppc",
            Self::Veris => "veris",
        }
    }

    /// The scheme with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scheme| scheme.word() == word)
    }

    const fn text(self) -> &'static str {
        match self {
            Self::Jikenbo => include_str!("../data/jikenbo.toml"),
            Self::Scannetsecurity => include_str!("../data/scannetsecurity.toml"),
            Self::Tsr => include_str!("../data/tsr.toml"),
            Self::Jnsa => include_str!("../data/jnsa.toml"),
            Self::Ppc => include_str!("../data/ppc.toml"),
            Self::Veris => include_str!("../data/veris.toml"),
        }
    }

    /// Its codes and rules.
    pub fn mapping(self) -> &'static Mapping {
        static MAPPINGS: OnceLock<Vec<Mapping>> = OnceLock::new();
        let all = || Self::ALL.iter().map(|scheme| read(scheme.text())).collect();
        &MAPPINGS.get_or_init(all)[self as usize]
    }
}

// The tables are compiled in; the tests read each of them.
fn read(text: &str) -> Mapping {
    toml::from_str(text).expect("a mapping in data/ that can be read")
}

/// How a scheme counts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Its name.
    pub name: Bilingual,
    /// Where its values are told.
    pub source: String,
    /// Whether the values were compared with that source.
    pub verified: bool,
    /// Its codes, in the order in which it lists them.
    #[serde(rename = "code")]
    pub codes: Vec<Name>,
    /// The rules; the first that fits decides.
    #[serde(rename = "rule")]
    rules: Vec<Rule>,
}

/// Words in both languages.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    /// Any of these causes.
    causes: Vec<Cause>,
    /// And, unless empty, any of these methods.
    #[serde(default)]
    methods: Vec<Method>,
    code: String,
}

impl Mapping {
    /// Where its values are told, for everybody; the project's own stand in its repository.
    pub fn public_source(&self) -> Option<&str> {
        Some(self.source.as_str()).filter(|source| source.starts_with("https://"))
    }

    /// The place in `codes` of what `facts` count as; `None` where they do not decide it.
    pub fn classify(&self, facts: &Facts) -> Option<usize> {
        let cause = facts.cause?;
        let fits = |rule: &&Rule| {
            rule.causes.contains(&cause)
                && (rule.methods.is_empty()
                    || rule.methods.iter().any(|method| facts.methods.contains(method)))
        };
        let code = &self.rules.iter().find(fits)?.code;
        self.codes.iter().position(|known| known.code == *code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mapping_is_whole() {
        for scheme in Scheme::ALL {
            let mapping = scheme.mapping();
            assert!(!mapping.source.is_empty(), "{scheme:?}");
            for rule in &mapping.rules {
                assert!(mapping.codes.iter().any(|code| code.code == rule.code), "{scheme:?} {}", rule.code);
            }
            assert_eq!(Scheme::from_word(scheme.word()), Some(scheme));
        }
    }

    #[test]
    fn what_is_not_said_is_not_decided() {
        for scheme in Scheme::ALL {
            assert_eq!(scheme.mapping().classify(&Facts::default()), None);
        }
    }

    fn check(scheme: Scheme, cause: Cause, methods: &[Method], code: Option<&str>) {
        let facts =
            Facts { cause: Some(cause), methods: methods.iter().copied().collect(), ..Facts::default() };
        let mapping = scheme.mapping();
        let got = mapping.classify(&facts).map(|at| mapping.codes[at].ja.as_str());
        assert_eq!(got, code, "{scheme:?} {cause:?} {methods:?}");
    }

    #[test]
    fn methods_decide_where_the_cause_is_coarser() {
        use Cause::{Insider, LossTheft, Misconfiguration, OperationError, UnauthorizedAccess, Unknown};
        check(Scheme::Scannetsecurity, OperationError, &[], Some("誤送信ほか操作ミス"));
        check(Scheme::Scannetsecurity, Insider, &[], Some("不正持ち出し"));
        check(Scheme::Scannetsecurity, Unknown, &[], None);
        check(Scheme::Tsr, LossTheft, &[Method::LostMedia], Some("紛失・誤廃棄"));
        check(Scheme::Tsr, LossTheft, &[Method::Theft], Some("不正持ち出し・盗難"));
        check(Scheme::Jnsa, Misconfiguration, &[Method::DisplayMixup], Some("バグ・セキュリティホール"));
        check(Scheme::Jnsa, LossTheft, &[], None);
        check(Scheme::Ppc, OperationError, &[Method::WrongHandover], Some("誤交付"));
        check(Scheme::Ppc, Misconfiguration, &[], Some("その他"));
        check(Scheme::Veris, UnauthorizedAccess, &[Method::Ransomware], Some("マルウェア"));
        check(Scheme::Veris, UnauthorizedAccess, &[], Some("ハッキング"));
    }
}
