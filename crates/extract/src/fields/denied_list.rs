//! Items under words that deny them all: 「以下の事実は確認されておりません。・情報が流出したこと」.

use crate::lists::contains;
use crate::modality::{self, Modality};
use crate::passage::{Passage, Role};

/// How far above its items an announcement stands, in sentences.
const REACH: usize = 12;

/// What the sentence that announces the list says of sentence number `number`, an item of it, where it denies.
pub(super) fn denial(passage: &Passage<'_>, number: usize) -> Option<Modality> {
    let is_item = |at: usize| passage.sentences.get(at).is_some_and(|sentence| sentence.role == Role::Item);
    if !is_item(number) {
        return None;
    }
    let above = (number.saturating_sub(REACH)..number).rev().find(|&at| !is_item(at))?;
    let words = passage.sentence(above);
    let announces = contains(words, &["以下の", "次の", "下記の", "以下に", "次に"]);
    modality::negation(words).filter(|_| announces)
}
