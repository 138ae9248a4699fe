package io.weirpool.sql.regex;

import java.util.List;

/** A regular expression as it is written, closed: what the syntax has. Compared by identity where results are kept. */
sealed interface Part {
    /** One character. */
    record One(Characters characters) implements Part {}

    /** Parts one after the other; none match nothing at all, anywhere. */
    record Row(List<Part> parts) implements Part {}

    record Choice(List<Part> branches) implements Part {}

    /**
     * A part a number of times.
     *
     * @param most {@link #UNBOUNDED} for any
     */
    record Times(Part part, int least, int most, Preference preference) implements Part {
        static final int UNBOUNDED = Integer.MAX_VALUE;
    }

    /** @param number from 1; 0 when what it matches is not asked for */
    record Group(int number, Part part) implements Part {}

    /** What a group before matched, again. */
    record Back(Group group) implements Part {}

    record At(Place place) implements Part {}

    /** Whether the part matches ahead of a place, or behind it, or does not. */
    record Look(Part part, boolean ahead, boolean wanted) implements Part {}

    /** What a quantifier wants to take. */
    enum Preference {
        NONE,
        LONGER,
        SHORTER
    }

    /** Where something is true that takes no character. */
    enum Place {
        BEGIN,
        END,
        LINE_BEGIN,
        LINE_END,
        WORD_BEGIN,
        WORD_END,
        WORD_EDGE,
        NO_WORD_EDGE
    }
}
