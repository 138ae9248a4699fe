package io.weirpool.app.query;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Column;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The forms a page can have. */
enum PageFormat {
    JSON("application/json") {
        @Override
        RowWriter writer(List<Column> columns) {
            return new JsonRowWriter(columns, true);
        }
    },
    NDJSON("application/x-ndjson") {
        @Override
        RowWriter writer(List<Column> columns) {
            return new JsonRowWriter(columns, false);
        }
    },
    CSV("text/csv") {
        @Override
        RowWriter writer(List<Column> columns) {
            return new CsvRowWriter(columns);
        }
    };

    private final String mediaType;

    PageFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    abstract RowWriter writer(List<Column> columns);

    String contentType() {
        return this == CSV ? "text/csv;charset=utf-8;header=present" : mediaType;
    }

    /** Rows in a form, one after the other. */
    interface RowWriter {
        /** Values as PostgreSQL prints them, in the order of the columns; null is NULL. */
        void row(@Nullable String[] values);

        /** Bytes so far. */
        int size();

        /** All of it; nothing may follow. */
        byte[] finish();
    }

    /**
     * The first form an Accept header prefers; without one, JSON.
     *
     * @throws WeirpoolException {@code NOT_ACCEPTABLE} when it allows none
     */
    static PageFormat of(Optional<String> accept) {
        if (accept.isEmpty() || accept.get().isBlank()) {
            return JSON;
        }
        return Arrays.stream(accept.get().toLowerCase(Locale.ROOT).split(","))
                .map(MediaRange::parse)
                .filter(range -> range.quality > 0)
                .sorted((a, b) -> Double.compare(b.quality, a.quality))
                .flatMap(range -> Arrays.stream(values()).filter(range::includes))
                .findFirst()
                .orElseThrow(() -> new WeirpoolException(
                        ErrorCode.NOT_ACCEPTABLE, "Accept is '" + ViewQueryParser.shortened(accept.get()) + "'"));
    }

    private record MediaRange(String type, double quality) {
        static MediaRange parse(String text) {
            String[] parts = text.split(";");
            double quality = Arrays.stream(parts)
                    .map(String::strip)
                    .filter(part -> part.matches("q=[01](\\.[0-9]{0,3})?"))
                    .mapToDouble(part -> Double.parseDouble(part.substring(2)))
                    .findFirst()
                    .orElse(1);
            return new MediaRange(parts.length == 0 ? "" : parts[0].strip(), quality);
        }

        boolean includes(PageFormat format) {
            String family = format.mediaType.substring(0, format.mediaType.indexOf('/'));
            return type.equals("*/*") || type.equals(family + "/*") || type.equals(format.mediaType);
        }
    }
}
