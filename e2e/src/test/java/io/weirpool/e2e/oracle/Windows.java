package io.weirpool.e2e.oracle;

import io.weirpool.e2e.oracle.Relation.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Orders without ties, and calls OVER them. */
final class Windows {
    private final Draw draw;
    private final Scalars scalars;

    Windows(Draw draw, Scalars scalars) {
        this.draw = draw;
        this.scalars = scalars;
    }

    /** ORDER BY after which only equal rows tie; the relation must have a total order. */
    String totalOrder(Relation from) {
        List<Column> order = new ArrayList<>(draw.some(from.ordered(), 0, 2));
        from.total().stream().filter(c -> !order.contains(c)).forEach(order::add);
        return order.stream().map(this::directed).collect(Collectors.joining(", "));
    }

    private String directed(Column column) {
        return column.text() + draw.of("", "", " DESC", " ASC NULLS FIRST", " DESC NULLS LAST");
    }

    String partition(Relation from) {
        List<Column> by = draw.some(from.ordered(), 0, 2);
        return by.isEmpty()
                ? ""
                : "PARTITION BY " + by.stream().map(Column::text).collect(Collectors.joining(", ")) + " ";
    }

    /** A call with its OVER. */
    Column call(Relation from) {
        return switch (draw.below(12)) {
            case 0 -> over(Operator.ROW_NUMBER, "row_number()", Kind.INT, from, totalOrder(from), "");
            case 1 -> over(Operator.RANK, draw.of("rank()", "dense_rank()"), Kind.INT, from, partialOrder(from), "");
            case 2 -> shifted(from);
            case 3 -> edge(from);
            case 9 ->
                over(Operator.NTILE, "ntile(" + draw.of("1", "2", "3") + ")", Kind.INT, from, totalOrder(from), "");
            case 10 ->
                over(
                        Operator.SHARE_OF_ROWS,
                        draw.of("percent_rank()", "cume_dist()"),
                        Kind.FLOAT,
                        from,
                        partialOrder(from),
                        "");
            case 11 -> nth(from);
            case 4 -> range(from);
            case 5 -> over(Operator.AGGREGATE_OVER, aggregate(from), kindOfAggregate(), from, "", "");
            case 6 -> over(Operator.AGGREGATE_OVER, aggregate(from), kindOfAggregate(), from, partialOrder(from), "");
            case 7 ->
                over(Operator.GROUPS_FRAME, aggregate(from), kindOfAggregate(), from, partialOrder(from), groups());
            default -> {
                draw.used(Operator.AGGREGATE_OVER);
                yield over(Operator.ROWS_FRAME, aggregate(from), kindOfAggregate(), from, totalOrder(from), rows());
            }
        };
    }

    private Column over(Operator operator, String call, Kind kind, Relation from, String order, String frame) {
        draw.used(operator);
        String by = order.isEmpty() ? "" : "ORDER BY " + order;
        return new Column(call + " OVER (" + partition(from) + by + frame + ")", kind);
    }

    /** ORDER BY that may leave ties. */
    String partialOrder(Relation from) {
        List<Column> order = draw.some(from.ordered(), 1, 2);
        return order.stream().map(this::directed).collect(Collectors.joining(", "));
    }

    private String groups() {
        return " GROUPS BETWEEN "
                + draw.of(
                        "1 PRECEDING AND CURRENT ROW",
                        "1 PRECEDING AND 1 FOLLOWING",
                        "CURRENT ROW AND 2 FOLLOWING",
                        "2 PRECEDING AND 1 PRECEDING")
                + exclusion();
    }

    private String exclusion() {
        if (!draw.chance(0.3)) {
            return "";
        }
        draw.used(Operator.FRAME_EXCLUDE);
        return " EXCLUDE " + draw.of("CURRENT ROW", "GROUP", "TIES", "NO OTHERS");
    }

    private String rows() {
        return " ROWS BETWEEN "
                + draw.of(
                        "2 PRECEDING AND CURRENT ROW",
                        "UNBOUNDED PRECEDING AND CURRENT ROW",
                        "1 PRECEDING AND 1 FOLLOWING",
                        "CURRENT ROW AND UNBOUNDED FOLLOWING",
                        "3 PRECEDING AND 1 PRECEDING")
                + exclusion();
    }

    private Column shifted(Relation from) {
        Column of = draw.of(from.columns());
        List<Column> numbers = from.of(Kind.INT);
        String byColumn = numbers.isEmpty()
                ? ", 1"
                : ", CAST(mod(" + draw.of(numbers).text() + ", 3) AS INTEGER)"; // one below 0 looks the other way
        String call = draw.of("lag(", "lead(") + of.text() + draw.of("", ", 2", byColumn) + ")";
        return over(Operator.LAG_LEAD, call, of.kind(), from, totalOrder(from), "");
    }

    private Column edge(Relation from) {
        Column of = draw.of(from.columns());
        String call = draw.of("first_value(", "last_value(") + of.text() + ")";
        return over(Operator.FIRST_LAST_VALUE, call, of.kind(), from, totalOrder(from), draw.chance(0.5) ? rows() : "");
    }

    private Column nth(Relation from) {
        Column of = draw.of(from.columns());
        String call = "nth_value(" + of.text() + ", " + (1 + draw.below(3)) + ")";
        return over(Operator.FIRST_LAST_VALUE, call, of.kind(), from, totalOrder(from), draw.chance(0.5) ? rows() : "");
    }

    private Column range(Relation from) {
        List<Column> numbers = from.of(Kind.INT);
        if (numbers.isEmpty()) {
            return over(Operator.AGGREGATE_OVER, "count(*)", Kind.INT, from, partialOrder(from), "");
        }
        draw.used(Operator.AGGREGATE_OVER);
        String order = draw.of(numbers).text() + draw.of("", " DESC");
        String frame =
                " RANGE BETWEEN " + draw.of("2 PRECEDING AND CURRENT ROW", "1 PRECEDING AND 1 FOLLOWING") + exclusion();
        return over(Operator.RANGE_FRAME, aggregate(from), kindOfAggregate(), from, order, frame);
    }

    private String aggregate(Relation from) {
        String of = scalars.of(Kind.INT, from.columns(), 0);
        return draw.of("count(*)", "sum(" + of + ")", "min(" + of + ")", "max(" + of + ")", "avg(" + of + ")");
    }

    private static Kind kindOfAggregate() {
        return Kind.EXACT;
    }
}
