//! Words that may stand at one place of a pattern.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jikenbo_text::words::{Choice, Words};

use crate::modality::{Cues, cue_words};

/// The words of one place: a class of `classes.toml`, alternatives, or a single word. Each such set is kept once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Class(pub(super) u32);

/// The classes of all patterns, and their words.
#[derive(Debug, Default)]
pub(super) struct Classes {
    /// The words of the classes that are searched for.
    pub(super) words: Words,
    /// The classes that are searched for by each of these.
    of_words: Anchors<Class>,
    /// What each word is a cue of; nothing for nearly all.
    cues: Vec<Cues>,
    /// The words of each class.
    choices: Vec<Choice>,
}

impl Classes {
    /// The classes that are searched for by word `number`.
    pub(super) fn of_word(&self, number: u32) -> &[Class] {
        self.of_words.of_word(number)
    }

    /// What word `number` is a cue of.
    pub(super) fn cues(&self, number: u32) -> Cues {
        self.cues[number as usize]
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

/// What belongs to each word, all in one row, as most of it is asked for everywhere in a text.
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

    /// What belongs to word `number`.
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

    /// All classes and the cue words, ready to be looked for; and for each word those of `anchored` whose class it is of.
    pub(super) fn finish<T: Copy>(self, anchored: impl Iterator<Item = (Class, T)>) -> (Classes, Anchors<T>) {
        let mut by_class: Vec<Vec<T>> = vec![Vec::new(); self.classes.len()];
        anchored.for_each(|(class, own)| by_class[class.0 as usize].push(own));
        let mut cues: BTreeMap<&str, Cues> = BTreeMap::new();
        for (word, own) in cue_words() {
            let all = cues.entry(word).or_default();
            *all = all.and(own);
        }
        let mut of_words: Vec<(&str, Option<Class>)> = cues.keys().map(|word| (*word, None)).collect();
        for class in self.searched {
            of_words.extend(self.classes[class.0 as usize].iter().map(|word| (*word, Some(class))));
        }
        of_words.sort_unstable();
        of_words.dedup();
        let groups = || of_words.chunk_by(|(one, _), (other, _)| one == other);
        let own = |group: &[(&'w str, Option<Class>)]| group.iter().filter_map(|(_, class)| *class).collect();
        let classes_of: Vec<Vec<Class>> = groups().map(own).collect();
        let anchored_of = |classes: &Vec<Class>| {
            classes.iter().flat_map(|class| by_class[class.0 as usize].iter().copied()).collect()
        };
        let anchors = Anchors::new(classes_of.iter().map(anchored_of));
        let classes = Classes {
            words: Words::new(groups().map(|group| group[0].0)),
            of_words: Anchors::new(classes_of.into_iter()),
            cues: groups().map(|group| cues.get(group[0].0).copied().unwrap_or_default()).collect(),
            choices: self.classes.into_iter().map(Choice::new).collect(),
        };
        (classes, anchors)
    }
}
