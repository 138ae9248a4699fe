package io.weirpool.e2e;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** A seeded history of commands on the sources of {@code oracle/sources.sql}, NULLs and extremes included. */
final class History implements Supplier<Batch> {
    private static final List<String> ACCOUNT_KEY = List.of("account_id");
    private static final List<String> READING_KEY = List.of("sensor", "site");

    private final Random random;

    History(long seed) {
        random = new Random(seed);
    }

    @Override
    public Batch get() {
        return switch (random.nextInt(6)) {
            case 0, 1 -> Batch.insert("payment", rows(this::payment));
            case 2 -> Batch.upsert("account", ACCOUNT_KEY, rows(this::account));
            case 3 -> Batch.delete("account", ACCOUNT_KEY, rows(this::accountKey));
            case 4 -> Batch.upsert("reading", READING_KEY, rows(this::reading));
            default -> Batch.delete("reading", READING_KEY, rows(this::readingKey));
        };
    }

    private List<Map<String, Object>> rows(Supplier<Map<String, Object>> one) {
        List<Map<String, Object>> rows = new ArrayList<>();
        int n = 1 + random.nextInt(30);
        for (int i = 0; i < n; i++) {
            rows.add(one.get());
        }
        return rows;
    }

    private Map<String, Object> payment() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", random.nextInt(20) == 0 ? Long.MAX_VALUE : random.nextLong());
        row.put("account", "acc-" + random.nextInt(25));
        row.put("amount", BigDecimal.valueOf(1 + random.nextInt(100_000), 2));
        row.put("fee", orNull(() -> BigDecimal.valueOf(random.nextInt(1_000_000), 4)));
        row.put(
                "kind",
                orNull(() -> List.of("card", "cash", "wire", "", "Überweisung").get(random.nextInt(5))));
        row.put(
                "at",
                LocalDateTime.ofEpochSecond(
                                990_000_000L + random.nextInt(40_000), 1000 * random.nextInt(1_000_000), ZoneOffset.UTC)
                        .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME));
        row.put("flagged", orNull(random::nextBoolean));
        row.put("weight", orNull(() -> random.nextGaussian() * 1e6));
        row.put(
                "note",
                orNull(() ->
                        List.of("a", "banana", "xyz", "ünïcödé a", "😀a", "%").get(random.nextInt(6))));
        return row;
    }

    private Map<String, Object> accountKey() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("account_id", "acc-" + random.nextInt(40));
        return row;
    }

    private Map<String, Object> account() {
        Map<String, Object> row = accountKey();
        row.put(
                "owner",
                orNull(() -> List.of("Ada", "bob", "Çelik", "z", "Ω", "😀").get(random.nextInt(6))));
        row.put("region", orNull(() -> List.of("EU", "US", "APAC", "x").get(random.nextInt(4))));
        row.put(
                "opened",
                orNull(() -> LocalDate.ofEpochDay(random.nextInt(2_000)).toString()));
        row.put(
                "balance",
                orNull(() -> random.nextInt(10) == 0
                        ? BigInteger.valueOf(Long.MAX_VALUE - 1_000_000_000L)
                        : BigInteger.valueOf(random.nextInt(2_000) - 500)));
        row.put("tier", random.nextInt(5));
        row.put("closed", orNull(random::nextBoolean));
        return row;
    }

    private Map<String, Object> readingKey() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("site", random.nextInt(5));
        row.put("sensor", random.nextInt(20));
        return row;
    }

    private Map<String, Object> reading() {
        Map<String, Object> row = readingKey();
        row.put("degrees", orNull(() -> random.nextInt(30) == 0 ? Integer.MIN_VALUE : random.nextInt(60) - 20));
        row.put("ratio", orNull(() -> random.nextFloat()));
        row.put(
                "seen",
                orNull(() ->
                        Instant.ofEpochSecond(random.nextInt(1_000_000_000)).toString()));
        return row;
    }

    private Object orNull(Supplier<Object> value) {
        return random.nextInt(8) == 0 ? null : value.get();
    }
}
