package io.weirpool.app.query;

import static io.weirpool.common.error.ErrorCode.QUERY_INVALID;

import io.weirpool.common.catalog.View;
import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Column;
import io.weirpool.common.topic.Receipt;
import io.weirpool.ingest.http.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Query parameters → {@link ViewQuery}. A parameter is one of the five reserved words or a column, whose value is {@code
 * [not.]operator.value}. A column called like a reserved word cannot be filtered on.
 */
final class ViewQueryParser {
    /** A page a person looks at. */
    static final int LIMIT_DEFAULT = 100;
    /** More is asked for page by page: it bounds what one request costs PostgreSQL. */
    static final int LIMIT_MAX = 10_000;
    /** Each costs PostgreSQL planning time; nobody types more. */
    static final int CONDITIONS_MAX = 50;

    private static final Pattern ORDER_MODIFIERS =
            Pattern.compile("|(asc|desc)(\\.nulls(first|last))?|nulls(first|last)");
    static final Set<String> RESERVED = Set.of("select", "order", "limit", "cursor", "at_least");

    private final View view;
    private final Request request;

    private ViewQueryParser(View view, Request request) {
        this.view = view;
        this.request = request;
    }

    static ViewQuery parse(View view, Request request) {
        return new ViewQueryParser(view, request).parse();
    }

    private ViewQuery parse() {
        List<OrderTerm> order = order();
        return new ViewQuery(view, conditions(), select(), order, limit(), cursor(order), receipt());
    }

    private List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        for (Request.Parameter parameter : request.query()) {
            if (!RESERVED.contains(parameter.name())) {
                Column column = view.columns().column(column(parameter.name(), "the parameter"));
                conditions.add(ConditionParser.parse(column, parameter.value()));
            }
        }
        if (conditions.size() > CONDITIONS_MAX) {
            throw invalid("%d filters; at most %d are allowed".formatted(conditions.size(), CONDITIONS_MAX));
        }
        return conditions;
    }

    private List<Integer> select() {
        Optional<String> wanted = request.queryParameter("select");
        if (wanted.isEmpty() || wanted.get().equals("*")) {
            return IntStream.range(0, view.columns().size()).boxed().toList();
        }
        List<Integer> columns = Arrays.stream(wanted.get().split(",", -1))
                .map(name -> column(name, "select"))
                .toList();
        if (new HashSet<>(columns).size() < columns.size()) {
            throw invalid("select names a column twice");
        }
        return columns;
    }

    /** What was asked for, then what makes it total. */
    private List<OrderTerm> order() {
        List<OrderTerm> terms = new ArrayList<>();
        request.queryParameter("order")
                .ifPresent(text ->
                        Arrays.stream(text.split(",", -1)).map(this::orderTerm).forEach(terms::add));
        Set<Integer> seen = new HashSet<>();
        terms.removeIf(term -> !seen.add(term.index()));
        for (int index : identity()) {
            if (seen.add(index)) {
                Column column = view.columns().column(index);
                terms.add(
                        OrderTerm.ascending(index, quoted(column), column.type().nullable()));
            }
        }
        return terms;
    }

    private List<Integer> identity() {
        return view.key() instanceof ViewKey.Columns key && !key.indexes().isEmpty()
                ? key.indexes()
                : IntStream.range(0, view.columns().size()).boxed().toList();
    }

    private OrderTerm orderTerm(String text) {
        List<String> words = List.of(text.split("\\.", -1));
        int index = column(words.get(0), "order");
        List<String> modifiers = words.subList(1, words.size());
        if (!ORDER_MODIFIERS.matcher(String.join(".", modifiers)).matches()) {
            throw invalid("order has '%s'; after the column comes asc or desc, then nullsfirst or nullslast"
                    .formatted(shortened(String.join(".", modifiers))));
        }
        boolean descending = modifiers.contains("desc");
        boolean nullsFirst = modifiers.contains("nullsfirst") || (descending && !modifiers.contains("nullslast"));
        Column column = view.columns().column(index);
        return new OrderTerm(index, quoted(column), column.type().nullable(), descending, nullsFirst);
    }

    /** More than the maximum is cut to it: the Link header leads on. */
    private int limit() {
        Optional<String> text = request.queryParameter("limit");
        if (text.isEmpty()) {
            return LIMIT_DEFAULT;
        }
        if (!text.get().matches("[0-9]{1,18}") || Long.parseLong(text.get()) == 0) {
            throw invalid("limit is '%s'; it is a whole number from 1, and above %d counts as %d"
                    .formatted(shortened(text.get()), LIMIT_MAX, LIMIT_MAX));
        }
        return (int) Math.min(Long.parseLong(text.get()), LIMIT_MAX);
    }

    private Optional<Cursor> cursor(List<OrderTerm> order) {
        return request.queryParameter("cursor")
                .map(token -> Cursor.parse(token, PageStatement.ordering(view, order), order.size()));
    }

    /** Checked here, so that nonsense costs no database session. */
    private Optional<String> receipt() {
        return request.queryParameter("at_least")
                .map(token -> Receipt.parse(token).token());
    }

    private int column(String name, String where) {
        OptionalInt index = view.columns().indexOf(name);
        return index.orElseThrow(() -> invalid("%s names '%s', which view %s does not have; its columns are %s"
                .formatted(where, shortened(name), view.name(), names())));
    }

    private String names() {
        List<String> names =
                view.columns().columns().stream().map(c -> c.name().value()).toList();
        return String.join(", ", names);
    }

    /** With the view's alias: alone, it would mean the selected text in ORDER BY. */
    static String quoted(Column column) {
        return "v." + Identifiers.quoted(column.name().value());
    }

    static WeirpoolException invalid(String detail) {
        return new WeirpoolException(QUERY_INVALID, detail);
    }

    /** Values are shown to at most 64 characters. */
    static String shortened(String value) {
        return value.length() > 64 ? value.substring(0, 64) + "…" : value;
    }
}
