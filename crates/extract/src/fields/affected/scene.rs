//! What holds for a whole report: how it sent its mails, which sentences stand under an announced list.

use jikenbo_model::Span;

use super::place::boundary;
use crate::passage::{Passage, Role};

/// The longest sentence, in bytes, that is looked at for the announcement of a list.
const LONG: usize = 600;

/// A report's figures are read in the light of these.
pub(super) struct Scene<'a> {
    pub(super) passage: &'a Passage<'a>,
    /// Its mails showed each recipient the others: recipients are victims.
    pub(super) open_recipients: bool,
    /// Sentences that stand in a list of what leaked.
    listed: Vec<bool>,
}

impl<'a> Scene<'a> {
    pub(super) fn of(passage: &'a Passage<'a>) -> Self {
        let open_recipients = passage.finds("figures", "open_recipients").next().is_some();
        Self { passage, open_recipients, listed: listed(passage) }
    }

    /// Whether sentence `number` stands in a list that the report announces as that of what leaked.
    pub(super) fn is_listed(&self, number: usize) -> bool {
        self.listed.get(number).copied().unwrap_or(false)
    }
}

/// For each sentence whether it stands under 以下の情報が漏えいしました and the like.
fn listed(passage: &Passage<'_>) -> Vec<bool> {
    let mut open = false;
    let mut listed = Vec::with_capacity(passage.sentences.len());
    for sentence in &passage.sentences {
        let end = boundary(passage.text(), sentence.span.start + LONG).min(sentence.span.end);
        let short = Span::new(sentence.span.start, end);
        let words = passage.words(short);
        let text = sentence.role == Role::Text && words.ends_with('。');
        let announces = ["以下", "次の", "下記", "次に"].iter().any(|word| words.contains(word))
            && passage.stands("figures", "leak", short);
        open = match sentence.role {
            Role::Heading => open && passage.section(listed.len()).topics.is_empty(),
            _ if announces => true,
            _ => open && !text,
        };
        listed.push(open && !announces);
    }
    listed
}
