//! Questions asked of small networks by hand, also as addresses say them, of random ones against
//! counting by brute force, and of one as large as a country.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod asked;
mod country;
mod drawn;
mod random;
mod shown;
mod small;
mod times;
