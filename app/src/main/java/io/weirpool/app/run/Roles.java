package io.weirpool.app.run;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.weirpool.app.contract.Access;
import io.weirpool.app.contract.ContractRoutes;
import io.weirpool.app.operate.Apply;
import io.weirpool.app.operate.ApplyRoute;
import io.weirpool.app.operate.Housekeeping;
import io.weirpool.app.operate.KafkaCatalog;
import io.weirpool.app.operate.KafkaLogTimes;
import io.weirpool.app.operate.VersionRoutes;
import io.weirpool.app.operate.Versions;
import io.weirpool.app.query.CatalogLists;
import io.weirpool.app.query.LetterTable;
import io.weirpool.app.query.NoDatabase;
import io.weirpool.app.query.ReadApi;
import io.weirpool.app.query.Receipts;
import io.weirpool.app.query.TableStates;
import io.weirpool.app.query.VersionTable;
import io.weirpool.app.repair.DeadLetterRoutes;
import io.weirpool.app.status.ExplainRoute;
import io.weirpool.app.status.StatusRoute;
import io.weirpool.app.verify.VerifyRoutes;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.kafka.CatalogFollower;
import io.weirpool.common.kafka.CatalogTopic;
import io.weirpool.common.kafka.RepeatIndex;
import io.weirpool.common.metrics.MetricNames;
import io.weirpool.common.model.Name;
import io.weirpool.common.role.Role;
import io.weirpool.ingest.Ingest;
import io.weirpool.ingest.http.Reflections;
import io.weirpool.ingest.http.Route;
import io.weirpool.processor.flow.Processor;
import io.weirpool.processor.flow.ProcessorConfig;
import io.weirpool.sink.Sink;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The roles of one process. Started downstream first, so that nothing is taken in before somebody is there to work on
 * it; stopped upstream first, so that what was taken in is worked on as far as possible.
 */
public final class Roles implements AutoCloseable {
    private final Shutdown shutdown = new Shutdown();
    private final List<Role> running = new CopyOnWriteArrayList<>();
    private Optional<URI> url = Optional.empty();

    private Roles() {}

    /** Starts what the configuration holds. Kafka and PostgreSQL need not be up: roles wait for them, visibly. */
    public static Roles start(RolesConfig config, MeterRegistry metrics) {
        Roles roles = new Roles();
        try {
            config.sink().ifPresent(sink -> roles.add(Sink.start(sink, config.kafka(), metrics), metrics));
            config.processor().ifPresent(processor -> {
                roles.lock(processor);
                roles.add(Processor.start(processor, config.kafka(), metrics), metrics);
            });
            if (config.ingest().isPresent()) {
                AtomicReference<Revision> newest = roles.followCatalog(config);
                Supplier<Revision> latest = newest::get;
                Optional<Receipts> receipts = config.reads()
                        .map(reads -> new Receipts(
                                reads,
                                metrics,
                                new RepeatIndex(config.kafka()),
                                () -> latest.get().pipeline()));
                receipts.ifPresent(known -> roles.shutdown.add(known::close));
                List<Route> routes = roles.routes(config, metrics, newest);
                receipts.ifPresent(known -> routes.addAll(known.routes()));
                Ingest ingest = Ingest.start(
                        config.ingest().get(),
                        config.kafka(),
                        metrics,
                        routes,
                        receipts.<Reflections>map(known -> known).orElse(Reflections.UNKNOWN),
                        roles::running);
                roles.add(ingest, metrics);
                roles.url = Optional.of(ingest.url());
            } else {
                HealthServer health = HealthServer.start(config.health(), metrics, roles::running);
                roles.shutdown.add(health::close);
                roles.url = Optional.of(health.url());
            }
            return roles;
        } catch (RuntimeException e) {
            roles.close();
            throw e;
        }
    }

    /** Two processors in one directory would wait for each other's stores for ever: said at once instead. */
    private void lock(ProcessorConfig processor) {
        if (!processor.inMemory()) {
            DirectoryLock lock = DirectoryLock.take(
                    processor.stateDirectory().toAbsolutePath().normalize(),
                    ": each processor needs its own processor.state.directory");
            shutdown.add(lock::close);
        }
    }

    private void add(Role role, MeterRegistry metrics) {
        running.add(role);
        Gauge.builder(MetricNames.READY, role, Roles::readiness)
                .description("1 when the role can do its work")
                .tag(MetricNames.TAG_ROLE, role.name())
                .register(metrics);
        shutdown.add(role::close);
    }

    private static double readiness(Role role) {
        return role.whyNotReady().isEmpty() ? 1 : 0;
    }

    private AtomicReference<Revision> followCatalog(RolesConfig config) {
        AtomicReference<Revision> newest = new AtomicReference<>(Revision.empty(new Name("none")));
        CatalogFollower follower = CatalogTopic.follow(config.kafka(), config.catalogPrefix(), newest::set);
        shutdown.add(follower::close);
        return newest;
    }

    /** Reads, lists and operator verbs, mounted beside the routes of ingest. */
    private List<Route> routes(RolesConfig config, MeterRegistry metrics, AtomicReference<Revision> newest) {
        List<Route> routes = new ArrayList<>(CatalogLists.routes(newest::get));
        Access access = config.ingest().map(Access::of).orElse(Access.OPEN);
        routes.addAll(new ContractRoutes(newest::get, access).routes());
        KafkaCatalog catalog = new KafkaCatalog(config.kafka(), config.catalogPrefix());
        ApplyRoute apply = new ApplyRoute(new Apply(catalog));
        routes.add(apply.route());
        routes.add(apply.planRoute());
        routes.add(new ExplainRoute(config.kafka(), newest::get).route());
        if (config.reads().isPresent()) {
            ReadApi reads = new ReadApi(config.reads().get(), newest::get, metrics);
            shutdown.add(reads::close);
            routes.addAll(reads.routes());
            routes.add(status(config, newest::get, reads::tables));
            routes.addAll(new VerifyRoutes(config.kafka(), config.reads().get(), newest::get).routes());
            VersionTable table = new VersionTable(config.reads().get(), metrics);
            shutdown.add(table::close);
            Versions versions = new Versions(catalog, table, new KafkaLogTimes(config.kafka()));
            routes.addAll(new VersionRoutes(versions, newest::get).routes());
            LetterTable letters = new LetterTable(config.reads().get(), metrics);
            shutdown.add(letters::close);
            routes.addAll(new DeadLetterRoutes(config.kafka(), letters, newest::get).routes());
            Housekeeping housekeeping = Housekeeping.start(versions, config.kafka(), newest::get);
            shutdown.add(housekeeping::close);
        } else {
            routes.addAll(NoDatabase.routes());
            routes.add(status(config, newest::get, NoDatabase.tables()));
        }
        return routes;
    }

    private Route status(RolesConfig config, Supplier<Revision> catalog, Supplier<TableStates> tables) {
        return new StatusRoute(config.kafka(), catalog, this::whyNotReady, tables).route();
    }

    public List<Role> running() {
        return List.copyOf(running);
    }

    /** Where ingest listens, or the health of the other roles when it is not among them; with the port in use. */
    public URI url() {
        return url.orElseThrow(); // set before start() returns
    }

    /** Each role that cannot work now, with its reason. */
    public List<String> whyNotReady() {
        return running.stream()
                .flatMap(role -> role.whyNotReady().map(why -> role.name() + ": " + why).stream())
                .toList();
    }

    @Override
    public void close() {
        shutdown.close();
    }
}
