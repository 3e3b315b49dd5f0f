//! Links the program for Linux at a fixed address.
//!
//! A relocatable program writes a million bytes of addresses (tables of glyph names, of messages, of rules) before its
//! first line, each time it starts: 250 page faults of 405, and a copy of those pages for every document that is read
//! apart. Stack, heap and libraries stay where chance puts them.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = |name: &str| env::var(format!("CARGO_CFG_TARGET_{name}")).unwrap_or_default();
    let is_static = target("FEATURE")
        .split(',')
        .any(|feature| feature == "crt-static");
    if target("OS") == "linux" && target("ENV") == "gnu" && !is_static {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
