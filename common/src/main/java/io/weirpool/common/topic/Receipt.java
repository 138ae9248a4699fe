package io.weirpool.common.topic;

import io.weirpool.common.model.Position;

/**
 * The position just after a producer's own commands, as the token a 202 carries.
 *
 * <p>The token is base64url (no padding) of UTF-8 JSON {@code {"flights.flight_event":{"0":124,"3":77}}}: log, partition,
 * next offset. {@code weirpool.wait_for()} reads the same form in SQL. To clients it is opaque.
 */
public record Receipt(Position position) {}
