//! Random streams that are addressed, never handed around.
//!
//! A stream is named by what it is for: (seed, year, team, seat, stint, purpose). A keyed hash of that
//! name is where a small named generator starts, so any year can be drawn alone, by any thread, in any
//! order, and a change of one plan or team moves no other draw: common random numbers by construction.
//!
//! Every stream has a *twin*, independent of it, at the same address. A year may take the streams of some
//! purposes from their twins and the others as they are: a hybrid of two independent years, which shows what
//! these purposes do to it.

mod purposes;
mod seats;

pub use purposes::Purposes;
pub use seats::{Seats, Streams};

use std::convert::Infallible;

use rand::TryRng;

/// The generator behind every stream: SplitMix64 (Steele, Lea, Flood 2014), a counter that is hashed.
///
/// A rep's year takes a handful of streams of some twenty words each, so what counts is that a stream opens
/// at once and that its words do not wait for one another. All streams are parts of one cycle of 2⁶⁴ words;
/// that two of a run's lap over is as rare as that two addresses are the same.
#[derive(Clone, Debug)]
pub struct Generator {
    counter: u64,
}

impl TryRng for Generator {
    type Error = Infallible;

    #[inline]
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.try_next_u64().map(|word| (word >> 32) as u32)
    }

    #[inline]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        self.counter = self.counter.wrapping_add(GOLDEN);
        Ok(mix(self.counter))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for part in bytes.chunks_mut(8) {
            let Ok(word) = self.try_next_u64();
            part.copy_from_slice(&word.to_le_bytes()[..part.len()]);
        }
        Ok(())
    }
}

/// What a stream's numbers decide. The discriminants are part of what a seed means: append only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u64)]
pub enum Purpose {
    /// The market factors of a year.
    Market = 1,
    /// The factor that a team's reps share in a year.
    TeamFactor = 2,
    /// A rep's own attainment or skill.
    Attainment = 3,
    /// A rep's quota, where it is drawn.
    Quota = 4,
    /// When a rep leaves.
    Turnover = 5,
    /// How many deals a rep closes.
    DealCount = 6,
    /// In which month a deal closes.
    DealMonth = 7,
    /// A deal's size.
    DealSize = 8,
    /// A deal's contract term.
    DealTerm = 9,
    /// How many accounts a rep's book holds.
    BookSize = 10,
    /// An account's ARR at the start.
    AccountArr = 11,
    /// An account's month of renewal, where it is drawn.
    RenewalMonth = 12,
    /// Whether an account churns or contracts at its renewal.
    Renewal = 13,
    /// By what share a contracting account contracts.
    ContractionShare = 14,
    /// How many expansions a book sees.
    ExpansionCount = 15,
    /// Which account expands, and when.
    ExpansionPlace = 16,
    /// By what share an account expands.
    ExpansionShare = 17,
    /// Whether an expansion is an upsell or a cross-sell.
    ExpansionKind = 18,
    /// A rep's scores.
    Score = 19,
    /// How many meetings a rep holds.
    MeetingCount = 20,
    /// How many meetings qualify.
    QualifiedCount = 21,
    /// How many qualified opportunities are won.
    WonCount = 22,
    /// A won opportunity's size.
    WonSize = 23,
    /// Which product a deal sells.
    DealProduct = 24,
    /// The margin of a deal's product.
    DealMargin = 25,
    /// Days until a deal closes.
    DealDays = 26,
    /// Who opened a deal.
    DealOutbound = 27,
    /// Whether a deal is paid in advance.
    DealPrepaid = 28,
    /// Whether services come with a deal, and for how much.
    Implementation = 29,
    /// Whether the account of a deal upgrades, when and by how much.
    Upgrade = 30,
    /// How many activities a rep does.
    ActivityCount = 31,
    /// Whether an account that was handed over churns or contracts.
    HandedRenewal = 32,
    /// When and by how much an account that was handed over expands.
    HandedExpansion = 33,
    /// A year's rate of exchange, where it is drawn.
    Exchange = 34,
    /// Which deals are sold together with another rep.
    CoSelling = 35,
    /// Which product an expansion is of.
    ExpansionProduct = 36,
    /// The margin of an expansion's product.
    ExpansionMargin = 37,
}

impl Purpose {
    /// Every purpose, in the order of their numbers.
    pub const ALL: [Self; 37] = [
        Self::Market,
        Self::TeamFactor,
        Self::Attainment,
        Self::Quota,
        Self::Turnover,
        Self::DealCount,
        Self::DealMonth,
        Self::DealSize,
        Self::DealTerm,
        Self::BookSize,
        Self::AccountArr,
        Self::RenewalMonth,
        Self::Renewal,
        Self::ContractionShare,
        Self::ExpansionCount,
        Self::ExpansionPlace,
        Self::ExpansionShare,
        Self::ExpansionKind,
        Self::Score,
        Self::MeetingCount,
        Self::QualifiedCount,
        Self::WonCount,
        Self::WonSize,
        Self::DealProduct,
        Self::DealMargin,
        Self::DealDays,
        Self::DealOutbound,
        Self::DealPrepaid,
        Self::Implementation,
        Self::Upgrade,
        Self::ActivityCount,
        Self::HandedRenewal,
        Self::HandedExpansion,
        Self::Exchange,
        Self::CoSelling,
        Self::ExpansionProduct,
        Self::ExpansionMargin,
    ];
}

/// The address of a stream, all but its purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address {
    state: u64,
    /// The purposes whose streams are the twins.
    twins: Purposes,
}

impl Address {
    /// The address of a synthetic year, from 0. The years before its plan year have addresses of their own
    /// below it, see [`Address::history`].
    pub fn year(seed: u64, year: u64) -> Self {
        let state = mix(mix(seed ^ 0x70_61_79_63_75_72_76_65) ^ year);
        Self { state, twins: Purposes::NONE }
    }

    /// The same address, from which, and from all below it, streams for `purposes` open as their twins: another
    /// stream of the same name, independent of the first.
    #[must_use]
    pub fn with_twins(self, purposes: Purposes) -> Self {
        Self { twins: purposes, ..self }
    }

    /// The address of the `back`-th year before the plan year (1 is the year just before).
    #[must_use]
    pub fn history(self, back: u64) -> Self {
        self.step(back ^ 0x6869_7374_6f72_7900)
    }

    /// The address of a team in it, by the team's name: another team's presence moves nothing.
    #[must_use]
    pub fn team(self, name: &str) -> Self {
        self.step(name.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| mix(h ^ u64::from(b))))
    }

    /// The address of a seat of a team and of one of the reps who hold it in turn, both from 0.
    #[must_use]
    pub fn rep(self, seat: u32, stint: u32) -> Self {
        self.step(u64::from(seat) | u64::from(stint) << 32)
    }

    /// The address of one of the accounts that a seat sold, by number.
    #[must_use]
    pub fn account(self, number: u32) -> Self {
        self.step(u64::from(number) ^ 0x6163_636f_756e_7400)
    }

    /// Opens the stream for a purpose.
    #[inline]
    pub fn open(self, purpose: Purpose) -> Generator {
        Generator { counter: self.step(purpose as u64 | self.twins.mark(purpose)).state }
    }

    /// Opens a stream that decides nothing of what is drawn here: for the design of an experiment.
    pub fn open_design(self) -> Generator {
        Generator { counter: self.step(0).state }
    }

    #[inline]
    fn step(self, word: u64) -> Self {
        Self { state: mix(self.state.wrapping_add(GOLDEN) ^ mix(word)), ..self }
    }
}

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014, variant 13 of Stafford's mixers): a bijection
/// in which every input bit moves every output bit.
#[inline(always)]
const fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A uniform number in the open interval (0, 1), from the generator's upper 52 bits.
#[inline]
pub fn open_unit(generator: &mut Generator) -> f64 {
    use rand::Rng;
    unit_of_word(generator.next_u64())
}

/// The uniform number that a word of random bits stands for, see [`open_unit`].
#[inline]
pub fn unit_of_word(word: u64) -> f64 {
    ((word >> 12) as f64 + 0.5) * (1.0 / (1u64 << 52) as f64)
}

/// The word of 64 random bits below which an event of this chance happens: `next_u64() < threshold(p)`.
#[inline]
pub fn threshold(chance: f64) -> u64 {
    // The conversion saturates: a chance of 1 or more becomes the largest word, missed once in 2⁶⁴.
    (chance * 18_446_744_073_709_551_616.0) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::Rng;

    #[test]
    fn every_part_of_an_address_moves_the_stream() {
        let first = |a: Address, p| a.open(p).next_u64();
        let base = || Address::year(7, 3).team("AE").rep(1, 0);
        let seen = [
            first(base(), Purpose::DealSize),
            first(base(), Purpose::DealCount),
            first(Address::year(8, 3).team("AE").rep(1, 0), Purpose::DealSize),
            first(Address::year(7, 4).team("AE").rep(1, 0), Purpose::DealSize),
            first(Address::year(7, 3).history(1).team("AE").rep(1, 0), Purpose::DealSize),
            first(Address::year(7, 3).team("AM").rep(1, 0), Purpose::DealSize),
            first(Address::year(7, 3).team("AE").rep(2, 0), Purpose::DealSize),
            first(Address::year(7, 3).team("AE").rep(1, 1), Purpose::DealSize),
        ];
        let mut sorted = seen.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), seen.len());
        assert_eq!(first(base(), Purpose::DealSize), seen[0], "a stream opens alike twice");
    }

    #[test]
    fn a_twin_is_another_stream_and_the_others_stay() {
        let base = || Address::year(7, 3);
        let twin = || base().with_twins(Purposes::of([Purpose::DealSize]));
        let first = |a: Address, p| a.team("AE").rep(1, 0).open(p).next_u64();
        assert_ne!(first(twin(), Purpose::DealSize), first(base(), Purpose::DealSize));
        for purpose in Purpose::ALL.into_iter().filter(|purpose| *purpose != Purpose::DealSize) {
            assert_eq!(first(twin(), purpose), first(base(), purpose), "{purpose:?}");
        }
        assert_ne!(
            first(base().history(1).with_twins(Purposes::of([Purpose::Market])), Purpose::Market),
            first(base().history(1), Purpose::Market)
        );
    }

    #[test]
    fn all_purposes_are_listed() {
        // Numbers are read off the source: a purpose that the list lacks would be drawn and never explained.
        let (_, after) = include_str!("mod.rs").split_once("pub enum Purpose {").unwrap();
        let (body, _) = after.split_once("\n}").unwrap();
        let numbers =
            body.lines().filter_map(|line| line.trim().strip_suffix(',')?.split_once(" = "));
        let numbers: Vec<u64> = numbers.map(|(_, number)| number.parse().unwrap()).collect();
        assert_eq!(numbers, Purpose::ALL.map(|purpose| purpose as u64));
    }

    /// Held so that a seed goes on meaning what it meant; a change here is a break of value stability. The
    /// words were worked out apart from this code, from the definition of SplitMix64.
    #[test]
    fn golden_first_words() {
        let mut s = Address::year(7, 3).team("AE").rep(1, 0).open(Purpose::DealSize);
        assert_eq!([s.next_u64(), s.next_u64()], [GOLDEN_WORDS[0], GOLDEN_WORDS[1]],);
    }
    const GOLDEN_WORDS: [u64; 2] = [0xbc4e_6a43_907d_4435, 0x7298_ae73_9ea8_b5e7];

    /// Neighbouring addresses give unrelated streams: the mean of the first uniforms of 100,000 reps is
    /// 1/2 within 4 standard errors (1/√12/√n; one seed in 16,000 would fail), and so is their product's.
    #[test]
    fn neighbouring_streams_are_independent() {
        let n = 100_000;
        let (mut sum, mut product) = (0.0, 0.0);
        let mut last = 0.5;
        for seat in 0..n {
            let u = open_unit(
                &mut Address::year(1, 1).team("AE").rep(seat, 0).open(Purpose::Attainment),
            );
            sum += u;
            product += (u - 0.5) * (last - 0.5);
            last = u;
        }
        let n = f64::from(n);
        assert!((sum / n - 0.5).abs() < 4.0 / (12.0 * n).sqrt());
        assert!((product / n).abs() < 4.0 / (12.0 * n.sqrt()));
    }
}
