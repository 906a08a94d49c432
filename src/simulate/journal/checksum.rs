//! XXH64, with seed 0: a checksum fast enough to cost nothing beside the years that it guards.
//!
//! Y. Collet, "xxHash fast digest algorithm", specification 0.1.1 (2018).

const PRIMES: [u64; 5] = [
    0x9E37_79B1_85EB_CA87,
    0xC2B2_AE3D_27D4_EB4F,
    0x1656_67B1_9E37_79F9,
    0x85EB_CA77_C2B2_AE63,
    0x27D4_EB2F_1656_67C5,
];

/// Bytes that are taken at once, eight a lane.
const STRIPE: usize = 32;

/// A checksum that is told its bytes part by part.
#[derive(Clone, Debug)]
pub(super) struct Checksum {
    lanes: [u64; 4],
    /// What has not filled a stripe yet.
    rest: [u8; STRIPE],
    in_rest: usize,
    length: u64,
}

impl Checksum {
    pub(super) fn new() -> Self {
        let lanes =
            [PRIMES[0].wrapping_add(PRIMES[1]), PRIMES[1], 0, 0_u64.wrapping_sub(PRIMES[0])];
        Self { lanes, rest: [0; STRIPE], in_rest: 0, length: 0 }
    }

    /// Of these bytes alone.
    pub(super) fn of(bytes: &[u8]) -> u64 {
        let mut sum = Self::new();
        sum.add(bytes);
        sum.value()
    }

    pub(super) fn add(&mut self, mut bytes: &[u8]) {
        self.length += bytes.len() as u64;
        if self.in_rest > 0 {
            let taken = bytes.len().min(STRIPE - self.in_rest);
            self.rest[self.in_rest..self.in_rest + taken].copy_from_slice(&bytes[..taken]);
            self.in_rest += taken;
            bytes = &bytes[taken..];
            if self.in_rest < STRIPE {
                return;
            }
            let whole = self.rest;
            self.stripe(&whole);
            self.in_rest = 0;
        }
        let stripes = bytes.chunks_exact(STRIPE);
        let rest = stripes.remainder();
        stripes.for_each(|stripe| self.stripe(stripe));
        self.rest[..rest.len()].copy_from_slice(rest);
        self.in_rest = rest.len();
    }

    fn stripe(&mut self, stripe: &[u8]) {
        for (lane, word) in self.lanes.iter_mut().zip(stripe.chunks_exact(8)) {
            *lane = round(*lane, word_of(word));
        }
    }

    pub(super) fn value(&self) -> u64 {
        let mut sum = if self.length >= STRIPE as u64 {
            let [a, b, c, d] = self.lanes;
            let together = a
                .rotate_left(1)
                .wrapping_add(b.rotate_left(7))
                .wrapping_add(c.rotate_left(12))
                .wrapping_add(d.rotate_left(18));
            self.lanes.iter().fold(together, |sum, lane| {
                (sum ^ round(0, *lane)).wrapping_mul(PRIMES[0]).wrapping_add(PRIMES[3])
            })
        } else {
            PRIMES[4]
        };
        sum = sum.wrapping_add(self.length);
        let words = self.rest[..self.in_rest].chunks_exact(8);
        let mut tail = words.remainder();
        for word in words {
            sum = (sum ^ round(0, word_of(word)))
                .rotate_left(27)
                .wrapping_mul(PRIMES[0])
                .wrapping_add(PRIMES[3]);
        }
        if let Some((half, after)) = tail.split_first_chunk::<4>() {
            sum = (sum ^ u64::from(u32::from_le_bytes(*half)).wrapping_mul(PRIMES[0]))
                .rotate_left(23)
                .wrapping_mul(PRIMES[1])
                .wrapping_add(PRIMES[2]);
            tail = after;
        }
        for byte in tail {
            sum = (sum ^ u64::from(*byte).wrapping_mul(PRIMES[4]))
                .rotate_left(11)
                .wrapping_mul(PRIMES[0]);
        }
        sum = (sum ^ (sum >> 33)).wrapping_mul(PRIMES[1]);
        sum = (sum ^ (sum >> 29)).wrapping_mul(PRIMES[2]);
        sum ^ (sum >> 32)
    }
}

fn round(lane: u64, word: u64) -> u64 {
    lane.wrapping_add(word.wrapping_mul(PRIMES[1])).rotate_left(31).wrapping_mul(PRIMES[0])
}

fn word_of(bytes: &[u8]) -> u64 {
    bytes.try_into().map_or(0, u64::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_values() {
        for (text, sum) in [
            ("", 0xEF46_DB37_51D8_E999),
            ("a", 0xD24E_C4F1_A98C_6E5B),
            ("abc", 0x44BC_2CF5_AD77_0999),
            ("Nobody inspects the spammish repetition", 0xFBCE_A83C_8A37_8BF1),
        ] {
            assert_eq!(Checksum::of(text.as_bytes()), sum, "{text}");
        }
    }

    #[test]
    fn it_does_not_matter_how_the_bytes_are_parted() {
        let bytes: Vec<u8> = (0..200_u32).map(|i| (i * 37 % 251) as u8).collect();
        for first in 0..=100 {
            for second in [first, first + 1, first + 31, first + 64] {
                let mut sum = Checksum::new();
                sum.add(&bytes[..first]);
                sum.add(&bytes[first..second]);
                sum.add(&bytes[second..]);
                assert_eq!(sum.value(), Checksum::of(&bytes), "{first}, {second}");
            }
        }
    }
}
