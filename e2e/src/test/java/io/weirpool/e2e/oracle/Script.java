package io.weirpool.e2e.oracle;

import io.weirpool.common.catalog.Revision.SourceFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Definitions and a history as a person writes them: {@code CREATE} statements as of a pipeline, then {@code INSERT},
 * {@code UPDATE} and {@code DELETE} on the sources as PostgreSQL runs them. What a view is in PostgreSQL, where that
 * differs, follows its query after a line {@code -- postgresql}; where that is without the rows that have no value here,
 * after {@code -- postgresql, without rows that fail}. Statements end with a semicolon at the end of a line.
 *
 * @param definitions one file a statement, named by its number
 * @param sources their names
 * @param tables what sources are in PostgreSQL, each after the types of its rows
 * @param steps in the order in which they run; all views are compared after each
 */
record Script(
        List<SourceFile> definitions,
        List<String> sources,
        List<String> tables,
        List<Defined> views,
        List<Step> steps) {
    private static final Pattern SOURCE =
            Pattern.compile("(?is)CREATE\\s+(STREAM|TABLE)\\s+(\\w+)\\s*\\((.*?)\\)\\s*(WITH\\s*\\(.*)?");
    /** A type without another row in it. */
    private static final Pattern ROW =
            Pattern.compile("(?i)\\bROW\\s*\\(((?:(?!\\bROW\\s*\\()[^()]|\\([0-9, ]+\\))*)\\)");

    private static final Pattern VIEW = Pattern.compile(
            "(?is)CREATE\\s+(?:MATERIALIZED\\s+)?VIEW\\s+(\\w+|\"[^\"]+\")\\s*(\\([^)]*\\))?.*?\\bAS\\b(.*)");
    private static final Pattern STEP = Pattern.compile("(?is)(?:INSERT\\s+INTO|UPDATE|DELETE\\s+FROM)\\s+(\\w+).*");
    private static final Pattern OTHER_FORM = Pattern.compile("(?m)^-- postgresql(, without rows that fail)?\\s*$");

    /**
     * A view as PostgreSQL has it.
     *
     * @param fails whether rows of it may have no value here
     */
    record Defined(String name, boolean kept, String sql, boolean fails) {
        boolean reads(String other) {
            return sql.matches("(?s).*\\bAS\\b.*\\b" + other + "\\b.*");
        }
    }

    /** A change of one source. */
    record Step(String source, String sql) {}

    static Script of(String text) {
        List<SourceFile> definitions = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        List<String> types = new ArrayList<>();
        List<String> tables = new ArrayList<>();
        List<Defined> views = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        for (String statement : statements(text)) {
            String[] forms = OTHER_FORM.split(statement, 2);
            Matcher source = SOURCE.matcher(statement);
            Matcher view = VIEW.matcher(forms[0].strip());
            Matcher step = STEP.matcher(statement);
            if (source.matches()) {
                definitions.add(file(definitions, statement));
                sources.add(source.group(2));
                String columns = withTypes(source.group(3), types);
                tables.add("CREATE TABLE " + source.group(2) + " (" + columns + ")");
            } else if (view.matches()) {
                definitions.add(file(definitions, forms[0]));
                Defined defined = view(view, forms);
                boolean below = views.stream().anyMatch(other -> other.fails() && defined.reads(other.name()));
                boolean fails = below || statement.contains("-- postgresql, without rows");
                views.add(new Defined(defined.name(), defined.kept(), defined.sql(), fails));
            } else if (step.matches()) {
                steps.add(new Step(step.group(1), statement));
            } else {
                throw new IllegalArgumentException("no statement of a script: " + statement);
            }
        }
        types.addAll(tables);
        return new Script(definitions, sources, types, views, steps);
    }

    /**
     * The columns with a type, {@code row_1}, in place of each {@code ROW(...)}; equal ones have one.
     *
     * @param types what makes those there are, to which new ones are added
     */
    private static String withTypes(String columns, List<String> types) {
        String left = columns;
        for (Matcher row = ROW.matcher(left); row.find(); row = ROW.matcher(left)) {
            String fields = " AS (" + row.group(1) + ")";
            int known = IntStream.range(0, types.size())
                    .filter(i -> types.get(i).endsWith(fields))
                    .findFirst()
                    .orElse(types.size());
            String name = "row_" + (known + 1);
            if (known == types.size()) {
                types.add("CREATE TYPE " + name + fields);
            }
            left = left.substring(0, row.start()) + name + left.substring(row.end());
        }
        return left;
    }

    /** The same, but what these views are in PostgreSQL. */
    Script withForms(Script others) {
        Map<String, Defined> forms =
                others.views.stream().collect(Collectors.toMap(Defined::name, Function.identity()));
        List<Defined> changed = views.stream()
                .map(view -> forms.getOrDefault(view.name(), view))
                .toList();
        return new Script(definitions, sources, tables, changed, steps);
    }

    private static Defined view(Matcher view, String[] forms) {
        boolean kept = forms[0].toUpperCase(Locale.ROOT).contains("MATERIALIZED");
        String columns = view.group(2) == null ? "" : " " + view.group(2);
        String query = forms.length == 1 ? view.group(3) : forms[1];
        return new Defined(
                view.group(1).replace("\"", ""),
                kept,
                "CREATE VIEW " + view.group(1) + columns + " AS " + query,
                false);
    }

    private static SourceFile file(List<SourceFile> earlier, String statement) {
        return new SourceFile((earlier.size() + 1) + ".sql", statement + ";");
    }

    private static List<String> statements(String text) {
        return Arrays.stream(text.split(";[ \t]*(--[^\n]*)?(\n|$)"))
                .map(statement ->
                        statement.replaceAll("(?m)^--(?! postgresql).*$", "").strip())
                .filter(statement -> !statement.isEmpty())
                .toList();
    }
}
