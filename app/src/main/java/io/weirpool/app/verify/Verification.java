package io.weirpool.app.verify;

import io.weirpool.app.query.ReadConfig;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.View;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.kafka.KafkaLook;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.Topics;
import io.weirpool.sql.restate.RestatedView;
import io.weirpool.sql.restate.Restatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Verifies one view, in the thread that runs it; others may look at the verdict meanwhile. */
final class Verification implements Runnable {
    /** A difference that is only on its way is gone when the table is looked at again. */
    private static final int ROUNDS = 3;

    private static final String SQL_DATA_EXCEPTION = "22";

    private final KafkaConfig kafka;
    private final ReadConfig database;
    private final Revision catalog;
    /** The version that is live; until that was looked up the wanted one. */
    private View view;

    private Sample sample;

    private volatile Verdict verdict;
    private long read;
    /** In the table, whatever is compared of them. */
    private long rowsAll;

    /**
     * @param percent of the rows, or keys, that are compared; null for all
     * @throws WeirpoolException {@code QUERY_INVALID}
     */
    Verification(KafkaConfig kafka, ReadConfig database, Revision catalog, View view, @Nullable String percent) {
        this.kafka = kafka;
        this.database = database;
        this.catalog = catalog;
        this.view = view;
        this.sample = Sample.of(percent, view);
        this.verdict = Verdict.begun(view.name().value(), sample.text());
    }

    Verdict verdict() {
        return verdict;
    }

    /** Why it cannot be said; the message is for people. */
    private static final class CannotSay extends Exception {
        private static final long serialVersionUID = 1L;

        CannotSay(String message) {
            super(message);
        }
    }

    @Override
    public void run() {
        try (Scratch scratch = Scratch.open(database)) {
            view = live(scratch);
            sample = sample.of(view);
            verdict = Verdict.begun(view.name().value(), sample.text());
            List<RestatedView> needed = needed();
            boolean inTimeOnly = needed.stream().anyMatch(RestatedView::inTimeOnly);
            List<LogCopy> logs = new ArrayList<>();
            for (Source source : sources(needed)) {
                scratch.source(source, log(source), inTimeOnly);
                logs.add(new LogCopy(scratch, source));
            }
            for (RestatedView one : needed) {
                scratch.view(one, columns(one));
            }
            List<String> differences = rounds(scratch, logs);
            verdict = verdict.ended(differences); // with what the rounds have told of themselves
        } catch (CannotSay e) {
            verdict = verdict.failed(String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            verdict = verdict.failed("PostgreSQL cannot run the query over the commands: " + said
                    + (isOfData(e)
                            ? "; weirpool.open_errors and weirpool.dead_letters have what has no value here"
                            : ""));
        } catch (WeirpoolException e) {
            verdict = verdict.failed(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            verdict = verdict.failed("a defect of ours: " + e);
            throw e;
        }
    }

    private View live(Scratch scratch) throws SQLException, CannotSay {
        List<String> live = liveVersions(scratch);
        if (live.isEmpty()) {
            throw new CannotSay("view %s has no table that can be read yet".formatted(view.name()));
        }
        return catalog.version(view.name().value(), Integer.parseInt(live.get(0)))
                .orElseThrow(() ->
                        new CannotSay("version %s of view %s is live and not in the catalog: ask again in a moment"
                                .formatted(live.get(0), view.name())));
    }

    /** At most one. */
    private List<String> liveVersions(Scratch scratch) throws SQLException {
        return scratch.lines("SELECT version::text FROM weirpool.version WHERE view = '%s' AND state = 'live'"
                .formatted(view.name()));
    }

    /** The view and those it reads, each after what it reads. */
    private List<RestatedView> needed() throws CannotSay {
        List<RestatedView> all = Restatement.of(catalog.filesOf(view.flow()));
        Set<String> wanted = new HashSet<>(Set.of(view.name().value()));
        List<RestatedView> needed = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0; i--) {
            RestatedView one = all.get(i);
            if (wanted.contains(one.name())) {
                if (one.refusal().isPresent()) {
                    throw new CannotSay("view %s cannot be verified: %s"
                            .formatted(one.name(), one.refusal().get()));
                }
                needed.add(0, one);
                wanted.addAll(one.reads());
            }
        }
        return needed;
    }

    private List<Source> sources(List<RestatedView> needed) {
        Set<Source> found = new LinkedHashSet<>();
        for (RestatedView one : needed) {
            one.reads().forEach(name -> catalog.source(name).ifPresent(found::add));
        }
        return List.copyOf(found);
    }

    private List<String> columns(RestatedView one) {
        return catalog.viewsOf(view.flow()).stream()
                .filter(declared -> declared.name().value().equals(one.name()))
                .findFirst()
                .or(() -> catalog.view(one.name()))
                .map(declared -> declared.columns().columns().stream()
                        .map(column -> column.name().value())
                        .toList())
                .orElse(one.columns());
    }

    private String log(Source source) {
        return Topics.log(catalog.pipeline(), source.name());
    }

    private List<String> rounds(Scratch scratch, List<LogCopy> logs) throws SQLException, CannotSay {
        Set<String> standing = null;
        for (int round = 1; round <= ROUNDS && (standing == null || !standing.isEmpty()); round++) {
            try {
                Set<String> found = round(scratch, logs);
                standing = standing == null ? found : both(standing, found);
            } catch (SQLException e) {
                // a bad command that came a moment ago is not among the dead letters yet
                if (round == ROUNDS || !isOfData(e)) {
                    throw e;
                }
                scratch.run("DROP TABLE IF EXISTS weirpool_now, weirpool_then, weirpool_end");
            }
        }
        return standing == null
                ? List.of()
                : standing.stream().limit(Verdict.DIFFERENCES_MAX).toList();
    }

    private static boolean isOfData(SQLException e) {
        return String.valueOf(e.getSQLState()).startsWith(SQL_DATA_EXCEPTION);
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        Set<String> both = new TreeSet<>(one);
        both.retainAll(other);
        return both;
    }

    private Set<String> round(Scratch scratch, List<LogCopy> logs) throws SQLException, CannotSay {
        verdict = verdict.doing("reading the table");
        Map<LogPartition, Long> position = snapshot(scratch);
        Map<LogPartition, Long> ends = ends();
        long all = read + ends.values().stream().mapToLong(Long::longValue).sum();
        for (LogCopy log : logs) {
            Map<LogPartition, Long> own = new HashMap<>(ends);
            own.keySet().removeIf(partition -> !partition.log().equals(log(log.source())));
            log.to(kafka, own, rows -> {
                read += rows;
                verdict = verdict.read(read, all);
            });
        }
        verdict = verdict.doing("running the query");
        scratch.refreshDeadLetters();
        ends.keySet().forEach(partition -> position.putIfAbsent(partition, 0L));
        evaluate(scratch, "weirpool_then", position);
        evaluate(scratch, "weirpool_end", ends);
        verdict = verdict.doing("comparing");
        Set<String> differences = new Comparison(scratch, view).differences();
        verdict = verdict.compared(
                rowsAll,
                scratch.count("SELECT count(*) FROM weirpool_now"),
                scratch.count(
                        "SELECT count(*) FROM (SELECT * FROM weirpool_then INTERSECT ALL SELECT * FROM weirpool_end)"
                                + " AS s"));
        scratch.run("DROP TABLE weirpool_now, weirpool_then, weirpool_end");
        return differences;
    }

    /** The table's rows, and the position they are at, in one snapshot. */
    private Map<LogPartition, Long> snapshot(Scratch scratch) throws SQLException, CannotSay {
        scratch.run("BEGIN ISOLATION LEVEL REPEATABLE READ");
        try {
            String table = Scratch.quoted(database.schema().value()) + "."
                    + Scratch.quoted(view.name().value());
            scratch.run("CREATE TEMP TABLE weirpool_now AS SELECT %s FROM %s WHERE %s"
                    .formatted(Scratch.names(view.columns().columns()), table, sample.condition()));
            rowsAll = scratch.count("SELECT count(*) FROM " + table);
            if (!liveVersions(scratch).equals(List.of(Integer.toString(view.version())))) {
                throw new CannotSay("another version of view %s went live meanwhile: ask again".formatted(view.name()));
            }
            Map<LogPartition, Long> position = new HashMap<>();
            for (String line : scratch.lines(
                    "SELECT partition || ' ' || next_offset || ' ' || log FROM weirpool.progress WHERE view = '%s' AND version = %d"
                            .formatted(view.name(), view.version()))) {
                String[] parts = line.split(" ", 3);
                position.put(new LogPartition(parts[2], Integer.parseInt(parts[0])), Long.parseLong(parts[1]));
            }
            return position;
        } finally {
            scratch.run("COMMIT");
        }
    }

    private Map<LogPartition, Long> ends() {
        List<String> logs = view.inputs().stream()
                .map(input -> Topics.log(catalog.pipeline(), input.source()))
                .toList();
        try (KafkaLook look = KafkaLook.open(kafka)) {
            return new HashMap<>(look.ends(logs));
        }
    }

    private void evaluate(Scratch scratch, String into, Map<LogPartition, Long> point) throws SQLException {
        scratch.point(point);
        scratch.run("CREATE TEMP TABLE %s (LIKE weirpool_now)".formatted(into));
        scratch.run("INSERT INTO %s SELECT %s FROM %s WHERE %s"
                .formatted(
                        into,
                        Scratch.names(view.columns().columns()),
                        Scratch.quoted(view.name().value()),
                        sample.condition()));
    }
}
