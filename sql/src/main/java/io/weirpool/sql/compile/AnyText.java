package io.weirpool.sql.compile;

/** A prepared operand that can be made of any text PostgreSQL takes, so it need not be a constant. */
interface AnyText {}
