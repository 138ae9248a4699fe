package io.weirpool.processor.task;

import io.weirpool.processor.operator.Emission;
import io.weirpool.sql.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The stages of all views of a flow. What several views do is one stage, which sends to the stages of all of them: equal
 * plans, made in as many tasks, that leave out the same rows and give up the same state. The same for the whole life of a
 * flow, whichever of its views are still wanted.
 *
 * @param nodes by number, each after those it reads
 */
record FlowGraph(List<Node> nodes, List<Edge> edges) {
    /**
     * A stage.
     *
     * @param level hops from the logs
     * @param partitions as many tasks
     * @param readers the views that it is part of, in the order of the flow
     */
    record Node(Stage stage, int level, int partitions, List<Reader> readers) {
        Node {
            readers = List.copyOf(readers);
        }

        StageGroup group() {
            return new StageGroup(level, partitions);
        }

        Set<ViewProgram> programs() {
            return readers.stream().map(Reader::program).collect(Collectors.toSet());
        }

        boolean isOf(ViewProgram program) {
            return readers.stream().anyMatch(reader -> reader.program() == program);
        }

        private Node readBy(Reader another) {
            List<Reader> more = new ArrayList<>(readers);
            more.add(another);
            return new Node(stage, level, partitions, more);
        }
    }

    /** A view that a stage is part of; {@code operator}: the number of the stage among the view's own. */
    record Reader(ViewProgram program, int operator) {
        /** Whether the stage makes the view's rows. */
        boolean isLast() {
            return operator == program.graph().stages().size() - 1;
        }
    }

    FlowGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    static FlowGraph of(List<ViewProgram> programs) {
        FlowGraph graph = new FlowGraph(List.of(), List.of());
        Map<Work, Integer> works = new HashMap<>();
        for (ViewProgram program : programs) {
            int before = graph.nodes.size();
            FlowGraph shared = new Addition(graph, program).with(works);
            if (shared.isWhole(program)) {
                graph = shared;
                graph.addWorks(before, works);
            } else {
                graph = new Addition(graph, program).with(Map.of());
            }
        }
        return graph;
    }

    /** What makes two stages one. */
    private record Work(Plan plan, Emission emission, boolean closes, int partitions) {
        static Optional<Work> of(Stage stage, ViewProgram program) {
            return stage.work()
                    .map(plan -> new Work(
                            plan,
                            stage.emission(),
                            program.eventTime().closes(),
                            program.view().partitions()));
        }
    }

    /** Of stages whose inputs are works, too: so a view that takes a stage takes what that reads. */
    private void addWorks(int first, Map<Work, Integer> works) {
        for (int number = first; number < nodes.size(); number++) {
            int there = number;
            Node node = nodes.get(number);
            Work.of(node.stage(), node.readers().get(0).program()).ifPresent(work -> works.putIfAbsent(work, there));
        }
    }

    /** A view's stages put into the graph. */
    private static final class Addition {
        private final ViewProgram program;
        private final List<Node> nodes;
        private final List<Edge> edges;

        Addition(FlowGraph graph, ViewProgram program) {
            this.program = program;
            this.nodes = new ArrayList<>(graph.nodes);
            this.edges = new ArrayList<>(graph.edges);
        }

        FlowGraph with(Map<Work, Integer> there) {
            StageGraph own = program.graph();
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < own.stages().size(); i++) {
                Reader reader = new Reader(program, i);
                Optional<Work> work = Work.of(own.stages().get(i), program);
                Integer place = work.isPresent() ? there.get(work.get()) : null;
                if (place == null) {
                    places.add(nodes.size());
                    nodes.add(new Node(
                            own.stages().get(i),
                            own.levels().get(i),
                            program.view().partitions(),
                            List.of(reader)));
                    incoming(i, places);
                } else {
                    places.add(place);
                    nodes.set(place, nodes.get(place).readBy(reader));
                }
            }
            return new FlowGraph(nodes, edges);
        }

        private void incoming(int stage, List<Integer> places) {
            for (Edge edge : program.graph().edges()) {
                if (edge.stage() == stage) {
                    Edge.Origin origin = edge.from() instanceof Edge.FromStage from
                            ? new Edge.FromStage(places.get(from.stage()))
                            : edge.from();
                    edges.add(edge.to(places.get(stage)).numbered(edges.size(), origin));
                }
            }
        }
    }

    /**
     * Whether a command that one of a view's stages cannot take has no effect on the view at all: all others that read the
     * same log leave it out with that one, as they are part of no view that takes it.
     */
    private boolean isWhole(ViewProgram program) {
        List<Edge> logs =
                edges.stream().filter(e -> e.from() instanceof Edge.FromLog).toList();
        List<Edge> failing = logs.stream().filter(Edge::mayFail).toList();
        return logs.stream()
                .filter(edge -> nodes.get(edge.stage()).isOf(program))
                .allMatch(edge -> failing.stream()
                        .filter(other -> isSameLog(edge, other) && meet(edge, other))
                        .allMatch(other -> nodes.get(other.stage())
                                .programs()
                                .containsAll(nodes.get(edge.stage()).programs())));
    }

    private static boolean isSameLog(Edge one, Edge other) {
        return ((Edge.FromLog) one.from())
                .scan()
                .source()
                .equals(((Edge.FromLog) other.from()).scan().source());
    }

    /** Whether a view gets rows on both ways. */
    boolean meet(Edge one, Edge other) {
        return nodes.get(one.stage()).readers().stream()
                .anyMatch(reader -> nodes.get(other.stage()).isOf(reader.program()));
    }

    Node node(int number) {
        return nodes.get(number);
    }

    /** Numbers of the stages in a group's tasks. */
    List<Integer> in(StageGroup group) {
        return IntStream.range(0, nodes.size())
                .filter(i -> nodes.get(i).group().equals(group))
                .boxed()
                .toList();
    }

    List<Edge> edgesFrom(int stage) {
        Edge.Origin from = new Edge.FromStage(stage);
        return edges.stream().filter(e -> e.from().equals(from)).toList();
    }

    List<Edge> edgesTo(int stage) {
        return edges.stream().filter(e -> e.stage() == stage).toList();
    }

    Hop hop(Edge edge) {
        Node to = nodes.get(edge.stage());
        int from = edge.from() instanceof Edge.FromStage stage
                ? nodes.get(stage.stage()).level()
                : 0;
        return new Hop(from, to.level(), to.partitions());
    }

    /** The ways rows take; a stage that nobody sends to is reached from the logs, to hear how far they are. */
    Set<Hop> hops() {
        Set<Hop> hops = new LinkedHashSet<>();
        Set<Integer> reached = new HashSet<>();
        for (Edge edge : edges) {
            if (!(edge.from() instanceof Edge.FromValues)) {
                reached.add(edge.stage());
                if (!edge.stays()) {
                    hops.add(hop(edge));
                }
            }
        }
        for (int number = 0; number < nodes.size(); number++) {
            if (!reached.contains(number)) {
                hops.add(new Hop(0, nodes.get(number).level(), nodes.get(number).partitions()));
            }
        }
        return hops;
    }
}
