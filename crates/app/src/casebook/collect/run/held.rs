//! Pages that wait for their files, and how much of all that came lies in memory.

use std::collections::VecDeque;
use std::sync::Arc;

use jikenbo_collect::fetch::{Crew, Fetched};

use super::{About, Run, What};
use crate::Error;
use crate::casebook::attaching;
use crate::casebook::filing::Prepared;

/// All that came and is not filed yet, of all sources together, takes no more bytes of memory than this and what came last; a
/// single page may have all the files that a page may. (With 16 pages of 30 MB, from 8 hosts at a time, the program then held
/// less than 300 MB; with the first form of the bound, where each page waited for its files by itself, 409 MB.)
const HELD: u64 = 48 << 20;

/// A page whose files are being fetched.
pub(super) struct Held {
    source: usize,
    page: Box<Prepared>,
    wanted: VecDeque<usize>,
}

impl Run<'_, '_> {
    /// A page was read: it is filed next, or waits for its files.
    pub(super) fn came(&mut self, at: usize, mut page: Box<Prepared>) -> Result<(), Error> {
        let url = page.arrival.url.clone().filter(|_| !page.files.is_empty());
        let Some(url) = url else {
            self.all[at].batch.add(*page);
            return Ok(());
        };
        let known = attaching::known(&mut self.casebook.read_all()?, &url)?;
        let wanted = attaching::wanted(&mut page, &known).into();
        self.waiting.push(Held { source: at, page, wanted });
        Ok(())
    }

    /// A file of a page came.
    pub(super) fn file_came(
        &mut self,
        (number, file): (u64, usize),
        fetched: Fetched,
        crew: &mut Crew<'_, About>,
    ) -> Result<(), Error> {
        let Some(mut held) = self.held.remove(&number) else { return Ok(()) };
        let numbers = self.casebook.numbers.clone();
        let rules = Arc::clone(self.casebook.rules()?);
        attaching::came((&rules, &numbers), &mut held.page, file, fetched);
        self.next_file(number, held, crew);
        Ok(())
    }

    /// Asks for the next file of a page; a page whose files all came is filed next.
    pub(super) fn next_file(&mut self, number: u64, mut held: Held, crew: &mut Crew<'_, About>) {
        let source = held.source;
        while let Some(file) = held.wanted.pop_front() {
            if attaching::is_full(&mut held.page, file) {
                continue;
            }
            let url = held.page.files[file].file.url.clone();
            self.all[source].open += 1;
            let about = About { source, what: What::File(number, file), before: None };
            let page = held.page.arrival.url.clone().unwrap_or_default();
            crew.ask_file(&url, &page, about);
            self.held.insert(number, held);
            return;
        }
        attaching::settle(&mut held.page);
        self.all[source].batch.add(*held.page);
    }

    /// Files what lies in memory where it is too much: first what is whole; then the largest pages that wait for their files,
    /// without those still to come, which are asked for when the page is looked at again.
    pub(super) fn make_room(&mut self) -> Result<(), Error> {
        if self.held_bytes() <= HELD {
            return Ok(());
        }
        for at in 0..self.all.len() {
            self.file(at)?;
        }
        while self.held.len() > 1 && self.held_bytes() > HELD {
            let weights = self.held.iter().map(|(number, held)| (attaching::weight(&held.page), *number));
            let Some(mut held) = weights.max().and_then(|(_, number)| self.held.remove(&number)) else {
                break;
            };
            attaching::give_up(&mut held.page);
            attaching::settle(&mut held.page);
            self.all[held.source].batch.add(*held.page);
            self.file(held.source)?;
        }
        Ok(())
    }

    fn held_bytes(&self) -> u64 {
        let batches: u64 = self.all.iter().map(|going| going.batch.bytes()).sum();
        batches + self.held.values().map(|held| attaching::weight(&held.page)).sum::<u64>()
    }
}
