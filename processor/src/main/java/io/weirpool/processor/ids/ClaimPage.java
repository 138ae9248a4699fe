package io.weirpool.processor.ids;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Claims as a value of the store: 32 bytes each, one after the other. */
final class ClaimPage {
    private static final int CLAIM_BYTES = 32;

    private ClaimPage() {}

    static byte[] write(List<Claim> claims) {
        ByteOutput out = new ByteOutput(claims.size() * CLAIM_BYTES);
        for (Claim claim : claims) {
            out.writeLong(claim.id().high());
            out.writeLong(claim.id().low());
            out.writeLong(claim.content());
            out.writeLong(claim.millis());
        }
        return out.toByteArray();
    }

    /** How many claims it has. */
    static int size(byte[] page) {
        return page.length / CLAIM_BYTES;
    }

    static List<Claim> read(byte[] page) {
        List<Claim> claims = new ArrayList<>(size(page));
        for (int i = 0; i < size(page); i++) {
            claims.add(claim(page, i));
        }
        return claims;
    }

    /** The claim of an id in a page that is sorted by id. */
    static @Nullable Claim find(byte[] page, CommandId id) {
        int from = 0;
        int to = size(page) - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            Claim found = claim(page, middle);
            int order = found.id().compareTo(id);
            if (order == 0) {
                return found;
            }
            if (order < 0) {
                from = middle + 1;
            } else {
                to = middle - 1;
            }
        }
        return null;
    }

    private static Claim claim(byte[] page, int index) {
        ByteInput in = new ByteInput(page, index * CLAIM_BYTES, page.length);
        return new Claim(new CommandId(in.readLong(), in.readLong()), in.readLong(), in.readLong());
    }
}
