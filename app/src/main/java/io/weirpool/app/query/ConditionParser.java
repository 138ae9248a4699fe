package io.weirpool.app.query;

import static io.weirpool.app.query.ViewQueryParser.invalid;
import static io.weirpool.app.query.ViewQueryParser.shortened;

import io.weirpool.app.query.Condition.Operator;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.TypeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The value of a filter parameter: {@code gte.10}, {@code not.in.(a,"b,c")}, {@code is.null}. */
final class ConditionParser {
    /** Matching takes time in powers of the number of wildcards; people use two or three. */
    static final int WILDCARDS_MAX = 16;
    /** A list longer than that belongs into a table. */
    static final int LIST_MAX = 1_000;

    private static final Set<TypeKind> TEXT = Set.of(TypeKind.VARCHAR, TypeKind.CHAR);
    private static final Set<String> IS_WORDS = Set.of("null", "true", "false", "unknown");

    private ConditionParser() {}

    static Condition parse(Column column, String text) {
        boolean negated = text.startsWith("not.");
        String rest = negated ? text.substring("not.".length()) : text;
        int dot = rest.indexOf('.');
        Operator operator = operator(dot < 0 ? rest : rest.substring(0, dot))
                .filter(found -> dot >= 0)
                .orElseThrow(() -> invalid("%s=%s: a filter is operator.value, with one of the operators %s"
                        .formatted(column.name(), shortened(text), names())));
        return new Condition(
                ViewQueryParser.quoted(column), operator, values(column, operator, rest.substring(dot + 1)), negated);
    }

    private static Optional<Operator> operator(String name) {
        return Arrays.stream(Operator.values())
                .filter(operator -> operator.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    private static String names() {
        return String.join(
                ", ",
                Arrays.stream(Operator.values())
                        .map(operator -> operator.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    private static List<String> values(Column column, Operator operator, String value) {
        if (value.indexOf('\0') >= 0) {
            throw invalid("the value of %s holds U+0000, which no column does".formatted(column.name()));
        }
        return switch (operator) {
            case IS -> List.of(word(column, value));
            case IN -> list(column, value);
            case LIKE, ILIKE -> List.of(pattern(column, value));
            default -> List.of(value);
        };
    }

    private static String word(Column column, String value) {
        if (!IS_WORDS.contains(value) || (!value.equals("null") && column.type().kind() != TypeKind.BOOLEAN)) {
            throw invalid("%s=is.%s: 'is' takes null, and for BOOLEAN columns true, false and unknown"
                    .formatted(column.name(), shortened(value)));
        }
        return value.toUpperCase(Locale.ROOT);
    }

    private static String pattern(Column column, String value) {
        if (!TEXT.contains(column.type().kind())) {
            throw invalid("like and ilike need a text column; %s is %s".formatted(column.name(), column.type()));
        }
        long wildcards = value.chars().filter(c -> c == '%' || c == '_').count();
        if (wildcards > WILDCARDS_MAX) {
            throw invalid("the pattern for %s has %d wildcards; at most %d are allowed"
                    .formatted(column.name(), wildcards, WILDCARDS_MAX));
        }
        return value;
    }

    /** {@code (a,b,"c,d")}; within double quotes a backslash takes the next character as it is. */
    private static List<String> list(Column column, String value) {
        if (!value.startsWith("(") || !value.endsWith(")") || value.length() < 3) {
            throw invalid("%s=in.%s: a list is written (a,b,\"c,d\")".formatted(column.name(), shortened(value)));
        }
        List<String> items = items(column, value.substring(1, value.length() - 1));
        if (items.size() > LIST_MAX) {
            throw invalid("the list for %s has %d values; at most %d are allowed"
                    .formatted(column.name(), items.size(), LIST_MAX));
        }
        return items;
    }

    private static List<String> items(Column column, String text) {
        List<String> items = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\' && i + 1 < text.length()) {
                item.append(text.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                items.add(item.toString());
                item.setLength(0);
            } else {
                item.append(c);
            }
        }
        if (quoted) {
            throw invalid("the list for %s has a double quote that is not closed".formatted(column.name()));
        }
        items.add(item.toString());
        return items;
    }
}
