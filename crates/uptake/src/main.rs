//! The uptake program.

use std::process::ExitCode;

fn main() -> ExitCode {
    uptake::main()
}
