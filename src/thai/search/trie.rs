//! Thousands of patterns at once, at every place of a text.
//!
//! This is a trie with chains of letters drawn together, not an Aho-Corasick automaton: it is made in a tenth of the
//! time, its hits come in the order of their beginnings, which spares sorting them, and the steps at one place do not wait
//! for those at the place before. At most places a walk ends after two letters, told by a table that stays in the nearest
//! cache. A place costs at most as many steps as the longest pattern has letters.

/// Patterns of codes ([`super::letters`]).
#[derive(Debug)]
pub(super) struct Trie {
    /// Node of the patterns that begin with two letters, in a row for each first and a column for each second
    /// letter that patterns have there; [`NONE`] without any.
    pairs: Vec<u32>,
    /// Beginning of the row of a letter. That of letters no pattern has there is empty, as is their column.
    rows: [u32; 256],
    /// Column of a letter.
    columns: [u32; 256],
    /// Node of the patterns that have one letter alone; [`NONE`] without any.
    singles: [u32; 256],
    nodes: Vec<Node>,
    /// The bit of each letter in [`Node::followers`].
    bits: [u8; 256],
    /// The numbers of the patterns in the order they were given, sorted by the patterns.
    patterns: Vec<u32>,
}

/// No node: the root, which nothing leads to.
const NONE: u32 = 0;

/// A place in the trie where patterns end or part, or have gone on for [`CHAIN`] letters. Half a line of a cache: a step
/// of a walk is one look into memory, which at thousands of patterns takes longer than what is done with it.
#[derive(Debug, Clone, Copy, Default)]
struct Node {
    /// The letters that lead to it from the node before.
    chain: [u8; CHAIN],
    /// The letters that lead on. Rare ones share a bit.
    followers: u64,
    /// The first of the nodes that follow, which are sorted by the bit of their first letter.
    next: u32,
    /// The patterns that end here, in [`Trie::patterns`].
    first: u32,
    last: u32,
    /// How many nodes follow.
    count: u16,
    /// How many letters the chain has.
    length: u8,
    /// Whether two of the nodes that follow share a bit.
    is_crowded: bool,
}

/// Letters that are compared as one number.
const CHAIN: usize = 8;

impl Node {
    /// What is left of a text without the letters of the chain; `None` when it does not begin with them.
    #[inline]
    fn strip<'t>(&self, text: &'t [u8]) -> Option<&'t [u8]> {
        let head = match text.first_chunk() {
            Some(head) => *head,
            None => {
                let mut head = [0; CHAIN];
                head.iter_mut().zip(text).for_each(|(to, from)| *to = *from);
                head
            }
        };
        let difference = u64::from_le_bytes(head) ^ u64::from_le_bytes(self.chain);
        let alike = difference.trailing_zeros() / u8::BITS;
        if alike < u32::from(self.length) {
            return None;
        }
        text.get(usize::from(self.length)..)
    }
}

/// Sorted patterns that are alike in their first letters, and the node where those lead.
struct Branch {
    node: usize,
    /// Of the sorted patterns.
    first: usize,
    last: usize,
    /// Letters that are alike.
    depth: usize,
}

impl Trie {
    /// Takes the patterns; empty ones are never found. `None` when they are too many to number.
    pub(super) fn new(patterns: &[&[u8]]) -> Option<Self> {
        let mut order: Vec<u32> = (0..u32::try_from(patterns.len()).ok()?)
            .filter(|&index| !patterns[index as usize].is_empty())
            .collect();
        order.sort_by_key(|&index| patterns[index as usize]);
        let sorted: Vec<&[u8]> = order
            .iter()
            .map(|&index| patterns[index as usize])
            .collect();
        let (classes, count) = classes(&sorted);
        let mut trie = Trie {
            pairs: vec![NONE; usize::from(count) * usize::from(count)],
            rows: classes.map(|class| u32::from(class) * u32::from(count)),
            columns: classes.map(u32::from),
            singles: [NONE; 256],
            nodes: vec![Node::default()],
            bits: bits(&sorted),
            patterns: order,
        };
        let mut branches = vec![Branch {
            node: 0,
            first: 0,
            last: sorted.len(),
            depth: 0,
        }];
        while let Some(branch) = branches.pop() {
            trie.grow(&branch, &sorted, &mut branches)?;
        }
        Some(trie)
    }

    /// Adds the nodes that follow a node.
    fn grow(
        &mut self,
        branch: &Branch,
        sorted: &[&[u8]],
        branches: &mut Vec<Branch>,
    ) -> Option<()> {
        let depth = branch.depth;
        let group = &sorted[branch.first..branch.last];
        // What ends here comes before what goes on.
        let ended = group.iter().take_while(|pattern| pattern.len() == depth);
        let mut at = branch.first + ended.count();
        let mut node = self.nodes[branch.node];
        node.first = u32::try_from(branch.first).ok()?;
        node.last = u32::try_from(at).ok()?;
        node.next = u32::try_from(self.nodes.len()).ok()?;
        if depth == 1 && at > branch.first {
            self.singles[usize::from(sorted[branch.first][0])] = u32::try_from(branch.node).ok()?;
        }
        let mut children = Vec::new();
        while at < branch.last {
            let pattern = sorted[at];
            let letter = pattern[depth];
            let alike = sorted[at..branch.last].partition_point(|other| other[depth] == letter);
            // The first and the last of a sorted group differ first.
            let others = sorted[at + alike - 1].iter();
            let common = pattern.iter().zip(others).take_while(|(a, b)| a == b);
            let end = match depth {
                0 | 1 => depth + 1,
                _ => common.count().min(depth + CHAIN),
            };
            children.push(Branch {
                node: 0,
                first: at,
                last: at + alike,
                depth: end,
            });
            at += alike;
        }
        let bit = |child: &Branch| self.bits[usize::from(sorted[child.first][depth])];
        children.sort_by_key(bit);
        for child in children {
            let bit = 1 << bit(&child);
            node.is_crowded |= node.followers & bit != 0;
            node.followers |= bit;
            node.count += 1;
            let pattern = sorted[child.first];
            let mut next = Node::default();
            for (to, from) in next.chain.iter_mut().zip(&pattern[depth..child.depth]) {
                *to = *from;
                next.length += 1;
            }
            if depth == 1 {
                let row = self.rows[usize::from(pattern[0])];
                let column = self.columns[usize::from(pattern[1])];
                self.pairs[(row + column) as usize] = u32::try_from(self.nodes.len()).ok()?;
            }
            branches.push(Branch {
                node: self.nodes.len(),
                ..child
            });
            self.nodes.push(next);
        }
        self.nodes[branch.node] = node;
        Some(())
    }

    /// Calls `found` with the beginning, the length and the numbers of patterns wherever they are in a text, in the
    /// order of their beginnings, then of their lengths.
    #[inline]
    pub(super) fn find(&self, text: &[u8], mut found: impl FnMut(usize, usize, &[u32])) {
        for (start, pair) in text.windows(2).enumerate() {
            let &[first, second] = pair else { continue };
            let single = self.singles[usize::from(first)];
            if single != NONE {
                found(start, 1, self.ended(&self.nodes[single as usize]));
            }
            let row = self.rows[usize::from(first)] as usize;
            let column = self.columns[usize::from(second)] as usize;
            let at = self.pairs.get(row + column).copied().unwrap_or(NONE);
            if at == NONE {
                continue;
            }
            let text = text.get(start..).unwrap_or_default();
            let mut rest = text.get(2..).unwrap_or_default();
            let mut node = &self.nodes[at as usize];
            loop {
                if node.first < node.last {
                    found(start, text.len() - rest.len(), self.ended(node));
                }
                let Some(next) = rest.first().and_then(|&letter| self.next(node, letter)) else {
                    break;
                };
                let Some(tail) = next.strip(rest) else { break };
                (node, rest) = (next, tail);
            }
        }
        if let Some((&last, head)) = text.split_last() {
            let single = self.singles[usize::from(last)];
            if single != NONE {
                found(head.len(), 1, self.ended(&self.nodes[single as usize]));
            }
        }
    }

    /// The node that may follow a node by a letter.
    #[inline]
    fn next(&self, node: &Node, letter: u8) -> Option<&Node> {
        let bit = 1 << (self.bits[usize::from(letter)] % 64);
        if node.followers & bit == 0 {
            return None;
        }
        let first = node.next as usize;
        if node.is_crowded {
            let nodes = self.nodes.get(first..first + usize::from(node.count))?;
            return nodes.iter().find(|next| next.chain[0] == letter);
        }
        let before = (node.followers & (bit - 1)).count_ones();
        self.nodes.get(first + before as usize)
    }

    /// The numbers of the patterns that end at a node.
    fn ended(&self, node: &Node) -> &[u32] {
        let ended = node.first as usize..node.last as usize;
        self.patterns.get(ended).unwrap_or_default()
    }
}

/// Gives each letter one of 64 bits, the most frequent ones one of their own.
fn bits(patterns: &[&[u8]]) -> [u8; 256] {
    let mut counts = [0u32; 256];
    for &letter in patterns.iter().copied().flatten() {
        counts[usize::from(letter)] = counts[usize::from(letter)].saturating_add(1);
    }
    let mut letters: [u8; 256] = std::array::from_fn(|letter| letter as u8);
    letters.sort_by_key(|&letter| std::cmp::Reverse(counts[usize::from(letter)]));
    let mut bits = [0; 256];
    for (letter, bit) in letters.into_iter().zip((0..64).cycle()) {
        bits[usize::from(letter)] = bit;
    }
    bits
}

/// Numbers the letters that patterns begin with, from 1 on, and counts them with 0 for all others. There are not
/// as many codes as a byte has values.
fn classes(patterns: &[&[u8]]) -> ([u8; 256], u8) {
    let mut classes = [0; 256];
    let mut count = 1u8;
    for pattern in patterns {
        for &letter in pattern.iter().take(2) {
            let class = &mut classes[usize::from(letter)];
            if *class == 0 {
                *class = count;
                count = count.saturating_add(1);
            }
        }
    }
    (classes, count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The beginning, length and number of every find.
    fn found(patterns: &[&[u8]], text: &[u8]) -> Vec<(usize, usize, usize)> {
        let mut found = Vec::new();
        let trie = Trie::new(patterns).expect("few patterns");
        trie.find(text, |start, length, numbers| {
            found.extend(
                numbers
                    .iter()
                    .map(|&number| (start, length, number as usize)),
            );
        });
        found
    }

    fn expected(patterns: &[&[u8]], text: &[u8]) -> Vec<(usize, usize, usize)> {
        let mut expected = Vec::new();
        for start in 0..text.len() {
            for (number, pattern) in patterns.iter().enumerate() {
                if !pattern.is_empty() && text[start..].starts_with(pattern) {
                    expected.push((start, pattern.len(), number));
                }
            }
        }
        expected.sort_unstable();
        expected
    }

    #[test]
    fn letters_that_share_a_bit_are_told_apart() {
        let patterns: Vec<[u8; 3]> = (0..=u8::MAX).map(|letter| [b'a', b'b', letter]).collect();
        let patterns: Vec<&[u8]> = patterns.iter().map(<[u8; 3]>::as_slice).collect();
        let text = patterns.concat();
        assert_eq!(found(&patterns, &text), expected(&patterns, &text));
    }

    proptest! {
        #[test]
        fn finds_what_a_plain_search_finds(
            text in "[abกข]{0,40}",
            others in proptest::collection::vec("[abก]{0,5}", 0..10),
            parts in proptest::collection::vec((any::<proptest::sample::Index>(), 0usize..30), 0..10),
        ) {
            let text = text.as_bytes();
            let part = |(index, length): &(proptest::sample::Index, usize)| {
                let start = index.index(text.len() + 1);
                &text[start..text.len().min(start + length)]
            };
            let patterns: Vec<&[u8]> = others.iter().map(String::as_bytes).chain(parts.iter().map(part)).collect();
            prop_assert_eq!(found(&patterns, text), expected(&patterns, text));
        }
    }
}
