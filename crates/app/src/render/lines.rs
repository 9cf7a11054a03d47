/// Where the lines of a text begin.
pub(super) struct Lines {
    breaks: Vec<usize>,
}

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect();
        Self { breaks }
    }

    /// The line of byte `at`, from 1.
    pub(super) fn number(&self, at: usize) -> usize {
        self.breaks.partition_point(|end| *end < at) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_break_belongs_to_the_line_it_ends() {
        let lines = Lines::of("ab\nc\n");
        assert_eq!([0, 2, 3, 4, 5].map(|at| lines.number(at)), [1, 1, 2, 2, 3]);
    }
}
