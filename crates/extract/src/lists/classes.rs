//! Words that may stand at one place of a pattern.

use std::collections::{BTreeSet, HashMap};

use jikenbo_text::words::{Choice, Words};

/// The words of one place: a class of `classes.toml`, alternatives, or a single word. Each such set is kept once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Class(pub(super) u32);

/// The classes of all patterns, and their words.
#[derive(Debug, Default)]
pub(super) struct Classes {
    /// The words of the classes that are searched for.
    pub(super) words: Words,
    /// The classes that are searched for by each of these, one after the other.
    of_words: Vec<Class>,
    /// Where those of each word begin and, last, where all end.
    starts: Vec<u32>,
    /// The words of each class.
    choices: Vec<Choice>,
}

impl Classes {
    /// The classes that are searched for by word `number`.
    pub(super) fn of_word(&self, number: u32) -> &[Class] {
        let at = number as usize;
        &self.of_words[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// Whether word `number` is one of `class`.
    pub(super) fn holds(&self, class: Class, number: u32) -> bool {
        self.of_word(number).contains(&class)
    }

    /// How many classes there are.
    pub(super) const fn count(&self) -> usize {
        self.choices.len()
    }

    /// The words of `class`.
    pub(super) fn choice(&self, class: Class) -> &Choice {
        &self.choices[class.0 as usize]
    }
}

/// What words anchor, all in one row, as most of them are asked for everywhere in a text.
#[derive(Debug)]
pub(super) struct Anchors<T> {
    all: Vec<T>,
    /// Where that of each word begins and, last, where all ends.
    starts: Vec<u32>,
}

impl<T> Default for Anchors<T> {
    fn default() -> Self {
        Self { all: Vec::new(), starts: vec![0] }
    }
}

impl<T> Anchors<T> {
    fn new(of_words: impl Iterator<Item = Vec<T>>) -> Self {
        let mut anchors = Self::default();
        for own in of_words {
            anchors.all.extend(own);
            anchors.starts.push(anchors.all.len() as u32);
        }
        anchors
    }

    /// What word `number` anchors.
    pub(super) fn of_word(&self, number: u32) -> &[T] {
        let at = number as usize;
        &self.all[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

/// Classes while patterns are read.
#[derive(Debug, Default)]
pub(super) struct Gathering<'w> {
    classes: Vec<Vec<&'w str>>,
    numbers: HashMap<Vec<&'w str>, Class>,
    searched: BTreeSet<Class>,
}

impl<'w> Gathering<'w> {
    /// The class of `words`.
    pub(super) fn class(&mut self, words: Vec<&'w str>) -> Class {
        let next = Class(self.classes.len() as u32);
        *self.numbers.entry(words).or_insert_with_key(|words| {
            self.classes.push(words.clone());
            next
        })
    }

    /// As [`class`](Self::class), for words that are to be searched for.
    pub(super) fn searched(&mut self, words: Vec<&'w str>) -> Class {
        let class = self.class(words);
        self.searched.insert(class);
        class
    }

    /// All classes, ready to be looked for; and for each word those of `anchored` whose class it is of.
    pub(super) fn finish<T: Copy>(self, anchored: impl Iterator<Item = (Class, T)>) -> (Classes, Anchors<T>) {
        let mut by_class: Vec<Vec<T>> = vec![Vec::new(); self.classes.len()];
        anchored.for_each(|(class, own)| by_class[class.0 as usize].push(own));
        let mut of_words: Vec<(&str, Class)> = Vec::new();
        for class in self.searched {
            of_words.extend(self.classes[class.0 as usize].iter().map(|word| (*word, class)));
        }
        of_words.sort_unstable();
        of_words.dedup();
        let groups = || of_words.chunk_by(|(one, _), (other, _)| one == other);
        let ends = groups().scan(0, |end, group| {
            *end += group.len() as u32;
            Some(*end)
        });
        let anchored_of = |group: &[(&str, Class)]| {
            group.iter().flat_map(|(_, class)| by_class[class.0 as usize].iter().copied()).collect()
        };
        let anchored = Anchors::new(groups().map(anchored_of));
        let classes = Classes {
            words: Words::new(groups().map(|group| group[0].0)),
            starts: std::iter::once(0).chain(ends).collect(),
            of_words: of_words.iter().map(|&(_, class)| class).collect(),
            choices: self.classes.into_iter().map(Choice::new).collect(),
        };
        (classes, anchored)
    }
}
