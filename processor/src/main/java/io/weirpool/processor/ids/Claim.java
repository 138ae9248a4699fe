package io.weirpool.processor.ids;

/**
 * The first command with an id.
 *
 * @param id of the command
 * @param content a checksum of what it said, see {@link IdMemory#content}
 * @param millis when the broker appended it, since the epoch
 */
record Claim(CommandId id, long content, long millis) {}
