package io.weirpool.bench.path;

import io.weirpool.bench.load.Sightings;
import io.weirpool.bench.pipeline.Pipeline;
import io.weirpool.bench.process.ChildJvm;
import io.weirpool.bench.process.Postgres;
import io.weirpool.bench.process.Roles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts the two, each with an empty database and all products in it. */
final class Sides {
    static final String SYNCHRONOUS = "synchronous";
    static final String WEIRPOOL = "weirpool";

    /** Of whoever runs: the other's is gone, and no vacuum of it comes between. */
    private static final String DATABASE = "path";

    private static final Duration START_MAX = Duration.ofMinutes(1);
    static final String PRODUCTS =
            "INSERT INTO product SELECT i, 'product ' || i, 'category ' || i %% 20 FROM generate_series(0, %d - 1) i"
                    .formatted(Shop.PRODUCTS);

    private Sides() {}

    /** @param number no other round has */
    static Side synchronous(Servers servers, Load load, int number, int connections)
            throws SQLException, InterruptedException {
        String name = "path_synchronous_" + number;
        Postgres.Database database = servers.postgres().create(DATABASE);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(Shop.TABLES);
            statement.execute(PRODUCTS);
            statement.execute("ANALYZE");
        }
        ChildJvm process = ChildJvm.start(
                Roles.options(),
                SynchronousService.class.getName(),
                List.of(database.url(), database.user(), database.password(), Integer.toString(connections)),
                servers.directory().resolve(name).resolve("log"));
        String line = process.awaitLine("weirpool: running ", START_MAX);
        URI url = URI.create(line.substring(line.lastIndexOf(' ') + 1));
        return new Side(
                servers,
                load,
                new Side.Kind(
                        SYNCHRONOUS,
                        process,
                        new InetSocketAddress(url.getHost(), url.getPort()),
                        new Tables(database),
                        Optional.empty()));
    }

    /** @param number no other round has */
    static Side weirpool(Servers servers, Load load, int number, Map<String, String> settings)
            throws SQLException, InterruptedException, IOException {
        String name = "path_weirpool_" + number;
        Postgres.Database database = servers.postgres().create(DATABASE);
        Pipeline pipeline = Pipeline.start(
                servers.broker(),
                database,
                name,
                Shop.DEFINITIONS,
                servers.directory().resolve(name),
                settings);
        pipeline.post(Shop.PRODUCTS_PATH, Shop.products());
        return new Side(
                servers,
                load,
                new Side.Kind(
                        WEIRPOOL,
                        pipeline.process(),
                        pipeline.address(),
                        new Tables(database),
                        Optional.of(() -> Sightings.start(database, Shop.READABLE))));
    }
}
