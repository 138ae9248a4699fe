package io.weirpool.sql.validate;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.Column;
import io.weirpool.sql.convert.CalciteTypes;
import io.weirpool.sql.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** What a query can read: sources, and views as planned or as the trees they were resolved to; and names of types that PostgreSQL, Flink and RisingWave have. */
final class Relations {
    private static final Map<String, Function<RelDataTypeFactory, RelDataType>> TYPES = Map.ofEntries(
            type("text", SqlTypeName.VARCHAR),
            type("string", SqlTypeName.VARCHAR),
            type("bool", SqlTypeName.BOOLEAN),
            type("int2", SqlTypeName.SMALLINT),
            type("int4", SqlTypeName.INTEGER),
            type("int8", SqlTypeName.BIGINT),
            type("float4", SqlTypeName.REAL),
            type("float8", SqlTypeName.DOUBLE),
            type("timestamptz", SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE),
            type("timestamp_ltz", SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE),
            type("json", SqlTypeName.VARIANT),
            type("jsonb", SqlTypeName.VARIANT),
            type("bytea", SqlTypeName.VARBINARY),
            type("bytes", SqlTypeName.VARBINARY),
            Map.entry("interval", CalciteTypes::interval));

    static final List<String> TYPE_NAMES = TYPES.keySet().stream().sorted().toList();

    private final CalciteSchema root = CalciteSchema.createRootSchema(false, false);
    private final RelDataTypeFactory factory;

    Relations(RelDataTypeFactory factory) {
        this.factory = factory;
        SchemaPlus schema = root.plus();
        TYPES.forEach((name, type) -> schema.add(name, type::apply));
    }

    private static Map.Entry<String, Function<RelDataTypeFactory, RelDataType>> type(String name, SqlTypeName type) {
        return Map.entry(name, factory -> factory.createSqlType(type));
    }

    void add(Source source) {
        root.plus().add(source.name().value(), new SourceTable(source));
    }

    void add(String view, RelNode query, RelDataType columns) {
        root.plus().add(view, new ExpandedView(query, columns));
    }

    void add(String view, Plan.ViewRows planned, RelDataType columns) {
        root.plus().add(view, new PlannedView(planned, columns));
    }

    CalciteCatalogReader reader() {
        Properties properties = new Properties();
        properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "true");
        return new CalciteCatalogReader(root, List.of(), factory, new CalciteConnectionConfigImpl(properties));
    }

    /** A source's rows. */
    static final class SourceTable extends AbstractTable {
        private final Source source;

        SourceTable(Source source) {
            this.source = source;
        }

        Source source() {
            return source;
        }

        @Override
        public RelDataType getRowType(RelDataTypeFactory typeFactory) {
            RelDataTypeFactory.Builder builder = typeFactory.builder();
            for (Column column : source.columns().columns()) {
                builder.add(column.name().value(), CalciteTypes.toCalcite(typeFactory, column.type()));
            }
            return builder.build();
        }

        @Override
        public <C> @Nullable C unwrap(Class<C> type) {
            return type.isInstance(source) ? type.cast(source) : super.unwrap(type);
        }
    }

    /** A view, read as it was planned. */
    private static final class PlannedView extends AbstractTable {
        private final Plan.ViewRows planned;
        private final RelDataType columns;

        PlannedView(Plan.ViewRows planned, RelDataType columns) {
            this.planned = planned;
            this.columns = columns;
        }

        @Override
        public RelDataType getRowType(RelDataTypeFactory typeFactory) {
            return columns;
        }

        @Override
        public <C> @Nullable C unwrap(Class<C> type) {
            return type.isInstance(planned) ? type.cast(planned) : super.unwrap(type);
        }
    }

    /** A view, replaced by its query wherever it is read. */
    private static final class ExpandedView extends AbstractTable implements TranslatableTable {
        private final RelNode query;
        private final RelDataType columns;

        ExpandedView(RelNode query, RelDataType columns) {
            this.query = query;
            this.columns = columns;
        }

        @Override
        public RelDataType getRowType(RelDataTypeFactory typeFactory) {
            return columns;
        }

        @Override
        public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
            return query;
        }
    }
}
