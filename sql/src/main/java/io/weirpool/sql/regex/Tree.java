package io.weirpool.sql.regex;

import io.weirpool.sql.regex.Part.Preference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a match is taken apart: only so far as it matters which way is taken, as what has no groups, no back references and
 * one preference is one node. Built as regcomp.c of PostgreSQL builds its tree, as the choice of ways follows from it.
 */
final class Tree {
    enum Kind {
        /** A part that is matched as a whole. */
        PLAIN,
        BACK,
        /** Two nodes, one after the other. */
        PAIR,
        CHOICE,
        /** A node a number of times. */
        TIMES
    }

    private static final int LONGER = 1;
    private static final int SHORTER = 2;
    private static final int MIXED = 4;
    private static final int CAPTURES = 8;
    private static final int BACKS = 16;
    private static final int MESSY = MIXED | CAPTURES | BACKS;

    final Kind kind;
    /** What of the text it may take; of a back reference what its group could. */
    final Part part;

    final List<Tree> children;
    final int least;
    final int most;
    /** Of the group it refers to. */
    final int back;

    private int flags;
    /** Of the group it is; 0 for none. */
    int capture;

    private Tree(Kind kind, Part part, List<Tree> children, int least, int most, int back, int flags) {
        this.kind = kind;
        this.part = part;
        this.children = children;
        this.least = least;
        this.most = most;
        this.back = back;
        this.flags = flags;
    }

    static Tree of(Part part) {
        return part instanceof Part.Choice choice ? choice(choice) : branch(parts(part), 0);
    }

    boolean prefersShorter() {
        return (flags & SHORTER) != 0;
    }

    private static List<Part> parts(Part part) {
        return part instanceof Part.Row row ? row.parts() : List.of(part);
    }

    private static Tree plain(int flags, Part part) {
        return new Tree(Kind.PLAIN, part, List.of(), 0, 0, 0, flags);
    }

    private static Tree pair(int flags, Tree left, Tree right) {
        Part both = new Part.Row(List.of(left.part, right.part));
        return new Tree(Kind.PAIR, both, List.of(left, right), 0, 0, 0, flags);
    }

    /** A choice is always greedy. */
    private static Tree choice(Part.Choice choice) {
        List<Tree> branches = choice.branches().stream().map(Tree::of).toList();
        int flags = LONGER;
        for (Tree branch : branches) {
            flags |= up(flags | branch.flags);
        }
        return (flags & MESSY) == 0 ? plain(flags, choice) : new Tree(Kind.CHOICE, choice, branches, 0, 0, 0, flags);
    }

    private static Tree branch(List<Part> parts, int from) {
        int flags = 0;
        List<Part> before = new ArrayList<>();
        for (int i = from; i < parts.size(); i++) {
            Part written = parts.get(i);
            Part.Times times = written instanceof Part.Times repeated ? repeated : once(written);
            int wants = preference(times.preference());
            Tree atom = atom(times.part());
            if (times.most() == 0) {
                continue;
            }
            int together = flags | wants | (atom == null ? 0 : atom.flags);
            boolean captures = times.part() instanceof Part.Group group && group.number() > 0;
            if (!captures && !(times.part() instanceof Part.Back) && (up(together) & MESSY) == 0) {
                before.add(written);
                flags = together;
                continue;
            }
            return messy(flags, before, times, atom == null ? plain(0, times.part()) : atom, parts, i + 1);
        }
        return plain(flags, new Part.Row(before));
    }

    /** What comes before, the part that matters, and the rest. */
    private static Tree messy(
            int flagsBefore, List<Part> before, Part.Times times, Tree atom, List<Part> parts, int next) {
        int wants = preference(times.preference());
        int flags = combined(wants, atom.flags);
        Tree repeated = repeated(times, atom, wants);
        Tree behind = repeated;
        if (next < parts.size()) {
            Tree rest = branch(parts, next);
            flags |= combined(flags, rest.flags);
            behind = pair(flags, repeated, rest);
        }
        return before.isEmpty()
                ? behind
                : pair(
                        flagsBefore | combined(flagsBefore, behind.flags),
                        plain(flagsBefore, new Part.Row(before)),
                        behind);
    }

    private static Tree repeated(Part.Times times, Tree atom, int wants) {
        int own = atom.flags & (LONGER | SHORTER | MIXED);
        if (atom.kind == Kind.BACK) {
            return new Tree(
                    Kind.BACK,
                    repeat(times, times.least(), times.most()),
                    List.of(),
                    times.least(),
                    times.most(),
                    atom.back,
                    atom.flags | combined(wants, atom.flags));
        }
        if (times.least() == 1 && times.most() == 1 && (wants == 0 || own == 0 || wants == own)) {
            return atom;
        }
        int flags = combined(wants, atom.flags);
        if ((atom.flags & (CAPTURES | BACKS)) == 0) {
            return plain(preferred(flags), repeat(times, times.least(), times.most()));
        }
        if (times.least() > 0 && (atom.flags & BACKS) == 0) {
            // of its groups only what the last time takes is asked for
            int most = times.most() == Part.Times.UNBOUNDED ? times.most() : times.most() - 1;
            return pair(flags, plain(preferred(flags), repeat(times, times.least() - 1, most)), atom);
        }
        return new Tree(
                Kind.TIMES,
                repeat(times, times.least(), times.most()),
                List.of(atom),
                times.least(),
                times.most(),
                0,
                flags);
    }

    private static Part repeat(Part.Times times, int least, int most) {
        return new Part.Times(times.part(), least, most, times.preference());
    }

    private static Part.Times once(Part part) {
        return new Part.Times(part, 1, 1, Preference.NONE);
    }

    /** Null for a single character or a place. */
    private static @Nullable Tree atom(Part part) {
        if (part instanceof Part.Back back) {
            return new Tree(Kind.BACK, back, List.of(), 1, 1, back.group().number(), BACKS);
        }
        if (!(part instanceof Part.Group group)) {
            return null;
        }
        Tree inside = of(group.part());
        if (group.number() == 0) {
            return inside;
        }
        // one that is a group itself stays so, inside of another
        Tree captured = inside.capture == 0
                ? inside
                : new Tree(Kind.CHOICE, group.part(), List.of(inside), 0, 0, 0, inside.flags);
        captured.capture = group.number();
        captured.flags |= CAPTURES;
        return captured;
    }

    private static int preference(Preference preference) {
        return preference == Preference.LONGER ? LONGER : preference == Preference.SHORTER ? SHORTER : 0;
    }

    private static int preferred(int flags) {
        return flags & (LONGER | SHORTER);
    }

    /** What of a part's flags its whole has: not its preference, but that both are in it. */
    private static int up(int flags) {
        boolean both = (flags & LONGER) != 0 && (flags & SHORTER) != 0;
        return (flags & ~(LONGER | SHORTER)) | (both ? MIXED : 0);
    }

    private static int combined(int first, int second) {
        return up(first | second) | (preferred(first) != 0 ? preferred(first) : preferred(second));
    }
}
