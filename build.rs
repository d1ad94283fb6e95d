//! Themes are embedded: a file added to one must start a new build, which `include_dir!` alone does not notice.

fn main() {
    println!("cargo:rerun-if-changed=themes");
    println!("cargo:rerun-if-changed=forms");
}
