//! Where Chromium, Chrome or Edge is found on this machine. Nothing is downloaded.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

/// The variable that names a browser.
pub const VARIABLE: &str = "CHROME";

/// Names of its program, as systems and makers call it.
const NAMES: [&str; 8] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
];

/// Where it lies on macOS, below `/Applications` of the system or of a user.
const MAC: [&str; 3] = [
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

/// Where it lies on Windows, below the folders of programs.
const WINDOWS: [&str; 3] =
    [r"Google\Chrome\Application\chrome.exe", r"Chromium\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe"];

/// The browser: what the variable `CHROME` names, else the first of the usual names in PATH, else the first of the usual places.
/// `variable` looks up the environment. Where `CHROME` is set, nothing else is tried.
pub fn find(variable: &dyn Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let path = variable("PATH").unwrap_or_default();
    let in_path =
        |name: &str| std::env::split_paths(&path).map(|folder| folder.join(name)).flat_map(with_extension).find(|file| file.is_file());
    if let Some(chosen) = variable(VARIABLE).filter(|chosen| !chosen.is_empty()) {
        let chosen = PathBuf::from(chosen);
        return if chosen.is_file() { Some(chosen) } else { chosen.to_str().and_then(in_path) };
    }
    NAMES.iter().find_map(|name| in_path(name)).or_else(|| places(variable).find(|file| file.is_file()))
}

fn with_extension(file: PathBuf) -> [PathBuf; 2] {
    let exe = file.with_extension("exe");
    [file, exe]
}

fn places(variable: &dyn Fn(&str) -> Option<OsString>) -> impl Iterator<Item = PathBuf> {
    let below = |name: &str, folder: &str| variable(name).map(|home| Path::new(&home).join(folder));
    let applications = [Some(PathBuf::from("/Applications")), below("HOME", "Applications")];
    let programs = ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"].map(|name| below(name, ""));
    let mac = applications.into_iter().flatten().flat_map(|folder| MAC.map(|file| folder.join(file)));
    mac.chain(programs.into_iter().flatten().flat_map(|folder| WINDOWS.map(|file| folder.join(file))))
}

#[cfg(test)]
mod tests {
    use super::find;
    use std::{ffi::OsString, fs, path::Path};

    #[test]
    fn a_browser_is_found_by_its_variable_then_by_name_then_in_its_usual_place() {
        let dir = tempfile::tempdir().unwrap();
        let file = |name: &str| {
            let file = dir.path().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, "").unwrap();
            file
        };
        let (mine, named) = (file("my-browser"), file("bin/google-chrome"));
        let placed = file("home/Applications/Chromium.app/Contents/MacOS/Chromium");
        let environment = |chrome: Option<&Path>, path: &str, home: &str| {
            let values = [
                ("CHROME", chrome.map(|path| path.as_os_str().to_owned())),
                ("PATH", Some(dir.path().join(path).into())),
                ("HOME", Some(dir.path().join(home).into())),
            ];
            move |name: &str| values.iter().find(|(key, _)| *key == name).and_then(|(_, value): &(_, Option<OsString>)| value.clone())
        };
        assert_eq!(find(&environment(Some(&mine), "bin", "home")), Some(mine));
        assert_eq!(find(&environment(Some(Path::new("google-chrome")), "bin", "home")), Some(named.clone()));
        assert_eq!(find(&environment(Some(Path::new("/nowhere")), "bin", "home")), None, "what was chosen is not replaced in silence");
        assert_eq!(find(&environment(None, "bin", "home")), Some(named));
        assert_eq!(find(&environment(None, "empty", "home")), Some(placed));
    }
}
