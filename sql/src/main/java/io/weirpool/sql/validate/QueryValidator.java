package io.weirpool.sql.validate;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.SqlType;
import io.weirpool.sql.convert.CalciteTypes;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.SqlToRelConverter;

/**
 * Resolves names and types of queries over the sources and views it was told of. For one thread, and one pipeline: trees
 * of views share what they read.
 */
public final class QueryValidator {
    /** PostgreSQL's leniencies: not those that would find an alias where PostgreSQL finds a column, or invent ANY_VALUE. */
    private static final SqlConformance CONFORMANCE = new SqlDelegatingConformance(SqlConformanceEnum.BABEL) {
        @Override
        public boolean isNonStrictGroupBy() {
            return false;
        }

        @Override
        public boolean isHavingAlias() {
            return false;
        }

        @Override
        public SelectAliasLookup isSelectAlias() {
            return SelectAliasLookup.UNSUPPORTED;
        }
    };

    private static final SqlValidator.Config VALIDATION = SqlValidator.Config.DEFAULT
            .withConformance(CONFORMANCE)
            .withDefaultNullCollation(NullCollation.HIGH)
            .withTypeCoercionFactory(PostgresCoercion::new)
            .withIdentifierExpansion(true);

    /**
     * Nothing is simplified or folded on the way: that would be Calcite's arithmetic, not PostgreSQL's. IN stays a list of
     * comparisons however long it is.
     */
    private static final SqlToRelConverter.Config TO_TREE = SqlToRelConverter.config()
            .withExpand(false)
            .withTrimUnusedFields(false)
            .withRemoveSortInSubQuery(false)
            .withInSubQueryThreshold(Integer.MAX_VALUE)
            .withRelBuilderConfigTransform(config -> config.withSimplify(false)
                    .withBloat(-1) // a projection that makes rows of a row is not merged with another
                    .withSimplifyValues(false)
                    .withAggregateUnique(true)
                    .withPruneInputOfAggregate(false)
                    .withPushJoinCondition(false));

    private final RelDataTypeFactory factory = new PostgresTypeFactory();
    private final Relations relations = new Relations(factory);
    private final RelOptCluster cluster = cluster(factory);
    private final Map<String, List<String>> columnsOf = new LinkedHashMap<>();
    private final Map<String, List<String>> typesOf = new HashMap<>();
    private final Map<String, Source> sources = new HashMap<>();
    private final List<WrittenHint> hints = new ArrayList<>();

    private static RelOptCluster cluster(RelDataTypeFactory factory) {
        HepPlanner planner = new HepPlanner(HepProgram.builder().build());
        RelOptCluster cluster = RelOptCluster.create(planner, new UnfoldedRexBuilder(factory));
        cluster.setMetadataQuerySupplier(NothingKnown::new);
        return cluster;
    }

    public void add(Source source) {
        sources.put(source.name().value(), source);
        relations.add(source);
        columnsOf.put(
                source.name().value(),
                source.columns().columns().stream().map(c -> c.name().value()).toList());
        typesOf.put(
                source.name().value(),
                source.columns().columns().stream()
                        .map(c -> CalciteTypes.toCalcite(factory, c.type()).toString())
                        .toList());
    }

    /** Makes a view readable by later queries, which expand it; its columns have the names given. */
    public void addView(String name, RelNode query, List<String> columns) {
        relations.add(name, query, named(query, columns));
        declare(name, query, columns);
    }

    /** The same of a view that is read as it was planned. */
    public void addView(String name, RelNode query, List<String> columns, Plan.ViewRows planned) {
        relations.add(name, planned, named(query, columns));
        declare(name, query, columns);
    }

    private RelDataType named(RelNode query, List<String> columns) {
        RelDataTypeFactory.Builder builder = factory.builder();
        for (int i = 0; i < columns.size(); i++) {
            builder.add(columns.get(i), query.getRowType().getFieldList().get(i).getType());
        }
        return builder.build();
    }

    private void declare(String name, RelNode query, List<String> columns) {
        columnsOf.put(name, columns);
        typesOf.put(
                name,
                query.getRowType().getFieldList().stream()
                        .map(field -> field.getType().toString())
                        .toList());
    }

    /**
     * The type of a column.
     *
     * @throws Mistake when the type is not supported
     */
    public SqlType type(SqlDataTypeSpec written, boolean nullable) {
        SqlDataTypeSpec spec = TypeSpecs.ofColumn(written);
        RelDataType type = run(() -> spec.deriveType(validator(relations.reader())));
        return CalciteTypes.fromCalcite(type)
                .orElseThrow(() -> Mistake.unsupported(
                        spec.getParserPosition(), "type " + type + " is not supported", "Use a scalar type."))
                .withNullable(nullable);
    }

    /**
     * The query as a tree of relational operators; its fields have the names of the query's columns.
     *
     * @param query is not changed
     * @throws Mistake at the first thing that is not valid or not supported
     */
    public RelNode convert(SqlNode query) {
        Brackets.check(query);
        JsonNames.checkAll(query);
        RowsLeft.refuseNames(query, columnsOf.values());
        SqlNode plain = MergedColumns.apply(
                FirstOfEach.apply(
                        NamedWindows.apply(TimeWindowForms.apply(GroupedWindows.apply(OrderedSets.apply(query))))),
                new ColumnNames(columnsOf, typesOf));
        SqlNode rows = WholeRows.apply(FunctionTables.apply(plain), columnsOf);
        SqlNode normal = Normalisation.apply(
                AggregateLevels.apply(RowValues.apply(rows, columnsOf, sources), columnsOf, sources));
        Refusals.check(normal);
        return run(() -> {
            OutputNames.apply(normal);
            SqlNode copy = ColumnAliases.apply(normal, columnsOf);
            GroupedKeys.apply(copy, sources);
            SizeHints.apply(copy, hints);
            CalciteCatalogReader reader = relations.reader();
            SqlValidator validator = validator(reader);
            SqlNode validated = validator.validate(copy);
            SqlToRelConverter converter = new SqlToRelConverter(
                    (type, sql, path, view) -> {
                        throw new UnsupportedOperationException("views are expanded before");
                    },
                    validator,
                    reader,
                    cluster,
                    TextConvertlets.INSTANCE,
                    TO_TREE);
            return converter.convertQuery(validated, false, true).project();
        });
    }

    /** The hints of all queries so far, each under its number. */
    public List<WrittenHint> hints() {
        return List.copyOf(hints);
    }

    private SqlValidator validator(CalciteCatalogReader reader) {
        return SqlValidatorUtil.newValidator(PostgresOperators.INSTANCE, reader, factory, VALIDATION);
    }

    private interface Step<T> {
        T run();
    }

    private <T> T run(Step<T> step) {
        try {
            return step.run();
        } catch (RuntimeException e) {
            throw mistakes().of(e);
        } catch (AssertionError e) {
            throw mistakes().of(new IllegalStateException(e.getMessage(), e));
        } catch (StackOverflowError e) {
            throw Mistake.unsupported(null, "the query is nested too deep", "Split it into views.");
        }
    }

    private CalciteMistakes mistakes() {
        List<String> columns = new ArrayList<>();
        columnsOf.values().forEach(columns::addAll);
        return new CalciteMistakes(columnsOf.keySet(), columns, PostgresOperators.INSTANCE.functionNames());
    }
}
