package io.weirpool.app.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.View;
import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.embedded.EmbeddedPostgres;
import io.weirpool.ingest.http.Response;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The read API against a real PostgreSQL; the tables are made here, as the sink would make them. */
class ReadApiTest {
    /** What of the sink's schema reads touch. */
    private static final String SCHEMA = """
        CREATE SCHEMA weirpool;
        CREATE TABLE weirpool.version (view text, version int, state text);
        CREATE TABLE weirpool.sink_offset (view text, version int, view_partition int, next_offset bigint);
        CREATE TABLE weirpool.progress (view text, version int, as_of timestamptz);
        CREATE FUNCTION weirpool.wait_for(receipt text, timeout interval, views text[]) RETURNS void
        LANGUAGE plpgsql AS $$ BEGIN
            IF receipt = 'nonsense' THEN RAISE EXCEPTION 'invalid' USING ERRCODE = 'WP003'; END IF;
            IF EXISTS (SELECT FROM orders WHERE id = 99) THEN RETURN; END IF;
            RAISE EXCEPTION 'not reached' USING ERRCODE = 'WP001';
        END $$;
        CREATE TABLE orders (id bigint PRIMARY KEY, name text COLLATE "C", amount numeric(10, 2) NOT NULL,
            placed timestamp(6), zoned timestamptz, price double precision, open boolean, doc jsonb,
            tags text[]);
        INSERT INTO orders VALUES
            (1, 'ant', 10.00, '2001-06-15 18:00:00.5', '2001-06-15 18:00:00+02', 0.1, true, '{"a": [1, "x"]}',
                '{red,NULL,"a, \\"b\\""}'),
            (2, 'bee', 20.50, NULL, NULL, 'NaN', false, NULL, '{}'),
            (3, NULL, 20.50, NULL, NULL, NULL, NULL, NULL, NULL),
            (4, 'cow; drop table orders', 5.00, NULL, NULL, NULL, true, NULL, NULL),
            (5, '=cmd()', 7.25, NULL, NULL, NULL, true, NULL, NULL);
        CREATE TABLE words (word text COLLATE "C");
        INSERT INTO words VALUES ('b'), ('a'), ('a'), ('a'), (NULL), (NULL), ('c');
        CREATE TABLE quoted ("orderId" bigint PRIMARY KEY, "Full Name" text COLLATE "C");
        INSERT INTO quoted VALUES (1, 'Ann'), (2, 'Bob'), (3, 'Cid');
        CREATE VIEW slow AS SELECT 1::bigint AS id FROM pg_sleep(60);
        INSERT INTO weirpool.version VALUES ('orders', 1, 'live'), ('words', 1, 'live'), ('slow', 1, 'live'), ('quoted', 1, 'live');
        INSERT INTO weirpool.sink_offset VALUES ('orders', 1, 0, 17);
        INSERT INTO weirpool.progress VALUES ('orders', 1, '2026-01-02 03:04:05+00');
        """;

    private static final View ORDERS = view(
            "orders",
            new ViewKey.Columns(List.of(0)),
            Column.of("id", SqlType.of(TypeKind.BIGINT).notNull()),
            Column.of("name", SqlType.of(TypeKind.VARCHAR)),
            Column.of("amount", SqlType.decimal(10, 2).notNull()),
            Column.of("placed", SqlType.of(TypeKind.TIMESTAMP)),
            Column.of("zoned", SqlType.of(TypeKind.TIMESTAMPTZ)),
            Column.of("price", SqlType.of(TypeKind.DOUBLE)),
            Column.of("open", SqlType.of(TypeKind.BOOLEAN)),
            Column.of("doc", SqlType.of(TypeKind.JSON)),
            Column.of("tags", SqlType.of(TypeKind.VARCHAR_ARRAY)));
    private static final View WORDS =
            view("words", new ViewKey.RowHash(), Column.of("word", SqlType.of(TypeKind.VARCHAR)));
    private static final View QUOTED = view(
            "quoted",
            new ViewKey.Columns(List.of(0)),
            Column.of("orderId", SqlType.of(TypeKind.BIGINT).notNull()),
            Column.of("Full Name", SqlType.of(TypeKind.VARCHAR)));
    private static final View SLOW =
            view("slow", new ViewKey.Columns(List.of(0)), Column.of("id", SqlType.of(TypeKind.BIGINT)));
    private static final View UNBORN =
            view("unborn", new ViewKey.Columns(List.of(0)), Column.of("id", SqlType.of(TypeKind.BIGINT)));

    @TempDir
    static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static EmbeddedPostgres postgres;

    @SuppressWarnings("NullAway.Init")
    private static ReadApi api;

    @BeforeAll
    static void start() throws SQLException {
        postgres = EmbeddedPostgres.start(directory.resolve("pg"));
        execute(SCHEMA);
        api = api(postgres.jdbcUrl());
    }

    @AfterAll
    static void stop() {
        api.close();
        postgres.close();
    }

    private static ReadApi api(String jdbcUrl) {
        Revision catalog = new Revision(
                1, 0, new Name("shop"), List.of(), List.of(), List.of(ORDERS, WORDS, QUOTED, SLOW, UNBORN));
        Duration short1 = Duration.ofMillis(300);
        ReadConfig config = new ReadConfig(
                jdbcUrl, postgres.user(), postgres.password(), new Name("public"), 2, short1, Duration.ofSeconds(1));
        return new ReadApi(config, () -> catalog, new SimpleMeterRegistry());
    }

    private static View view(String name, ViewKey key, Column... columns) {
        return new View(new Name(name), 1, 1, "SELECT", RowType.of(columns), key, List.of(), 1, List.of());
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Response get(String uri, String... headers) throws Exception {
        return FakeRequest.handle(api.routes(), uri, headers);
    }

    private static String body(Response response) {
        return new String(((Response.Whole) response.body()).bytes(), StandardCharsets.UTF_8);
    }

    private static Optional<String> header(Response response, String name) {
        return response.headers().stream()
                .filter(header -> header.name().equals(name))
                .map(Response.Header::value)
                .findFirst();
    }

    private static String ids(String query) throws Exception {
        return body(get("/v1/views/orders?select=id&" + query, "Accept", "text/csv"))
                .replace("\r\n", " ")
                .replaceFirst("^id ", "")
                .strip();
    }

    @Test
    void valuesHaveTheirJsonForm() throws Exception {
        assertThat(body(get("/v1/views/orders?id=eq.1")))
                .isEqualTo("[{\"id\":1,\"name\":\"ant\",\"amount\":\"10.00\",\"placed\":\"2001-06-15T18:00:00.5\","
                        + "\"zoned\":\"2001-06-15T16:00:00Z\",\"price\":0.1,\"open\":true,\"doc\":{\"a\": [1, \"x\"]},"
                        + "\"tags\":[\"red\",null,\"a, \\\"b\\\"\"]}]");
        assertThat(body(get("/v1/views/orders?id=eq.2&select=price,doc,tags")))
                .isEqualTo("[{\"price\":\"NaN\",\"doc\":null,\"tags\":[]}]");
    }

    @Test
    void columnsHaveTheNamesInQuotes() throws Exception {
        assertThat(body(get(
                        "/v1/views/quoted?Full%20Name=gte.B&select=Full%20Name,orderId&order=orderId.desc&limit=1")))
                .isEqualTo("[{\"Full Name\":\"Cid\",\"orderId\":3}]");
    }

    @Test
    void ndjsonHasOneRowALine() throws Exception {
        Response response = get("/v1/views/orders?select=id&limit=2", "Accept", "application/x-ndjson");

        assertThat(body(response)).isEqualTo("{\"id\":1}\n{\"id\":2}\n");
        assertThat(header(response, "Content-Type")).contains("application/x-ndjson");
    }

    @Test
    void csvQuotesTextAndTellsNullFromEmpty() throws Exception {
        assertThat(body(get("/v1/views/orders?select=id,name&id=gte.3", "Accept", "text/csv")))
                .isEqualTo("id,name\r\n3,\r\n4,\"cow; drop table orders\"\r\n5,\"=cmd()\"\r\n");
    }

    @Test
    void csvHasArraysAsPostgresPrintsThem() throws Exception {
        assertThat(body(get("/v1/views/orders?select=tags&id=lte.2", "Accept", "text/csv")))
                .isEqualTo("tags\r\n\"{red,NULL,\"\"a, \\\"\"b\\\"\"\"\"}\"\r\n\"{}\"\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id=eq.2 | 2",
                "id=neq.2 | 1 3 4 5",
                "id=gt.3 | 4 5",
                "id=lte.2 | 1 2",
                "amount=gte.20.5 | 2 3",
                "amount=eq.20.500 | 2 3",
                "name=like.%25e%25 | 2 4",
                "name=ilike.A%25 | 1",
                "name=in.(ant,bee) | 1 2",
                "name=in.(\"cow; drop table orders\") | 4",
                "name=not.in.(ant,bee) | 4 5",
                "name=is.null | 3",
                "name=not.is.null | 1 2 4 5",
                "open=is.true | 1 4 5",
                "open=is.false&id=lt.9 | 2",
                "placed=eq.2001-06-15T18:00:00.5 | 1",
                "name=eq.x';drop table orders;-- | ''",
                "name=eq.\" | ''",
                "tags=eq.{} | 2",
                "tags=gt.{} | 1",
                "order=tags.desc.nullslast&limit=2 | 1 2",
                "order=amount.desc&limit=3 | 2 3 1",
                "order=name.nullsfirst&limit=2 | 3 5",
                "order=name.desc&limit=2 | 3 4",
                "order=name.desc.nullslast&limit=2 | 4 2"
            })
    void filtersAndOrders(String query, String expected) throws Exception {
        assertThat(ids(query)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amount=gte.abc",
                "id=eq.1.5",
                "id=eq.99999999999999999999",
                "id=eq.1;drop table orders",
                "id=1",
                "id=between.1",
                "id=is.1",
                "nothing=eq.1",
                "id=like.1",
                "name=is.true",
                "name=in.()",
                "name=in.(\"a)",
                "name=eq.%00",
                "select=id,id",
                "select=id,pg_sleep(9)",
                "order=id.sideways",
                "order=id.asc.desc",
                "order=id.nullsfirst.nullslast",
                "order=nothing",
                "limit=-1",
                "limit=0",
                "limit=x",
                "limit=1e9",
                "limit=1&limit=2",
                "cursor=AAAA",
                "cursor=%25%25",
                "placed=eq.2026-02-30"
            })
    void badQueriesAreRefused(String query) {
        assertCode(ErrorCode.QUERY_INVALID, () -> get("/v1/views/orders?" + query));
    }

    @Test
    void patternsWithManyWildcardsAreRefused() {
        assertCode(ErrorCode.QUERY_INVALID, () -> get("/v1/views/orders?name=like." + "%25".repeat(10_000)));
    }

    @Test
    void aHugeLimitIsCapped() throws Exception {
        assertThat(ids("limit=1000000000")).isEqualTo("1 2 3 4 5");
    }

    @Test
    void aSlowQueryIsTimedOut() {
        assertCode(ErrorCode.QUERY_TIMEOUT, () -> get("/v1/views/slow"));
    }

    @Test
    void unknownAndUnbornViewsAreToldApart() {
        assertCode(ErrorCode.NOT_FOUND, () -> get("/v1/views/nothing"));
        assertCode(ErrorCode.NOT_READY, () -> get("/v1/views/unborn"));
    }

    @Test
    void otherMediaTypesAreNotAcceptable() {
        assertCode(ErrorCode.NOT_ACCEPTABLE, () -> get("/v1/views/orders", "Accept", "text/html"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "order=amount.desc", "order=name", "order=name.desc", "order=price.nullsfirst,id.desc"})
    void pagesTogetherAreTheWholeView(String order) throws Exception {
        assertThat(pages("/v1/views/orders?select=id&" + order, 2)).isEqualTo(ids(order));
    }

    @Test
    void pagesOfABagKeepItsDuplicates() throws Exception {
        for (int limit = 1; limit < 8; limit++) {
            assertThat(pages("/v1/views/words?", limit)).isEqualTo("\"a\" \"a\" \"a\" \"b\" \"c\"");
            assertThat(pages("/v1/views/words?order=word.desc", limit)).isEqualTo("\"c\" \"b\" \"a\" \"a\" \"a\"");
        }
    }

    @Test
    void aCursorOfAnotherOrderIsRefused() throws Exception {
        String link = header(get("/v1/views/orders?limit=1"), "Link").orElseThrow();
        String cursor = link.replaceAll(".*cursor=([^>]*)>.*", "$1");

        assertCode(ErrorCode.QUERY_INVALID, () -> get("/v1/views/orders?limit=1&order=name&cursor=" + cursor));
    }

    /** Follows Link to the end; an empty CSV line is a NULL. */
    private static String pages(String uri, int limit) throws Exception {
        List<String> rows = new ArrayList<>();
        Optional<String> next = Optional.of(uri + "&limit=" + limit);
        while (next.isPresent()) {
            Response page = get(next.get(), "Accept", "text/csv");
            List<String> lines = body(page).lines().skip(1).toList();
            assertThat(lines.size()).isBetween(1, limit);
            rows.addAll(lines);
            next = header(page, "Link").map(link -> link.replaceAll("<(.*)>; rel=\"next\"", "$1"));
        }
        return String.join(" ", rows).strip();
    }

    @Test
    void anUnchangedViewIs304() throws Exception {
        String tag = header(get("/v1/views/orders?limit=1"), "ETag").orElseThrow();

        assertThat(get("/v1/views/orders?limit=1", "If-None-Match", "\"x\", " + tag)
                        .status())
                .isEqualTo(304);
        assertThat(get("/v1/views/orders?limit=2", "If-None-Match", tag).status())
                .isEqualTo(200);
        assertThat(get("/v1/views/orders?limit=1", "If-None-Match", tag, "Accept", "text/csv")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aChangedViewHasAnotherTag() throws Exception {
        String before = header(get("/v1/views/orders"), "ETag").orElseThrow();
        execute("UPDATE weirpool.sink_offset SET next_offset = next_offset + 1");

        assertThat(header(get("/v1/views/orders"), "ETag")).isPresent().isNotEqualTo(Optional.of(before));
    }

    @Test
    void theAnswerSaysHowFreshItIs() throws Exception {
        assertThat(header(get("/v1/views/orders"), "Weirpool-As-Of")).contains("2026-01-02T03:04:05Z");
    }

    @Test
    void aReceiptIsWaitedForOrTimesOut() throws Exception {
        String receipt = "eyJzaG9wLm9yZGVyIjp7IjAiOjF9fQ"; // {"shop.order":{"0":1}}
        assertCode(ErrorCode.WAIT_TIMEOUT, () -> get("/v1/views/orders?at_least=" + receipt));
        execute("INSERT INTO orders (id, amount) VALUES (99, 1)");
        try {
            assertThat(get("/v1/views/orders?at_least=" + receipt).status()).isEqualTo(200);
        } finally {
            execute("DELETE FROM orders WHERE id = 99");
        }
        assertCode(ErrorCode.RECEIPT_INVALID, () -> get("/v1/views/orders?at_least=nonsense"));
    }

    @Test
    void withoutADatabaseReadsAreUnavailable() throws Exception {
        try (ReadApi lost = api("jdbc:postgresql://127.0.0.1:1/postgres")) {
            assertCode(ErrorCode.DATABASE_UNAVAILABLE, () -> FakeRequest.handle(lost.routes(), "/v1/views/orders"));
        }
    }

    @Test
    void theCatalogIsListed() throws Exception {
        Revision catalog = new Revision(3, 2, new Name("shop"), List.of(), List.of(), List.of(WORDS));

        assertThat(body(FakeRequest.handle(CatalogLists.routes(() -> catalog), "/v1/views")))
                .isEqualTo("{\"pipeline\":\"shop\",\"revision\":3,\"views\":[{\"name\":\"words\",\"version\":1,"
                        + "\"sql\":\"SELECT\",\"columns\":[{\"name\":\"word\",\"type\":\"VARCHAR\",\"nullable\":true}],"
                        + "\"key\":null}]}");
    }

    private static void assertCode(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        WeirpoolException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
