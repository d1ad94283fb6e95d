//! What the open pages are told: how many builds there were, and what is wrong.

use crate::{
    build::Outcome,
    content::excerpt,
    model::diagnostic::{Diagnostic, Severity},
};
use serde::Serialize;
use tokio::sync::watch;

/// The state of the site, as pages ask for it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct State {
    /// Builds so far, whatever came of them.
    pub version: u64,
    /// The build that the pages are of; 0 before the first that was published.
    pub built: u64,
    /// Why the last build was not published.
    pub problems: Vec<ProblemView>,
}

/// A problem, for the overlay.
#[derive(Clone, Debug, Serialize)]
pub struct ProblemView {
    /// `content/2022/water-bureau/overall-target.yaml:12:9`, or empty.
    pub place: String,
    /// The offending text.
    pub text: String,
    /// What is wrong.
    pub message: String,
    /// The same in Chinese, where gongkai says it.
    pub zh: Option<String>,
    /// How to mend it.
    pub help: String,
}

/// The state, and whoever waits for the next.
pub struct Live(watch::Sender<State>);

/// Most problems that the overlay shows.
const MOST: usize = 20;

impl Live {
    pub fn new() -> Live {
        Live(watch::channel(State::default()).0)
    }

    pub fn now(&self) -> State {
        self.0.borrow().clone()
    }

    /// The state after `version`.
    pub async fn after(&self, version: u64) -> State {
        let mut states = self.0.subscribe();
        // The sender lives as long as this.
        states.wait_for(|state| state.version > version).await.map(|state| state.clone()).unwrap_or_default()
    }

    /// A build that ended: published, or not for the errors of its content.
    pub fn built(&self, outcome: &Outcome) {
        let errors = outcome.diagnostics.iter().filter(|found| found.severity == Severity::Error);
        let problems: Vec<ProblemView> = errors.take(MOST).map(ProblemView::of).collect();
        self.0.send_modify(|state| {
            state.version += 1;
            if outcome.published.is_some() {
                state.built = state.version;
            }
            state.problems = problems;
        });
    }

    /// A build that something else than the content kept from ending.
    pub fn failed(&self, message: &str) {
        let problem = ProblemView { place: String::new(), text: String::new(), message: message.to_owned(), zh: None, help: String::new() };
        self.0.send_modify(|state| {
            state.version += 1;
            state.problems = vec![problem];
        });
    }
}

impl ProblemView {
    fn of(found: &Diagnostic) -> ProblemView {
        let file = found.file.display();
        let excerpt = excerpt(found);
        let place = excerpt.as_ref().map_or_else(|| file.to_string(), |excerpt| format!("{file}:{}:{}", excerpt.line, excerpt.column));
        ProblemView {
            place,
            text: excerpt.map(|excerpt| excerpt.text[excerpt.bytes].chars().take(120).collect()).unwrap_or_default(),
            message: found.message.en.clone(),
            zh: found.message.zh.clone(),
            help: found.help.en.clone(),
        }
    }
}
