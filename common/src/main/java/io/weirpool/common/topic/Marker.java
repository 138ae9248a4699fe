package io.weirpool.common.topic;

import io.weirpool.common.model.Position;

/**
 * Travels with the changes and says how far its sender has come: every effect of the commands before {@code position}
 * on the partition it is read from stands before it.
 *
 * @param sender the task that sent it, unique within a flow and the same after a restart: {@code 1_3}
 * @param position of every log partition the sender has heard of
 * @param asOfMicros append time of the newest command included, microseconds since the epoch; 0 when there is none
 */
public record Marker(String sender, Position position, long asOfMicros) {}
