package io.weirpool.app.query;

import io.weirpool.common.model.Name;

/** The only place here that writes an identifier into a statement. */
final class Identifiers {
    private Identifiers() {}

    /** A checked name, quoted: it may be a word of SQL. */
    static String quote(Name name) {
        return quoted(name.value());
    }

    /** The same of the checked name of a column. */
    static String quoted(String name) {
        return '"' + name + '"';
    }

    /** The table of a version of a view. */
    static String table(Name view, int version) {
        return "weirpool_data.\"" + view.value() + "__" + version + '"';
    }
}
