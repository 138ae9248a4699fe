package io.weirpool.sql.regex;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * One text being searched. Where parts may end is found for all ways at once and remembered, so that it costs the square of
 * the text's length at most; which way a match takes is then decided node by node.
 */
final class Search {
    /** Steps of one text: some seconds at most. */
    private static final long STEPS_MAX = 20_000_000;

    private final Tree tree;
    private final int[] text;
    private final boolean ignoreCase;
    private final int[] starts;
    private final int[] ends;
    private final IdentityHashMap<Part, Map<Integer, BitSet>> known = new IdentityHashMap<>();
    private long steps;

    Search(Tree tree, int[] text, int groups, boolean ignoreCase) {
        this.tree = tree;
        this.text = text;
        this.ignoreCase = ignoreCase;
        this.starts = new int[groups + 1];
        this.ends = new int[groups + 1];
    }

    /** The leftmost match from there on; whether there is one. */
    boolean find(int from) {
        for (int begin = from; begin <= text.length; begin++) {
            BitSet possible = ends(tree.part, begin);
            int end = tree.prefersShorter() ? possible.nextSetBit(begin) : possible.previousSetBit(text.length);
            while (end >= 0) {
                Arrays.fill(starts, -1);
                Arrays.fill(ends, -1);
                if (takes(tree, begin, end)) {
                    starts[0] = begin;
                    ends[0] = end;
                    return true;
                }
                end = tree.prefersShorter()
                        ? possible.nextSetBit(end + 1)
                        : end == 0 ? -1 : possible.previousSetBit(end - 1);
            }
        }
        return false;
    }

    /** Of the last match, in code points; -1 for a group that took no part. */
    int start(int group) {
        return starts[group];
    }

    int end(int group) {
        return ends[group];
    }

    private void step() {
        if (++steps > STEPS_MAX) {
            throw new RegexException("a search that takes too long");
        }
    }

    /** Decides how the node takes exactly this, which its part may. */
    private boolean takes(Tree node, int begin, int end) {
        step();
        boolean taken = switch (node.kind) {
            case PLAIN -> true;
            case BACK -> back(node, begin, end);
            case PAIR -> pair(node, begin, end);
            case CHOICE -> choice(node, begin, end);
            case TIMES -> times(node, begin, end);
        };
        if (taken && node.capture > 0) {
            starts[node.capture] = begin;
            ends[node.capture] = end;
        }
        return taken;
    }

    private boolean pair(Tree node, int begin, int end) {
        Tree left = node.children.get(0);
        Tree right = node.children.get(1);
        BitSet middles = ends(left.part, begin);
        boolean shorter = left.prefersShorter();
        int middle = shorter ? middles.nextSetBit(begin) : middles.previousSetBit(end);
        while (middle >= begin && middle <= end) {
            if (ends(right.part, middle).get(end) && takes(left, begin, middle) && takes(right, middle, end)) {
                return true;
            }
            forget(left);
            forget(right);
            middle = shorter ? middles.nextSetBit(middle + 1) : middle == 0 ? -1 : middles.previousSetBit(middle - 1);
        }
        return false;
    }

    private boolean choice(Tree node, int begin, int end) {
        for (Tree branch : node.children) {
            if (ends(branch.part, begin).get(end) && takes(branch, begin, end)) {
                return true;
            }
        }
        return false;
    }

    private void forget(Tree node) {
        if (node.capture > 0) {
            starts[node.capture] = -1;
            ends[node.capture] = -1;
        }
        node.children.forEach(this::forget);
    }

    private boolean back(Tree node, int begin, int end) {
        int from = starts[node.back];
        if (from < 0) {
            return false;
        }
        int length = ends[node.back] - from;
        if (length == 0) {
            return begin == end;
        }
        int times = (end - begin) / length;
        if (begin == end) {
            return node.least == 0;
        }
        if ((end - begin) % length != 0 || times < node.least || times > node.most) {
            return false;
        }
        for (int i = begin; i < end; i++) {
            if (!same(text[i], text[from + (i - begin) % length])) {
                return false;
            }
        }
        return true;
    }

    private boolean same(int a, int b) {
        return a == b || (ignoreCase && Characters.otherCase(a) == b);
    }

    /**
     * Ends of each time are tried from the one preferred on; one of no characters only where the least number needs it.
     */
    private boolean times(Tree node, int begin, int end) {
        Tree child = node.children.get(0);
        if (node.least == 0 && begin == end) {
            // none is enough; but a greedy one that takes nothing is remembered
            boolean taken = !child.prefersShorter() && ends(child.part, begin).get(end) && takes(child, begin, end);
            if (!taken) {
                forget(child);
            }
            return true;
        }
        int least = Math.max(node.least, 1);
        int most = Math.max(Math.min(end - begin, node.most), least);
        return once(child, begin, end, 1, least, most, new int[most + 1], begin);
    }

    private boolean once(Tree child, int begin, int end, int time, int least, int most, int[] places, int first) {
        step();
        BitSet possible = ends(child.part, begin);
        boolean shorter = child.prefersShorter();
        int place = shorter ? possible.nextSetBit(begin) : possible.previousSetBit(end);
        while (place >= begin && place <= end) {
            places[time] = place;
            boolean more = place > begin || (time < least && least - time >= end - place);
            boolean done = place == end
                    ? time >= least && verified(child, places, time, first)
                    : more && time < most && once(child, place, end, time + 1, least, most, places, first);
            if (done) {
                return true;
            }
            place = shorter ? possible.nextSetBit(place + 1) : place == 0 ? -1 : possible.previousSetBit(place - 1);
        }
        return false;
    }

    private boolean verified(Tree child, int[] places, int times, int first) {
        int begin = first;
        for (int time = 1; time <= times; time++) {
            forget(child);
            if (!takes(child, begin, places[time])) {
                return false;
            }
            begin = places[time];
        }
        return true;
    }

    /** Where the part can end that begins there. */
    private BitSet ends(Part part, int begin) {
        if (part instanceof Part.One one) {
            BitSet next = new BitSet();
            if (begin < text.length && one.characters().has(text[begin])) {
                next.set(begin + 1);
            }
            return next;
        }
        Map<Integer, BitSet> of = known.computeIfAbsent(part, p -> new HashMap<>());
        BitSet there = of.get(begin);
        if (there == null) {
            step();
            there = compute(part, begin);
            of.put(begin, there);
        }
        return there;
    }

    private BitSet compute(Part part, int begin) {
        if (part instanceof Part.Row row) {
            BitSet places = only(begin);
            for (Part next : row.parts()) {
                places = all(next, places);
            }
            return places;
        }
        if (part instanceof Part.Choice choice) {
            BitSet places = new BitSet();
            choice.branches().forEach(branch -> places.or(ends(branch, begin)));
            return places;
        }
        if (part instanceof Part.Times times) {
            return repeated(times, begin);
        }
        if (part instanceof Part.Group group) {
            return ends(group.part(), begin);
        }
        if (part instanceof Part.Back back) {
            return ends(back.group().part(), begin);
        }
        if (part instanceof Part.At at) {
            return is(at.place(), begin) ? only(begin) : new BitSet();
        }
        Part.Look look = (Part.Look) part;
        return (look.ahead() ? !ends(look.part(), begin).isEmpty() : endsAt(look.part(), begin)) == look.wanted()
                ? only(begin)
                : new BitSet();
    }

    private static BitSet only(int place) {
        BitSet places = new BitSet();
        places.set(place);
        return places;
    }

    private BitSet all(Part part, BitSet begins) {
        BitSet places = new BitSet();
        for (int begin = begins.nextSetBit(0); begin >= 0; begin = begins.nextSetBit(begin + 1)) {
            step();
            places.or(ends(part, begin));
        }
        return places;
    }

    private BitSet repeated(Part.Times times, int begin) {
        BitSet places = only(begin);
        for (int i = 0; i < times.least(); i++) {
            places = all(times.part(), places);
        }
        BitSet found = (BitSet) places.clone();
        for (int i = times.least(); i < times.most() && !places.isEmpty(); i++) {
            places = all(times.part(), places);
            places.andNot(found);
            found.or(places);
        }
        return found;
    }

    private boolean endsAt(Part part, int end) {
        for (int begin = end; begin >= 0; begin--) {
            if (ends(part, begin).get(end)) {
                return true;
            }
        }
        return false;
    }

    private boolean is(Part.Place place, int at) {
        boolean before = at > 0 && Characters.isWord(text[at - 1]);
        boolean behind = at < text.length && Characters.isWord(text[at]);
        return switch (place) {
            case BEGIN -> at == 0;
            case END -> at == text.length;
            case LINE_BEGIN -> at == 0 || text[at - 1] == '\n';
            case LINE_END -> at == text.length || text[at] == '\n';
            case WORD_BEGIN -> !before && behind;
            case WORD_END -> before && !behind;
            case WORD_EDGE -> before != behind;
            case NO_WORD_EDGE -> before == behind;
        };
    }
}
