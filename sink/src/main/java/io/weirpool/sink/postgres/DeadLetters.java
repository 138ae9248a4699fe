package io.weirpool.sink.postgres;

import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.common.topic.DeadLetter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Table {@code weirpool.dead_letters}. A letter that comes again is recognised by its id. */
final class DeadLetters {
    /** Ids are made of names and numbers; a longer one is none of ours, and an index entry must hold it. */
    private static final int ID_CHARACTERS_MAX = 500;

    private static final String STORE = """
            INSERT INTO weirpool.dead_letters
                   (id, source, partition, log_offset, view, version, code, detail, key, payload, traceparent, at)
            VALUES (?, ?, ?, ?, regexp_replace(?, '\\.v\\d+$', ''), substring(? FROM '\\.v(\\d+)$')::integer,
                    ?, ?, ?, ?, ?, ?::timestamptz)
            ON CONFLICT (id) DO UPDATE SET last_seen = greatest(dead_letters.last_seen, now())
            """;

    private DeadLetters() {}

    static void store(Connection connection, List<DeadLetter> letters) throws SQLException {
        if (letters.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(STORE)) {
            for (DeadLetter letter : letters) {
                bind(statement, letter);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void bind(PreparedStatement statement, DeadLetter letter) throws SQLException {
        String id = text(letter.id());
        statement.setString(1, id.substring(0, Math.min(id.length(), ID_CHARACTERS_MAX)));
        statement.setString(2, text(letter.source()));
        statement.setInt(3, letter.partition());
        statement.setLong(4, letter.offset());
        setText(statement, 5, letter.view());
        setText(statement, 6, letter.view());
        statement.setString(7, text(letter.code()));
        statement.setString(8, text(letter.detail()));
        setBytes(statement, 9, letter.key());
        setBytes(statement, 10, letter.payload());
        setText(statement, 11, letter.traceparent());
        statement.setString(12, PostgresText.time(SqlType.of(TypeKind.TIMESTAMPTZ), letter.atMicros()));
    }

    /** PostgreSQL's text holds no U+0000, and a letter must never be refused itself. */
    private static String text(String value) {
        return value.replace('\0', '\uFFFD');
    }

    private static void setText(PreparedStatement statement, int index, @Nullable String value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.VARCHAR);
        } else {
            statement.setString(index, text(value));
        }
    }

    private static void setBytes(PreparedStatement statement, int index, @Nullable Bytes value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.BINARY);
        } else {
            statement.setBytes(index, value.array());
        }
    }
}
