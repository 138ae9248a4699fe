package io.weirpool.sql.rewrite;

import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.rewrite.InnerJoins.Part;
import java.util.ArrayList;
import java.util.List;

/** Which inputs of a join equalities connect. */
final class Connected {
    private Connected() {}

    /** Groups of parts, each connected by equalities between two parts; in the order of their first parts. */
    static List<List<Part>> of(List<Part> parts, List<Expression> conditions) {
        List<List<Part>> groups = new ArrayList<>();
        for (Part part : parts) {
            List<Part> merged = new ArrayList<>();
            List<List<Part>> others = new ArrayList<>();
            for (List<Part> group : groups) {
                boolean connected = group.stream().anyMatch(member -> byEquality(member, part, conditions));
                if (connected) {
                    merged.addAll(group);
                } else {
                    others.add(group);
                }
            }
            merged.add(part);
            others.add(merged);
            groups = others;
        }
        groups.forEach(group -> group.sort((a, b) -> Integer.compare(parts.indexOf(a), parts.indexOf(b))));
        groups.sort((a, b) -> Integer.compare(parts.indexOf(a.get(0)), parts.indexOf(b.get(0))));
        return groups;
    }

    static boolean byEquality(Part a, Part b, List<Expression> conditions) {
        return conditions.stream()
                .anyMatch(c -> Equality.of(c, a::hasAll, b::hasAll).isPresent());
    }
}
