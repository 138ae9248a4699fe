package io.weirpool.sql.rewrite;

import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/** A side with columns for the keys that are expressions. */
final class Side {
    private final Plan input;
    private final List<Expression> added = new ArrayList<>();

    Side(Plan input) {
        this.input = input;
    }

    int column(Expression key) {
        if (key instanceof Expression.Input column) {
            return column.index();
        }
        int known = added.indexOf(key);
        if (known < 0) {
            added.add(key);
            known = added.size() - 1;
        }
        return input.rowType().size() + known;
    }

    Plan input() {
        return input;
    }

    /** How many columns are added. */
    int added() {
        return added.size();
    }

    Plan plan() {
        return added.isEmpty() ? input : Calcs.with(input, added);
    }
}
