/// Where the lines of a text end.
pub(super) struct Lines {
    /// Every so many lines the end of one, in bytes.
    posts: Vec<usize>,
    /// For each line how far its end is behind the last post: a page of very short lines has as many of them as a third of
    /// its bytes.
    behind: Vec<u32>,
}

/// How many lines there are from post to post.
const STEP: usize = 64;

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let (mut posts, mut behind) = (Vec::new(), Vec::new());
        for (at, _) in text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n') {
            if behind.len() % STEP == 0 {
                posts.push(at);
            }
            let post = posts.last().copied().unwrap_or(at);
            behind.push(u32::try_from(at - post).unwrap_or(u32::MAX));
        }
        Self { posts, behind }
    }

    /// The line of byte `at`, from 1.
    pub(super) fn number(&self, at: usize) -> usize {
        let Some(post) = self.posts.partition_point(|end| *end < at).checked_sub(1) else { return 1 };
        let lines = self.behind.chunks(STEP).nth(post).unwrap_or_default();
        post * STEP + lines.partition_point(|behind| self.posts[post] + (*behind as usize) < at) + 1
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

    #[test]
    fn many_lines_are_counted() {
        let lines = Lines::of(&"a\n".repeat(3 * STEP));
        for line in 0..3 * STEP {
            assert_eq!([2 * line, 2 * line + 1].map(|at| lines.number(at)), [line + 1, line + 1]);
        }
        assert_eq!(lines.number(6 * STEP), 3 * STEP + 1);
    }
}
