//! The server over HTTP: files mirror the addresses. One binary, the real router, the real
//! database engine in memory, the published sample workbooks.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod app;
mod carried;
mod computed;
mod device;
mod export;
mod import;
mod picture;
mod practices;
mod programme_files;
mod public;
mod rounds;
mod session;
mod sync;
