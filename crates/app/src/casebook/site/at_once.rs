//! Pages made on all processors, while the store is asked for the next case.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use jikenbo_publish::{Case, Kept, Site};

use super::files::Folder;
use crate::Error;

/// Cases that wait for their pages, at most: so much memory is held.
const WAITING: usize = 64;

/// Writes the pages of `cases` to `folder`; what the lists need of them, in no order. The first fault ends it.
pub(super) fn pages(
    site: &Site,
    folder: &Folder,
    cases: impl Iterator<Item = Result<Case, Error>>,
) -> Result<Vec<Kept>, Error> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let (sender, receiver) = sync_channel(WAITING);
    let receiver = Arc::new(Mutex::new(receiver));
    thread::scope(|scope| {
        let begin = |receiver: Arc<Mutex<Receiver<Case>>>| scope.spawn(move || work(site, folder, &receiver));
        let begun: Vec<_> = (0..workers).map(|_| begin(Arc::clone(&receiver))).collect();
        // The threads alone hold it: where all of them are gone, sending fails.
        drop(receiver);
        let handed = hand_out(cases, &sender, folder);
        drop(sender);
        let mut kept = Vec::new();
        for worker in begun {
            kept.extend(worker.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        handed?;
        folder.fault().map(|()| kept)
    })
}

/// Hands each case to the next thread that is free, until there is a fault.
fn hand_out(
    cases: impl Iterator<Item = Result<Case, Error>>,
    sender: &SyncSender<Case>,
    folder: &Folder,
) -> Result<(), Error> {
    for case in cases {
        if sender.send(case?).is_err() || folder.has_fault() {
            break;
        }
    }
    Ok(())
}

fn work(site: &Site, folder: &Folder, cases: &Mutex<Receiver<Case>>) -> Vec<Kept> {
    let mut kept = Vec::new();
    while let Some(case) = next(cases) {
        match site.pages(&case, &mut |path: &str, bytes: &[u8]| folder.put(path, bytes)) {
            Ok(own) => kept.extend(own),
            Err(fault) => folder.stop(fault.into()),
        }
    }
    kept
}

fn next(cases: &Mutex<Receiver<Case>>) -> Option<Case> {
    cases.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}
