package io.weirpool.sql.translate;

import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.EventTimePolicy;
import io.weirpool.sqlparser.CreateView;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What views say of late rows, for those that read them. A view that is read becomes part of the reader's plan, which has
 * one policy; so the two must leave out the same rows, or the reader would hold another answer than the view it reads.
 *
 * <p>A view with EMIT FINAL holds the rows of its query that are closed. A reader with EMIT FINAL has no other rows either:
 * one of its own is closed only when no row can come any more for any of those it is made of, so that these are closed, and
 * in the view that is read. A reader that writes all changes would show what comes of open rows, too.
 */
final class PoliciesRead {
    /** By view: the materialized views that it is or, when it is a plain one, reads. */
    private final Map<String, Map<String, EventTimePolicy>> byView = new HashMap<>();

    /** @throws Mistake when the view cannot read what it reads with its own policy */
    void declare(CreateView node, Lateness own) {
        Map<String, EventTimePolicy> read = new TreeMap<>();
        for (String name : TableNames.mentioned(node.query)) {
            read.putAll(byView.getOrDefault(name, Map.of()));
        }
        if (!node.materialized) {
            byView.put(node.name.toString(), read);
            return;
        }
        read.forEach((name, policy) -> refuse(name, policy, own));
        byView.put(node.name.toString(), Map.of(node.name.toString(), own.policy()));
    }

    private static void refuse(String name, EventTimePolicy policy, Lateness own) {
        if (policy.emitFinal() && !own.policy().emitFinal()) {
            throw Mistake.unsupported(
                    own.place(),
                    "reading view \"" + name
                            + "\", whose rows are written when they are final, from one that writes all",
                    "Declare this one EMIT FINAL, too, write the query here instead of its name, or read its table in"
                            + " PostgreSQL.");
        }
        if (policy.closes() != own.policy().closes()) {
            throw Mistake.unsupported(
                    own.place(),
                    policy.closes()
                            ? "reading view \"" + name + "\", which leaves out late rows, from one that applies them"
                            : "leaving out late rows that view \"" + name + "\", which it reads, applies",
                    "Declare both WITH (late = 'drop'), or neither, or write the query here instead of its name.");
        }
    }
}
