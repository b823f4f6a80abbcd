//! Eight nodes at a time: plain arrays whose loops the compiler turns into whatever vectors a
//! target has. Every lane is its own sum in a fixed order, so the bits are the same on all.
//!
//! In WebAssembly the functions that loop over lanes ask for `simd128` themselves, so that no flag of
//! a build can be forgotten: fixed-width vectors round like single numbers, and every browser has had
//! them since Safari 16.4 (March 2023; Chrome 91 and Firefox 89 two years earlier). A compiler that
//! is to save bytes (`opt-level` "s" or "z") does not use them.

/// Nodes of a pack.
pub const LANES: usize = 8;

/// One number of each node of a pack.
pub type Lanes = [f32; LANES];

/// How many packs hold so many nodes.
pub fn packs(count: usize) -> usize {
    count.div_ceil(LANES)
}

/// The pack's numbers out of a list that is padded to whole packs.
pub fn loaded(list: &[f32], pack: usize) -> Lanes {
    let mut lanes = [0.0; LANES];
    lanes.copy_from_slice(&list[pack * LANES..(pack + 1) * LANES]);
    lanes
}

/// Puts them back.
pub fn store(list: &mut [f32], pack: usize, lanes: Lanes) {
    list[pack * LANES..(pack + 1) * LANES].copy_from_slice(&lanes);
}
