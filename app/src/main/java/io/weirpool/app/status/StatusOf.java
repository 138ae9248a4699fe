package io.weirpool.app.status;

import io.weirpool.app.query.TableStates;
import io.weirpool.app.query.TableStates.Tally;
import io.weirpool.app.status.Status.Behind;
import io.weirpool.app.status.Status.FlowStatus;
import io.weirpool.app.status.Status.ProcessStatus;
import io.weirpool.app.status.Status.SourceStatus;
import io.weirpool.app.status.Status.ViewStatus;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.View;
import io.weirpool.common.kafka.KafkaState;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes a {@link Status} of two looks. Pure. */
final class StatusOf {
    /** As the alert of the same meaning has it: longer than any pause that mends itself. */
    private static final double STALE_SECONDS = 60;
    /** A rebalance or a long commit looks like standing still for less than this. */
    private static final double PAUSE_SECONDS = 5;

    private static final String UNKNOWN = "unknown";

    private final Looks looks;
    private final Instant now;
    private final KafkaState kafka;

    /** @param now the age of what a view holds is measured to this moment */
    StatusOf(Looks looks, Instant now) {
        this.looks = looks;
        this.now = now;
        this.kafka = looks.second().kafka();
    }

    /** @param others problems that were found elsewhere; they come first */
    Status status(List<String> others) {
        List<ViewStatus> views = views();
        List<FlowStatus> flows = flows();
        List<ProcessStatus> processes = processes(flows);
        List<Tally> ledger = looks.second().tables().map(TableStates::ledger).orElse(List.of());
        List<String> problems = new ArrayList<>(others);
        problems.addAll(problems(views, flows, processes));
        ledger.stream()
                .filter(tally -> !tally.addsUp())
                .forEach(tally ->
                        problems.add("the ledger of flow %d does not add up on %s/%d: a defect, please report it"
                                .formatted(tally.flow(), tally.source(), tally.partition())));
        return new Status(
                looks.catalog().pipeline().value(),
                looks.catalog().number(),
                looks.catalog().sources().stream().map(this::source).toList(),
                views,
                flows,
                processes,
                ledger,
                problems);
    }

    private SourceStatus source(Source source) {
        String log = Topics.log(looks.catalog().pipeline(), source.name());
        long records = 0;
        long arrived = 0;
        for (int p = 0; p < source.partitions(); p++) {
            LogPartition partition = new LogPartition(log, p);
            long end = kafka.ends().getOrDefault(partition, 0L);
            records += end - kafka.begins().getOrDefault(partition, 0L);
            arrived += end - looks.first().kafka().ends().getOrDefault(partition, end);
        }
        return new SourceStatus(
                source.name().value(),
                source.kind().name().toLowerCase(Locale.ROOT),
                source.partitions(),
                records,
                Math.max(0, arrived) / looks.seconds(),
                kafka.bytes().getOrDefault(log, 0L),
                kafka.keptMillis().getOrDefault(log, -1L));
    }

    /** Every version that runs, the wanted ones first. */
    private List<ViewStatus> views() {
        Map<String, TableStates.Version> tables = new TreeMap<>();
        looks.second().tables().ifPresent(seen -> seen.versions().forEach(v -> tables.put(key(v), v)));
        List<ViewStatus> found = new ArrayList<>();
        for (View view : looks.catalog().versions()) {
            found.add(view(view, Optional.ofNullable(tables.get(view.name() + "." + view.version()))));
        }
        return found;
    }

    private static String key(TableStates.Version version) {
        return version.view() + "." + version.version();
    }

    private ViewStatus view(View view, Optional<TableStates.Version> table) {
        Cause cause = new Cause(looks, view);
        long lag = cause.lag();
        long asOf = table.map(TableStates.Version::asOfMicros).orElse(0L);
        double waited = lag == 0 || asOf == 0 ? 0 : Math.max(0, now.toEpochMilli() / 1e3 - asOf / 1e6);
        Optional<Behind> behind = lag == 0 && !cause.hasGap() ? Optional.empty() : Optional.of(cause.find());
        TableStates seen = looks.second().tables().orElse(null);
        return new ViewStatus(
                view.name().value(),
                view.version(),
                table.map(TableStates.Version::state).orElse(seen == null ? UNKNOWN : "building"),
                view.flow(),
                lag,
                waited,
                cause.perSecond(),
                seen == null || table.isEmpty() ? 0 : seen.deadLettersOf(table.get()),
                seen == null || table.isEmpty() ? 0 : seen.openErrorsOf(table.get()),
                behind);
    }

    private List<FlowStatus> flows() {
        Map<Integer, List<String>> views = new TreeMap<>();
        looks.catalog()
                .versions()
                .forEach(view -> views.computeIfAbsent(view.flow(), flow -> new ArrayList<>())
                        .add(view.name().value()));
        List<FlowStatus> flows = new ArrayList<>();
        views.forEach((number, names) -> {
            String application = Topics.application(looks.catalog().pipeline(), number);
            long bytes = kafka.bytes().entrySet().stream()
                    .filter(topic -> topic.getKey().startsWith(application + "-")
                            && topic.getKey().endsWith("-changelog"))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            flows.add(new FlowStatus(number, names, kafka.membersOf(application).size(), bytes));
        });
        return flows;
    }

    private List<ProcessStatus> processes(List<FlowStatus> flows) {
        List<ProcessStatus> found = new ArrayList<>();
        for (FlowStatus flow : flows) {
            kafka.membersOf(Topics.application(looks.catalog().pipeline(), flow.number()))
                    .forEach(m -> found.add(new ProcessStatus("processor", m.clientId(), m.host(), m.partitions())));
        }
        kafka.membersOf(Topics.sinks(looks.catalog().pipeline()))
                .forEach(m -> found.add(new ProcessStatus("sink", m.clientId(), m.host(), m.partitions())));
        return found;
    }

    private List<String> problems(List<ViewStatus> views, List<FlowStatus> flows, List<ProcessStatus> processes) {
        List<String> problems = new ArrayList<>();
        flows.stream()
                .filter(flow -> flow.members() == 0)
                .forEach(flow -> problems.add("no processor runs flow " + flow.number()));
        if (!views.isEmpty()
                && processes.stream().noneMatch(process -> process.role().equals("sink"))) {
            problems.add("no sink runs");
        }
        views.forEach(view -> problem(view).ifPresent(problems::add));
        return problems;
    }

    private static Optional<String> problem(ViewStatus view) {
        if (view.state().equals("broken")) {
            return Optional.of(
                    "view " + view.name() + " is broken: it is no longer fed; 'weirpool resume' builds it again");
        }
        boolean beside = view.state().equals("building") && view.version() > 1;
        if (beside || view.state().equals("warm")) {
            return Optional.empty(); // nobody reads it
        }
        double waited = view.freshnessSeconds();
        boolean wrong = view.behind().isPresent()
                && (waited > STALE_SECONDS
                        || (view.behind().get().stopped() && (waited == 0 || waited > PAUSE_SECONDS)));
        return wrong
                ? Optional.of("view %s is behind by %,d records, %.0f s: %s: %s"
                        .formatted(
                                view.name(),
                                view.lag(),
                                view.freshnessSeconds(),
                                name(view.behind().get()),
                                view.behind().get().why()))
                : Optional.empty();
    }

    static String name(Behind behind) {
        return behind.where().name().toLowerCase(Locale.ROOT);
    }
}
