//! Several hosts at a time, each asked for one thing after another.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::follow::wait;
use super::journey::Journey;
use super::{Fetched, Known, Web};

/// Who asks several hosts at a time. What came of each address is taken with [`Crew::next`], in the order in which they come.
pub struct Crew<'a, T> {
    web: &'a Web<'a>,
    queues: &'a Queues<T>,
    come: Receiver<(T, Fetched)>,
    open: usize,
}

/// Works with a crew that asks at most `hosts` hosts at a time, each in its own order and at its own pace.
///
/// At most one answer a host waits to be taken, and of long ones (more than 1 MB) two in all: others are not read on meanwhile. So
/// memory is bounded by `hosts` MB and twice the limit of an answer. What was asked for and not taken when `work` ends is dropped.
pub fn crew<T: Send, R>(web: &Web<'_>, hosts: usize, work: impl FnOnce(&mut Crew<'_, T>) -> R) -> R {
    let queues = Queues { state: Mutex::new(State::default()), changed: Condvar::new() };
    thread::scope(|scope| {
        // Whoever has an answer waits until it is taken.
        let (sender, come) = sync_channel(0);
        for _ in 0..hosts.max(1) {
            let (queues, sender) = (&queues, sender.clone());
            scope.spawn(move || worker(web, queues, &sender));
        }
        drop(sender);
        let mut crew = Crew { web, queues: &queues, come, open: 0 };
        work(&mut crew)
    })
}

impl<T> Crew<'_, T> {
    /// Asks for `url`, of which `known` is known from before; `about` comes back with what came of it.
    pub fn ask(&mut self, url: &str, known: Known, about: T) {
        self.open += 1;
        self.queues.put(
            self.web,
            Waiting { journey: Journey::new(url, known).among_others(), about },
            Place::Last,
        );
    }

    /// Asks for a file of the page at `page` before all else that its host was asked for. Where its address leads to what
    /// [stays shut](crate::attachment::led_to), that is not asked for.
    pub fn ask_file(&mut self, url: &str, page: &str, about: T) {
        self.open += 1;
        self.queues.put(
            self.web,
            Waiting { journey: Journey::file(url, page).among_others(), about },
            Place::First,
        );
    }

    /// What comes next of all that was asked for and not taken; waits for it. `None` where nothing is left.
    #[expect(clippy::should_implement_trait, reason = "more may be asked for between two")]
    pub fn next(&mut self) -> Option<(T, Fetched)> {
        self.open = self.open.checked_sub(1)?;
        self.come.recv().ok()
    }

    /// How many addresses were asked for and not taken.
    pub const fn open(&self) -> usize {
        self.open
    }
}

impl<T> Drop for Crew<'_, T> {
    fn drop(&mut self) {
        self.queues.lock().is_closed = true;
        self.queues.changed.notify_all();
    }
}

struct Waiting<T> {
    journey: Journey,
    about: T,
}

/// Where in its host's queue somebody stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    First,
    Last,
}

struct State<T> {
    /// By host, in order.
    waiting: BTreeMap<String, VecDeque<Waiting<T>>>,
    /// Those that nobody is to be asked of any more.
    over: VecDeque<Waiting<T>>,
    /// Hosts that are being asked.
    busy: BTreeSet<String>,
    is_closed: bool,
}

impl<T> Default for State<T> {
    fn default() -> Self {
        Self { waiting: BTreeMap::new(), over: VecDeque::new(), busy: BTreeSet::new(), is_closed: false }
    }
}

struct Queues<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

/// What a worker does next.
enum Turn<T> {
    /// Ask this host for this.
    Ask(String, Waiting<T>),
    /// Hand this on.
    Over(Waiting<T>),
    /// Wait so long, and look again.
    Wait(Duration),
    /// Nobody wants anything any more.
    Closed,
}

/// Nobody waits longer without looking whether something new is there.
const LOOK: Duration = Duration::from_millis(50);

impl<T> Queues<T> {
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put(&self, web: &Web<'_>, mut waiting: Waiting<T>, place: Place) {
        let host = waiting.journey.host(web);
        let mut state = self.lock();
        match host {
            None => state.over.push_back(waiting),
            Some(host) => {
                let queue = state.waiting.entry(host).or_default();
                if place == Place::First { queue.push_front(waiting) } else { queue.push_back(waiting) }
            }
        }
        drop(state);
        self.changed.notify_one();
    }

    /// The next turn of a worker; waits until there is one.
    fn turn(&self, web: &Web<'_>) -> Turn<T> {
        let mut state = self.lock();
        loop {
            if state.is_closed {
                return Turn::Closed;
            }
            if let Some(waiting) = state.over.pop_front() {
                return Turn::Over(waiting);
            }
            let idle = state.waiting.keys().filter(|host| !state.busy.contains(*host));
            let soonest = idle.map(|host| (wait(web, host), host)).min();
            match soonest.map(|(wait, host)| (wait, host.clone())) {
                Some((None, host)) => {
                    if let Some(waiting) = state.take(&host) {
                        return Turn::Ask(host, waiting);
                    }
                }
                Some((Some(wait), _)) => return Turn::Wait(wait.min(LOOK)),
                None => state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }

    fn is_free(&self, host: &str) {
        self.lock().busy.remove(host);
        self.changed.notify_all();
    }
}

impl<T> State<T> {
    /// The first who waits for the host, which is busy from now on.
    fn take(&mut self, host: &str) -> Option<Waiting<T>> {
        let queue = self.waiting.get_mut(host)?;
        let waiting = queue.pop_front();
        if queue.is_empty() {
            self.waiting.remove(host);
        }
        if waiting.is_some() {
            self.busy.insert(host.to_owned());
        }
        waiting
    }
}

fn worker<T: Send>(web: &Web<'_>, queues: &Queues<T>, sender: &SyncSender<(T, Fetched)>) {
    loop {
        match queues.turn(web) {
            Turn::Closed => return,
            Turn::Wait(time) => web.clock.sleep(time),
            Turn::Over(Waiting { journey, about }) => {
                if sender.send((about, journey.into_fetched())).is_err() {
                    return;
                }
            }
            Turn::Ask(host, mut waiting) => {
                if waiting.journey.host(web).as_ref() == Some(&host) {
                    waiting.journey.step(web);
                }
                let room = waiting.journey.leave_room();
                if room.is_some() && waiting.journey.host(web).is_none() {
                    // Its room is free when it was taken. Nobody else may have to hand it on: all may wait for the room.
                    queues.is_free(&host);
                    if sender.send((waiting.about, waiting.journey.into_fetched())).is_err() {
                        return;
                    }
                    continue;
                }
                // Whoever is on the way goes on before others begin.
                queues.put(web, waiting, Place::First);
                queues.is_free(&host);
            }
        }
    }
}
