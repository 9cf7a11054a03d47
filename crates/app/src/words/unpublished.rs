//! What is told where little or nothing was found, and why that may be.

use super::{Words, fill};

impl Words {
    /// So many are left out, as no editor has published them.
    pub fn unpublished(&self, count: u64) -> String {
        fill(&self.casebook.unpublished, &[("n", &count)])
    }

    /// Cases of which it was told how often they were read, and that are not there.
    pub fn reads_unknown(&self, names: &[String]) -> String {
        fill(&self.casebook.reads_unknown, &[("names", &names.join(&self.separator))])
    }

    /// Nothing of an organisation counts.
    pub fn nothing_of(&self, name: &str) -> String {
        fill(&self.casebook.nothing_of, &[("name", &name)])
    }
}
