package io.weirpool.ingest.check;

import io.weirpool.common.codec.FieldError;
import io.weirpool.ingest.publish.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a body came to.
 *
 * @param commands in order of the body; empty for an empty array or blank lines
 * @param claims what the request says under which id
 * @param rejected rows that are left out; above 0 only where a part may be taken
 * @param mistakes of these, the first
 */
public record Checked(List<Command> commands, List<RecentIds.Claim> claims, long rejected, List<FieldError> mistakes) {
    public Checked {
        commands = List.copyOf(commands);
        claims = List.copyOf(claims);
        mistakes = List.copyOf(mistakes);
    }

    /** {@code key}: of the request, when it has one. */
    static Checked of(List<Command> commands, @Nullable RequestKey key, Mistakes mistakes) {
        List<RecentIds.Claim> claims = new ArrayList<>();
        if (key != null) {
            claims.add(new RecentIds.Claim(key.name(), content(commands)));
        } else {
            commands.forEach(command -> RecentIds.Claim.of(command).ifPresent(claims::add));
        }
        return new Checked(commands, claims, mistakes.badRows(), mistakes.listed());
    }

    /** A checksum of what the commands say, however it was written. */
    static long content(List<Command> commands) {
        CRC32C crc = new CRC32C();
        long length = 0;
        for (Command command : commands) {
            length += update(crc, command.key());
            length += update(crc, command.value());
        }
        return (crc.getValue() << 32) | (length & 0xFFFF_FFFFL);
    }

    private static int update(CRC32C crc, byte @Nullable [] part) {
        if (part == null) {
            crc.update(0);
            return 0;
        }
        crc.update(part);
        crc.update(1);
        return part.length;
    }
}
