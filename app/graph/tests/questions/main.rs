//! Questions asked of small networks by hand, of random ones against counting by brute force, and
//! of one as large as a country.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod asked;
mod country;
mod drawn;
mod random;
mod small;
mod times;
