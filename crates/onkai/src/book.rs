//! The book's examples, which are tests. Like the front page, the book is not part of the package.

#[doc = include_str!("../../../docs/src/getting-started.md")]
mod getting_started {}

#[doc = include_str!("../../../docs/src/scipy-users.md")]
mod scipy_users {}
