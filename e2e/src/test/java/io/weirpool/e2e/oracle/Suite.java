package io.weirpool.e2e.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weirpool.common.catalog.Source;
import io.weirpool.e2e.simulation.Pipelines;
import io.weirpool.processor.task.FlowPlan;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The queries of a benchmark, and a history they run over.
 *
 * @param script its sources and views; without steps
 * @param points after how many commands views are compared, ascending
 */
record Suite(Script script, FlowPlan plan, List<Command> commands, List<Integer> points) {
    private static final int PARTITIONS = 3;
    private static final int POINTS = 8;

    Suite {
        commands = List.copyOf(commands);
        points = List.copyOf(points);
    }

    /** @param history made of the compiled sources, by name; compared at some points, the last at its end */
    static Suite of(Script script, Function<Map<String, Source>, List<Command>> history) {
        FlowPlan plan = Pipelines.flow(script.definitions(), PARTITIONS);
        List<Command> commands = history.apply(sources(plan));
        List<Integer> points = IntStream.rangeClosed(1, POINTS)
                .mapToObj(i -> commands.size() * i / POINTS)
                .toList();
        return new Suite(script, plan, commands, points);
    }

    private static Map<String, Source> sources(FlowPlan plan) {
        return plan.sources().values().stream()
                .collect(Collectors.toMap(source -> source.name().value(), Function.identity()));
    }

    /** Names of the key's columns of a source; empty for a stream. */
    List<String> key(String source) {
        return Churn.key(Objects.requireNonNull(sources(plan).get(source), source));
    }

    /** A file beside this class. */
    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Suite.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
