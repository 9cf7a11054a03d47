use jikenbo_text::fold::Folded;

/// How many of a text's smallest hashes are kept: the share of two texts is then told to about 60 permille.
const KEPT: usize = 64;
/// Letters in a shingle: about a word and its neighbours.
const SHINGLE: usize = 8;
/// How many letters of a text are looked at.
const LETTERS: usize = 20_000;

/// A fingerprint of a text by which the share of words that two texts have in common is told without the texts: the
/// smallest hashes of its runs of eight letters, figures and spaces left aside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resemblance {
    smallest: Vec<u64>,
}

impl Resemblance {
    /// The fingerprint of `text`; of a text of less than eight letters it is empty.
    pub fn of(text: &str) -> Self {
        let folded = Folded::of(text);
        let letters: Vec<char> = folded.text().chars().filter(|c| c.is_alphabetic()).take(LETTERS).collect();
        let mut hashes: Vec<u64> = letters.windows(SHINGLE).map(hash).collect();
        hashes.sort_unstable();
        hashes.dedup();
        hashes.truncate(KEPT);
        Self { smallest: hashes }
    }

    /// The share of runs that both texts have, in permille of those that either has; 0 where one is empty.
    ///
    /// ```
    /// use jikenbo_resolve::Resemblance;
    /// let one = Resemblance::of("例示市は、職員が名簿を誤って送ったと発表した。");
    /// assert_eq!(one.share(&one), 1000);
    /// assert_eq!(one.share(&Resemblance::of("見本社の倉庫で火災があり、けが人はなかった。")), 0);
    /// ```
    pub fn share(&self, other: &Self) -> u16 {
        let (mut a, mut b) = (self.smallest.iter().peekable(), other.smallest.iter().peekable());
        let (mut both, mut seen) = (0u32, 0u32);
        while let (Some(&&one), Some(&&two)) = (a.peek(), b.peek()) {
            if seen == KEPT as u32 {
                break;
            }
            seen += 1;
            both += u32::from(one == two);
            if one <= two {
                a.next();
            }
            if two <= one {
                b.next();
            }
        }
        let rest = (a.count() + b.count()) as u32;
        let of = (seen + rest).min(KEPT as u32);
        if seen == 0 || self.smallest.is_empty() || other.smallest.is_empty() {
            return 0;
        }
        (both * 1000 / of.max(1)).min(1000) as u16
    }

    /// The smallest hashes, by which texts that are nearly equal are found: each of them is shared by two texts about as
    /// often as their runs are.
    pub(crate) fn marks(&self) -> impl Iterator<Item = u64> + '_ {
        self.smallest.iter().take(3).copied()
    }
}

/// FNV-1a over the letters, mixed once more so that small hashes are spread evenly.
fn hash(letters: &[char]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for &c in letters {
        hash = (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash ^= hash >> 32;
    hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (hash >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_breaks_do_not_count() {
        let one = Resemblance::of("対象は1,234件であり、氏名とメールアドレスが含まれます");
        let two = Resemblance::of("対象は\n99件であり、 氏名とメール\nアドレスが含まれます");
        assert_eq!(one.share(&two), 1000);
    }

    #[test]
    fn a_part_is_a_share() {
        let (a, b) =
            ("例示市の職員が名簿を取り違えて送付しました", "再発を防ぐため点検を行い研修を実施します");
        let both = Resemblance::of(&format!("{a}{b}"));
        let share = Resemblance::of(a).share(&both);
        assert!((200..800).contains(&share), "{share}");
    }

    proptest::proptest! {
        #[test]
        fn shares_are_even(a in "[あ-ん]{0,40}", b in "[あ-ん]{0,40}") {
            let (one, two) = (Resemblance::of(&a), Resemblance::of(&b));
            proptest::prop_assert_eq!(one.share(&two), two.share(&one));
        }
    }
}
