package io.weirpool.sql.validate;

import io.weirpool.sql.parse.Mistake;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * {@code ORDER BY n + 1}, n being the name of a column of the answer only: PostgreSQL orders by such a name where it stands
 * alone, and knows none within an expression.
 */
final class AnswersName extends SqlBasicVisitor<@Nullable Void> {
    private final Set<String> answers;
    private final Set<String> visible;

    private AnswersName(Set<String> answers, Set<String> visible) {
        this.answers = answers;
        this.visible = visible;
    }

    /**
     * Subqueries are not looked into: they see other columns.
     *
     * @param answers names of columns of the answer
     * @param visible names of columns of FROM
     * @throws Mistake for the first such name
     */
    static void refuse(SqlNode expression, Set<String> answers, Set<String> visible) {
        expression.accept(new AnswersName(answers, visible));
    }

    @Override
    public @Nullable Void visit(SqlIdentifier identifier) {
        if (identifier.isSimple()
                && answers.contains(identifier.getSimple())
                && !visible.contains(identifier.getSimple())) {
            throw Mistake.invalid(
                    identifier.getParserPosition(),
                    "\"" + identifier + "\" is a column of the answer, which an expression in ORDER BY cannot read",
                    "Write what it stands for, or order a subquery.");
        }
        return null;
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        return call.isA(SqlKind.QUERY) ? null : super.visit(call);
    }
}
