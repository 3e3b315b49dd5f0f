//! Documents in processes of their own: a hang, an abort or a stack overflow cannot be caught inside a
//! process, so the same binary is started again to read them.
//!
//! [`Pool`] is the program's side and [`serve()`] the worker's; `protocol` is what they say. A worker that takes
//! too long, ends or answers garbage costs the one document it had: the document becomes an error, and the
//! next one gets a new worker. Nothing but the bytes of a document decides what becomes of it: a worker that
//! ends after others were read in it is replaced, and the document tried once more.

mod fault;
mod pool;
mod protocol;
mod serve;

pub use fault::Fault;
pub use pool::Pool;
pub use serve::serve;
