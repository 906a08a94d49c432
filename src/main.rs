//! The program: parse, run, exit code.

#![forbid(unsafe_code)]

fn main() -> std::process::ExitCode {
    paycurve::cli::main()
}
