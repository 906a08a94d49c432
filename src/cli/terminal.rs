//! What the person at the terminal can see.

use std::io::{IsTerminal, Write, stderr, stdout};

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

/// Prints a result. Where nobody reads on (a closed pipe) that is no failure of the command.
pub(super) fn say(text: &str) {
    let mut stdout = stdout().lock();
    // There is nowhere left to tell of it.
    let _ = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
}
