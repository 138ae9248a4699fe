package io.weirpool.sql.validate;

import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.SizeHint;
import io.weirpool.sqlparser.PlainSelect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlHint;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * Hints behind SELECT that say what their author knows of the size of a join's input: {@code BROADCAST(b)}, few rows, and
 * {@code CARDINALITY(b = '20')}, about so many. On the way through Calcite the input carries a condition that is always true
 * and says the hint's number.
 *
 * <p>Other hints are comments, as they are to PostgreSQL: no hint changes an answer.
 */
public final class SizeHints extends SqlBasicVisitor<@Nullable Void> {
    /** Their rows are made of a table that they name. */
    private static final Set<String> WINDOWS_OF_TIME = Set.of("TUMBLE", "HOP", "CUMULATE", "SESSION");

    /** No name that a query could write leads to it. */
    private static final SqlOperator MARK =
            new SqlSpecialOperator(
                    "$size", SqlKind.OTHER, 0, true, ReturnTypes.BOOLEAN_NOT_NULL, null, OperandTypes.VARIADIC) {
                @Override
                public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
                    return validator.getTypeFactory().createSqlType(SqlTypeName.BOOLEAN);
                }
            };

    private final List<WrittenHint> found;

    private SizeHints(List<WrittenHint> found) {
        this.found = found;
    }

    /**
     * Changes the query in place.
     *
     * @param found the hints are added to it; a hint's number is its index
     * @throws Mistake for a hint that names nothing in its FROM
     */
    static void apply(SqlNode query, List<WrittenHint> found) {
        query.accept(new SizeHints(found));
    }

    /** The hint that a condition says. */
    public static Optional<SizeHint> of(RexNode condition) {
        if (!(condition instanceof RexCall call) || !call.getOperator().equals(MARK)) {
            return Optional.empty();
        }
        long rows = number(call, 1);
        return Optional.of(
                new SizeHint((int) number(call, 0), rows == 0 ? OptionalLong.empty() : OptionalLong.of(rows)));
    }

    private static long number(RexCall mark, int operand) {
        return Objects.requireNonNull(((RexLiteral) mark.getOperands().get(operand)).getValueAs(Long.class));
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        super.visit(call);
        if (call instanceof SqlSelect select && select.hasHints()) {
            for (SqlNode hint : select.getHints()) {
                follow(select, (SqlHint) hint);
            }
            select.setHints(null);
        }
        return null;
    }

    private void follow(SqlSelect select, SqlHint hint) {
        for (WrittenHint written : WrittenHint.of(hint)) {
            Inputs inputs = new Inputs(written);
            SqlNode from = select.getFrom();
            if (from != null) {
                select.setFrom(inputs.marked(from));
            }
            inputs.checkFound();
        }
    }

    /** The inputs of a FROM, one of which a hint names. */
    private final class Inputs {
        private final WrittenHint hint;
        private final SqlParserPos place;
        private final List<String> names = new ArrayList<>();

        Inputs(WrittenHint hint) {
            this.hint = hint;
            this.place = hint.place();
        }

        SqlNode marked(SqlNode from) {
            if (from instanceof SqlJoin join) {
                join.setLeft(marked(join.getLeft()));
                join.setRight(marked(join.getRight()));
                return join;
            }
            SqlIdentifier alias = alias(from);
            if (alias == null) {
                return from;
            }
            String name = alias.names.get(alias.names.size() - 1);
            names.add(name);
            return name.toLowerCase(Locale.ROOT).equals(hint.name()) ? marked(from, name) : from;
        }

        private @Nullable SqlIdentifier alias(SqlNode from) {
            if (from.getKind() == SqlKind.AS) {
                return ((SqlCall) from).operand(1);
            }
            return from instanceof SqlIdentifier table ? table : null;
        }

        private SqlNode marked(SqlNode from, String name) {
            if (from.getKind() == SqlKind.AS && isBesideRows(((SqlCall) from).operand(0))) {
                throw Mistake.unsupported(
                        place,
                        hint + " cannot be followed: its rows are made for each row before it",
                        "Leave the hint out.");
            }
            int number = found.size();
            found.add(hint);
            SqlNode mark =
                    MARK.createCall(place, literal(number), literal(hint.rows().orElse(0)));
            SqlSelect all = PlainSelect.of(place, SqlNodeList.of(SqlIdentifier.star(place)), from);
            all.setWhere(mark);
            return SqlStdOperatorTable.AS.createCall(place, all, new SqlIdentifier(name, place));
        }

        private SqlNode literal(long number) {
            return SqlLiteral.createExactNumeric(Long.toString(number), place);
        }

        private static boolean isBesideRows(SqlNode table) {
            return table.getKind() == SqlKind.LATERAL
                    || table.getKind() == SqlKind.UNNEST
                    || (table instanceof SqlBasicCall call
                            && table.getKind() == SqlKind.COLLECTION_TABLE
                            && !WINDOWS_OF_TIME.contains(((SqlCall) call.operand(0))
                                    .getOperator()
                                    .getName()
                                    .toUpperCase(Locale.ROOT)));
        }

        void checkFound() {
            if (!found.contains(hint)) {
                throw Mistake.invalid(
                        place,
                        hint + ": FROM has no " + hint.name(),
                        Suggestions.nearest(hint.name(), names)
                                        .map(near -> "Did you mean " + near + "? ")
                                        .orElse("")
                                + hint.example());
            }
        }
    }
}
