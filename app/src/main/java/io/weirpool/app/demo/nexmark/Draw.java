package io.weirpool.app.demo.nexmark;

import java.util.List;
import java.util.SplittableRandom;

/** Random values of one event. */
final class Draw {
    /** Prices are 10^0 to 10^6 units, in hundredths. */
    private static final double PRICE_EXPONENT_MAX = 6;

    private static final double HUNDREDTHS = 100;

    private static final int WORD_LENGTH_MIN = 3;
    private static final int LETTERS = 26;
    /** One character of so many is the one that parts words. */
    private static final int GAP_EVERY = 13;
    /** How far a filler's length is from the wanted one, as a part of it. */
    private static final double FILLER_SPREAD = 0.2;

    private final SplittableRandom random;

    Draw(long seed, long event) {
        this.random = new SplittableRandom(mixed(seed ^ mixed(event)));
    }

    /** Murmur3's last step: each bit depends on all, so that neighbours draw from places far apart. */
    private static long mixed(long value) {
        long bits = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        bits = (bits ^ (bits >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return bits ^ (bits >>> 33);
    }

    /** 0 to bound - 1. */
    long below(long bound) {
        return random.nextLong(bound);
    }

    /** True all but once in so many times. */
    boolean mostly(int onceIn) {
        return random.nextInt(onceIn) > 0;
    }

    String of(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Hundredths; each power of ten as likely as the next. */
    long price() {
        return Math.round(Math.pow(10, random.nextDouble() * PRICE_EXPONENT_MAX) * HUNDREDTHS);
    }

    /** Three to so many characters, letters and the gap; neither first nor last is a blank. */
    String words(int lengthMax, char gap) {
        StringBuilder text = new StringBuilder();
        int length = WORD_LENGTH_MIN + random.nextInt(lengthMax - WORD_LENGTH_MIN + 1);
        for (int i = 0; i < length; i++) {
            text.append(random.nextInt(GAP_EVERY) == 0 ? gap : letter());
        }
        return text.toString().strip();
    }

    /** Letters that bring a record to a wanted size, more or less; none when it has that size. */
    String filler(int size, int wantedSize) {
        int missing = Math.max(0, wantedSize - size);
        int spread = (int) Math.round(missing * FILLER_SPREAD);
        int length = missing - spread + (spread == 0 ? 0 : random.nextInt(2 * spread));
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(letter());
        }
        return text.toString();
    }

    private char letter() {
        return (char) ('a' + random.nextInt(LETTERS));
    }
}
