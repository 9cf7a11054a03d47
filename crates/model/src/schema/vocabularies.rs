//! The vocabularies of `docs/facts.md` without their Rust types.

use crate::vocabulary as of;

/// A vocabulary: its words and their Japanese names.
#[derive(Clone, Copy, Debug)]
pub struct Vocabulary {
    /// Its name, in the singular (`cause`, `data_type`).
    pub name: &'static str,
    /// Its words in the order of `docs/facts.md`.
    pub words: fn() -> Vec<&'static str>,
    /// The Japanese name of a word of it.
    pub japanese: fn(&str) -> Option<&'static str>,
}

macro_rules! vocabularies {
    ($($constant:ident = $name:literal, $enum:ident;)+) => {
        $(pub(super) const $constant: Vocabulary = Vocabulary {
            name: $name,
            words: || of::$enum::ALL.iter().map(|value| value.word()).collect(),
            japanese: |word| of::$enum::from_word(word).map(|value| value.japanese()),
        };)+

        /// Every vocabulary.
        pub const VOCABULARIES: &[Vocabulary] = &[$($constant),+];
    };
}

vocabularies! {
    KIND = "kind", Kind;
    STAGE = "stage", Stage;
    ORGANIZATION_ROLE = "organization_role", OrganizationRole;
    CAUSE = "cause", Cause;
    METHOD = "method", Method;
    LEAK = "leak", Leak;
    STATUS = "status", Status;
    UNIT = "unit", Unit;
    QUALIFIER = "qualifier", Qualifier;
    DATA_TYPE = "data_type", DataType;
    SECONDARY_DAMAGE = "secondary_damage", SecondaryDamage;
    MEDIUM = "medium", Medium;
    RELATION = "relation", Relation;
    EVENT = "event", EventKind;
    REPORTED_TO = "reported_to", ReportedTo;
    HELP_KIND = "help_kind", HelpKind;
    INDICATOR_TYPE = "indicator_type", IndicatorType;
    MEASURE = "measure", Measure;
    ACTOR_KIND = "actor_kind", ActorKind;
    CONSEQUENCE_TYPE = "consequence_type", ConsequenceType;
}
