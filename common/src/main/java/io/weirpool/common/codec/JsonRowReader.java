package io.weirpool.common.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.weirpool.common.codec.JsonRows.Parsed;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.Excerpt;
import io.weirpool.common.error.NearMatch;
import io.weirpool.common.model.SqlType;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one object or key from a parser. Used once. */
final class JsonRowReader {
    private static final int END = -2;
    private static final int UNKNOWN = -1;

    /** {@code : maybe a (non-standard) comment? (...)}, {@code : enable `JsonReadFeature...` to allow}, {@code (500, from `...`)}. */
    private static final Pattern ADVICE = Pattern.compile(
            ": maybe a \\(non-standard\\).*|: enable `[^`]*` to allow.*|, from `[^`]*`", Pattern.DOTALL);

    private final JsonParser parser;
    private final JsonErrors errors;
    private boolean malformed;

    JsonRowReader(JsonParser parser, JsonErrors errors) {
        this.parser = parser;
        this.errors = errors;
    }

    /** What reads tokens, and so may find the JSON malformed. */
    interface Reading {
        @Nullable Object @Nullable [] read() throws IOException;
    }

    /** Runs the reading; a parser that cannot go on becomes the last mistake. */
    Parsed read(Reading reading) {
        @Nullable Object @Nullable [] row = null;
        try {
            row = reading.read();
        } catch (StreamConstraintsException e) {
            malformed(e, ErrorCode.REQUEST_INVALID);
        } catch (JsonProcessingException e) {
            malformed(e, ErrorCode.MALFORMED_JSON);
        } catch (IOException e) {
            malformed = true;
            errors.add(parser.currentLocation(), ErrorCode.MALFORMED_JSON, String.valueOf(e.getMessage()));
        }
        return new Parsed(errors.isEmpty() ? row : null, errors.list(), malformed);
    }

    private void malformed(JsonProcessingException e, ErrorCode code) {
        malformed = true;
        errors.add(
                e.getLocation() == null ? parser.currentLocation() : e.getLocation(),
                code,
                words(e.getOriginalMessage()));
    }

    /** What the parser says, without its advice to programmers. */
    private static String words(String message) {
        return ADVICE.matcher(message).replaceAll("");
    }

    /** The only value of a body: nothing stands before or after it. */
    @Nullable Object @Nullable [] whole(Reading value) throws IOException {
        if (parser.nextToken() == null) {
            errors.add(parser.currentLocation(), ErrorCode.EMPTY_BODY, "nothing here");
            return null;
        }
        @Nullable Object @Nullable [] row = value.read();
        if (parser.nextToken() != null) {
            malformed = true;
            errors.add(parser.currentTokenLocation(), ErrorCode.MALFORMED_JSON, "a second value follows the first");
        }
        return row;
    }

    @Nullable Object @Nullable [] object(JsonFields fields) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            refuse("", null, JsonValues.mismatch(parser, "an object"));
            parser.skipChildren();
            return null;
        }
        @Nullable Object[] row = new Object[fields.size()];
        level(fields, fields.top, "", row);
        return row;
    }

    /** The fields of the object that the parser stands in. */
    private void level(JsonFields fields, JsonLevel level, String pointer, @Nullable Object[] row) throws IOException {
        BitSet seen = new BitSet(level.size());
        JsonStreamContext object = parser.getParsingContext();
        for (int place = nextField(level, 0); place != END; place = nextField(level, place + 1)) {
            if (place == UNKNOWN) {
                String name = parser.currentName();
                String kind = level == fields.top ? "column " : "field ";
                refuse(pointer, name, Refused.row("there is no " + kind + Excerpt.of(name) + hint(name, level)));
                skipValue();
            } else if (seen.get(place)) {
                refuse(pointer, level.names[place], new Refused(ErrorCode.DUPLICATE_KEY, "the field is there already"));
                skipValue();
            } else {
                seen.set(place);
                field(fields, level, place, pointer, object, row);
            }
        }
        requireAll(fields, level, pointer, seen);
    }

    /** Moves to the next field name. Fields mostly come in declared order, so that one is tried before any lookup. */
    private int nextField(JsonLevel level, int expected) throws IOException {
        if (expected < level.size()) {
            if (parser.nextFieldName(level.serialized[expected])) {
                return expected;
            }
        } else {
            parser.nextToken();
        }
        return parser.currentToken() == JsonToken.END_OBJECT ? END : level.placeOf(parser.currentName());
    }

    private void field(
            JsonFields fields,
            JsonLevel level,
            int place,
            String pointer,
            JsonStreamContext object,
            @Nullable Object[] row)
            throws IOException {
        JsonToken token = parser.nextToken();
        int column = level.columns[place];
        JsonLevel inner = level.inner[place];
        if (!level.any(place, fields.wanted)) {
            parser.skipChildren();
            return;
        }
        String name = level.names[place];
        @Nullable Object value;
        if (token == JsonToken.VALUE_NULL && fields.isJsonOfOwn(column)) {
            value = JsonText.NULL;
        } else if (inner == null) {
            value = value(fields.types[column], pointer, name, token, object, fields.own);
        } else {
            value = row(fields, inner, column, JsonErrors.member(pointer, name), token, row);
        }
        row[column] = fields.wanted[column] && fields.kept[column] ? value : null;
    }

    /** TRUE for a row that is there, whose fields then are in the row. */
    private @Nullable Boolean row(
            JsonFields fields, JsonLevel inner, int column, String pointer, JsonToken token, @Nullable Object[] row)
            throws IOException {
        if (token == JsonToken.START_OBJECT) {
            level(fields, inner, pointer, row);
            return true;
        }
        if (token != JsonToken.VALUE_NULL) {
            refuse(pointer, null, JsonValues.mismatch(parser, "an object"));
            parser.skipChildren();
        } else if (!fields.types[column].nullable()) {
            refuse(pointer, null, Refused.row("null in a NOT NULL column"));
        }
        return null;
    }

    /** The value, or null when it is NULL or was refused; the parser then stands at its end. */
    private @Nullable Object value(
            SqlType type, String pointer, String name, JsonToken token, JsonStreamContext parent, boolean own)
            throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            if (!type.nullable()) {
                refuse(pointer, name, Refused.row("null in a NOT NULL column"));
            }
            return null;
        }
        try {
            return JsonValues.read(parser, type, own);
        } catch (Refused e) {
            refuse(pointer, name, e);
            leave(parent);
            return null;
        }
    }

    /** Moves to the end of a refused value that is an object or an array. */
    private void leave(JsonStreamContext parent) throws IOException {
        JsonToken token = parser.currentToken();
        while (token != null && parser.getParsingContext() != parent) {
            token = parser.nextToken();
        }
    }

    private void skipValue() throws IOException {
        parser.nextToken();
        parser.skipChildren();
    }

    private void requireAll(JsonFields fields, JsonLevel level, String pointer, BitSet seen) {
        for (int i = 0; i < level.size(); i++) {
            int column = level.columns[i];
            if (fields.wanted[column] && !seen.get(i) && !fields.types[column].nullable()) {
                refuse(pointer, level.names[i], Refused.row("missing; the column is NOT NULL"));
            }
        }
    }

    /** An array of values of these types. */
    @Nullable Object @Nullable [] array(List<SqlType> types, boolean own) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            refuse("", null, JsonValues.mismatch(parser, "an array with the key's columns"));
            parser.skipChildren();
            return null;
        }
        @Nullable Object[] values = new Object[types.size()];
        JsonStreamContext array = parser.getParsingContext();
        int count = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (count < values.length) {
                values[count] = value(types.get(count), "", Integer.toString(count), token, array, own);
            } else {
                parser.skipChildren();
            }
            count++;
        }
        if (count != values.length) {
            refuse("", null, Refused.row("the key has %d columns, not %d".formatted(values.length, count)));
        }
        return values;
    }

    /**
     * @param pointer from the document to the object with the field; empty for the document itself
     * @param field null where the object is wrong itself
     */
    private void refuse(String pointer, @Nullable String field, Refused refused) {
        String within = field == null ? pointer : JsonErrors.member(pointer, field);
        errors.addAt(within, parser.currentTokenLocation(), refused.code(), refused.detail());
    }

    private static String hint(String name, JsonLevel level) {
        return NearMatch.hint(name, Arrays.asList(level.names));
    }
}
