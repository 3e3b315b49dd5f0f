//! Which item a paper is for: by its name, its chapters, its folder and its kind.

mod beside;
mod books;
mod kinds;
mod numbers;
mod unread;
