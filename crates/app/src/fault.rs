//! Why a look at a source failed, as it is kept: told in the language of whoever asks.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Error;
use crate::words::errors::{Said, failed, fetching};

/// What went wrong.
///
/// ```
/// use jikenbo_app::Error;
/// use jikenbo_app::fault::Fault;
/// use jikenbo_app::settings::Lang;
/// use jikenbo_app::words::Words;
/// let fault = Fault::of(&Error::Status { url: "https://www.example.com/news".to_owned(), status: 503 });
/// assert_eq!((fault.code.as_str(), fault.fields["status"].as_str()), ("status", "503"));
/// let told = Words::of(Lang::Ja).source_fault(&fault);
/// assert_eq!(told, "`https://www.example.com/news` の応答は状態コード 503 でした。応答は保存しました");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// Which, by the key of its words; `other` for what has none.
    pub code: String,
    /// What its words are filled with, by name; vocabularies' words as they are kept.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
    /// All of it in English, with its causes, on one line.
    pub words: String,
}

impl Fault {
    /// What an error is kept as.
    pub fn of(error: &Error) -> Self {
        Self::said(failed(error), chain(error))
    }

    /// What an error in fetching is kept as.
    pub fn of_fetching(error: &jikenbo_collect::Error) -> Self {
        Self::said(Some(fetching(error)), chain(error))
    }

    fn said(said: Option<Said<'_>>, words: String) -> Self {
        let (code, fields) = said.unwrap_or((OTHER, Vec::new()));
        let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Self { code: code.to_owned(), fields, words }
    }

    /// As the store has it.
    pub(crate) fn kept(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| self.words.clone())
    }

    /// What the store has; of earlier versions that is the English words alone.
    pub(crate) fn from_kept(kept: &str) -> Self {
        serde_json::from_str(kept).unwrap_or_else(|_| Self {
            code: OTHER.to_owned(),
            fields: BTreeMap::new(),
            words: kept.to_owned(),
        })
    }
}

/// The code of what has no words of its own.
const OTHER: &str = "other";

/// An error and what caused it on one line.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    std::iter::once(error.to_string()).chain(causes.map(ToString::to_string)).collect::<Vec<_>>().join(": ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Lang;
    use crate::words::Words;

    #[test]
    fn it_is_kept_and_told_in_both_languages() {
        let source = std::io::Error::from(std::io::ErrorKind::NotFound);
        let error = Error::Read { name: "release".to_owned(), source };
        let fault = Fault::from_kept(&Fault::of(&error).kept());
        assert_eq!(fault, Fault::of(&error));
        assert_eq!(Words::of(Lang::Ja).source_fault(&fault), "`release` を読めませんでした (見つかりません)");
        assert_eq!(Words::of(Lang::En).source_fault(&fault), fault.words);
        // What was kept before is told as it was.
        let old = Fault::from_kept("expected a feed at `https://www.example.com/`, but found none");
        assert_eq!((old.code.as_str(), Words::of(Lang::Ja).source_fault(&old)), ("other", old.words.clone()));
    }
}
