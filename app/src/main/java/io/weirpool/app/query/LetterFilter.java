package io.weirpool.app.query;

import java.util.Optional;

/**
 * Which dead letters are meant; what is empty means all.
 *
 * @param id of one letter
 * @param view a view's name, or one version of it as {@code <view>.v<n>}; {@code none} for commands that no view took
 * @param state {@code open}, {@code retried}, {@code discarded} or {@code all}
 * @param since when it was found, as PostgreSQL reads a time
 * @param until not included
 */
public record LetterFilter(
        Optional<String> id,
        Optional<String> view,
        Optional<String> source,
        Optional<String> code,
        Optional<String> since,
        Optional<String> until,
        String state) {
    private static final String ANY_STATE = "all";
    private static final String NO_VIEW = "none";

    /** Whether it says more than the state. */
    public boolean saysWhich() {
        return id.isPresent()
                || view.isPresent()
                || source.isPresent()
                || code.isPresent()
                || since.isPresent()
                || until.isPresent();
    }

    void appendTo(SqlBuilder sql) {
        sql.text(" WHERE true");
        if (!state.equals(ANY_STATE)) {
            sql.text(" AND state = ").bind(state);
        }
        id.ifPresent(value -> sql.text(" AND id = ").bind(value));
        source.ifPresent(value -> sql.text(" AND source = ").bind(value));
        code.ifPresent(value -> sql.text(" AND code = ").bind(value));
        since.ifPresent(value -> sql.text(" AND at >= ").bind(value));
        until.ifPresent(value -> sql.text(" AND at < ").bind(value));
        view.ifPresent(value -> {
            if (value.equals(NO_VIEW)) {
                sql.text(" AND view IS NULL");
            } else {
                String column = value.matches(".*\\.v[0-9]+") ? "view || '.v' || version" : "view";
                sql.text(" AND " + column + " = ").bind(value);
            }
        });
    }
}
