package io.weirpool.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A body is whole however it comes, and a large one leaves its memory to the next. */
class PiecesTest {
    private final PiecePool pool = new PiecePool();

    @Test
    void whatIsAddedComesOut() {
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            try (Pieces pieces = new Pieces(random.nextInt(4) - 1, pool)) {
                for (int parts = random.nextInt(8); parts > 0; parts--) {
                    byte[] part = new byte[random.nextInt(random.nextBoolean() ? 100 : 200_000)];
                    random.nextBytes(part);
                    expected.writeBytes(part);
                    pieces.add(ByteBuffer.wrap(part));
                }
                assertThat(pieces.length()).isEqualTo(expected.size());
                assertThat(pieces.toByteArray()).isEqualTo(expected.toByteArray());
            }
        }
        assertThat(pool.idle()).isBetween(1, 7 * 200_000 / PiecePool.PIECE_BYTES + 1);
    }

    @Test
    void memoryOfALargeBodyGoesBackOnce() {
        Pieces pieces = new Pieces(-1, pool);
        pieces.add(ByteBuffer.wrap(new byte[3 * PiecePool.PIECE_BYTES]));
        assertThat(pool.idle()).isZero();
        pieces.close();
        int idle = pool.idle();
        assertThat(idle).isBetween(2, 4);
        pieces.close();
        assertThat(pool.idle()).isEqualTo(idle);
    }

    @Test
    void aShortBodyOfKnownLengthIsNotCopied() {
        Pieces pieces = new Pieces(3, pool);
        pieces.add(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        assertThat(pieces.toByteArray()).isSameAs(pieces.toByteArray()).containsExactly(1, 2, 3);
        pieces.close();
        assertThat(pool.idle()).isZero();
    }
}
