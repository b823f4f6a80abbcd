//! Facts of one kind by a small number each. A number is given out at the first mention, also by
//! another fact that came earlier, and never given to another identity.

use opora_domain::RecordId;
use std::collections::BTreeMap;

/// Facts by slot.
#[derive(Clone, Debug)]
pub struct Slots<T> {
    of: BTreeMap<RecordId, u32>,
    ids: Vec<RecordId>,
    entries: Vec<Option<T>>,
}

impl<T> Default for Slots<T> {
    fn default() -> Self {
        Slots {
            of: BTreeMap::new(),
            ids: Vec::new(),
            entries: Vec::new(),
        }
    }
}

impl<T> Slots<T> {
    /// The slot of an identity, made when there is none.
    pub(crate) fn slot(&mut self, id: RecordId) -> u32 {
        let next = self.ids.len() as u32;
        let slot = *self.of.entry(id).or_insert(next);
        if slot == next {
            self.ids.push(id);
            self.entries.push(None);
        }
        slot
    }

    pub(crate) fn id(&self, slot: u32) -> RecordId {
        self.ids[slot as usize]
    }

    /// How many slots there are, of facts that are there and of others.
    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    pub(crate) fn get(&self, slot: u32) -> Option<&T> {
        self.entries[slot as usize].as_ref()
    }

    pub(crate) fn set(&mut self, slot: u32, entry: Option<T>) {
        self.entries[slot as usize] = entry;
    }

    /// The fact of an identity, if it is there.
    pub(crate) fn find(&self, id: RecordId) -> Option<(u32, &T)> {
        let slot = *self.of.get(&id)?;
        Some((slot, self.get(slot)?))
    }

    /// Takes the fact of an identity out; its slot stays.
    pub(crate) fn take(&mut self, id: RecordId) -> Option<(u32, T)> {
        let slot = *self.of.get(&id)?;
        Some((slot, self.entries[slot as usize].take()?))
    }

    /// Those that are there, by slot.
    pub(crate) fn present(&self) -> impl Iterator<Item = (u32, &T)> {
        let numbered = self.entries.iter().enumerate();
        numbered.filter_map(|(slot, entry)| Some((slot as u32, entry.as_ref()?)))
    }

    /// Slots of those that are there, by ascending identity.
    pub(crate) fn by_id(&self) -> impl Iterator<Item = u32> {
        let slots = self.of.values().copied();
        slots.filter(|slot| self.get(*slot).is_some())
    }
}
