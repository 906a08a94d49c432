//! What the person at the terminal can see.

use std::io::{IsTerminal, stderr, stdout};

fn colours_wanted() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Whether messages may be coloured.
pub(super) fn colours_stderr() -> bool {
    colours_wanted() && stderr().is_terminal()
}

/// Whether results may be coloured.
pub(super) fn colours_stdout() -> bool {
    colours_wanted() && stdout().is_terminal()
}
