package io.weirpool.app.query;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the query of a read can say, for those who describe it. */
public final class ViewParameters {
    /** A page a person looks at. */
    public static final int LIMIT_DEFAULT = ViewQueryParser.LIMIT_DEFAULT;

    public static final int LIMIT_MAX = ViewQueryParser.LIMIT_MAX;

    /** A column called so cannot be filtered on. */
    public static final Set<String> RESERVED = ViewQueryParser.RESERVED;

    private ViewParameters() {}

    /** What a column of the type can be compared with. */
    public static List<String> operators(SqlType type) {
        boolean text = type.kind() == TypeKind.VARCHAR || type.kind() == TypeKind.CHAR;
        return Arrays.stream(Condition.Operator.values())
                .filter(operator ->
                        text || (operator != Condition.Operator.LIKE && operator != Condition.Operator.ILIKE))
                .map(operator -> operator.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
