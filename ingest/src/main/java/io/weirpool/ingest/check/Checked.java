package io.weirpool.ingest.check;

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
 */
public record Checked(List<Command> commands, List<RecentIds.Claim> claims) {
    public Checked {
        commands = List.copyOf(commands);
        claims = List.copyOf(claims);
    }

    /** {@code key}: of the request, when it has one. */
    static Checked of(List<Command> commands, @Nullable RequestKey key, boolean ownIds) {
        List<RecentIds.Claim> claims = new ArrayList<>();
        if (key != null) {
            claims.add(new RecentIds.Claim(key.name(), content(commands)));
        } else if (ownIds) {
            commands.forEach(command -> claims.add(RecentIds.Claim.of(command)));
        }
        return new Checked(commands, claims);
    }

    /** A checksum of what the commands say, however it was written. */
    static long content(List<Command> commands) {
        CRC32C crc = new CRC32C();
        long length = 0;
        for (Command command : commands) {
            length += update(crc, command.key());
            length += update(crc, command.value());
        }
        return crc.getValue() << 32 | length & 0xFFFF_FFFFL;
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
