package io.weirpool.e2e.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weirpool.common.catalog.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Makes a history at whose end tables hold given rows: rows come with another's values first and are put right later, are
 * deleted and come back, and some are there for a while that do not belong. Rows of streams come once.
 */
final class Churn {
    /** Rows that have other values before their own. */
    private static final double PUT_RIGHT = 0.3;
    /** Rows that are deleted and come back. */
    private static final double BACK_AGAIN = 0.25;
    /** Rows beside which another is for a while, under a key of its own. */
    private static final double PASSING = 0.1;
    /** What makes a key one that no row has. */
    private static final int OTHER_KEY = 1_000_000;

    private final Map<String, Source> sources;
    private final Map<String, List<SourceRow>> bySource = new HashMap<>();
    private final UnaryOperator<SourceRow> apart;
    private final Random random;
    private final List<Moment> moments = new ArrayList<>();

    /** Something that happens at a time from 0 to 1; the row is null where it is deleted. */
    private record Moment(
            double time, SourceRow of, @Nullable SourceRow row) {}

    private Churn(Map<String, Source> sources, List<SourceRow> rows, UnaryOperator<SourceRow> apart, Random random) {
        this.sources = sources;
        this.apart = apart;
        this.random = random;
        rows.forEach(row -> bySource.computeIfAbsent(row.source(), source -> new ArrayList<>())
                .add(row));
    }

    /**
     * @param sources by name
     * @param first when each row first comes, by its place in the list; 0 to 1
     * @param apart changes a row that is another one but for its key, where equal rows would make an answer ambiguous
     */
    static List<Command> of(
            Map<String, Source> sources,
            List<SourceRow> rows,
            IntToDoubleFunction first,
            UnaryOperator<SourceRow> apart,
            Random random) {
        Churn churn = new Churn(sources, rows, apart, random);
        for (int i = 0; i < rows.size(); i++) {
            churn.add(rows.get(i), first.applyAsDouble(i));
        }
        return churn.moments.stream()
                .sorted(Comparator.comparing(Moment::time))
                .map(churn::command)
                .toList();
    }

    static List<String> key(Source source) {
        return source.key().stream()
                .map(i -> source.columns().column(i).name().value())
                .toList();
    }

    private Source source(SourceRow row) {
        Source source = sources.get(row.source());
        if (source == null) {
            throw new IllegalArgumentException("no view reads " + row.source());
        }
        return source;
    }

    private void add(SourceRow row, double first) {
        if (!source(row).isTable()) {
            moments.add(new Moment(first, row, row));
            return;
        }
        boolean wrong = random.nextDouble() < PUT_RIGHT;
        moments.add(new Moment(first, row, wrong ? another(row) : row));
        double last = first;
        if (wrong) {
            last = after(last);
            moments.add(new Moment(last, row, row));
        }
        if (random.nextDouble() < BACK_AGAIN) {
            double gone = after(last);
            moments.add(new Moment(gone, row, null));
            moments.add(new Moment(after(gone), row, row));
        }
        if (random.nextDouble() < PASSING) {
            passing(row, first);
        }
    }

    private double after(double time) {
        return time + (1 - time) * random.nextDouble();
    }

    /** The row's key with the other values of another row, so that they are such as they can be. */
    private SourceRow another(SourceRow row) {
        List<SourceRow> all = bySource.getOrDefault(row.source(), List.of(row));
        return apart.apply(all.get(random.nextInt(all.size())).with(row.only(key(source(row)))));
    }

    private void passing(SourceRow row, double first) {
        String key = key(source(row)).get(0);
        long value = ((Number) row.only(List.of(key)).get(key)).longValue();
        SourceRow other = apart.apply(row.with(Map.of(key, value + OTHER_KEY)));
        moments.add(new Moment(first, other, other));
        moments.add(new Moment(after(first), other, null));
    }

    private Command command(Moment moment) {
        Source source = source(moment.of());
        Map<String, @Nullable Object> row =
                moment.row() == null ? null : new HashMap<>(moment.row().values());
        if (!source.isTable()) {
            return new Command(moment.of().source(), random.nextInt(source.partitions()), null, row);
        }
        String key = Json.text(List.copyOf(moment.of().only(key(source)).values()));
        int partition = Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % source.partitions();
        return new Command(moment.of().source(), partition, key, row);
    }
}
