//! The server: files of the scratch folder, to this machine's own browser and to nobody else.

use super::live::Live;
use crate::site::path::SitePath;
use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    response::Response,
    routing::any,
};
use std::{
    io,
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

/// Where what serve adds stands; no file of a site begins so.
const OWN: &str = "/__gongkai/";

/// How long a page waits for news before it asks again.
const NEWS: Duration = Duration::from_secs(25);

struct Served {
    address: SocketAddr,
    out: PathBuf,
    live: Arc<Live>,
}

/// Answers until the process ends.
pub async fn run(listener: TcpListener, address: SocketAddr, out: PathBuf, live: Arc<Live>) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let served = Arc::new(Served { address, out, live });
    let router = Router::new().fallback(any(answer)).with_state(served);
    axum::serve(listener, router).await
}

async fn answer(State(served): State<Arc<Served>>, request: Request) -> Response {
    let (method, uri, headers) = (request.method(), request.uri(), request.headers());
    let mut response = match () {
        // A page elsewhere whose name leads here (DNS rebinding), or that loads something from here, gets nothing.
        () if !is_own(headers, served.address) => plain(StatusCode::FORBIDDEN, "gongkai serve answers this machine's own browser only"),
        () if !matches!(*method, Method::GET | Method::HEAD) => plain(StatusCode::METHOD_NOT_ALLOWED, "only GET"),
        () if uri.path().starts_with(OWN) => served.own(uri).await,
        () => served.file(uri.path()),
    };
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Whether a request names this server, and comes from its own pages or from the address bar.
fn is_own(headers: &HeaderMap, address: SocketAddr) -> bool {
    let text = |name: header::HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let hosts = [format!("127.0.0.1:{}", address.port()), format!("localhost:{}", address.port())];
    let host = text(header::HOST).is_some_and(|host| hosts.iter().any(|own| own.eq_ignore_ascii_case(host)));
    let origin = text(header::ORIGIN).is_none_or(|origin| hosts.iter().any(|own| origin == format!("http://{own}")));
    let site = text(header::HeaderName::from_static("sec-fetch-site")).unwrap_or("none");
    // A link that leads here may be followed, in a window of its own (no frame: see the headers of answers).
    let navigates = text(header::HeaderName::from_static("sec-fetch-mode")) == Some("navigate");
    host && origin && (matches!(site, "none" | "same-origin") || navigates)
}

impl Served {
    /// What serve adds: the script of the pages, and the state they ask for.
    async fn own(&self, uri: &Uri) -> Response {
        match uri.path().strip_prefix(OWN) {
            Some("live.js") => content("text/javascript; charset=utf-8", include_bytes!("live.js").to_vec()),
            Some("state") => {
                let after = uri.query().and_then(|query| query.strip_prefix("after=")?.parse::<u64>().ok());
                let state = match after {
                    Some(after) => tokio::time::timeout(NEWS, self.live.after(after)).await.unwrap_or_else(|_| self.live.now()),
                    None => self.live.now(),
                };
                // Numbers and texts: they are always JSON.
                content("application/json", serde_json::to_vec(&state).unwrap_or_default())
            }
            _ => plain(StatusCode::NOT_FOUND, "not found"),
        }
    }

    /// A file of the site; of a folder its index.
    fn file(&self, path: &str) -> Response {
        let path = path.trim_start_matches('/');
        let name = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        // What is no path of a site, encoded or not, names no file: there is no other way into the folder.
        let file = SitePath::parse(&name).ok().map(|path| self.out.join(path.as_str()));
        let Some(file) = file.filter(|file| is_plain(&self.out, file)) else {
            return self.not_found(path);
        };
        if file.is_dir() {
            let mut response = plain(StatusCode::PERMANENT_REDIRECT, "");
            if let Ok(place) = HeaderValue::from_str(&format!("/{path}/")) {
                response.headers_mut().insert(header::LOCATION, place);
            }
            return response;
        }
        match std::fs::read(&file) {
            Ok(bytes) => self.page(StatusCode::OK, media_type(&name), bytes),
            Err(_) => self.not_found(path),
        }
    }

    /// The site's own page for what is not there; before there is a site, one that waits for it.
    fn not_found(&self, path: &str) -> Response {
        let wants_page = path.is_empty() || path.ends_with('/') || path.ends_with(".html");
        match std::fs::read(self.out.join("404.html")) {
            Ok(bytes) => self.page(StatusCode::NOT_FOUND, "text/html; charset=utf-8", bytes),
            Err(_) if wants_page => {
                self.page(StatusCode::SERVICE_UNAVAILABLE, "text/html; charset=utf-8", include_bytes!("waiting.html").to_vec())
            }
            Err(_) => plain(StatusCode::NOT_FOUND, "not found"),
        }
    }

    /// Adds the script to a page, at its end.
    fn page(&self, status: StatusCode, media_type: &'static str, mut bytes: Vec<u8>) -> Response {
        if media_type.starts_with("text/html") {
            let script = format!("<script src=\"{OWN}live.js\" data-built=\"{}\"></script>", self.live.now().built);
            let end = bytes.windows(7).rposition(|window| window == b"</body>").unwrap_or(bytes.len());
            bytes.splice(end..end, script.into_bytes());
        }
        let mut response = content(media_type, bytes);
        *response.status_mut() = status;
        response
    }
}

/// Below the folder without a link on the way.
fn is_plain(out: &Path, file: &Path) -> bool {
    let mut parts = file.ancestors().take_while(|part| part.starts_with(out) && *part != out);
    parts.all(|part| std::fs::symlink_metadata(part).is_ok_and(|meta| !meta.is_symlink()))
}

fn content(media_type: &'static str, bytes: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(bytes));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    response
}

fn plain(status: StatusCode, words: &'static str) -> Response {
    let mut response = content("text/plain; charset=utf-8", words.as_bytes().to_vec());
    *response.status_mut() = status;
    response
}

/// The media types of what a site consists of.
fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "pdf" => "application/pdf",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}
