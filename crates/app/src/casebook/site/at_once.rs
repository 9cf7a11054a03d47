//! Pages made on all processors, while the store is asked for the next case.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use jikenbo_publish::{Case, Kept};

use super::files::Folder;
use super::trees::Tree;
use crate::Error;

/// Cases that wait for their pages, at most: so much memory is held.
const WAITING: usize = 64;

type Waiting = Receiver<(usize, Case)>;

/// Writes the pages of `cases`, each with the place of its language in `trees`, to `folder`; what the lists need of them, in no order. The first fault ends it.
pub(super) fn pages(
    trees: &[Tree<'_>],
    folder: &Folder<'_>,
    cases: impl Iterator<Item = Result<(usize, Case), Error>>,
) -> Result<Vec<(usize, Kept<'static>)>, Error> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let (sender, receiver) = sync_channel(WAITING);
    let receiver = Arc::new(Mutex::new(receiver));
    thread::scope(|scope| {
        let begin = |receiver: Arc<Mutex<Waiting>>| scope.spawn(move || work(trees, folder, &receiver));
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
    cases: impl Iterator<Item = Result<(usize, Case), Error>>,
    sender: &SyncSender<(usize, Case)>,
    folder: &Folder<'_>,
) -> Result<(), Error> {
    for case in cases {
        if sender.send(case?).is_err() || folder.has_fault() {
            break;
        }
    }
    Ok(())
}

fn work(trees: &[Tree<'_>], folder: &Folder<'_>, cases: &Mutex<Waiting>) -> Vec<(usize, Kept<'static>)> {
    let mut kept = Vec::new();
    while let Some((at, case)) = next(cases) {
        let Some(tree) = trees.get(at) else { continue };
        match tree.site.pages(&case, &mut |path: &str, bytes: &[u8]| tree.put(folder, path, bytes)) {
            Ok(own) => kept.extend(own.map(|own| (at, own))),
            Err(fault) => folder.stop(fault.into()),
        }
    }
    kept
}

fn next(cases: &Mutex<Waiting>) -> Option<(usize, Case)> {
    cases.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}
