//! The command `gongkai`.

#![forbid(unsafe_code)]

mod cli;

/// A build allocates many small texts on all threads: with the C library's allocator a quarter of its work was that alone.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run()
}
