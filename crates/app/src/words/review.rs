//! What a review says on the screen.

use super::Words;

section! {
    /// The words of a review.
    ReviewWords {
        heading, progress, pages, nothing, decided, reading_changed, evidence_lost, text_changed, text_kept, report_lost, saved, unchanged, undone,
        nothing_to_undo, not_here, failed, ask_field, ask_value, ask_quote, ask_case, key_accept, key_reject,
        key_correct, key_link, key_check, key_publish, key_skip, key_undo, key_page, key_quit, key_enter, key_escape,
        over,
    }
}

impl Words {
    pub(crate) fn review(&self) -> &ReviewWords {
        &self.review
    }
}
