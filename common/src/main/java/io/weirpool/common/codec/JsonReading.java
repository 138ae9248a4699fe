package io.weirpool.common.codec;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.weirpool.common.error.Excerpt;

/** The parser all JSON from outside goes through: strict RFC 8259, with limits. */
final class JsonReading {
    /** Characters of a field name: no column has more than 50, and each name read is kept for a while. */
    static final int NAME_LENGTH_MAX = 50_000;
    /** Nesting of a whole body: that of a JSON value within a row within an array, and some to spare. */
    private static final int DEPTH_MAX = 500;

    static final JsonFactory FACTORY = factory();

    private JsonReading() {}

    private static JsonFactory factory() {
        return new JsonFactoryBuilder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH_MAX)
                        .maxNameLength(NAME_LENGTH_MAX)
                        // Numbers and strings are checked where their place and type are known.
                        .maxNumberLength(Integer.MAX_VALUE)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build())
                .errorReportConfiguration(ErrorReportConfiguration.builder()
                        .maxErrorTokenLength(Excerpt.LENGTH_MAX)
                        .build())
                // Names come from clients: interning them would fill a table of the JVM.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                // Names that collide on purpose make one table slow for a while, not a request fail.
                .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                .build();
    }
}
