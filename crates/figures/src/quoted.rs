use serde::{Deserialize, Serialize};

/// A sentence of a release, as far as it may be shown, with the words in it that prove something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quoted {
    /// All its words.
    pub text: String,
    /// The same in pieces, one behind the other.
    pub parts: Vec<QuotedPart>,
}

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotedPart {
    /// Its words.
    pub words: String,
    /// They prove something.
    pub mark: bool,
}

impl Quoted {
    /// The sentence that `parts` make up.
    ///
    /// ```
    /// use jikenbo_figures::{Quoted, QuotedPart};
    /// let part = |words: &str, mark| QuotedPart { words: words.to_owned(), mark };
    /// assert_eq!(Quoted::new(vec![part("氏名が", false), part("120件", true)]).text, "氏名が120件");
    /// ```
    pub fn new(parts: Vec<QuotedPart>) -> Self {
        Self { text: parts.iter().map(|part| part.words.as_str()).collect(), parts }
    }
}
