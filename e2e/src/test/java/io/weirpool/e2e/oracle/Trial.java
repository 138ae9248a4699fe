package io.weirpool.e2e.oracle;

import io.weirpool.common.catalog.View;
import io.weirpool.e2e.oracle.Case.ViewSpec;
import io.weirpool.e2e.oracle.Postgres.Comparison;
import io.weirpool.e2e.oracle.Postgres.Typed;
import io.weirpool.e2e.simulation.LateRows;
import io.weirpool.e2e.simulation.SimulatedFlow;
import io.weirpool.processor.task.FlowPlan;
import io.weirpool.processor.task.ViewProgram;
import io.weirpool.processor.task.Wanted;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One run of a case: its commands through simulated tasks, and at each point every view against PostgreSQL. In one of
 * three, views are retired one after another, as if replaced by another flow's; all others go on.
 */
final class Trial {
    private static final int STEPS_EACH_MAX = 3;
    private static final int STACK_SHOWN_MAX = 1_500;
    private static final int RETIRING_EACH = 3;

    private final Case given;
    private final Postgres postgres;
    private final Random random;
    private final Wanted wanted = new Wanted();
    private final Set<String> errored = new HashSet<>();
    private final Set<String> changed = new HashSet<>();
    private final Map<String, List<String>> last = new HashMap<>();
    private final List<Failure> failures = new ArrayList<>();
    private final Map<String, LateRows> late = new HashMap<>();

    private Trial(Case given, Postgres postgres) {
        this.given = given;
        this.postgres = postgres;
        this.random = new Random(given.seed());
    }

    static Outcome run(Case given, Postgres postgres) throws SQLException {
        return new Trial(given, postgres).run();
    }

    private Outcome run() throws SQLException {
        Compiled compiled = Compiled.of(given, wanted);
        compiled.broken().forEach((view, why) -> failures.add(new Failure(view, Failure.Sort.EXCEPTION, 0, why)));
        Map<String, String> foreign = postgres.define(given.withViews(compiled.views()));
        FlowPlan plan = compiled.plan();
        if (plan != null) {
            List<ViewProgram> programs = new ArrayList<>(plan.programs());
            programs.removeIf(p -> foreign.containsKey(p.view().name().value()));
            for (ViewProgram program : programs) {
                types(program.view());
            }
            try {
                history(new SimulatedFlow(plan, random), programs);
            } catch (RuntimeException | AssertionError | StackOverflowError e) {
                failures.add(new Failure("", Failure.Sort.EXCEPTION, 0, text(e)));
            }
        }
        return new Outcome(compiled.refused(), foreign, errored, changed, failures);
    }

    private void types(View view) throws SQLException {
        List<Typed> theirs = postgres.columns(view.name().value());

        for (int i = 0; i < theirs.size(); i++) {
            String type = view.columns().type(i).toString();
            if (!Postgres.isSame(type, theirs.get(i).type())) {
                String detail = "%s is %s here, %s there"
                        .formatted(theirs.get(i).name(), type, theirs.get(i).type());
                failures.add(new Failure(view.name().value(), Failure.Sort.TYPES, 0, detail));
            }
        }
    }

    /** @param programs those that are wanted: fewer and fewer where views are retired */
    private void history(SimulatedFlow flow, List<ViewProgram> programs) throws SQLException {
        Rows rows = new Rows();
        for (int i = 1; i <= given.commands().size(); i++) {
            Command command = given.commands().get(i - 1);
            append(flow, command);
            if (isInTime(command)) {
                rows.apply(command);
            }
            flow.run(random.nextInt(STEPS_EACH_MAX));
            if (given.points().contains(i)) {
                flow.settle();
                postgres.load(given, rows);
                for (LateRows model : late.values()) {
                    postgres.mark(model.mark());
                }
                for (ViewProgram program : programs) {
                    compare(flow, program, i);
                }
                if (given.seed() % RETIRING_EACH == 0 && programs.size() > 1) {
                    ViewProgram retired = programs.remove(random.nextInt(programs.size()));
                    wanted.retire(List.of(retired.view()));
                }
            }
        }
        upsertAgain(flow, programs);
    }

    private boolean isInTime(Command command) {
        SourceSpec source = given.source(command.source());
        return source.eventTime()
                .map(time -> EventTime.isInTime(
                        command, time, late.computeIfAbsent(source.name(), s -> time.model(source.partitions()))))
                .orElse(true);
    }

    private void append(SimulatedFlow flow, Command command) {
        Optional<EventTime> time = given.source(command.source()).eventTime();
        if (time.isPresent() && command.row() != null) {
            byte[] row = Json.text(command.row()).getBytes(StandardCharsets.UTF_8);
            flow.append(
                    "p." + command.source(),
                    command.partition(),
                    row,
                    time.get().appendedMillis());
            return;
        }
        flow.append(
                "p." + command.source(),
                command.partition(),
                bytes(command.key()),
                command.row() == null ? null : bytes(Json.text(command.row())));
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private void compare(SimulatedFlow flow, ViewProgram program, int point) throws SQLException {
        String view = program.view().name().value();
        SimulatedFlow.ViewContents contents = flow.contents(program.view(), program.topic());
        Comparison comparison = postgres.compare(view, contents.rows());
        if (!flow.hasReachedEnds(program.view(), program.topic())) {
            failures.add(new Failure(view, Failure.Sort.BEHIND, point, "its markers are behind the ends of the logs"));
        }
        boolean mayFail = needed(given, view).stream().anyMatch(ViewSpec::mayFail);
        boolean failed = !contents.errors().isEmpty() && !mayFail;
        if (comparison instanceof Comparison.NoAnswer
                || (failed && (isEager(view, comparison) || postgres.mayHaveNoAnswer(view)))) {
            errored.add(view);
            return;
        }
        if (mayFail && !contents.errors().isEmpty()) {
            errored.add(view); // and its rows are PostgreSQL's
        }
        if (!contents.rows().equals(last.put(view, contents.rows()))
                && point > given.points().get(0)) {
            changed.add(view);
        }
        if (failed) {
            failures.add(new Failure(
                    view, Failure.Sort.ERRORS, point, contents.errors().toString()));
        } else if (comparison instanceof Comparison.Different different) {
            failures.add(new Failure(view, Failure.Sort.ROWS, point, different.rows() + "\nhere: " + contents.rows()));
        } else if (isFinal(view)
                && flow.written(program.view(), program.topic())
                        != contents.rows().size()) {
            failures.add(new Failure(view, Failure.Sort.NOISE, point, "a final row is written more than once"));
        }
    }

    private boolean isFinal(String view) {
        return given.views().stream()
                .anyMatch(spec -> spec.name().equals(view) && spec.timing().isFinal());
    }

    /** Whether the answer is right, and what failed may be a row that a join has no use for: PostgreSQL may not look at it. */
    private boolean isEager(String view, Comparison comparison) {
        return comparison instanceof Comparison.Equal
                && Trial.needed(given, view).stream()
                        .anyMatch(v -> v.operators().stream().anyMatch(Operator::isJoin));
    }

    /** The last row of each table once more changes nothing. */
    private void upsertAgain(SimulatedFlow flow, List<ViewProgram> programs) {
        Map<String, Command> again = new LinkedHashMap<>();
        Map<String, Command> lastOfKey = new TreeMap<>();
        for (Command command : given.commands()) {
            if (command.key() != null) {
                lastOfKey.put(command.source() + command.key(), command);
            }
        }
        lastOfKey.values().stream().filter(c -> c.row() != null).forEach(c -> again.put(c.source(), c));
        Map<String, Long> before = new HashMap<>();
        programs.forEach(p -> before.put(p.topic(), flow.written(p.view(), p.topic())));
        again.values().forEach(command -> append(flow, command));
        flow.settle();
        for (ViewProgram program : programs) {
            long more = flow.written(program.view(), program.topic()) - before.getOrDefault(program.topic(), 0L);
            if (more > 0) {
                failures.add(new Failure(
                        program.view().name().value(),
                        Failure.Sort.NOISE,
                        given.commands().size(),
                        more + " records written when " + again.values() + " came again"));
            }
        }
    }

    static String text(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString().substring(0, Math.min(text.getBuffer().length(), STACK_SHOWN_MAX));
    }

    /** Views as declared that a view needs, itself last. */
    static List<ViewSpec> needed(Case given, String name) {
        Set<String> needed = new HashSet<>(Set.of(name));
        List<ViewSpec> views = new ArrayList<>();
        for (int i = given.views().size() - 1; i >= 0; i--) {
            ViewSpec view = given.views().get(i);
            if (needed.contains(view.name())) {
                views.add(0, view);
                given.views().stream().filter(view::reads).forEach(read -> needed.add(read.name()));
            }
        }
        return views;
    }
}
