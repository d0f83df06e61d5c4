//! The uptake program with fail points, for tests that stop it at a named point and kill it
//! there. It has a name of its own, so that nobody gets it in place of the program.

use std::process::ExitCode;

fn main() -> ExitCode {
    uptake::main()
}
