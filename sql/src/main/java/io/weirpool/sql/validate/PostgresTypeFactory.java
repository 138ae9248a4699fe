package io.weirpool.sql.validate;

import io.weirpool.sql.convert.CalciteTypes;
import io.weirpool.sql.parse.CalciteCharset;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** Calcite's types with PostgreSQL's defaults: NUMERIC alone is unbounded, text is UTF-8. */
public final class PostgresTypeFactory extends SqlTypeFactoryImpl {
    static {
        CalciteCharset.ensure();
    }

    public PostgresTypeFactory() {
        super(new PostgresTypeSystem());
    }

    @Override
    public Charset getDefaultCharset() {
        return StandardCharsets.UTF_8;
    }

    @Override
    public RelDataType createSqlType(SqlTypeName name) {
        return name == SqlTypeName.DECIMAL ? CalciteTypes.unboundedNumeric(this) : super.createSqlType(name);
    }

    @Override
    public RelDataType createSqlType(SqlTypeName name, int precision) {
        if (name != SqlTypeName.DECIMAL) {
            return super.createSqlType(name, precision);
        }
        return precision == CalciteTypes.UNBOUNDED_PRECISION
                ? CalciteTypes.unboundedNumeric(this)
                : createSqlType(name, precision, 0);
    }

    /** Elements can be NULL whatever they were declared. */
    @Override
    public RelDataType createArrayType(RelDataType elementType, long maxCardinality) {
        return super.createArrayType(createTypeWithNullability(elementType, true), -1);
    }

    /** Decimals of different declarations meet in unbounded numeric, as in PostgreSQL. */
    @Override
    public @Nullable RelDataType leastRestrictive(List<RelDataType> types, SqlTypeMappingRule rule) {
        boolean exact = types.stream()
                .allMatch(type -> SqlTypeUtil.isExactNumeric(type) || type.getSqlTypeName() == SqlTypeName.NULL);
        if (exact && types.stream().anyMatch(SqlTypeUtil::isDecimal) && !allSame(types)) {
            boolean nullable = types.stream().anyMatch(RelDataType::isNullable);
            return createTypeWithNullability(CalciteTypes.unboundedNumeric(this), nullable);
        }
        if (types.stream().anyMatch(type -> type.getSqlTypeName() == SqlTypeName.VARIANT)) {
            return besideLiterals(types, rule); // Calcite would have the JSON cast to the literal's length
        }
        RelDataType common = super.leastRestrictive(types, rule);
        return common == null ? besideLiterals(types, rule) : common;
    }

    /**
     * So that Calcite goes on: text beside other types is taken for a literal, which has their type. What does not go
     * together is refused when the query is translated.
     */
    private @Nullable RelDataType besideLiterals(List<RelDataType> types, SqlTypeMappingRule rule) {
        List<RelDataType> others =
                types.stream().filter(type -> !SqlTypeUtil.inCharFamily(type)).toList();
        if (others.isEmpty() || others.stream().anyMatch(RelDataType::isStruct)) {
            return null;
        }
        RelDataType found = super.leastRestrictive(others, rule);
        RelDataType common = found == null ? others.get(0) : found;
        return createTypeWithNullability(common, types.stream().anyMatch(RelDataType::isNullable));
    }

    private static boolean allSame(List<RelDataType> types) {
        List<RelDataType> typed = types.stream()
                .filter(t -> t.getSqlTypeName() != SqlTypeName.NULL)
                .toList();
        RelDataType first = typed.get(0);
        return typed.stream()
                .allMatch(t -> t.getSqlTypeName() == first.getSqlTypeName()
                        && t.getPrecision() == first.getPrecision()
                        && t.getScale() == first.getScale());
    }
}
