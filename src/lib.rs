//! gongkai (公开, “make public”): YAML tables of a government's performance targets in, a bilingual static disclosure site out.
//!
//! The rooms are the phases of the pipeline, and arrows go one way:
//! [`content`] → [`model`] → [`lint`] → [`site`] → [`render`] → [`publish`]; [`build`] owns the loop.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod archive;
pub mod audit;
pub mod build;
pub mod cache;
pub mod content;
pub mod data;
pub mod diff;
pub mod export;
pub mod format;
pub mod i18n;
pub mod import;
pub mod lint;
pub mod mend;
pub mod model;
pub mod publish;
pub mod render;
pub mod scaffold;
pub mod serve;
pub mod sign;
pub mod site;
mod sorted;
