//! `--timings`: where the time of a run goes. The rooms mark their phases with spans; here they are added up, and printed.
//!
//! A span's time is its own, without that of the spans inside it: on a thread that takes over other work while it waits, too.

use super::terminal::say;
use std::{
    cell::RefCell,
    collections::BTreeMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use tracing::{
    Event, Metadata, Subscriber,
    span::{Attributes, Id, Record},
};

/// Adds up the times of spans.
#[derive(Clone, Default)]
pub struct Timings(Arc<Times>);

#[derive(Default)]
struct Times {
    /// Spans that are open or may still be entered: their names.
    open: Mutex<BTreeMap<u64, &'static str>>,
    last: AtomicU64,
    phases: Mutex<BTreeMap<&'static str, Phase>>,
}

/// What is known of the spans of one name.
#[derive(Clone, Copy, Default)]
struct Phase {
    spans: u64,
    own: Duration,
}

thread_local! {
    /// Entered spans of this thread: when, and the time of those inside.
    static ENTERED: RefCell<Vec<(Instant, Duration)>> = const { RefCell::new(Vec::new()) };
}

impl Timings {
    /// From now on the spans of all threads are timed.
    pub fn start() -> Timings {
        let timings = Timings::default();
        // Fails where something else listens already: then the table is empty.
        let _ = tracing::subscriber::set_global_default(timings.clone());
        timings
    }

    /// Prints the table: seconds on all threads together, the largest first.
    pub fn print(&self, took: Duration) {
        let mut phases: Vec<(&str, Phase)> = lock(&self.0.phases).iter().map(|(name, phase)| (*name, *phase)).collect();
        phases.sort_by_key(|(name, phase)| (std::cmp::Reverse(phase.own), *name));
        let all: Duration = phases.iter().map(|(_, phase)| phase.own).sum();
        say("phase         seconds   share      times");
        for (name, Phase { spans, own }) in phases {
            let share = 100.0 * own.as_secs_f64() / all.as_secs_f64().max(f64::MIN_POSITIVE);
            say(format_args!("{name:<12} {:>8.3}  {share:>5.1}%  {spans:>9}", own.as_secs_f64()));
        }
        say(format_args!("{:<12} {:>8.3}  on all threads, in {:.3} s", "all", all.as_secs_f64(), took.as_secs_f64()));
    }
}

impl Subscriber for Timings {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.is_span() && metadata.target().starts_with(env!("CARGO_PKG_NAME"))
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let id = 1 + self.0.last.fetch_add(1, Ordering::Relaxed);
        lock(&self.0.open).insert(id, span.metadata().name());
        Id::from_u64(id)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {}

    fn enter(&self, _: &Id) {
        ENTERED.with_borrow_mut(|entered| entered.push((Instant::now(), Duration::ZERO)));
    }

    fn exit(&self, id: &Id) {
        let Some((since, inside)) = ENTERED.with_borrow_mut(Vec::pop) else { return };
        let took = since.elapsed();
        ENTERED.with_borrow_mut(|entered| {
            if let Some((_, inside)) = entered.last_mut() {
                *inside += took;
            }
        });
        let Some(name) = lock(&self.0.open).get(&id.into_u64()).copied() else { return };
        let mut phases = lock(&self.0.phases);
        let phase = phases.entry(name).or_default();
        phase.spans += 1;
        phase.own += took.saturating_sub(inside);
    }

    fn try_close(&self, id: Id) -> bool {
        lock(&self.0.open).remove(&id.into_u64()).is_some()
    }
}

/// A thread that panicked has left numbers that are whole.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
