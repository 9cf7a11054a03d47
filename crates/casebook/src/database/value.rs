use std::borrow::Cow;

/// What a column holds: the two types of the store's SQL, or nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Value<'a> {
    Null,
    Integer(i64),
    Text(Cow<'a, str>),
}

impl Value<'_> {
    /// The same value, lent.
    pub(crate) fn lent(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Integer(number) => Value::Integer(*number),
            Self::Text(text) => Value::Text(Cow::Borrowed(text)),
        }
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<usize> for Value<'_> {
    /// Lengths and offsets; none of this machine's is above what the column holds.
    fn from(number: usize) -> Self {
        Self::Integer(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

macro_rules! from_numbers {
    ($($name:ident),+) => {$(
        impl From<jikenbo_model::$name> for Value<'_> {
            fn from(id: jikenbo_model::$name) -> Self {
                Self::Integer(id.0)
            }
        }
    )+};
}
from_numbers!(
    CaptureId,
    CaseId,
    DocumentId,
    NoteId,
    OrganizationId,
    OriginId,
    RedactionId,
    ReportId,
    Revision,
    SuggestionId
);

macro_rules! from_words {
    ($($name:ident),+) => {$(
        impl From<jikenbo_model::$name> for Value<'_> {
            fn from(value: jikenbo_model::$name) -> Self {
                Self::Text(Cow::Borrowed(value.word()))
            }
        }
    )+};
}
from_words!(CaseState, DecidedBy, SuggestionKind, SuggestionState, TextPolicy, Visibility);
