//! `gongkai serve`: the site in a browser while it is being written. Builds into a scratch folder, watches content and theme, builds again
//! what changed, and tells the open pages.
//!
//! Invariant: nothing of this ever reaches a published site. Pages are served as they were built, with one script added on the way;
//! only this machine is answered, and only its own pages.

mod http;
mod live;
mod watch;

pub use live::ProblemView;

use crate::build::{self, BuildError, Options, Outcome};
use live::Live;
use std::{
    io,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    thread,
};

/// What to serve, and where.
#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// What to build.
    pub build: Options,
    /// The first port that is tried.
    pub port: u16,
}

/// What happened, for whoever tells people.
pub enum Event<'a> {
    /// The server answers at this address.
    Listening(SocketAddr),
    /// The site was built, or was not for the errors of its content.
    Built(&'a Outcome),
    /// Something other than the content is wrong.
    Failed(&'a BuildError),
}

/// Told of everything that happens, from the thread that builds.
pub type Tell = Arc<dyn Fn(Event<'_>) + Send + Sync>;

/// What keeps the server from running.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// All ports are taken.
    #[error("no port from {0} to {1} is free: choose another with --port")]
    Ports(u16, u16),
    /// The system.
    #[error("the server cannot run: {0}")]
    Io(#[from] io::Error),
    /// Files cannot be watched.
    #[error("changes of files cannot be seen: {0}")]
    Watch(#[from] notify::Error),
    /// There is no site.
    #[error(transparent)]
    Build(#[from] BuildError),
}

/// How many ports are tried.
const PORTS: u16 = 50;

/// Builds, serves and watches until the process is interrupted.
///
/// # Errors
/// [`ServeError`] where it cannot begin; later problems are told and shown in the pages.
pub fn serve(options: &ServeOptions, tell: Tell) -> Result<(), ServeError> {
    let listener = listen(options.port)?;
    let address = listener.local_addr()?;
    let scratch = tempfile::Builder::new().prefix("gongkai-serve-").tempdir()?;
    let out = scratch.path().join("site");
    let live = Arc::new(Live::new());
    // Before the first build: what changes during it is seen.
    let mut changes = watch::watch(&options.build.site)?;
    let building = Arc::new(Mutex::new(()));
    let builder =
        Builder { options: options.build.clone(), out: out.clone(), live: live.clone(), tell: tell.clone(), building: building.clone() };
    tell(Event::Listening(address));
    thread::spawn(move || {
        builder.build();
        while changes.wait() {
            builder.build();
        }
    });
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
        let server = http::run(listener, address, out, live);
        tokio::select! {
            ended = server => ended,
            stopped = stopped() => stopped,
        }
    })?;
    // The scratch folder goes now, and nobody writes into it any more.
    let _quiet = building.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(scratch.close()?)
}

/// Waits until somebody ends it: Ctrl+C, or the system.
#[cfg(unix)]
async fn stopped() -> io::Result<()> {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::select! {
        stopped = tokio::signal::ctrl_c() => stopped,
        _ = terminate.recv() => Ok(()),
    }
}

/// Waits until somebody ends it: Ctrl+C.
#[cfg(not(unix))]
async fn stopped() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}

fn listen(first: u16) -> Result<TcpListener, ServeError> {
    let last = first.saturating_add(PORTS - 1);
    for port in first..=last {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse || error.kind() == io::ErrorKind::PermissionDenied => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(ServeError::Ports(first, last))
}

struct Builder {
    options: Options,
    out: PathBuf,
    live: Arc<Live>,
    tell: Tell,
    /// Held while a build writes.
    building: Arc<Mutex<()>>,
}

impl Builder {
    fn build(&self) {
        let _building = self.building.lock().unwrap_or_else(PoisonError::into_inner);
        match build::build(&self.options, &self.out, &|_, _| {}) {
            Ok(outcome) => {
                self.live.built(&outcome);
                (self.tell)(Event::Built(&outcome));
            }
            Err(error) => {
                self.live.failed(&error.to_string());
                (self.tell)(Event::Failed(&error));
            }
        }
    }
}
