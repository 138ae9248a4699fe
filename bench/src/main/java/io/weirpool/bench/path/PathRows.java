package io.weirpool.bench.path;

import io.weirpool.bench.load.Sightings;
import io.weirpool.bench.report.Cells;
import io.weirpool.bench.report.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the runs come to: of those of one side at one rate the one in the middle, then what is judged. */
final class PathRows {
    private static final List<String> COLUMNS = List.of(
            "what",
            "requests/s asked",
            "requests/s",
            "p50 ms",
            "p99 ms",
            "p99.9 ms",
            "wrong",
            "readable p50 ms",
            "readable p99 ms",
            "behind s",
            "service CPU s",
            "PostgreSQL CPU s",
            "broker CPU s",
            "load CPU s",
            "others CPU s",
            "seconds",
            "runs");
    private static final int RATE = 2;
    private static final int P99 = 4;
    /** What came in a run is in the tables soon after it: the side keeps up. */
    private static final double KEEPS_UP_S = 1;

    private PathRows() {}

    /** @param saturating rates of which the synchronous side took less than was due; infinite where there was none */
    static Table table(
            List<Measured> runs, List<Sweep.Found> synchronous, List<Sweep.Found> weirpool, List<Double> saturating) {
        List<List<String>> rows = new ArrayList<>();
        bySideAndRate(runs).forEach(each -> rows.add(cells(Cells.middle(each, Measured::p99), each.size())));
        double before = Cells.middle(synchronous, Sweep.Found::holding).holding();
        double ours = Cells.middle(weirpool, Sweep.Found::holding).holding();
        rows.add(judged("most with p99 below 100 ms: synchronous", RATE, Cells.whole(before)));
        rows.add(judged("most with p99 below 100 ms: weirpool", RATE, Cells.whole(ours)));
        rows.add(judged("their ratio", RATE, Cells.times(ours / before)));
        keptUp(runs)
                .ifPresent(rate -> rows.add(judged(
                        "most with all readable %.0f s later: weirpool".formatted(KEEPS_UP_S),
                        RATE,
                        Cells.whole(rate))));
        rows.addAll(saturated(runs, saturating));
        return new Table(COLUMNS, rows);
    }

    /** In the order in which sides came, rising. */
    private static List<List<Measured>> bySideAndRate(List<Measured> runs) {
        return runs.stream()
                .collect(Collectors.groupingBy(Measured::side, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(ofSide ->
                        ofSide.stream().collect(Collectors.groupingBy(run -> rounded(run.rate()))).entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(Map.Entry::getValue))
                .toList();
    }

    private static long rounded(double rate) {
        return Math.round(rate);
    }

    /** The greatest rate whose run in the middle was readable soon after. */
    private static OptionalDouble keptUp(List<Measured> runs) {
        return bySideAndRate(runs.stream()
                        .filter(run -> run.side().equals(Sides.WEIRPOOL))
                        .toList())
                .stream()
                .map(each -> Cells.middle(each, Measured::behindSeconds))
                .filter(run -> run.behindSeconds() <= KEEPS_UP_S && run.holds())
                .mapToDouble(Measured::rate)
                .max();
    }

    /** The p99 of both where the synchronous side took less than was due, of each round, and the middle of the ratios. */
    private static List<List<String>> saturated(List<Measured> runs, List<Double> saturating) {
        List<Double> theirs = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        for (double rate : saturating) {
            if (Double.isFinite(rate)) {
                theirs.add(p99(runs, Sides.SYNCHRONOUS, rate));
                ours.add(p99(runs, Sides.WEIRPOOL, rate));
            }
        }
        if (theirs.isEmpty()) {
            return List.of();
        }
        List<Double> ratios = IntStream.range(0, ours.size())
                .mapToObj(i -> theirs.get(i) / ours.get(i))
                .toList();
        String where = "p99 where the synchronous side saturates: ";
        return List.of(
                judged(where + Sides.SYNCHRONOUS, P99, Cells.tenths(Cells.middle(theirs, p99 -> p99))),
                judged(where + Sides.WEIRPOOL, P99, Cells.tenths(Cells.middle(ours, p99 -> p99))),
                judged("times lower", P99, Cells.tenths(Cells.middle(ratios, ratio -> ratio))));
    }

    private static double p99(List<Measured> runs, String side, double rate) {
        List<Measured> there = runs.stream()
                .filter(run -> run.side().equals(side) && rounded(run.rate()) == rounded(rate))
                .toList();
        return Cells.middle(there, Measured::p99).p99();
    }

    private static List<String> judged(String what, int column, String value) {
        List<String> row = new ArrayList<>(Collections.nCopies(COLUMNS.size(), ""));
        row.set(0, what);
        row.set(column, value);
        return row;
    }

    static List<String> cells(Measured run, int runs) {
        Sightings.Seen seen = run.seen();
        return List.of(
                run.side(),
                Double.isInfinite(run.rate()) ? "all it takes" : Cells.whole(run.rate()),
                Cells.whole(run.result().perSecond()),
                Cells.tenths(run.result().millis(50)),
                Cells.tenths(run.p99()),
                Cells.tenths(run.result().millis(99.9)),
                run.result().wrong().isEmpty() ? "0" : run.result().wrong().toString(),
                seen == null ? "with the answer" : Cells.tenths(seen.millis(50)),
                seen == null ? "with the answer" : Cells.tenths(seen.millis(99)),
                seen == null ? "" : Cells.tenths(run.behindSeconds()),
                Cells.tenths(run.spent().service()),
                Cells.tenths(run.spent().postgres()),
                Cells.tenths(run.spent().broker()),
                Cells.tenths(run.spent().load()),
                Cells.tenths(run.spent().others()),
                Cells.tenths(run.result().seconds()),
                Integer.toString(runs));
    }
}
