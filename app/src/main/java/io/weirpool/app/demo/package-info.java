/**
 * The flights, end to end: feeds the bundled data over HTTP, shows what became of it, and compares it with figures that
 * plain code computed.
 *
 * <p>Uses {@code dev} for a running Weirpool and then only what any client has: HTTP and SQL.
 */
@NullMarked
package io.weirpool.app.demo;

import org.jspecify.annotations.NullMarked;
