//! The same work on very many things, on all processors.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::thread;

/// What `make` makes of each of `all`, in order; a thread is given at least so many things.
pub(super) fn made<T: Send, U: Send>(
    mut all: Vec<T>,
    least: usize,
    make: impl Fn(T) -> Option<U> + Sync,
) -> Vec<U> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let at_once = all.len().div_ceil(threads).max(least);
    let mut made = Vec::with_capacity(all.len());
    let make = &make;
    thread::scope(|scope| {
        let mut begun = Vec::new();
        while all.len() > at_once {
            let some = all.split_off(all.len() - at_once);
            begun.push(scope.spawn(move || some.into_iter().filter_map(make).collect::<Vec<U>>()));
        }
        made.extend(all.into_iter().filter_map(make));
        for thread in begun.into_iter().rev() {
            made.extend(thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
    });
    made
}

#[cfg(test)]
mod tests {
    #[test]
    fn it_stays_in_order_and_nothing_is_lost() {
        for many in [0, 1, 7, 8, 9, 1000] {
            let made = super::made((0..many).collect(), 4, |one| (one % 3 > 0).then_some(one * 2));
            let expected: Vec<usize> = (0..many).filter(|one| one % 3 > 0).map(|one| one * 2).collect();
            assert_eq!(made, expected);
        }
    }
}
