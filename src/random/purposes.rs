//! Sets of purposes.

use super::Purpose;

/// A set of purposes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purposes(u64);

impl Purposes {
    /// No purpose.
    pub const NONE: Self = Self(0);

    /// The set of these purposes.
    pub fn of(purposes: impl IntoIterator<Item = Purpose>) -> Self {
        Self(purposes.into_iter().fold(0, |set, purpose| set | 1 << purpose as u64))
    }

    /// What is in either set.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a purpose is in the set.
    pub const fn contains(self, purpose: Purpose) -> bool {
        self.0 >> purpose as u64 & 1 == 1
    }

    /// A word that marks the streams of the set: 0 for a purpose outside it, apart from every purpose's number
    /// for one within.
    #[inline]
    pub(super) const fn mark(self, purpose: Purpose) -> u64 {
        (self.0 >> purpose as u64 & 1) << 32
    }
}

// A set has room for purposes up to 63.
const _: () = assert!((Purpose::ALL[Purpose::ALL.len() - 1] as u64) < u64::BITS as u64);
