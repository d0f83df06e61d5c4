//! The page is built by `npm run build` and never from here; a new build of it makes the
//! program anew.

fn main() {
    println!("cargo::rerun-if-changed=../../web/dist");
}
