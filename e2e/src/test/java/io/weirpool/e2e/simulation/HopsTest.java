package io.weirpool.e2e.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows change their tasks only where an operator needs them by another key. */
class HopsTest {
    private static final String SOURCES = "CREATE STREAM bid (auction INTEGER, bidder INTEGER, price BIGINT);"
            + "CREATE TABLE auction (id INTEGER PRIMARY KEY, category INTEGER);";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        SELECT auction, price FROM bid WHERE price > 3                                                            | 0
        SELECT id, category FROM auction                                                                          | 0
        SELECT auction, count(*) AS n FROM bid GROUP BY auction                                                   | 1
        SELECT b.auction, count(*) AS n FROM bid b JOIN auction a ON a.id = b.auction GROUP BY b.auction          | 1
        SELECT b.auction, max(c.price) AS m FROM bid b JOIN auction a ON a.id = b.auction JOIN bid c ON c.auction = a.id GROUP BY b.auction | 1
        SELECT auction, bidder, count(*) AS n FROM (SELECT DISTINCT auction, bidder FROM bid) d GROUP BY auction, bidder | 1
        SELECT a.category, count(*) AS n FROM bid b JOIN auction a ON a.id = b.auction GROUP BY a.category         | 2
        SELECT n, count(*) AS c FROM (SELECT auction, count(*) AS n FROM bid GROUP BY auction) g GROUP BY n        | 2
        """)
    void operatorsByOneKeyTakeOneHop(String query, int hops) {
        assertThat(Pipelines.flow(SOURCES + "CREATE MATERIALIZED VIEW v AS " + query + ";", 2)
                        .hops())
                .hasSize(hops);
    }
}
