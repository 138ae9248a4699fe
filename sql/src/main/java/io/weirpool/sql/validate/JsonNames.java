package io.weirpool.sql.validate;

import io.weirpool.sql.parse.Mistake;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Functions that give PostgreSQL's {@code json}. It is text, with blanks of its own and fields in the order in which they were
 * given, and all JSON here is {@code jsonb}: so they are refused, with the function of {@code jsonb} to use.
 */
final class JsonNames {
    private static final Map<String, String> OF_JSONB = Map.ofEntries(
            Map.entry("to_json", "to_jsonb"),
            Map.entry("row_to_json", "to_jsonb"),
            Map.entry("array_to_json", "to_jsonb"),
            Map.entry("json_build_object", "jsonb_build_object"),
            Map.entry("json_build_array", "jsonb_build_array"),
            Map.entry("json_object", "jsonb_build_object"),
            Map.entry("json_array", "jsonb_build_array"),
            Map.entry("json_object_agg", "jsonb_object_agg"),
            Map.entry("json_objectagg", "jsonb_object_agg"),
            Map.entry("json_arrayagg", "jsonb_agg"),
            Map.entry("json_strip_nulls", "jsonb_strip_nulls"),
            Map.entry("json_to_record", "jsonb_to_record"),
            Map.entry("json_to_recordset", "jsonb_to_recordset"),
            Map.entry(
                    "jsonb_to_record", "it in FROM, with the names and types of its columns: AS x(a integer, b text)"),
            Map.entry(
                    "jsonb_to_recordset",
                    "it in FROM, with the names and types of its columns: AS x(a integer, b text)"),
            Map.entry("json_populate_record", "jsonb ->> 'name'"),
            Map.entry("json_populate_recordset", "jsonb_array_elements and ->> 'name'"),
            Map.entry("jsonb_populate_record", "jsonb ->> 'name'"),
            Map.entry("jsonb_populate_recordset", "jsonb_array_elements and ->> 'name'"));

    /** Functions of json that are those of jsonb, where json is written as jsonb prints it; a length and a type are so anyway. */
    private static final Set<String> READING = Set.of(
            "json_extract_path",
            "json_extract_path_text",
            "json_array_elements",
            "json_array_elements_text",
            "json_object_keys",
            "json_each",
            "json_each_text");

    /** Ends Calcite's names of aggregates that make JSON. */
    private static final Pattern ON_NULL = Pattern.compile("_(absent|null)_on_null$");

    private JsonNames() {}

    /** Checks all calls within, before rows that they take are looked at. */
    static void checkAll(SqlNode query) {
        query.accept(new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
                check(call);
                return super.visit(call);
            }
        });
    }

    /** @throws Mistake when the call gives json, or rows of a type that is named in the query */
    private static void check(SqlCall call) {
        String name = ON_NULL.matcher(call.getOperator().getName().toLowerCase(Locale.ROOT))
                .replaceFirst("");
        if (READING.contains(name) && call.operandCount() > 0 && !JsonCasts.keepsText(call.operand(0))) {
            throw Mistake.unsupported(
                    call.operand(0).getParserPosition(),
                    "json, which keeps blanks, the order of fields and numbers as they are written, is not supported",
                    "Use " + name.replace("json_", "jsonb_") + ".");
        }
        String instead = OF_JSONB.get(name);
        if (instead == null) {
            return;
        }
        String why = name.contains("record")
                ? name + " is not supported so"
                : name + " gives json, which prints otherwise than jsonb, and all JSON here is jsonb";
        throw Mistake.unsupported(call.getParserPosition(), why, "Use " + instead + ".");
    }
}
