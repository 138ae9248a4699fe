package io.weirpool.app.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement while it is put together: text of ours, and values of others in their places. */
final class SqlBuilder {
    private final StringBuilder text = new StringBuilder(256);
    private final List<@Nullable String> values = new ArrayList<>();

    SqlBuilder text(String ours) {
        text.append(ours);
        return this;
    }

    /** A parameter mark and its value. */
    SqlBuilder bind(@Nullable String value) {
        text.append('?');
        return bound(value);
    }

    /** A value whose mark is in the text already. */
    SqlBuilder bound(@Nullable String value) {
        values.add(value);
        return this;
    }

    /** PostgreSQL gives each value the type of what it is compared with, and refuses it as class 22 when it cannot. */
    PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text.toString());
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i), Types.OTHER);
        }
        return statement;
    }

    List<@Nullable String> values() {
        return values;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
