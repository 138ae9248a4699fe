package io.weirpool.e2e;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A seeded history of commands on the sources of {@code oracle/types-sources.sql}: few values of each type, so that
 * groups meet, empty and fill again. Floating-point values are such that any order of adding them gives the same sum,
 * as PostgreSQL rounds after each step and the product once.
 */
final class TypesHistory implements Supplier<Batch> {
    private static final List<String> KEY = List.of("a", "k");

    private final Random random;

    TypesHistory(long seed) {
        random = new Random(seed);
    }

    @Override
    public Batch get() {
        return switch (random.nextInt(5)) {
            case 0, 1 -> Batch.insert("sample", rows(LinkedHashMap::new, true));
            case 2, 3 -> Batch.upsert("item", KEY, rows(this::key, true));
            default -> Batch.delete("item", KEY, rows(this::key, false));
        };
    }

    private List<Map<String, Object>> rows(Supplier<Map<String, Object>> begin, boolean whole) {
        List<Map<String, Object>> rows = new ArrayList<>();
        int n = 1 + random.nextInt(20);
        for (int i = 0; i < n; i++) {
            Map<String, Object> row = begin.get();
            if (whole) {
                numbers(row);
                times(row);
                texts(row);
                arrays(row);
            }
            rows.add(row);
        }
        return rows;
    }

    private Map<String, Object> key() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("a", random.nextInt(8));
        row.put("k", List.of("", "a", "b b", "ü", "\"q\"").get(random.nextInt(5)));
        return row;
    }

    private void numbers(Map<String, Object> row) {
        row.put("n", orNull(() -> random.nextInt(7) - 3));
        row.put("i", orNull(() -> rarely(Integer.MAX_VALUE, Integer.MIN_VALUE, () -> random.nextInt(2_000) - 1_000)));
        row.put("b", orNull(() -> rarely(Long.MAX_VALUE, Long.MIN_VALUE, () -> random.nextLong() >> 20)));
        row.put("r", orNull(() -> (float) ((random.nextInt(200) - 100) / 8.0)));
        row.put("d", orNull(() -> (random.nextInt(40) - 20) / 4.0));
        row.put("x", orNull(() -> BigDecimal.valueOf(random.nextInt(40_000) - 20_000, 3)));
        row.put("y", orNull(() -> new BigDecimal(new BigInteger(1 + random.nextInt(120), random), 10)));
        row.put("z", orNull(() -> random.nextInt(21) - 10));
    }

    private void times(Map<String, Object> row) {
        row.put(
                "day",
                orNull(() -> rarely(
                        "0001-01-01",
                        "9999-12-31",
                        () -> LocalDate.ofEpochDay(11_000 + random.nextInt(9)).toString())));
        row.put(
                "clock",
                orNull(() -> LocalTime.ofNanoOfDay(random.nextInt(24) * 3_600_000_000_000L + random.nextInt(2) * 1000L)
                        .format(DateTimeFormatter.ISO_LOCAL_TIME)));
        row.put(
                "at",
                orNull(() -> LocalDateTime.ofEpochSecond(
                                random.nextInt(2_000_000_000) - 1_000_000_000L,
                                1_000_000 * random.nextInt(1000),
                                ZoneOffset.UTC)
                        .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME)));
        row.put(
                "seen",
                orNull(() -> Instant.ofEpochSecond(random.nextInt(5) * 86_399L).toString()));
    }

    private void texts(Map<String, Object> row) {
        row.put("u", orNull(() -> new UUID(random.nextInt(2) == 0 ? 0 : Long.MIN_VALUE, random.nextInt(3)).toString()));
        row.put(
                "t",
                orNull(() -> List.of(
                                "a",
                                "b",
                                "banana",
                                "",
                                "\u0000A".substring(1),
                                " pad ",
                                "e\u0301",
                                "\u00e9",
                                "\ud83d\ude00",
                                "\ufffd%_\\")
                        .get(random.nextInt(10))));
        row.put("c", orNull(() -> List.of("a", "ab", "B", "", "abcde").get(random.nextInt(5))));
        row.put("ok", orNull(random::nextBoolean));
        row.put("doc", orNull(() -> documents().get(random.nextInt(6))));
        row.put("raw", orNull(() -> Base64.getEncoder().encodeToString(new byte[] {(byte) random.nextInt(3), -1})));
    }

    private void arrays(Map<String, Object> row) {
        row.put("ia", orNull(() -> array(() -> random.nextInt(3))));
        row.put("xa", orNull(() -> array(() -> BigDecimal.valueOf(random.nextInt(3) * 50L, 2))));
        row.put(
                "ta",
                orNull(() ->
                        array(() -> List.of("a", "b", "", "NULL", "\"{,}\\ ").get(random.nextInt(5)))));
        row.put("ca", orNull(() -> array(() -> List.of("a", "", "abc").get(random.nextInt(3)))));
        row.put("ra", orNull(() -> array(() -> List.of(0.5, "NaN").get(random.nextInt(2)))));
        row.put(
                "da",
                orNull(() -> array(() -> List.of("2001-06-15", "0001-01-01").get(random.nextInt(2)))));
        row.put("ata", orNull(() -> array(() -> "2001-06-15T00:00:00.00" + random.nextInt(3))));
        row.put("oa", orNull(() -> array(random::nextBoolean)));
        row.put("ua", orNull(() -> array(() -> new UUID(random.nextInt(2), 7).toString())));
    }

    private List<Object> array(Supplier<Object> element) {
        List<Object> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            elements.add(orNull(element));
        }
        return elements;
    }

    private static List<Object> documents() {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("b", 1);
        one.put("a", List.of("x", 2.5));
        Map<String, Object> same = new LinkedHashMap<>();
        same.put("a", List.of("x", 2.5));
        same.put("b", 1);
        return List.of(one, same, List.of(), "text", true, 7);
    }

    private Object rarely(Object one, Object other, Supplier<Object> mostly) {
        return switch (random.nextInt(40)) {
            case 0 -> one;
            case 1 -> other;
            default -> mostly.get();
        };
    }

    private Object orNull(Supplier<Object> value) {
        return random.nextInt(7) == 0 ? null : value.get();
    }
}
