//! Columns of numbers whose memory is used again.

use std::ops::{Deref, DerefMut};

/// A column of so many numbers as were asked for last. It is not cleared before they are put down: whoever asks for
/// numbers writes all of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Column<T> {
    memory: Vec<T>,
    length: usize,
}

impl<T: Clone + Default> Column<T> {
    /// Makes it so long.
    pub fn of_length(&mut self, length: usize) -> &mut [T] {
        self.with_room_behind(length, 0)
    }

    /// Makes it so long, with room for some more numbers behind it, which may be written to.
    pub fn with_room_behind(&mut self, length: usize, more: usize) -> &mut [T] {
        self.length = length;
        if self.memory.len() < length + more {
            self.memory.resize(length + more, T::default());
        }
        &mut self.memory[..length + more]
    }
}

impl<T> Deref for Column<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.memory[..self.length]
    }
}

impl<T> DerefMut for Column<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.memory[..self.length]
    }
}
