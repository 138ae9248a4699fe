package io.weirpool.sql.translate;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.DeclaredColumn;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.parse.Statement;
import io.weirpool.sql.plan.EventTimes;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.KeyDerivation;
import io.weirpool.sql.plan.Placement;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.ViewPlan;
import io.weirpool.sql.rewrite.Rewriter;
import io.weirpool.sql.rewrite.WindowsBySlice;
import io.weirpool.sql.validate.Names;
import io.weirpool.sql.validate.QueryValidator;
import io.weirpool.sqlparser.CreateView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidatorUtil;

/**
 * CREATE [MATERIALIZED] VIEW to plans, each after those it reads. A view that keeps state is read as it was planned, so that
 * a flow does its work once; the queries of all others become part of what reads them.
 */
public final class Views {
    private final QueryValidator validator;
    private final Map<String, Source> sources;
    private final PoliciesRead policies = new PoliciesRead();

    /** @param sources what the validator knows, by name */
    public Views(QueryValidator validator, Map<String, Source> sources) {
        this.validator = validator;
        this.sources = sources;
    }

    /**
     * The plan, without indexes; later views can read this one. A plain view gives none, as it is expanded where it is
     * read.
     *
     * @throws Mistake at the first thing that is not valid or not supported
     */
    public Optional<ViewPlan> compile(Statement<CreateView> statement) {
        CreateView node = statement.node();
        Name name = Names.relation(node.name);
        Lateness lateness = Lateness.of(node);
        policies.declare(node, lateness);
        EventTimes times = Lateness.times(sources);
        int before = validator.hints().size();
        RelNode tree = validator.convert(node.query);
        refuseKept(node, tree);
        List<String> names = columnNames(node, tree);
        Plan plan = lateness.arranged(build(node, tree, names), times);
        FollowedHints.check(plan, validator.hints(), before);
        if (!node.materialized) {
            validator.addView(name.value(), tree, names);
            return Optional.empty();
        }
        Plan anchored = ConstantViews.anchored(plan, sources);
        ViewKey key = lateness.arranged(anchored, KeyDerivation.of(anchored, sources), times);
        lateness.check(anchored, key, sources, times);
        if (Placement.hasAnyState(anchored)) {
            validator.addView(name.value(), tree, names, new Plan.ViewRows(name, anchored));
        } else {
            validator.addView(name.value(), tree, names);
        }
        String sql = statement.text().slice(node.queryPlace).strip();
        Plan kept = lateness.policy().emitFinal() ? anchored : WindowsBySlice.apply(anchored);
        return Optional.of(new ViewPlan(name, sql, kept, kept.rowType(), key, List.of(), lateness.policy()));
    }

    /** What a column of type ROW is kept as is nothing to show. */
    private static void refuseKept(CreateView node, RelNode tree) {
        if (DeclaredColumn.anyRow(tree.getRowType().getFieldNames())) {
            throw Mistake.unsupported(
                    node.query.getParserPosition(),
                    "* for columns of which one is of type ROW is not supported here",
                    "Name the columns.");
        }
    }

    private Plan build(CreateView node, RelNode tree, List<String> names) {
        try {
            Plan plan = Rewriter.rewrite(renamed(PlanBuilder.build(tree, sources), names), sources);
            TrialCompilation.of(plan);
            return plan;
        } catch (Mistake mistake) {
            boolean placed = mistake.place() != null && mistake.place().getLineNum() > 0;
            throw placed
                    ? mistake
                    : new Mistake(mistake.code(), node.query.getParserPosition(), mistake.message(), mistake.remedy());
        }
    }

    private static List<String> columnNames(CreateView node, RelNode tree) {
        List<String> given = tree.getRowType().getFieldNames();
        if (given.size() > Sources.COLUMNS_MAX) {
            throw Mistake.invalid(
                    node.name.getParserPosition(),
                    "the view has over " + Sources.COLUMNS_MAX + " columns",
                    "Select fewer.");
        }
        if (!node.columns.isEmpty()) {
            if (node.columns.size() != given.size()) {
                throw Mistake.invalid(
                        node.columns.getParserPosition(),
                        "%d columns are named, the query has %d".formatted(node.columns.size(), given.size()),
                        "Name each column of the query.");
            }
            return ViewColumns.names(node.columns.stream()
                    .map(column ->
                            ViewColumns.Wanted.given(((SqlIdentifier) column).getSimple(), column.getParserPosition()))
                    .toList());
        }
        return ViewColumns.names(IntStream.range(0, given.size())
                .mapToObj(i -> wanted(node, given.get(i), i))
                .toList());
    }

    private static ViewColumns.Wanted wanted(CreateView node, String given, int index) {
        boolean aligned = node.query instanceof SqlSelect select
                && select.getSelectList().stream().noneMatch(Views::isStar);
        SqlParserPos place = place(node, index);
        if (!aligned) {
            return ViewColumns.Wanted.derived(given, place);
        }
        // As written: Calcite gives a number to the second of two equal ones.
        SqlNode item = ((SqlSelect) node.query).getSelectList().get(index);
        String alias = SqlValidatorUtil.alias(item);
        return item.getKind() == SqlKind.AS
                ? ViewColumns.Wanted.given(Objects.requireNonNull(alias), place)
                : ViewColumns.Wanted.derived(alias == null ? given : alias, place);
    }

    private static boolean isStar(SqlNode item) {
        SqlNode name = item.getKind() == SqlKind.DOT ? ((SqlCall) item).operand(1) : item;
        return name instanceof SqlIdentifier identifier && identifier.isStar();
    }

    private static SqlParserPos place(CreateView node, int index) {
        boolean aligned = node.query instanceof SqlSelect select
                && index < select.getSelectList().size();
        SqlNode shown = aligned ? ((SqlSelect) node.query).getSelectList().get(index) : node.query;
        return shown.getParserPosition();
    }

    private static Plan renamed(Plan plan, List<String> names) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(Column.of(names.get(i), plan.rowType().type(i)));
        }
        RowType rowType = new RowType(columns);
        if (plan instanceof Plan.Aggregate aggregate) {
            return new Plan.Aggregate(aggregate.input(), aggregate.groups(), aggregate.calls(), rowType);
        }
        List<Expression> all = IntStream.range(0, names.size())
                .<Expression>mapToObj(i -> new Expression.Input(i, rowType.type(i)))
                .toList();
        return new Plan.Calc(plan, Optional.empty(), all, rowType);
    }
}
