package io.weirpool.sql.translate;

import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.Broadcast;
import io.weirpool.sql.plan.HintedInput;
import io.weirpool.sql.plan.JoinKind;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.validate.WrittenHint;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether a plan does what the hints of its query say. */
final class FollowedHints {
    private static final String NOT_ORDERED =
            "it is no input of an inner join, and only these are put in another order";

    private final Set<Integer> followed = new HashSet<>();
    private final Map<Integer, String> reasons = new HashMap<>();

    private FollowedHints() {}

    /**
     * Those of views that the query reads were checked with them.
     *
     * @param hints under their numbers
     * @param first the number of the query's first one
     * @throws Mistake for a hint that is not followed
     */
    static void check(Plan plan, List<WrittenHint> hints, int first) {
        FollowedHints seen = new FollowedHints();
        seen.look(plan);
        for (int hint = first; hint < hints.size(); hint++) {
            if (!seen.followed.contains(hint)) {
                WrittenHint written = hints.get(hint);
                String reason =
                        written.rows().isPresent() ? NOT_ORDERED : "it is no input of a join without an equality";
                throw Mistake.unsupported(
                        written.place(),
                        written + " cannot be followed: " + seen.reasons.getOrDefault(hint, reason),
                        "Leave the hint out.");
            }
        }
    }

    private void look(Plan plan) {
        if (plan instanceof Plan.Join join) {
            int everywhere = Broadcast.input(join).orElse(-1);
            for (HintedInput hinted : join.hints()) {
                int number = hinted.hint().number();
                boolean ordered =
                        join.kind() == JoinKind.INNER && !hinted.hint().everywhere();
                if (ordered || (hinted.hint().everywhere() && hinted.input() == everywhere)) {
                    followed.add(number);
                } else if (hinted.hint().everywhere()) {
                    reasons.put(number, reason(join, everywhere));
                }
            }
        }
        plan.inputs().forEach(this::look);
    }

    private static String reason(Plan.Join join, int everywhere) {
        if (!join.keys().isEmpty()) {
            return "it is joined by an equality, and the rows of both inputs go where their values are kept";
        }
        if (join.kind() == JoinKind.FULL) {
            return "a FULL JOIN shows its rows without a match, and no task sees all that they could match";
        }
        return everywhere < 0
                ? "its rows without a match are asked for, and no task sees all that they could match"
                : "the other input of its join goes to all tasks";
    }
}
