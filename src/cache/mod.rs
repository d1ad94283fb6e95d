//! What was made before, and from what: so that nothing is made twice.
//!
//! A record says what a department (or the site as a whole) put into the output folder, and keys of everything it was made from. It
//! proves itself: `build` takes it only where all keys are the same again and the files stand there as they were stored, so a record
//! that is old, lost or damaged costs time and nothing else. Keys are BLAKE3 of contents; sizes, times and inodes only decide
//! whether contents are read again.
//!
//! The room knows keys, bytes and files; what a record holds is `build`'s to say.

mod folder;
mod inputs;
mod key;

pub use folder::{Cache, Found, seal, unseal};
pub use inputs::{Input, look};
pub use key::{Key, KeyMaker};
