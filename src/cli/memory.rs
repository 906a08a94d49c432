//! Memory, as the command line says it.

/// Memory of a run where none is said: 1 GB.
pub(super) const DEFAULT: &str = "1GB";

const UNITS: [(&str, u64); 4] =
    [("MIB", 1 << 20), ("GIB", 1 << 30), ("MB", 1_000_000), ("GB", 1_000_000_000)];

/// `512MB`, `1.5GB`, `2GiB` in bytes.
pub(super) fn bytes(text: &str) -> Result<u64, String> {
    let upper = text.trim().to_uppercase();
    let parted = UNITS.iter().find_map(|(unit, size)| Some((upper.strip_suffix(unit)?, *size)));
    let bytes = parted.and_then(|(number, size)| {
        let number: f64 = number.trim().replace('_', "").parse().ok()?;
        let bytes = number * size as f64;
        (1e6..1e15).contains(&bytes).then_some(bytes as u64)
    });
    bytes.ok_or_else(|| "expected a size with its unit, such as 512MB or 2GB".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        for (text, size) in [
            ("512MB", 512_000_000),
            ("2GB", 2_000_000_000),
            ("1.5gb", 1_500_000_000),
            ("1GiB", 1_073_741_824),
            ("64 MiB", 67_108_864),
            ("2_000MB", 2_000_000_000),
            (DEFAULT, 1_000_000_000),
        ] {
            assert_eq!(bytes(text), Ok(size), "{text}");
        }
        for text in ["", "512", "GB", "-1GB", "0GB", "nanGB", "infGB", "1e30GB", "2TB", "1 000MB"] {
            assert!(bytes(text).is_err(), "{text}");
        }
    }
}
