//! Arguments to library calls to exit code; nothing else.

fn main() {}
