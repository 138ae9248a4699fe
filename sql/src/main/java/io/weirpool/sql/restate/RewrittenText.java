package io.weirpool.sql.restate;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.parse.StatementText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlAsofJoin;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * The text of a query in which what PostgreSQL does not have is written in its words: windows of time, as-of joins, some
 * aggregates. All else stays as it was written, character by character: what Calcite would make of it is not PostgreSQL's.
 *
 * <p>What is replaced may hold what is to be replaced; its operands are rewritten first, each by an object of its own.
 */
final class RewrittenText extends SqlBasicVisitor<@Nullable Void> {
    private static final Set<SqlKind> AROUND =
            Set.of(SqlKind.OVER, SqlKind.WITHIN_GROUP, SqlKind.IGNORE_NULLS, SqlKind.RESPECT_NULLS);

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    private final StatementText text;
    private final List<Part> parts = new ArrayList<>();
    private final Set<String> ordered = new HashSet<>();
    private InputOrder order = InputOrder.NONE;

    /** What stands for the characters from {@code begin} to before {@code end}. No two overlap. */
    record Part(int begin, int end, String with) {
        /** The characters from {@code from} to before {@code to} with all parts in their places. */
        static String replaced(String text, List<Part> parts, int from, int to) {
            StringBuilder written = new StringBuilder();
            int at = from;
            for (Part part :
                    parts.stream().sorted(Comparator.comparingInt(Part::begin)).toList()) {
                written.append(text, at, part.begin()).append(part.with());
                at = part.end();
            }
            return written.append(text, at, to).toString();
        }
    }

    private RewrittenText(StatementText text) {
        this.text = text;
    }

    /** @throws Mistake when something has no such form */
    static String of(StatementText text, SqlNode node) {
        return of(text, node, node.getParserPosition());
    }

    /** The same of a place that holds the node and, perhaps, parentheses around it. */
    static String of(StatementText text, SqlNode node, SqlParserPos place) {
        int begin = text.offset(place);
        return of(text, node, begin, begin + text.slice(place).length());
    }

    /** The same of the characters from {@code begin} to before {@code end}, which hold the node. */
    static String of(StatementText text, SqlNode node, int begin, int end) {
        RewrittenText rewritten = new RewrittenText(text);
        node.accept(rewritten);
        return Part.replaced(text.text(), rewritten.parts, begin, end);
    }

    /** Characters of the statement up to the end of a node. */
    static int end(StatementText text, SqlNode node) {
        SqlParserPos place = node.getParserPosition();
        return text.offset(place) + text.slice(place).length();
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (call instanceof SqlAsofJoin join) {
            join.getLeft().accept(this);
            parts.add(ClosestRowText.of(text, join));
            return null;
        }
        Optional<String> other = WindowText.of(text, call).or(() -> AggregateText.of(text, call, order));
        if (other.isPresent()) {
            parts.add(new Part(text.offset(call.getParserPosition()), end(text, call), other.get()));
            return null;
        }
        if (AROUND.contains(call.getKind())) {
            around(call);
            return null;
        }
        InputOrder outside = order;
        order = call instanceof SqlSelect select ? InputOrder.of(select, ordered) : outside;
        if (call instanceof SqlWithItem item && InputOrder.ofRows(item.query, ordered) != InputOrder.NONE) {
            ordered.add(item.name.getSimple());
        }
        super.visit(call);
        order = outside;
        return null;
    }

    /** A field of a row, {@code t.addr.city}, is {@code (t.addr).city} there. */
    @Override
    public @Nullable Void visit(SqlIdentifier name) {
        if (name.names.size() > 2 && !name.isStar()) {
            List<String> written =
                    name.names.stream().map(RewrittenText::written).toList();
            String fields = String.join(".", written.subList(2, written.size()));
            parts.add(new Part(
                    text.offset(name.getParserPosition()),
                    end(text, name),
                    "(%s.%s).%s".formatted(written.get(0), written.get(1), fields)));
        }
        return null;
    }

    /** An aggregate that has its order, or can have none, stays; what it is of does not. */
    private void around(SqlCall call) {
        List<SqlNode> operands = new ArrayList<>(call.getOperandList());
        if (operands.remove(0) instanceof SqlCall aggregate) {
            if (AROUND.contains(aggregate.getKind()) || aggregate.getKind() == SqlKind.FILTER) {
                around(aggregate);
            } else {
                operands.addAll(aggregate.getOperandList());
            }
        }
        operands.stream().filter(Objects::nonNull).forEach(operand -> operand.accept(this));
    }

    /** A name, in quotes where PostgreSQL would read another without. */
    static String written(String name) {
        return PLAIN.matcher(name).matches() ? name : quoted(name);
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static Mistake unsupported(String what, SqlNode node) {
        return new Mistake(
                ErrorCode.SQL_UNSUPPORTED,
                node.getParserPosition(),
                "this %s is not spelled out for PostgreSQL: %s".formatted(what, node),
                "");
    }
}
