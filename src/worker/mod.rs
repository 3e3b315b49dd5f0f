//! Documents in processes of their own: a hang, an abort or a stack overflow cannot be caught inside a
//! process.
//!
//! For a run over many documents the program is started again: [`Pool`] is the program's side and [`serve()`] the
//! worker's; `protocol` is what they say. A worker that takes too long, ends or answers garbage costs the one
//! document it had: the document becomes an error, and the next one gets a new worker. Nothing but the bytes of a
//! document decides what becomes of it: a worker that ends after others were read in it is replaced, and the
//! document tried once more.
//!
//! For a single document `apart` forks on Linux: that costs a tenth of another start, and nothing
//! needs to be said over a pipe. `ending` is what both make of a reader that ended.

#[cfg(target_os = "linux")]
mod apart;
mod ending;
mod fault;
mod pool;
mod protocol;
mod serve;

#[cfg(target_os = "linux")]
pub use apart::apart;
pub use fault::Fault;
pub use pool::Pool;
pub use serve::serve;

/// Where the one who asked for work apart from this process finds itself afterwards.
#[derive(Debug)]
pub enum Apart<T> {
    /// Where the work was done, with what it gave.
    Here(T),
    /// Where it was waited for: the copy that did it has ended with this code and has said everything.
    Elsewhere(u8),
}
