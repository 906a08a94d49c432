//! Draws by inversion: one word of random bits a draw, at one price for every family.
//!
//! A draw is the quantile at a uniform number. One word decides one draw, so the n-th draw of a stream stays
//! the n-th whatever the parameters are, and it moves with them smoothly: years compared under two plans, or
//! under two levels of a parameter, differ by what was changed and by nothing else.
//!
//! A quantile function is dear for most families, so it is worked out once, piece by piece. Each half of the
//! probabilities is cut into octaves towards its tail (½ to ¼, ¼ to ⅛, …) and each octave into equal pieces;
//! on each of them a polynomial through the exact quantiles takes its place. Both tails are smooth in that
//! division, however steep they are. Where a polynomial misses the quantile (at a kink, in a gap) and in what
//! lies beyond the last octave the law itself is asked.

use super::Distribution;
use super::law::Law;
use super::level::Level;
use rand::Rng;

/// Pieces an octave, a power of two; its exponent.
const PIECES: usize = 1 << FINENESS;
const FINENESS: u32 = 4;
/// Octaves a half; one draw in 2¹⁰ lies beyond.
const OCTAVES: usize = 10;
/// Pieces of one half.
const HALF: usize = OCTAVES * PIECES;
/// Pieces of both.
pub(super) const PIECES_IN_ALL: usize = 2 * HALF;
/// Coefficients a piece: polynomials of degree 5.
const TERMS: usize = 6;
/// How far from the quantile a piece may be, as a share of the value or of the distance between the
/// quartiles, whichever is more.
const TOLERANCE: f64 = 1e-9;

/// Bits of a float's mantissa.
const MANTISSA: u32 = 52;
/// A tail's probability is counted in units of 2⁻⁵³; the median has this many.
const MEDIAN: f64 = (1_u64 << MANTISSA) as f64;

/// What a distribution is drawn from.
#[derive(Debug)]
pub(super) enum Drawn {
    /// The only value.
    Constant(f64),
    /// No value has a probability of its own.
    Pieces(Pieces),
    /// Some have: the law itself is asked.
    Steps,
}

/// The quantile function in pieces.
#[derive(Debug)]
pub(super) struct Pieces {
    /// The lower half's, then the upper half's, each by rising probability of its tail, then one of what lies
    /// beyond; NaN where the law itself must be asked.
    pub(super) polynomials: Box<[Polynomial]>,
    /// The smallest and the largest possible value.
    pub(super) low: f64,
    pub(super) high: f64,
}

/// A polynomial of degree 5 as a row of a table: four places each, so that a vector holds them, in one line of the
/// cache.
#[derive(Clone, Copy, Debug)]
#[repr(C, align(64))]
pub(super) struct Polynomial {
    /// The coefficients of the powers 0, 2 and 4.
    pub(super) even: [f64; 4],
    /// Those of the powers 1, 3 and 5.
    pub(super) odd: [f64; 4],
}

/// A place in a distribution, by the probability of the tail on its side of the median.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tail {
    upper: bool,
    /// In units of 2⁻⁵³, above 0 and at most [`MEDIAN`].
    size: f64,
}

impl Drawn {
    /// Made ready, in a millisecond or so for most families.
    pub fn of(law: &Distribution) -> Self {
        match law.is_constant() {
            Some(value) => Self::Constant(value),
            None if law.next_atom(f64::NEG_INFINITY).is_some() => Self::Steps,
            None => Self::Pieces(Pieces::of(law)),
        }
    }

    /// The draw at a place; `law` is the distribution that this was made of.
    #[inline]
    pub fn at(&self, tail: Tail, law: &Distribution) -> f64 {
        match self {
            Self::Constant(value) => *value,
            Self::Pieces(pieces) => pieces.at(tail, law),
            Self::Steps => tail.quantile(law),
        }
    }

    /// As many draws as there is room for, one word each.
    #[inline]
    pub fn fill<R: Rng + ?Sized>(&self, words: &mut R, law: &Distribution, out: &mut [f64]) {
        let mut tail = || Tail::of_word(words.next_u64());
        match self {
            Self::Constant(value) => out.fill(*value),
            Self::Pieces(pieces) => out.iter_mut().for_each(|slot| *slot = pieces.at(tail(), law)),
            Self::Steps => out.iter_mut().for_each(|slot| *slot = tail().quantile(law)),
        }
    }
}

impl Tail {
    /// The highest bit says which half, the 52 below it where in it.
    #[inline]
    pub fn of_word(word: u64) -> Self {
        let place = (word << 1) >> (u64::BITS - MANTISSA);
        // Below 2⁵², so that adding a half is exact, and so is the signed conversion, which is quicker.
        Self { upper: word >> 63 == 1, size: place as i64 as f64 + 0.5 }
    }

    /// A NaN is taken as 0.
    pub fn of_normal(z: f64) -> Self {
        let tail = super::standard_normal_cdf(-z.abs());
        let size = (tail * 2.0 * MEDIAN).clamp(1e-250, MEDIAN.next_down());
        Self { upper: z > 0.0, size: if z.is_nan() { MEDIAN.next_down() } else { size } }
    }

    pub(super) fn quantile(self, law: &Distribution) -> f64 {
        let tail = self.size / (2.0 * MEDIAN);
        let (below, above) = if self.upper { (1.0 - tail, tail) } else { (tail, 1.0 - tail) };
        law.at_level(Level { below, above, slack: 0.0 })
    }
}

/// The number of the piece in which a number of this size lies, and how far along in it, from 0 to 1.
#[inline(always)]
fn piece(size: f64, upper: u32) -> (u32, f64) {
    // A float's exponent is the octave, and the highest bits of its mantissa are the piece in it.
    const FIRST: u64 = MEDIAN.to_bits() - ((OCTAVES as u64) << MANTISSA);
    let bits = size.to_bits();
    let number = (bits.wrapping_sub(FIRST) >> (MANTISSA - FINENESS)) as u32;
    let along = (bits << FINENESS) & ((1 << MANTISSA) - 1) | 1.0_f64.to_bits();
    let number = if number < HALF as u32 { number + upper * HALF as u32 } else { BEYOND };
    (number, f64::from_bits(along) - 1.0)
}

/// The number of what lies beyond the last octave.
const BEYOND: u32 = PIECES_IN_ALL as u32;

/// The piece that a word falls into, and how far along in it: that of [`Tail::of_word`].
#[inline(always)]
pub(super) fn place(word: u64) -> (u32, f64) {
    let tail = (word << 1) >> (u64::BITS - MANTISSA);
    // As the mantissa of a float between 2⁵² and 2⁵³: the same number as by conversion, for which there are no
    // vectors of 256 bits.
    let size = f64::from_bits(tail | MEDIAN.to_bits()) - MEDIAN + 0.5;
    piece(size, (word >> 63) as u32)
}

impl Pieces {
    fn of(law: &Distribution) -> Self {
        let (low, high) = law.support();
        let at = |below: f64| law.at_level(Level { below, above: 1.0 - below, slack: 0.0 });
        let spread = at(0.75) - at(0.25);
        let halves = [false, true].into_iter();
        let pieces = halves.flat_map(|upper| (0..HALF).map(move |number| (upper, number)));
        let polynomials = pieces.map(|(upper, number)| {
            let octave = (number / PIECES) as i32 - OCTAVES as i32;
            let begins = MEDIAN * 2.0_f64.powi(octave);
            let within = |along: f64| {
                let share = ((number % PIECES) as f64 + along) / PIECES as f64;
                Tail { upper, size: begins * (1.0 + share) }.quantile(law)
            };
            let polynomial = Polynomial::of(through(&within));
            let follows = CHECKED.iter().all(|&along| {
                let exact = within(along);
                let miss = (polynomial.at(along) - exact).abs();
                miss <= TOLERANCE * exact.abs().max(spread)
            });
            if follows { polynomial } else { Polynomial::NONE }
        });
        Self { polynomials: polynomials.chain([Polynomial::NONE]).collect(), low, high }
    }

    #[inline]
    fn at(&self, tail: Tail, law: &Distribution) -> f64 {
        let (number, along) = piece(tail.size, u32::from(tail.upper));
        let value = self.polynomials[number as usize].at(along);
        if value.is_nan() {
            return asked(tail, law);
        }
        // Plain comparisons: it is no NaN.
        let value = if value > self.low { value } else { self.low };
        if value < self.high { value } else { self.high }
    }
}

#[cold]
#[inline(never)]
pub(super) fn asked(tail: Tail, law: &Distribution) -> f64 {
    tail.quantile(law)
}

impl Polynomial {
    /// NaN all over.
    const NONE: Self = Self { even: [f64::NAN; 4], odd: [f64::NAN; 4] };

    fn of(c: [f64; TERMS]) -> Self {
        Self { even: [c[0], c[2], c[4], 0.0], odd: [c[1], c[3], c[5], 0.0] }
    }

    /// By pairs (Estrin), so that the products do not wait for one another.
    #[inline(always)]
    pub(super) fn at(&self, x: f64) -> f64 {
        let Self { even, odd } = self;
        let square = x * x;
        (even[0] + x * odd[0]) + square * ((even[1] + x * odd[1]) + square * (even[2] + x * odd[2]))
    }
}

/// Where a polynomial meets the quantile: both ends, so that pieces join, and between them the extremes of
/// Chebyshev's polynomial, ½ − ½ cos(π i ∕ 5).
const NODES: [f64; TERMS] = [
    0.0,
    0.095_491_502_812_526_29,
    0.345_491_502_812_526_3,
    0.654_508_497_187_473_7,
    0.904_508_497_187_473_7,
    1.0,
];

/// Between the nodes, about where the polynomial is farthest from the quantile.
const CHECKED: [f64; TERMS - 1] = [0.035, 0.21, 0.5, 0.79, 0.965];

/// The polynomial through the values at the nodes: Newton's divided differences, multiplied out.
fn through(value: &dyn Fn(f64) -> f64) -> [f64; TERMS] {
    let mut differences = NODES.map(value);
    for order in 1..TERMS {
        for i in (order..TERMS).rev() {
            differences[i] = (differences[i] - differences[i - 1]) / (NODES[i] - NODES[i - order]);
        }
    }
    let mut polynomial = [0.0; TERMS];
    for i in (0..TERMS).rev() {
        // polynomial · (x − node) + difference
        for power in (0..TERMS).rev() {
            let lower = if power > 0 { polynomial[power - 1] } else { 0.0 };
            polynomial[power] = lower - NODES[i] * polynomial[power];
        }
        polynomial[0] += differences[i];
    }
    polynomial
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::tests::zoo::zoo;

    /// The words whose place in the lower and in the upper half is this share of the half.
    fn words(share: f64) -> [u64; 2] {
        let place = (share * MEDIAN) as u64;
        [place << (u64::BITS - 1 - MANTISSA), (place << (u64::BITS - 1 - MANTISSA)) | 1 << 63]
    }

    #[test]
    fn a_draw_is_the_quantile_at_its_word() {
        for specimen in zoo() {
            let law = &specimen.law;
            let spread = law.quantile(0.75) - law.quantile(0.25);
            let drawn = Drawn::of(law);
            // Every place of the middle octaves, and far out where the law itself is asked.
            let shares = (1..2_000).map(|i| f64::from(i) / 2_000.0).chain([1e-4, 1e-7, 1e-12]);
            for word in shares.flat_map(words) {
                let tail = Tail::of_word(word);
                let (draw, exact) = (drawn.at(tail, law), tail.quantile(law));
                // The bound is held at places between the nodes; elsewhere a miss is hardly larger.
                let allowed = 2.0 * TOLERANCE * exact.abs().max(spread);
                assert!(
                    (draw - exact).abs() <= allowed,
                    "{}: {draw} for {exact} at {word:x}",
                    specimen.name
                );
            }
        }
    }

    /// Where quantiles bend, the law itself is asked, which takes its time: for the families never but far
    /// out, and for mixtures far apart in less than a fifth of the draws.
    #[test]
    fn polynomials_follow_nearly_everywhere() {
        for specimen in zoo() {
            let Drawn::Pieces(pieces) = Drawn::of(&specimen.law) else { continue };
            let share_of = |number: usize| {
                let octave = (number % HALF) / PIECES;
                0.5_f64.powi((OCTAVES - octave) as i32 + 1) / PIECES as f64
            };
            let asked = pieces.polynomials[..PIECES_IN_ALL]
                .iter()
                .enumerate()
                .filter(|(_, polynomial)| polynomial.even[0].is_nan());
            let share: f64 = asked.map(|(number, _)| share_of(number)).sum();
            let bends = ["mixture", "triangular"].iter().any(|bent| specimen.name.contains(bent));
            assert!(share <= if bends { 0.2 } else { 0.0 }, "{}: {share}", specimen.name);
        }
    }

    #[test]
    fn the_halves_of_the_words_are_the_halves_of_the_probabilities() {
        let law = Distribution::uniform(0.0, 1.0).unwrap();
        let drawn = Drawn::of(&law);
        let at = |word| drawn.at(Tail::of_word(word), &law);
        // Halves of 2⁻⁵³ from the ends; the lower half's words rise from 0, the upper half's fall from 1.
        assert!(at(0) > 0.0 && at(0) < 2.0_f64.powi(-52));
        assert!((at(u64::MAX) - 0.5).abs() < 1e-9 && (at(u64::MAX >> 1) - 0.5).abs() < 1e-9);
        assert!(at(1 << 63) > 1.0 - 1e-9);
        assert!((at(1 << 62) - 0.25).abs() < 1e-9 && (at(3 << 62) - 0.75).abs() < 1e-9);
    }

    #[test]
    fn as_far_out_as_a_normal_number() {
        let law = Distribution::lognormal(30_000.0, 27_000.0).unwrap();
        for z in [-9.0, -3.3, -1.0, -1e-9, 0.0, 0.4, 2.5, 8.0] {
            let (draw, exact) = (law.sample_at_normal(z), law.at_normal(z));
            assert!((draw / exact - 1.0).abs() < 1e-6, "{draw} for {exact}");
        }
        assert!(law.sample_at_normal(f64::NAN).is_finite());
        assert!(law.sample_at_normal(f64::INFINITY).is_finite());
    }
}
