//! Memory for a module that must be small: blocks of powers of two, each size with a list of those
//! that were given back. A tenth of the code of the usual allocator, and never slower.
//!
//! It gives nothing back to the browser and joins no blocks: the module lives as long as its page,
//! and what it needs again is of the sizes it has had. Up to half of a block may stay unused.

#![expect(unsafe_code, reason = "an allocator hands out raw memory")]

use std::alloc::{GlobalAlloc, Layout};
use std::cell::UnsafeCell;

/// The smallest block, bytes; everything is aligned to it.
const BLOCK_MIN: usize = 16;
/// So much is asked for at least when there is no room, bytes.
const GROWTH_MIN: usize = 1 << 20;

/// `grow` gives the address of so many new bytes, a multiple of [`BLOCK_MIN`]; 0 when there are
/// none.
pub struct Heap {
    state: UnsafeCell<State>,
    grow: fn(usize) -> usize,
}

struct State {
    /// Addresses of the first free block of 2^n bytes; 0 where there is none.
    free: [usize; usize::BITS as usize],
    /// What was never handed out.
    next: usize,
    end: usize,
}

// SAFETY: WebAssembly of this crate has one thread, and the tests use a heap each.
unsafe impl Sync for Heap {}

impl Heap {
    pub const fn new(grow: fn(usize) -> usize) -> Self {
        Heap {
            state: UnsafeCell::new(State {
                free: [0; usize::BITS as usize],
                next: 0,
                end: 0,
            }),
            grow,
        }
    }
}

/// The power of two a block has.
const fn class_of(bytes: usize) -> usize {
    let bytes = if bytes < BLOCK_MIN { BLOCK_MIN } else { bytes };
    (usize::BITS - (bytes - 1).leading_zeros()) as usize
}

// SAFETY: a block is handed out to one owner at a time, is as long as its class says and aligned
// to 16 bytes; who wants more is refused.
unsafe impl GlobalAlloc for Heap {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let class = class_of(layout.size());
        if layout.align() > BLOCK_MIN || class >= usize::BITS as usize - 1 {
            return std::ptr::null_mut();
        }
        // SAFETY: one thread, and nothing below calls back into the allocator.
        let state = unsafe { &mut *self.state.get() };
        let free = state.free[class];
        if free != 0 {
            // SAFETY: a free block begins with the address of the next one.
            state.free[class] = unsafe { *(free as *const usize) };
            return free as *mut u8;
        }
        let bytes = 1 << class;
        if state.end - state.next < bytes {
            let wanted = if bytes > GROWTH_MIN {
                bytes
            } else {
                GROWTH_MIN
            };
            let fresh = (self.grow)(wanted);
            if fresh == 0 {
                return std::ptr::null_mut();
            }
            if fresh != state.end {
                state.next = fresh;
            }
            state.end = fresh + wanted;
        }
        let block = state.next;
        state.next += bytes;
        block as *mut u8
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        let class = class_of(layout.size());
        // SAFETY: one thread; the block is free now and has room for an address.
        unsafe {
            let state = &mut *self.state.get();
            *block.cast::<usize>() = state.free[class];
            state.free[class] = block as usize;
        }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if class_of(size) == class_of(layout.size()) {
            return block;
        }
        // SAFETY: the size is not 0 and the alignment that of the old layout, as the caller says.
        unsafe {
            let fresh = self.alloc(Layout::from_size_align_unchecked(size, layout.align()));
            if !fresh.is_null() {
                let both = if size < layout.size() {
                    size
                } else {
                    layout.size()
                };
                std::ptr::copy_nonoverlapping(block, fresh, both);
                self.dealloc(block, layout);
            }
            fresh
        }
    }
}

/// More of the module's own memory.
#[cfg(target_arch = "wasm32")]
fn grown(bytes: usize) -> usize {
    const PAGE: usize = 1 << 16;
    match core::arch::wasm32::memory_grow(0, bytes.div_ceil(PAGE)) {
        usize::MAX => 0,
        before => before * PAGE,
    }
}

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static HEAP: Heap = Heap::new(grown);

#[cfg(test)]
mod tests {
    use super::*;

    #[repr(align(16))]
    struct Aligned([u8; GROWTH_MIN]);

    fn leaked(bytes: usize) -> usize {
        assert!(bytes <= GROWTH_MIN, "the tests want no more");
        Box::leak(Box::new(Aligned([0; GROWTH_MIN]))).0.as_ptr() as usize
    }

    #[test]
    fn blocks_never_overlap_and_keep_what_is_in_them() {
        let heap = Heap::new(leaked);
        let mut held: Vec<(*mut u8, Layout, u8)> = Vec::new();
        let mut seed = 7_usize;
        for round in 0..4_000_usize {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let size = 1 + (seed >> 33) % 700;
            let mark = round as u8;
            // SAFETY: layouts are those the blocks were asked for with.
            unsafe {
                if held.len() > 60 {
                    let (block, layout, mark) = held.remove((seed >> 40) % 60);
                    let whole = std::slice::from_raw_parts(block, layout.size());
                    assert!(whole.iter().all(|byte| *byte == mark));
                    let longer = heap.realloc(block, layout, size);
                    let both = size.min(layout.size());
                    let kept = std::slice::from_raw_parts(longer, both);
                    assert!(kept.iter().all(|byte| *byte == mark));
                    let layout = Layout::from_size_align(size, layout.align()).expect("a layout");
                    heap.dealloc(longer, layout);
                }
                let layout = Layout::from_size_align(size, 8).expect("a layout");
                let block = heap.alloc(layout);
                assert_eq!(block as usize % BLOCK_MIN, 0);
                block.write_bytes(mark, size);
                held.push((block, layout, mark));
            }
        }
    }

    #[test]
    fn what_cannot_be_given_is_refused() {
        let heap = Heap::new(|_| 0);
        let layout = Layout::from_size_align(40, 8).expect("a layout");
        let page = Layout::from_size_align(40, 4096).expect("a layout");
        // SAFETY: nothing is handed out.
        unsafe {
            assert!(heap.alloc(layout).is_null());
            assert!(Heap::new(leaked).alloc(page).is_null());
        }
    }
}
