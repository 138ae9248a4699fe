package io.weirpool.sql.translate;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.parse.Statement;
import io.weirpool.sql.plan.EventTimes;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.ViewPlan;
import io.weirpool.sql.rewrite.Rewriter;
import io.weirpool.sql.validate.Names;
import io.weirpool.sql.validate.QueryValidator;
import io.weirpool.sqlparser.CreateView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidatorUtil;

/** CREATE [MATERIALIZED] VIEW to plans, each after those it reads. */
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
        Statements.refuseReplace(node);
        Name name = Names.relation(node.name);
        Lateness lateness = Lateness.of(node);
        refuseConstant(node);
        policies.declare(node, lateness);
        EventTimes times = Lateness.times(sources);
        RelNode tree = validator.convert(node.query);
        List<String> names = columnNames(node, tree);
        Plan plan = lateness.arranged(build(node, tree, names), times);
        validator.addView(name.value(), tree, names);
        if (!node.materialized) {
            return Optional.empty();
        }
        ViewKey key = lateness.arranged(plan, KeyDerivation.of(plan, sources), times);
        lateness.check(plan, key, sources, times);
        String sql = statement.text().slice(node.queryPlace).strip();
        return Optional.of(new ViewPlan(name, sql, plan, plan.rowType(), key, List.of(), lateness.policy()));
    }

    private static void refuseConstant(CreateView node) {
        if (TableNames.of(node.query).isEmpty()) {
            throw Mistake.invalid(
                    node.query.getParserPosition(),
                    "a view without FROM never changes",
                    "Read from a stream or table.");
        }
    }

    private Plan build(CreateView node, RelNode tree, List<String> names) {
        try {
            Plan plan = Rewriter.rewrite(renamed(PlanBuilder.build(tree), names));
            IntervalKeys.refuse(plan);
            CrossJoins.refuse(plan, node.query, sources);
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
        List<String> names = written(node, given);
        if (!node.columns.isEmpty()) {
            if (node.columns.size() != given.size()) {
                throw Mistake.invalid(
                        node.columns.getParserPosition(),
                        "%d columns are named, the query has %d".formatted(node.columns.size(), given.size()),
                        "Name each column of the query.");
            }
            names = node.columns.stream()
                    .map(column -> ((SqlIdentifier) column).getSimple())
                    .toList();
        }
        checkNames(node, names);
        return names;
    }

    /** Names as written: Calcite gives a number to the second of two equal ones. */
    private static List<String> written(CreateView node, List<String> given) {
        boolean aligned = node.query instanceof SqlSelect select
                && select.getSelectList().stream().noneMatch(Views::isStar);
        if (!aligned) {
            return given;
        }
        List<SqlNode> items = ((SqlSelect) node.query).getSelectList();
        return IntStream.range(0, items.size())
                .mapToObj(i -> {
                    String alias = SqlValidatorUtil.alias(items.get(i));
                    return alias == null ? given.get(i) : alias;
                })
                .toList();
    }

    private static boolean isStar(SqlNode item) {
        return item instanceof SqlIdentifier identifier && identifier.isStar();
    }

    private static void checkNames(CreateView node, List<String> names) {
        Set<String> seen = new LinkedHashSet<>();
        for (int i = 0; i < names.size(); i++) {
            SqlParserPos place = place(node, i);
            if (names.get(i).startsWith("EXPR$")) {
                throw new Mistake(
                        ErrorCode.NAME_INVALID,
                        place,
                        "column " + (i + 1) + " of the view has no name",
                        "Name it: expression AS name.");
            }
            Names.column(names.get(i), place);
            if (!seen.add(names.get(i))) {
                throw Mistake.invalid(
                        place,
                        "two columns of the view are called \"" + names.get(i) + "\"",
                        "Name one otherwise: expression AS name.");
            }
        }
    }

    private static SqlParserPos place(CreateView node, int index) {
        if (!node.columns.isEmpty()) {
            return node.columns.get(index).getParserPosition();
        }
        SqlNode query = node.query;
        boolean aligned = query instanceof SqlSelect select
                && index < select.getSelectList().size();
        return aligned ? ((SqlSelect) query).getSelectList().get(index).getParserPosition() : query.getParserPosition();
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
