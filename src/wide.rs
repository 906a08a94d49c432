//! Loops over columns of numbers, compiled once more for the wide vectors that a processor may have.
//!
//! A program is compiled for the oldest processor of its kind, which takes two numbers at a time. Most have
//! vectors of four or eight, and a loop that does the same to every number of a column runs two to seven times
//! as fast in them. Such a loop is written once, in [`wide!`]; the processor is asked at each call which of its
//! versions to run.
//!
//! What comes out is the same to the bit: each number goes through the same operations in the same order, and
//! a product and a sum are never fused into one.

/// Declares functions whose loops run in the widest vectors there are, of up to 256 or 512 bits.
///
/// Where a compiler does not see how, `fn[256 by …]` or `fn[512 by …]` names a function that does the same by hand, to
/// the same bits, in vectors of that width; it is compiled for AVX2 or for AVX-512.
///
/// 512 bits pay where numbers are multiplied and compared; where they are looked up in tables, 256 are faster. So they are
/// where a loop goes over short rows: in 512 a compiler may take one number of each of eight rows at a time, by slow
/// gathers and scatters.
/// Everything that the body calls must be `#[inline(always)]`, or it runs as it would anywhere else.
macro_rules! wide {
    (@compiled for 256 in 256 ($by_hand:ident) $loops:ident($($arg:ident),*)) => {
        $by_hand($($arg),*)
    };
    (@compiled for 512 in 512 ($by_hand:ident) $loops:ident($($arg:ident),*)) => {
        $by_hand($($arg),*)
    };
    (@compiled for $bits:tt in $most:tt ($($by_hand:ident)?) $loops:ident($($arg:ident),*)) => {
        $loops($($arg),*)
    };
    ($(
        $(#[$meta:meta])*
        $vis:vis fn[$bits:tt $(by $by_hand:ident)?]
        $name:ident($($arg:ident: $type:ty),* $(,)?) $body:block
    )*) => {$(
        $(#[$meta])*
        $vis fn $name($($arg: $type),*) {
            #[inline(always)]
            fn narrow($($arg: $type),*) $body

            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx2,bmi1,bmi2")]
                fn of_256($($arg: $type),*) {
                    $crate::wide::wide!(
                        @compiled for 256 in $bits ($($by_hand)?) narrow($($arg),*)
                    );
                }

                #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,bmi1,bmi2")]
                fn of_512($($arg: $type),*) {
                    $crate::wide::wide!(
                        @compiled for 512 in $bits ($($by_hand)?) narrow($($arg),*)
                    );
                }

                let bits = $crate::wide::bits();
                if $bits == 512 && bits == 512 {
                    // SAFETY: the processor has what the function is compiled for.
                    #[allow(unsafe_code)]
                    return unsafe { of_512($($arg),*) };
                }
                if bits >= 256 {
                    // SAFETY: likewise.
                    #[allow(unsafe_code)]
                    return unsafe { of_256($($arg),*) };
                }
            }
            narrow($($arg),*);
        }
    )*};
}

pub(crate) use wide;

/// The width of the vectors that the processor has: 512, 256 or 128 bits.
#[cfg(target_arch = "x86_64")]
#[inline]
pub(crate) fn bits() -> u32 {
    use std::sync::atomic::{AtomicU32, Ordering};
    static KNOWN: AtomicU32 = AtomicU32::new(0);
    #[cfg(test)]
    if let Some(bits) = tests::PRETENDED.get() {
        return bits;
    }
    // Whoever comes first asks; all find the same.
    match KNOWN.load(Ordering::Relaxed) {
        0 => {
            let bits = ask();
            KNOWN.store(bits, Ordering::Relaxed);
            bits
        }
        bits => bits,
    }
}

#[cfg(target_arch = "x86_64")]
#[cold]
fn ask() -> u32 {
    use std::arch::is_x86_feature_detected as has;
    let bmi = has!("bmi1") && has!("bmi2");
    let wide = bmi && has!("avx2");
    let widest = has!("avx512f") && has!("avx512bw") && has!("avx512dq") && has!("avx512vl");
    match (wide, widest) {
        (true, true) => 512,
        (true, false) => 256,
        _ => 128,
    }
}

/// None is known of other processors.
#[cfg(not(target_arch = "x86_64"))]
#[inline]
pub(crate) const fn bits() -> u32 {
    128
}

#[cfg(test)]
pub(crate) mod tests {
    use std::cell::Cell;

    thread_local! {
        pub(super) static PRETENDED: Cell<Option<u32>> = const { Cell::new(None) };
    }

    /// What comes out in vectors of each width that the processor has, the narrowest first.
    pub(crate) fn in_each_width<T>(mut work: impl FnMut() -> T) -> Vec<T> {
        let widest = super::bits();
        let widths = [128, 256, 512].into_iter().filter(|bits| *bits <= widest);
        let outcomes = widths.map(|bits| {
            PRETENDED.set(Some(bits));
            work()
        });
        let outcomes = outcomes.collect();
        PRETENDED.set(None);
        outcomes
    }
}
