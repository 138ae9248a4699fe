package io.weirpool.e2e;

import java.sql.Connection;
import java.sql.SQLException;

/** A Weirpool that runs, as one process or as several. */
interface Running {
    /** Of a gateway; may be another one after a restart. */
    String url();

    /** A session of its database, which the caller closes. */
    Connection connect() throws SQLException;
}
