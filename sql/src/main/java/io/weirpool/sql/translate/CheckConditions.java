package io.weirpool.sql.translate;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.parse.SqlText;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.validate.QueryValidator;
import io.weirpool.sqlparser.PlainSelect;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;

/** CHECK conditions as expressions over a row of their source. */
public final class CheckConditions {
    private CheckConditions() {}

    /**
     * The conditions of a source, in declared order, over all its columns in declared order. For a source out of the
     * catalog, whose conditions were valid when it was applied.
     *
     * @throws Mistake when a condition is not valid after all
     */
    public static List<Expression> of(Source source) {
        QueryValidator validator = new QueryValidator();
        validator.add(source);
        return source.checks().stream()
                .map(text -> of(source, SqlText.expression(text), validator))
                .toList();
    }

    /** @throws Mistake when the condition is not valid, with its place */
    public static Expression of(Source source, SqlNode condition, QueryValidator validator) {
        SqlParserPos place = condition.getParserPosition();
        RelNode tree = validator.convert(select(source, condition));
        Plan plan = PlanBuilder.build(tree);
        if (!(plan instanceof Plan.Calc calc) || !(calc.input() instanceof Plan.Scan)) {
            throw Mistake.invalid(place, "a CHECK looks at one row only", "Leave the aggregate out.");
        }
        Expression expression = calc.projections().get(0);
        if (expression.type().kind() != TypeKind.BOOLEAN) {
            throw Mistake.invalid(
                    place, "a CHECK must be true or false, this is " + expression.type(), "Compare with something.");
        }
        return expression;
    }

    /** {@code SELECT value FROM source}. */
    static SqlSelect select(Source source, SqlNode value) {
        SqlParserPos place = value.getParserPosition();
        return PlainSelect.of(
                place, SqlNodeList.of(value), new SqlIdentifier(source.name().value(), place));
    }
}
