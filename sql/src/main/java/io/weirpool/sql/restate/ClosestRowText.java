package io.weirpool.sql.restate;

import io.weirpool.sql.parse.StatementText;
import io.weirpool.sql.restate.RewrittenText.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlAsofJoin;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/**
 * An as-of join as a LATERAL subquery that gives the right row closest in time. Which of several it takes that are equally
 * close is a matter of their bytes here, so that the query fails there when it meets such rows and they differ.
 *
 * <p>The distance is the greater time less the lesser, whichever side they are of: names alone do not tell.
 */
final class ClosestRowText {
    private static final Pattern JOIN = Pattern.compile("(?i)\\b(?:(?:LEFT|INNER)\\s+)?ASOF\\s+(?:LEFT\\s+)?JOIN\\b");
    private static final Pattern CONDITION = Pattern.compile("(?i)\\b(?:MATCH_CONDITION|ON)\\b");
    /** What PostgreSQL says of rows that are equally close, in the words of a failed cast. */
    private static final String TIES = "rows of an ASOF JOIN are equally close and differ";

    private final StatementText text;
    private final SqlAsofJoin join;
    private final int right;
    private final int conditions;

    private ClosestRowText(StatementText text, SqlAsofJoin join) {
        this.text = text;
        this.join = join;
        this.right = find(JOIN, RewrittenText.end(text, join.getLeft()), true);
        this.conditions = find(CONDITION, RewrittenText.end(text, join.getRight()), false);
    }

    /** All of the join that stands after its left side. */
    static Part of(StatementText text, SqlAsofJoin join) {
        return new ClosestRowText(text, join).part();
    }

    private int find(Pattern word, int from, boolean after) {
        Matcher found = word.matcher(text.text());
        if (!found.find(from)) {
            throw RewrittenText.unsupported("join", join);
        }
        return after ? found.end() : found.start();
    }

    private Part part() {
        List<SqlNode> all = new ArrayList<>();
        split(join.getMatchCondition(), all);
        split(join.getCondition(), all);
        int begin = RewrittenText.end(text, join.getLeft());
        int end = balanced(
                all.stream().mapToInt(one -> RewrittenText.end(text, one)).max().orElse(conditions));
        String alias = alias(join.getRight());
        String rows = RewrittenText.of(text, join.getRight(), right, conditions).strip();
        String where =
                all.stream().map(one -> "(" + RewrittenText.of(text, one) + ")").collect(Collectors.joining(" AND "));
        String closest =
                "WITH m_ AS MATERIALIZED (SELECT * FROM %s) SELECT %s AS r_ FROM m_ AS %s WHERE %s ORDER BY %s FETCH FIRST 1 ROW WITH TIES"
                        .formatted(rows, alias, alias, where, distance());
        String counted = "SELECT x_.r_, count(*) OVER () AS n_ FROM (SELECT DISTINCT q_.r_ FROM (%s) AS q_) AS x_"
                .formatted(closest);
        String before = text.text().substring(begin, right);
        String written =
                "%s LATERAL (SELECT (y_.r_).* FROM (%s) AS y_ WHERE CAST(CASE WHEN y_.n_ > 1 THEN '%s' ELSE '1' END AS integer) = 1) AS %s ON TRUE"
                        .formatted(
                                JOIN.matcher(before).replaceFirst(isLeft() ? "LEFT JOIN" : "JOIN"),
                                counted,
                                TIES,
                                alias);
        return new Part(begin, end, written);
    }

    private boolean isLeft() {
        return join.getJoinType() == JoinType.LEFT_ASOF;
    }

    /** What is added where there is no condition of that kind is no text of the statement. */
    private static void split(SqlNode condition, List<SqlNode> parts) {
        if (condition.getKind() == SqlKind.AND) {
            ((SqlCall) condition).getOperandList().forEach(operand -> split(operand, parts));
        } else if (!(condition instanceof SqlLiteral)) {
            parts.add(condition);
        }
    }

    /** After the parentheses that the conditions opened. */
    private int balanced(int end) {
        String all = text.text();
        int open = 0;
        for (int i = conditions; i < end || (open > 0 && i < all.length()); i++) {
            open += all.charAt(i) == '(' ? 1 : all.charAt(i) == ')' ? -1 : 0;
            if (i >= end && open == 0) {
                return i + 1;
            }
        }
        if (open != 0) {
            throw RewrittenText.unsupported("join", join);
        }
        return end;
    }

    private String distance() {
        if (join.getMatchCondition() instanceof SqlCall match && match.operandCount() == 2) {
            String first = "(" + RewrittenText.of(text, match.operand(0)) + ")";
            String second = "(" + RewrittenText.of(text, match.operand(1)) + ")";
            boolean firstGreater =
                    match.getKind() == SqlKind.GREATER_THAN || match.getKind() == SqlKind.GREATER_THAN_OR_EQUAL;
            return firstGreater ? first + " - " + second : second + " - " + first;
        }
        throw RewrittenText.unsupported("join", join);
    }

    private static String alias(SqlNode named) {
        if (named instanceof SqlIdentifier name) {
            return RewrittenText.written(name.names.get(name.names.size() - 1));
        }
        if (named instanceof SqlCall as && as.getKind() == SqlKind.AS && as.operand(1) instanceof SqlIdentifier alias) {
            return RewrittenText.written(alias.getSimple());
        }
        throw RewrittenText.unsupported("join with", named);
    }
}
