//! Circles in the type graph.

use crate::ir::TypeId;

/// An edge of a graph: what to call it, and where it leads.
pub(super) type Edge = (usize, TypeId);

/// The edges that close a circle when the graph is walked in the order of the types: without them there is none.
pub(super) fn closing_edges(edges: &[Vec<Edge>]) -> Vec<(TypeId, Edge)> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut states = vec![State::New; edges.len()];
    let mut closing = Vec::new();
    for root in 0..edges.len() {
        // By hand rather than by recursion: a document may chain as many types as it likes.
        let mut open: Vec<(usize, usize)> = vec![(root, 0)];
        while let Some((node, next)) = open.pop() {
            if next == 0 && states[node] != State::New {
                continue;
            }
            states[node] = State::Open;
            let Some(&(label, target)) = edges[node].get(next) else {
                states[node] = State::Done;
                continue;
            };
            open.push((node, next + 1));
            match states[target.0] {
                State::New => open.push((target.0, 0)),
                State::Open => closing.push((TypeId(node), (label, target))),
                State::Done => {}
            }
        }
    }
    closing
}
