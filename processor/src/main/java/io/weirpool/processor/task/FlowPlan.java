package io.weirpool.processor.task;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.View;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.Topics;
import io.weirpool.sql.plan.ViewPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that a flow's tasks need to know. Immutable and thread-safe; the same for the whole life of a flow.
 *
 * @param number the flow's
 * @param sources by log, those that a view of the flow reads
 * @param programs the flow's views
 * @param graph their stages
 * @param wanted which of the views somebody still needs
 * @param firstOffsets where each log partition begins; asked once when the flow starts, used where no position is kept
 */
public record FlowPlan(
        Name pipeline,
        int number,
        Map<String, Source> sources,
        List<ViewProgram> programs,
        FlowGraph graph,
        Wanted wanted,
        Map<LogPartition, Long> firstOffsets) {
    public FlowPlan {
        sources = Map.copyOf(sources);
        programs = List.copyOf(programs);
        firstOffsets = Map.copyOf(firstOffsets);
        Set<Integer> numbers = new HashSet<>();
        for (ViewProgram program : programs) {
            if (!numbers.add(program.number())) {
                throw new IllegalStateException("two views share the number of " + program.versionedName());
            }
        }
    }

    /** All views of the flow are wanted; {@code plans} has each by name. */
    public static FlowPlan of(
            Name pipeline,
            int number,
            List<Source> sources,
            List<View> views,
            Map<Name, ViewPlan> plans,
            Map<LogPartition, Long> firstOffsets) {
        return of(pipeline, number, sources, views, plans, new Wanted(), firstOffsets);
    }

    /** Makes the views of a flow ready; {@code plans} has each by name. */
    public static FlowPlan of(
            Name pipeline,
            int number,
            List<Source> sources,
            List<View> views,
            Map<Name, ViewPlan> plans,
            Wanted wanted,
            Map<LogPartition, Long> firstOffsets) {
        List<ViewProgram> programs = new ArrayList<>();
        for (View view : views) {
            ViewPlan plan = plans.get(view.name());
            if (plan == null) {
                throw new IllegalArgumentException("the definitions have no view " + view.name());
            }
            programs.add(ViewProgram.of(pipeline, view, plan, watermarks(sources)));
        }
        Map<String, Source> read = new LinkedHashMap<>();
        for (Source source : sources) {
            if (programs.stream().anyMatch(p -> p.sources().contains(source.name()))) {
                read.put(Topics.log(pipeline, source.name()), source);
            }
        }
        return new FlowPlan(pipeline, number, read, programs, FlowGraph.of(programs), wanted, firstOffsets);
    }

    /** The time's column of each stream that has a watermark. */
    static Map<Name, Integer> watermarks(List<Source> sources) {
        Map<Name, Integer> columns = new TreeMap<>();
        for (Source source : sources) {
            if (source.watermark() != null) {
                columns.put(source.name(), source.watermark().column());
            }
        }
        return columns;
    }

    List<ViewProgram> readers(Source source) {
        return programs.stream()
                .filter(p -> p.sources().contains(source.name()))
                .toList();
    }

    /** All ways rows take, those to early stages first. */
    public SortedSet<Hop> hops() {
        return new TreeSet<>(graph.hops());
    }

    /** All groups of stages, early ones first. */
    public SortedSet<StageGroup> groups() {
        TreeSet<StageGroup> groups = new TreeSet<>();
        hops().forEach(hop -> groups.add(hop.target()));
        return groups;
    }

    /** The ways out of the tasks of the logs. */
    public List<Hop> hopsFromLogs() {
        return hops().stream().filter(hop -> hop.from() == 0).toList();
    }

    public List<Hop> hopsFrom(StageGroup group) {
        return hops().stream()
                .filter(hop -> hop.from() == group.level() && hop.partitions() == group.partitions())
                .toList();
    }

    public List<Hop> hopsTo(StageGroup group) {
        return hops().stream().filter(hop -> hop.target().equals(group)).toList();
    }

    /** Other views of the flow for which an operator of a view works, too; in the order of the flow. */
    public List<Name> alsoFor(ViewProgram program, int operator) {
        return graph.nodes().stream()
                .map(FlowGraph.Node::readers)
                .filter(readers -> readers.contains(new FlowGraph.Reader(program, operator)))
                .flatMap(List::stream)
                .filter(reader -> reader.program() != program)
                .map(reader -> reader.program().view().name())
                .distinct()
                .toList();
    }

    /** The topic of a source's log. */
    String log(Name source) {
        return Topics.log(pipeline, source);
    }

    public boolean hasTables() {
        return sources.values().stream().anyMatch(Source::isTable);
    }

    /** Declared columns of a source that a view of the flow uses, in declared order. */
    List<Integer> columnsUsed(Source source) {
        TreeSet<Integer> used = new TreeSet<>();
        for (ViewProgram program : readers(source)) {
            program.scans().stream()
                    .filter(scan -> scan.source().equals(source.name()))
                    .forEach(scan -> used.addAll(scan.columns()));
        }
        return List.copyOf(used);
    }

    /** Names of the topics the flow writes to, with their partitions. */
    public Map<String, Integer> viewTopics() {
        Map<String, Integer> topics = new TreeMap<>();
        programs.forEach(p -> topics.put(p.topic(), p.view().partitions()));
        return topics;
    }
}
