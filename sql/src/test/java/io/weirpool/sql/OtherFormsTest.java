package io.weirpool.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms of PostgreSQL that mean the same as others, and what is wrong with those that are refused. */
class OtherFormsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        SELECT code FROM public.airport                       | SELECT code FROM airport
        SELECT public.airport.city FROM public.airport        | SELECT airport.city FROM airport
        SELECT pg_catalog.abs(elevation) AS x FROM airport    | SELECT abs(elevation) AS x FROM airport
        SELECT a.k, a.city FROM airport AS a (k)              | SELECT a.code AS k, a.city FROM airport AS a
        SELECT code FROM airport LIMIT 2 * 3 - 1              | SELECT code FROM airport LIMIT 5
        SELECT code FROM airport LIMIT NULL                   | SELECT code FROM airport
        SELECT code FROM airport WHERE city COLLATE "C" > 'A' | SELECT code FROM airport WHERE city > 'A'
        SELECT make_date(month => 2, day => 1, year => elevation) AS d FROM airport | SELECT make_date(elevation, 2, 1) AS d FROM airport
        WITH a AS NOT MATERIALIZED (SELECT code FROM airport) SELECT code FROM a | SELECT code FROM airport
        SELECT code, city FROM airport GROUP BY code          | SELECT code, city FROM airport GROUP BY code, city
        SELECT qty, window_end FROM tumble(bid, at, INTERVAL '90 minutes') | SELECT qty, window_end FROM TABLE(TUMBLE(TABLE bid, DESCRIPTOR(at), INTERVAL '90' MINUTE))
        SELECT qty, window_end FROM hop(bid, at, '1 minute'::interval, INTERVAL '1 day 00:00:30') | SELECT qty, window_end FROM TABLE(HOP(TABLE bid, DESCRIPTOR(at), INTERVAL '1' MINUTE, INTERVAL '1 00:00:30' DAY TO SECOND))
        SELECT sum(qty) OVER (w ROWS 1 PRECEDING) AS s FROM bid WINDOW w AS (PARTITION BY auction ORDER BY at) | SELECT sum(qty) OVER (PARTITION BY auction ORDER BY at ROWS 1 PRECEDING) AS s FROM bid
        """)
    void mean(String form, String other) {
        assertThat(Compiled.view(form).plan()).isEqualTo(Compiled.view(other).plan());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        SELECT code FROM airport AS public                        | 29 | "public" is the schema that all is in
        SELECT code FROM airport LIMIT elevation                  | 32 | LIMIT and OFFSET take whole numbers from 0 on, or sums of them
        SELECT code FROM airport LIMIT 1 - 2                      | 32 | LIMIT and OFFSET take whole numbers from 0 on, or sums of them
        SELECT abs(x => elevation) AS x FROM airport              | 8  | arguments of abs have no names
        SELECT make_date(day => 1, mon => 2, year => 3) AS x FROM airport | 28 | make_date has no argument "mon"
        SELECT make_date(day => 1, year => 3) AS x FROM airport   | 8  | make_date lacks its argument "month"
        SELECT make_date(1, year => 3) AS x FROM airport          | 21 | an argument of make_date too many
        SELECT a.x FROM airport AS a (x, b, c, d, e)              | 43 | a has 4 columns, and 5 are named
        SELECT state, city FROM airport GROUP BY state            | 15 | "city" is neither grouped nor in an aggregate function
        SELECT sum(qty) OVER w AS s FROM bid                      | 22 | there is no window "w"
        SELECT sum(qty) OVER (w ROWS 1 PRECEDING) AS s FROM bid WINDOW w AS (ORDER BY at ROWS 2 PRECEDING) | 23 | window "w" cannot be extended here: it has a frame
        SELECT sum(qty) OVER (w ORDER BY qty) AS s FROM bid WINDOW w AS (ORDER BY at) | 23 | window "w" cannot be extended here: its order cannot be replaced
        SELECT sum(qty) OVER (w PARTITION BY qty) AS s FROM bid WINDOW w AS (ORDER BY at) | 23 | window "w" cannot be extended here: its partition cannot be replaced
        SELECT sum(qty) OVER w AS s FROM bid WINDOW w AS (ORDER BY at), w AS () | 65 | two windows are called "w"
        SELECT qty FROM tumble(bid, at, INTERVAL '1 month 1 day') | 33 | an interval of months and of days is not supported here
        SELECT b.qty FROM bid b ASOF JOIN bid c ON b.qty = c.qty  | 54 | ASOF JOIN missing MATCH_CONDITION
        SELECT x.qty FROM bid x FULL JOIN tumble(bid, at, INTERVAL '1 minute') y USING (qty) NATURAL JOIN bid c | 94 | USING and NATURAL after a FULL or RIGHT JOIN of columns that are not known are not supported
        SELECT qty FROM tumble(bid, at, INTERVAL '10 mice')       | 33 | '10 mice' is no interval
        SELECT bidder, note FROM bid GROUP BY bidder              | 16 | "note" is neither grouped nor in an aggregate function
        """)
    void areRefused(String query, int column, String message) {
        assertThat(Compiled.error(query)).satisfies(error -> {
            assertThat(error.message()).isEqualTo(message.strip());
            assertThat(error.line() + ":" + error.column()).isEqualTo("4:" + column);
        });
    }
}
