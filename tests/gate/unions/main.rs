//! Calls the clients of cases with unions, and reads values into their types.

mod client;
mod exchanges;
mod values;

fn main() {
    exchanges::all();
    values::all();
}
