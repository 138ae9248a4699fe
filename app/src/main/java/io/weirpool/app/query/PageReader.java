package io.weirpool.app.query;

import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one page: as many rows as were asked for, or as fit. */
final class PageReader {
    /** Rows of 1 MiB are allowed, and pages wait in memory: a page ends early at that size, and the Link leads on. */
    private static final int PAGE_BYTES_MAX = 8 << 20;
    /** Rows PostgreSQL sends at once, so that wide ones do not arrive all together. */
    private static final int FETCH_ROWS = 200;

    private final ViewQuery query;
    private final Name schema;
    private final PageFormat format;

    PageReader(ViewQuery query, Name schema, PageFormat format) {
        this.query = query;
        this.schema = schema;
        this.format = format;
    }

    /**
     * A page.
     *
     * @param next where the next one begins; empty on the last
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    record Page(byte[] bytes, Optional<Cursor> next) {}

    /** The connection is in a transaction, without which rows would come all at once. */
    Page read(Connection connection) throws SQLException {
        List<Column> columns = query.view().columns().project(query.select()).columns();
        PageFormat.RowWriter writer = format.writer(columns);
        try (PreparedStatement statement =
                PageStatement.of(query, schema, query.limit() + 1).prepare(connection)) {
            statement.setFetchSize(FETCH_ROWS);
            ResultSet rows = statement.executeQuery();
            return read(rows, columns.size(), writer);
        }
    }

    private Page read(ResultSet rows, int columns, PageFormat.RowWriter writer) throws SQLException {
        @Nullable String[] last =
                query.cursor().map(c -> c.last().toArray(String[]::new)).orElseGet(() -> new @Nullable String[0]);
        int repeats = query.cursor().map(Cursor::repeats).orElse(0);
        int given = 0;
        while (rows.next()) {
            if (given == query.limit() || writer.size() > PAGE_BYTES_MAX) {
                return new Page(writer.finish(), Optional.of(cursor(last, repeats)));
            }
            writer.row(texts(rows, 1, columns));
            @Nullable String[] here = texts(rows, columns + 1, query.order().size());
            repeats = !PageStatement.isBag(query.view()) ? 0 : Arrays.equals(here, last) ? repeats + 1 : 1;
            last = here;
            given++;
        }
        return new Page(writer.finish(), Optional.empty());
    }

    private Cursor cursor(@Nullable String[] last, int repeats) {
        return new Cursor(PageStatement.ordering(query.view(), query.order()), Arrays.asList(last), repeats);
    }

    private static @Nullable String[] texts(ResultSet rows, int first, int count) throws SQLException {
        @Nullable String[] values = new @Nullable String[count];
        for (int i = 0; i < count; i++) {
            values[i] = rows.getString(first + i);
        }
        return values;
    }
}
