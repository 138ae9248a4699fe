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
            refuse("", JsonValues.mismatch(parser, "an object"));
            parser.skipChildren();
            return null;
        }
        @Nullable Object[] row = new Object[fields.size()];
        BitSet seen = new BitSet(fields.size());
        JsonStreamContext object = parser.getParsingContext();
        for (int index = nextField(fields, 0); index != END; index = nextField(fields, index + 1)) {
            if (index == UNKNOWN) {
                String name = parser.currentName();
                refuseField(name, ErrorCode.ROW_INVALID, "there is no column " + Excerpt.of(name) + hint(name, fields));
                skipValue();
            } else if (seen.get(index)) {
                refuseField(fields.names[index], ErrorCode.DUPLICATE_KEY, "the field is there already");
                skipValue();
            } else {
                seen.set(index);
                Object value = field(fields, index, object);
                row[index] = fields.kept[index] ? value : null;
            }
        }
        requireAll(fields, seen);
        return row;
    }

    /** Moves to the next field name. Fields mostly come in declared order, so that one is tried before any lookup. */
    private int nextField(JsonFields fields, int expected) throws IOException {
        if (expected < fields.size()) {
            if (parser.nextFieldName(fields.serialized[expected])) {
                return expected;
            }
        } else {
            parser.nextToken();
        }
        return parser.currentToken() == JsonToken.END_OBJECT ? END : fields.indexOf(parser.currentName());
    }

    private @Nullable Object field(JsonFields fields, int index, JsonStreamContext object) throws IOException {
        JsonToken token = parser.nextToken();
        if (!fields.wanted[index]) {
            parser.skipChildren();
            return null;
        }
        if (token == JsonToken.VALUE_NULL && fields.isJsonOfOwn(index)) {
            return JsonText.NULL;
        }
        return value(fields.types[index], fields.names[index], token, object, fields.own);
    }

    /** The value, or null when it is NULL or was refused; the parser then stands at its end. */
    private @Nullable Object value(SqlType type, String name, JsonToken token, JsonStreamContext parent, boolean own)
            throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            if (!type.nullable()) {
                refuse(name, Refused.row("null in a NOT NULL column"));
            }
            return null;
        }
        try {
            return JsonValues.read(parser, type, own);
        } catch (Refused e) {
            refuse(name, e);
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

    private void requireAll(JsonFields fields, BitSet seen) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.wanted[i] && !seen.get(i) && !fields.types[i].nullable()) {
                refuseField(fields.names[i], ErrorCode.ROW_INVALID, "missing; the column is NOT NULL");
            }
        }
    }

    /** An array of values of these types. */
    @Nullable Object @Nullable [] array(List<SqlType> types, boolean own) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            refuse("", JsonValues.mismatch(parser, "an array with the key's columns"));
            parser.skipChildren();
            return null;
        }
        @Nullable Object[] values = new Object[types.size()];
        JsonStreamContext array = parser.getParsingContext();
        int count = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (count < values.length) {
                values[count] = value(types.get(count), Integer.toString(count), token, array, own);
            } else {
                parser.skipChildren();
            }
            count++;
        }
        if (count != values.length) {
            refuse("", Refused.row("the key has %d columns, not %d".formatted(values.length, count)));
        }
        return values;
    }

    private void refuse(String field, Refused refused) {
        if (field.isEmpty()) {
            errors.add(parser.currentTokenLocation(), refused.code(), refused.detail());
        } else {
            refuseField(field, refused.code(), refused.detail());
        }
    }

    private void refuseField(String name, ErrorCode code, String detail) {
        errors.addAt(name, parser.currentTokenLocation(), code, detail);
    }

    private static String hint(String name, JsonFields fields) {
        return NearMatch.hint(name, Arrays.asList(fields.names));
    }
}
