//! What is known of an event beside its kind and amount: the product, its margin, how the deal came about.

use std::fmt;

/// Properties that conditions look at, packed into seven bytes so that an event stays small: it is the data
/// of which a year has most.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Traits {
    /// The upper twelve bits: the name's number + 1, 0 where there is none; below them the flags.
    name_and_flags: [u8; 2],
    /// Millionths, in 24 bits; the least of them where unknown.
    margin: [u8; 3],
    /// The largest number where unknown.
    days: [u8; 2],
}

const OUTBOUND: u16 = 1;
const PREPAID: u16 = 2;
const UNKNOWN_MARGIN: i32 = -(1 << 23);

impl Traits {
    /// Nothing is known.
    pub const NONE: Self = Self { name_and_flags: [0; 2], margin: [0, 0, 0x80], days: [0xff; 2] };

    /// So many names can be told apart.
    pub const MOST_NAMES: usize = 0xfff;

    /// The largest margin that can be stated, in millionths and either sign: 100 %.
    pub const MOST_MARGIN: i32 = 1_000_000;

    /// The most days to close that can be stated.
    pub const MOST_DAYS: u16 = 36_500;

    /// The product of a sale, or which activity it is: its place, below [`Self::MOST_NAMES`], among the
    /// team's [`super::Names`].
    #[must_use]
    pub fn with_name(self, place: usize) -> Self {
        let number = (place + 1).min(Self::MOST_NAMES) as u16;
        self.with_word((number << 4) | (self.word() & 0xf))
    }

    /// The margin of the amount, in millionths.
    #[must_use]
    pub fn with_margin(self, millionths: i32) -> Self {
        let most = Self::MOST_MARGIN;
        let [a, b, c, _] = millionths.clamp(-most, most).to_le_bytes();
        Self { margin: [a, b, c], ..self }
    }

    /// Days from first contact to signature.
    #[must_use]
    pub fn with_days(self, days: u16) -> Self {
        Self { days: days.min(Self::MOST_DAYS).to_le_bytes(), ..self }
    }

    /// Whether the rep opened the deal.
    #[must_use]
    pub fn with_outbound(self, outbound: bool) -> Self {
        self.with_flag(OUTBOUND, outbound)
    }

    /// Whether the customer pays in advance.
    #[must_use]
    pub fn with_prepaid(self, prepaid: bool) -> Self {
        self.with_flag(PREPAID, prepaid)
    }

    /// The place of its name among the team's products, or activities; none where it is not known.
    pub fn name(self) -> Option<usize> {
        usize::from(self.word() >> 4).checked_sub(1)
    }

    /// The margin in millionths, where it is known.
    pub fn margin(self) -> Option<i32> {
        let [a, b, c] = self.margin;
        // Through the upper three bytes, so that the sign is carried down.
        let margin = i32::from_le_bytes([0, a, b, c]) >> 8;
        (margin != UNKNOWN_MARGIN).then_some(margin)
    }

    /// Days from first contact to signature, where they are known.
    pub fn days(self) -> Option<u16> {
        let days = u16::from_le_bytes(self.days);
        (days != u16::MAX).then_some(days)
    }

    /// Whether the rep opened the deal, as far as is known.
    pub fn outbound(self) -> bool {
        self.word() & OUTBOUND != 0
    }

    /// Whether the customer pays in advance, as far as is known.
    pub fn prepaid(self) -> bool {
        self.word() & PREPAID != 0
    }

    fn word(self) -> u16 {
        u16::from_le_bytes(self.name_and_flags)
    }

    fn with_word(self, word: u16) -> Self {
        Self { name_and_flags: word.to_le_bytes(), ..self }
    }

    fn with_flag(self, flag: u16, set: bool) -> Self {
        self.with_word(if set { self.word() | flag } else { self.word() & !flag })
    }
}

impl Default for Traits {
    fn default() -> Self {
        Self::NONE
    }
}

impl fmt::Debug for Traits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Traits")
            .field("name", &self.name())
            .field("margin", &self.margin())
            .field("days", &self.days())
            .field("outbound", &self.outbound())
            .field("prepaid", &self.prepaid())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stated_is_read_back_and_nothing_else_moves() {
        assert_eq!(
            size_of::<crate::events::Event>(),
            24,
            "an event is the data of which a year has most"
        );
        let none = Traits::NONE;
        assert_eq!((none.name(), none.margin(), none.days()), (None, None, None));
        assert!(!none.outbound() && !none.prepaid());
        for name in [0, 1, 17, Traits::MOST_NAMES - 1] {
            for margin in [-1_000_000, -1, 0, 1, 254_321, 1_000_000] {
                for days in [0, 1, 255, 256, Traits::MOST_DAYS] {
                    for (outbound, prepaid) in [(false, true), (true, false), (true, true)] {
                        let traits = none
                            .with_prepaid(prepaid)
                            .with_name(name)
                            .with_days(days)
                            .with_margin(margin)
                            .with_outbound(outbound);
                        assert_eq!(traits.name(), Some(name));
                        assert_eq!(traits.margin(), Some(margin));
                        assert_eq!(traits.days(), Some(days));
                        assert_eq!((traits.outbound(), traits.prepaid()), (outbound, prepaid));
                        assert_eq!(traits.with_outbound(false).prepaid(), prepaid);
                    }
                }
            }
        }
    }
}
