package io.weirpool.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.sql.parse.DefinitionError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The section "View definitions" of the list of bad inputs, and its relatives: place, reason, mend. */
class BadDefinitionsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        SELECT price FROM bids                    | 4:19 | there is no stream, table or view "bids"       | Did you mean bid?
        SELECT prise FROM bid                     | 4:8  | there is no column "prise"                     | Did you mean price?
        SELECT b.prise FROM bid b                 | 4:10 | there is no column "prise"                     | Did you mean price?
        SELECT uper(note) AS x FROM bid           | 4:8  | there is no function "uper"                    | Did you mean upper?
        SELECT qty, count(*) FROM bid GROUP BY auction | 4:8 | "qty" is neither grouped nor in an aggregate function | Add it to GROUP BY, or aggregate it: max(...), count(...).
        SELECT auction AS qty, count(*) FROM bid GROUP BY qty | 4:8 | "auction" is neither grouped nor in an aggregate function | Add it to GROUP BY, or aggregate it: max(...), count(...).
        SELECT qty, count(*) FROM bid GROUP BY ROW  (qty, note) | 4:8 | the groups are of a row, of which "qty" alone is no value | Group by the columns, without ROW.
        SELECT qty, count(*) FROM bid GROUP BY ROW(qty, note) | 4:8 | the groups are of a row, of which "qty" alone is no value | Group by the columns, without ROW.
        SELECT qty LIKE '1%' AS x FROM bid        | 4:8  | like takes text here, but no integer           | Cast it: x::text.
        SELECT qty SIMILAR TO '1' AS x FROM bid   | 4:8  | similar to takes text here, but no integer     | Cast it: x::text.
        SELECT qty::bigint::boolean AS x FROM bid | 4:8  | there is no cast of BIGINT to BOOLEAN          | Cast to integer in between: x::integer.
        SELECT (qty > 1)::bigint AS x FROM bid    | 4:8  | there is no cast of BOOLEAN to BIGINT          | Cast to integer in between: x::integer.
        SELECT qty AS n FROM bid ORDER BY n + 1 LIMIT 1 | 4:35 | "n" is a column of the answer, which an expression in ORDER BY cannot read | Write what it stands for, or order a subquery.
        SELECT note, count(*) AS n FROM bid GROUP BY note ORDER BY -n LIMIT 1 | 4:61 | "n" is a column of the answer, which an expression in ORDER BY cannot read | Write what it stands for, or order a subquery.
        SELECT qty FROM bid UNION SELECT 1 ORDER BY qty + 1 LIMIT 1 | 4:45 | the rows of UNION, INTERSECT and EXCEPT are ordered by columns only | Name the column, or its place; or order a subquery.
        SELECT array_agg(qty)[1] AS x FROM bid    | 4:8  | an element of what a function gives is taken in parentheses | Write (array_agg(...))[...].
        SELECT concat_ws(qty, note, note) AS x FROM bid | 4:8 | there is no function concat_ws(INTEGER, VARCHAR, VARCHAR) | Rewrite the query as the message says; docs/sql.md lists what is supported.
        SELECT string_to_array(note, ',')[1:2] AS x FROM bid | 4:8 | an element of what a function gives is taken in parentheses | Write (string_to_array(...))[...].
        SELECT qty FROM bid b GROUP BY b          | 4:8  | the groups are of a row, of which "qty" alone is no value | Group by the columns, without ROW.
        SELECT qty AS n, qty AS n FROM bid        | 4:18 | two columns of the view are called "n"         | Name one otherwise: expression AS name.
        SELECT qty AS "A;b" FROM bid              | 4:8  | "A;b" is not a name for this                   | Begin with a letter; letters, digits, _ and single blanks or hyphens may follow, 50 characters in all.
        SELECT qty AS xmin FROM bid               | 4:8  | PostgreSQL has a system column "xmin" in every table | Choose another name.
        SELECT note = 5 AS x FROM bid             | 4:8  | text and INTEGER do not go together in =       | Cast one side: x::text, or x::integer.
        SELECT qty FROM bid WHERE qty BETWEEN 1 AND note | 4:27 | text and INTEGER do not go together in BETWEEN ASYMMETRIC | Cast one side: x::text, or x::integer.
        SELECT qty FROM bid WHERE ARRAY[qty] = ARRAY[1.5] | 4:27 | arrays of different types do not go together in = | Cast one side: x::numeric[].
        SELECT lag(qty, 1, 'x') OVER (ORDER BY at) AS x FROM bid | 4:8 | this has no value: invalid input syntax for type integer: "x" | Mend the constants: PostgreSQL refuses them for every row, too.
        SELECT g FROM generate_series(1, 'x') AS g | 4:15 | this has no value: invalid input syntax for type integer: "x" | Mend the constants: PostgreSQL refuses them for every row, too.
        SELECT qty::numeric(50, 2) AS x FROM bid  | 4:13 | DECIMAL(50) is over the limit of 38            | Declare at most 38.
        SELECT U&'\\0000' AS x FROM bid            | 4:8  | the literal holds the character U+0000         | Remove the character U+0000; PostgreSQL cannot hold it.
        SELECT U&'\\D800' AS x FROM bid            | 4:8  | the literal holds half of a surrogate pair, which is no character | Write both halves, or the character itself.
        SELECT qty FROM bid WHERE qty = ?         | 4:33 | nobody gives the parameter ? a value           | Write a constant or a column.
        SELECT count(*) AS n, order FROM bid      | 4:23 | "order" is not expected here                   | Mend the statement; a name that is a reserved word stands in double quotes.
        SELECT qty FROM bid WHERE note = ‘x’      | 4:34 | the character "‘" (U+2018) begins no word of SQL | Mend the statement at the place shown; docs/sql.md lists what is supported.
        SELECT sum(note) AS x FROM bid            | 4:8  | there is no aggregate sum(VARCHAR)             | docs/sql.md lists the aggregates and what they take.
        SELECT abs(note) AS x FROM bid            | 4:8  | there is no function abs(VARCHAR)              | Rewrite the query as the message says; docs/sql.md lists what is supported.
        SELECT (qty > 1) = 1 AS x FROM bid        | 4:8  | a condition and a number do not go together in = | Write the condition alone, or cast one side: x::integer.
        SELECT aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggg AS x FROM bid | 4:8 | there is no column "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggg…" | Check the name.
        SELECT DISTINCT ON (qty) qty, note FROM bid ORDER BY note | 4:54 | ORDER BY does not begin with what DISTINCT ON names | Order by those first, in any order.
        SELECT DISTINCT ON (qty, note) qty, note FROM bid ORDER BY qty, at, note | 4:65 | ORDER BY does not begin with what DISTINCT ON names | Order by those first, in any order.
        SELECT DISTINCT ON (3) qty, note FROM bid | 4:21 | column 3 is not in the list of SELECT | Write its name.
        SELECT '{"b":1}'::json AS x FROM bid      | 4:19 | json, which keeps blanks, the order of fields and numbers as they are written, is not supported | Cast to jsonb.
        SELECT note::json AS x FROM bid           | 4:14 | json, which keeps blanks, the order of fields and numbers as they are written, is not supported | Cast to jsonb.
        SELECT string_agg(note, ',') WITHIN GROUP (ORDER BY qty) AS x FROM bid | 4:8 | string_agg has no WITHIN GROUP in PostgreSQL | Write the order behind the arguments: string_agg(... ORDER BY ...).
        SELECT qty FROM bid WHERE note IN (1, 2)  | 4:27 | text and INTEGER do not go together in IN     | Cast one side: x::text, or x::integer.
        SELECT qty FROM bid WHERE note <> ALL (ARRAY[1, 2]) | 4:27 | text and INTEGER do not go together in NOT IN | Cast one side: x::text, or x::integer.
        SELECT qty FROM bid WHERE qty = ANY (ARRAY['1', '2']) | 4:27 | text and INTEGER do not go together in IN | Cast one side: x::text, or x::integer.
        SELECT qty FROM bid WHERE (qty, note) IN (SELECT note, note FROM bid) | 4:27 | text and INTEGER do not go together in IN | Cast one side: x::text, or x::integer.
        SELECT qty FROM bid WHERE note::char(3) = ANY (ARRAY['a ', 'b']) | 4:54 | a text that ends with a blank in an array beside a CHAR | Cast one side: x::text = ANY (...).
        SELECT qty FROM bid WHERE note::char(3) IN ('a '::text, 'b') | 4:45 | a text that is cast, beside others and a CHAR, in a list of IN: blanks at its end would count or not | Cast the left side, too: x::text IN (...).
        SELECT qty FROM bid WHERE note::char(3) = 'a '::varchar | 4:43 | VARCHAR without a length beside a CHAR, where blanks at its end do not count | Cast to TEXT, of which they count, or to CHAR.
        SELECT s.n FROM bid b, generate_serie(1, b.qty) AS s(n) | 4:24 | there is no function "generate_serie" that gives rows | Did you mean generate_series?
        SELECT x FROM bid b, nosuch(b.qty) AS x   | 4:22 | there is no function "nosuch" that gives rows  | Check the name; docs/sql.md lists them.
        SELECT JSON_VALUE(note, '$.a' ERROR ON ERROR) AS x FROM bid | 4:31 | ERROR ON EMPTY and ERROR ON ERROR | Leave it out, and filter the NULLs.
        SELECT JSON_VALUE(note, '$.a' RETURNING varchar(2)) AS x FROM bid | 4:41 | JSON_VALUE returns text, numbers, BOOLEAN, UUID, dates and times, of no declared length | Cast it: JSON_VALUE(...)::numeric(9, 2).
        SELECT note::bpchar AS x FROM bid         | 4:14 | type bpchar is not supported | Use CHAR(n), or TEXT.
        SELECT array_shuffle(ARRAY[1, 2]) AS x FROM bid | 4:8 | array_shuffle is refused: a view computed again must give the same rows | Send the value as a column.
        SELECT row_to_json(b) AS x FROM bid b     | 4:8  | row_to_json gives json, which prints otherwise than jsonb, and all JSON here is jsonb | Use to_jsonb.
        SELECT r FROM bid b, jsonb_to_recordset(b.note) AS r | 4:22 | jsonb_to_recordset is not supported so | Use it in FROM, with the names and types of its columns: AS x(a integer, b text).
        SELECT r.x FROM jsonb_to_record('{"x": 5}') AS r(x varchar(3)) | 4:52 | a column of a record of JSON that is an array, json or a text of a declared length | Declare TEXT or JSONB, and cast it in SELECT.
        SELECT qty::float(54) AS x FROM bid       | 4:13 | type "float(54)" is not known | Use BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL, VARCHAR, TEXT, CHAR, DATE, TIME, TIMESTAMP, TIMESTAMP WITH TIME ZONE, INTERVAL, UUID, VARBINARY, JSON or an array of one of them.
        SELECT key FROM json_each('{"b":1}') AS e | 4:27 | json, which keeps blanks, the order of fields and numbers as they are written, is not supported | Use jsonb_each.
        SELECT 'NaN'::numeric AS x FROM bid       | 4:8  | a NUMERIC that is NaN or infinite: a column cannot hold it, one of DOUBLE can | docs/sql.md and docs/types.md list what is supported.
        SELECT note::timetz AS x FROM bid         | 4:14 | type timetz is not supported                   | Use TIME, and a column for the zone; or TIMESTAMPTZ.
        SELECT array_agg(ARRAY[qty]) AS x FROM bid | 4:8 | array_agg of arrays: arrays here have one dimension; use jsonb_agg | docs/sql.md lists the aggregates and what they take.
        SELECT count(DISTINCT (note::char(2), qty)) AS x FROM bid | 4:8 | a CHAR in an array, or counted within a row; cast it to text | Rewrite the query as the message says; docs/sql.md lists what is supported.
        SELECT f.x FROM ROWS FROM (generate_series(1, 2), nothing(1)) AS f(x, y) | 4:51 | there is no function "nothing" that gives rows | Check the name; docs/sql.md lists them.
        SELECT to_char(at - at, 'Month') AS x FROM bid | 4:8 | "Month" is no field of an interval: it is tied to no date | Rewrite the query as the message says; docs/sql.md lists what is supported.
        SELECT ntile(auction) OVER (ORDER BY at) AS x FROM bid | 4:8 | ntile: a number of rows that is no INTEGER is not supported | Cast it to INTEGER.
        SELECT ARRAY[ARRAY[qty]] AS x FROM bid    | 4:8  | an array in an array: arrays here have one dimension; concatenate them, or use to_jsonb | Rewrite the query as the message says; docs/sql.md lists what is supported.
        SELECT json_agg(ARRAY[qty]) AS x FROM bid | 4:8  | json_agg of INTEGER[] prints otherwise than jsonb, which all JSON is: use jsonb_agg | docs/sql.md lists the aggregates and what they take.
        SELECT b."Q.y" FROM (SELECT qty AS "Q.y" FROM bid) b | 4:8 | "Q.y" is not a name for this                 | Begin with a letter; letters, digits, _ and single blanks or hyphens may follow, 50 characters in all.
        SELECT qty AS n, note AS "N", at AS "N" FROM bid | 4:31 | two columns of the view are called "N"  | Name one otherwise: expression AS name.
        SELECT /*+ BROADCAST(c) */ b.qty FROM bid b, airport a | 4:8 | BROADCAST(c): FROM has no c       | Did you mean a? Write SELECT /*+ BROADCAST(b) */ with the name that FROM gives the input.
        SELECT /*+ BROADCAST(x) */ b.qty FROM bid b, LATERAL (SELECT b.qty AS n) x | 4:8 | BROADCAST(x) cannot be followed: its rows are made for each row before it | Leave the hint out.
        SELECT /*+ BROADCAST */ b.qty FROM bid b, airport a | 4:8 | BROADCAST names no input             | Write SELECT /*+ BROADCAST(b) */ with the name that FROM gives the input.
        SELECT /*+ CARDINALITY(c = '20') */ b.qty FROM bid b, airport a | 4:8 | CARDINALITY(c = '20'): FROM has no c | Did you mean a? Write SELECT /*+ CARDINALITY(b = '20') */ with the name that FROM gives the input.
        SELECT /*+ CARDINALITY(b = '0') */ b.qty FROM bid b, airport a | 4:28 | CARDINALITY(b = '0'): no whole number from 1 to 1000000000000000 | Write SELECT /*+ CARDINALITY(b = '20') */ with the name that FROM gives the input.
        SELECT /*+ CARDINALITY(b = many) */ b.qty FROM bid b, airport a | 4:28 | CARDINALITY(b = 'many'): no whole number from 1 to 1000000000000000 | Write SELECT /*+ CARDINALITY(b = '20') */ with the name that FROM gives the input.
        SELECT /*+ CARDINALITY(b = '2', 'B' = '3') */ b.qty FROM bid b, airport a | 4:33 | CARDINALITY says it of b twice | Say it once.
        SELECT /*+ CARDINALITY(b) */ b.qty FROM bid b, airport a | 4:8 | CARDINALITY says of no input how many rows it has | Write SELECT /*+ CARDINALITY(b = '20') */ with the name that FROM gives the input.
        SELECT /*+ CARDINALITY(b 20) */ b.qty FROM bid b, airport a | 4:12 | the reserved word CARDINALITY is not expected here | As a hint write /*+ CARDINALITY(b = '20') */, with the name that FROM gives the input.
        SELECT /*+ BROADCAST(b = '2') */ b.qty FROM bid b, airport a | 4:8 | BROADCAST names no input | Write SELECT /*+ BROADCAST(b) */ with the name that FROM gives the input.
        SELECT /*+ CARDINALITY(x = '2') */ b.qty FROM bid b, LATERAL (SELECT b.qty AS n) x | 4:8 | CARDINALITY(x = '2') cannot be followed: its rows are made for each row before it | Leave the hint out.
        SELECT qty FROM                           | 4:15 | the statement ends too early                   | Mend the statement at the place shown; docs/sql.md lists what is supported.
        """)
    void mistakeHasItsPlaceAndItsMend(String query, String place, String message, String remedy) {
        // a line before the query, so that lines are counted
        DefinitionError error = Compiled.error(query.replace("\\\\", "\\"));
        assertThat(error.line() + ":" + error.column()).isEqualTo(place.strip());
        assertThat(error.message()).isEqualTo(message.strip());
        assertThat(error.remedy()).isEqualTo(remedy.strip());
        assertThat(error.excerpt()).contains("^");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        SELECT jsonb_path_exists('{}', 'strict $.a') AS x FROM bid | the JSON path 'strict $.a'
        SELECT jsonb_path_exists('{}', '@.a > 1') AS x FROM bid | the JSON path '@.a > 1'
        SELECT jsonb_path_exists('{}', '$.a + 1') AS x FROM bid | the JSON path '$.a + 1'
        SELECT jsonb_path_exists('{}', '$.a ? (@ like_regex "x" flag "x")') AS x FROM bid | the JSON path
        SELECT jsonb_path_exists('{}', '$.a.double()') AS x FROM bid | the JSON path
        SELECT now() AS x FROM bid                                       | now is refused
        SELECT qty FROM bid WHERE at > current_timestamp                 | current_timestamp is refused
        SELECT random() AS x FROM bid                                    | random is refused
        SELECT current_user AS x FROM bid                                | current_user is refused
        SELECT b.qty FROM bid b FULL JOIN bid c ON b.qty = c.qty AND b.qty IN (SELECT elevation FROM airport WHERE code = c.note) | a subquery in the ON of a FULL JOIN that looks at both sides is not supported
        SELECT DISTINCT ON (qty) qty, rank() OVER (ORDER BY at) AS r FROM bid ORDER BY qty, r | DISTINCT ON, or its ORDER BY, over a window function is not supported
        SELECT DISTINCT ON (qty) qty FROM bid QUALIFY row_number() OVER (ORDER BY at) = 1 | DISTINCT ON beside QUALIFY is not supported
        SELECT sum(qty) OVER (PARTITION BY note GROUPS 1 PRECEDING) AS s FROM bid | a frame in GROUPS without ORDER BY
        SELECT lag(qty, 1, 0) IGNORE NULLS OVER (ORDER BY at) AS x FROM bid | lag: IGNORE NULLS with a default is not supported
        SELECT array_agg(qty) IGNORE NULLS AS x FROM bid | IGNORE NULLS is not supported yet
        SELECT lag(qty, auction) OVER (ORDER BY at) AS x FROM bid | a number of rows that is no INTEGER
        SELECT sum(DISTINCT qty) OVER () AS x FROM bid | DISTINCT
        SELECT sum(qty) OVER (ORDER BY at RANGE BETWEEN INTERVAL '1 month 1 day' PRECEDING AND CURRENT ROW) AS x FROM bid | an interval of months and of days is not supported here
        SELECT sum(qty) OVER (ORDER BY qty RANGE BETWEEN 1.5 PRECEDING AND CURRENT ROW) AS x FROM bid | a distance that is no whole number
        SELECT qty FROM TABLE(TUMBLE(TABLE bid, DESCRIPTOR(at), INTERVAL '1' MONTH)) | a window of months or of computed size
        SELECT qty FROM bid FOR SYSTEM_TIME AS OF TIMESTAMP '2024-01-01 00:00:00' | FOR SYSTEM_TIME AS OF is refused
        SELECT DISTINCT (qty, price) AS s FROM bid                       | there is no function row
        SELECT array_agg(ARRAY[qty]) AS s FROM bid                       | array_agg of arrays: arrays here have one dimension
        SELECT qty FROM bid WHERE generate_series(1, qty) > 2 | generate_series gives rows: it stands in FROM, or by itself in the list of SELECT
        SELECT x FROM generate_series(1.5::double precision, 3) AS g(x), bid        | there is no function generate_series(DOUBLE, INTEGER)
        SELECT CASE WHEN qty > 1 THEN generate_series(1, 2) END AS x FROM bid | a function that gives rows in CASE is not supported
        SELECT JSON_OBJECT('a': qty) AS x FROM bid | json_object gives json, which prints otherwise than jsonb
        SELECT JSON_ARRAYAGG(qty) AS x FROM bid | json_arrayagg gives json, which prints otherwise than jsonb
        SELECT 'NaN'::float8::numeric AS x FROM bid | a NUMERIC that is NaN or infinite
        SELECT '{{1,2}}'::int[] AS x FROM bid | an array of several dimensions
        SELECT to_date(note, note) AS x FROM bid | operand 2 of to_date must be a constant
        WITH RECURSIVE a AS (SELECT qty FROM bid UNION SELECT qty + 1 FROM a) SELECT qty FROM a      | WITH RECURSIVE is not supported
        """)
    void whatCannotBeKeptIsRefusedAtItsPlaceWithAnAlternative(String query, String message) {
        DefinitionError error = Compiled.error(query);
        assertThat(error.message()).contains(message.strip());
        assertThat(error.code()).isEqualTo(ErrorCode.SQL_UNSUPPORTED);
        assertThat(error.remedy()).isNotBlank();
        assertThat(error.line()).isEqualTo(4);
    }

    @Test
    void ambiguousColumnIsRefused() {
        assertThat(Compiled.error("SELECT qty FROM (SELECT qty, bidder AS qty FROM bid) x")
                        .message())
                .contains("ambiguous");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        DROP VIEW v                                     | the reserved word DROP is not expected here
        INSERT INTO bid VALUES (1)                      | a definition file holds CREATE statements only
        SELECT 1                                        | a definition file holds CREATE statements only
        CREATE TABLE IF NOT EXISTS t (a INT)            | a table needs a PRIMARY KEY
        CREATE STREAM s (a INT, PRIMARY KEY (a) NOT ENFORCED) | NOT ENFORCED: the key of a stream is the id of its rows
        CREATE STREAM s (a INT, CHECK (CAST(a AS TINYINT) = 1)) | type TINYINT is not supported
        CREATE STREAM s (a ARRAY<ARRAY<INT>>)           | is not supported
        CREATE STREAM s (a INT, PRIMARY KEY (b))        | there is no column "b"
        CREATE STREAM s (a REAL PRIMARY KEY)            | REAL cannot be a key
        CREATE STREAM s (a INT) WITH ('idempotency' = 'long') | 'idempotency' is no span of time above 0
        CREATE STREAM s (a INT) WITH ('idempotency' = '1 month') | 'idempotency' is no span of time above 0
        CREATE STREAM s (a INT) WITH ('idempotency' = '10 ms') | 'idempotency' is not from 1 second to 400 days
        CREATE TABLE t (k INT PRIMARY KEY) WITH ('idempotency' = '401 days') | 'idempotency' is not from 1 second to 400 days
        CREATE STREAM s (a TIMESTAMP, WATERMARK FOR b AS b - INTERVAL '5' SECOND) | there is no column "b"
        CREATE STREAM s (a DATE, WATERMARK FOR a AS a - INTERVAL '5' DAY) | the WATERMARK is for a TIMESTAMP, "a" is DATE
        CREATE STREAM s (a TIMESTAMP, WATERMARK FOR a AS a + INTERVAL '5' SECOND) | a WATERMARK is its column less an interval, and nothing else
        CREATE STREAM s (a TIMESTAMP, b TIMESTAMP, WATERMARK FOR a AS b - INTERVAL '5' SECOND) | a WATERMARK is its column less an interval, and nothing else
        CREATE STREAM s (a TIMESTAMP, WATERMARK FOR a AS a - INTERVAL '-5' SECOND) | a delay below 0 would make every row late
        CREATE STREAM s (a TIMESTAMP, WATERMARK FOR a AS a - INTERVAL '1' MONTH) | months have no fixed length
        CREATE STREAM s (a TIMESTAMP, WATERMARK FOR a AS a, WATERMARK FOR a AS a) | a second WATERMARK
        CREATE TABLE t (k INTEGER PRIMARY KEY, a TIMESTAMP, WATERMARK FOR a AS a) | WATERMARK on a table: its rows change, however old they are
        CREATE STREAM s (a TIMESTAMP) WITH ('ahead' = '1 hour') | 'ahead' is for a stream with a WATERMARK
        CREATE STREAM s (a TIMESTAMP, WATERMARK FOR a AS a) WITH ('ahead' = 'soon') | 'ahead' is no span of time above 0
        CREATE STREAM s (a INT) WITH ('rows' = 'many')    | 'rows' is no whole number from 1 to 1000000000000000
        CREATE STREAM s (a INT) WITH ('rows' = '1000000000000001') | 'rows' is no whole number from 1 to 1000000000000000
        CREATE STREAM s (a INT) WITH ('partition' = '4')| there is no option 'partition'
        CREATE STREAM s (a INT) WITH ('partitions' = '0')| 'partitions' is no whole number from 1 to 256
        CREATE STREAM s (a INT, a TEXT)                 | column "a" is declared twice
        CREATE STREAM s (a INTT)                        | type "intt" is not known
        CREATE STREAM s (a DECIMAL(39, 2))              | DECIMAL(39) is over the limit of 38
        CREATE STREAM s (a DECIMAL(2, -3))              | the scale -3 is not between 0 and the precision 2
        COPY s FROM PROGRAM 'id'                        | no statement begins like this
        CREATE STREAM s (a INT) CREATE STREAM t (a INT) | the statement before this CREATE does not end
        CREATE MATERIALIZED                             | the statement ends too early
        CREATE STREAM s (a DECIMAL(2, 3))               | the scale 3 is not between 0 and the precision 2
        CREATE STREAM s (a TIMESTAMP(9))                | TIMESTAMP(9) is over the limit of 6
        CREATE STREAM s (a INT MULTISET)                | is not supported
        CREATE STREAM s (a INT DEFAULT 1)               | only NOT NULL, PRIMARY KEY, CHECK and DEFAULT NULL are supported
        CREATE STREAM s (a INT, CHECK (b > 1))          | there is no column "b"
        CREATE STREAM s (a INT, CHECK (a + 1))          | a CHECK must be true or false
        CREATE STREAM s (a INT, CHECK (a > random()))   | random is refused
        CREATE TABLE t (a INT)                          | a table needs a PRIMARY KEY
        CREATE TABLE t (a INT, PRIMARY KEY (b))         | there is no column "b"
        CREATE TABLE t (a DOUBLE PRIMARY KEY)           | DOUBLE cannot be a key
        CREATE TABLE t (a INT PRIMARY KEY, PRIMARY KEY (a)) | a second PRIMARY KEY
        CREATE STREAM "A;b" (a INT)                     | "A;b" is not a name for this
        CREATE STREAM раyment (a INT)                   | "раyment" is not a name for this
        CREATE STREAM weirpool_x (a INT)                | are reserved
        CREATE STREAM public (a INT)                    | is reserved
        CREATE STREAM abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcd (a INT) | is not a name for this
        CREATE STREAM sales.s (a INT)                  | a name in a schema
        CREATE VIEW a AS SELECT * FROM a                | the view reads itself: a -> a
        CREATE INDEX ON nothing (a)                     | there is no materialized view "nothing"
        CREATE STREAM s (a TEXT CHECK (a <> 'x)         | a quote is opened here and never closed
        CREATE STREAM s (a INT /* never               ) | a comment is opened here and never closed
        """)
    void statementThatIsNoDefinitionIsRefused(String statement, String message) {
        List<DefinitionError> errors = Compiled.errors(statement.strip());
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).message()).contains(message.strip());
        assertThat(errors.get(0).path()).isEqualTo("test.sql");
        assertThat(errors.get(0).line()).isEqualTo(1);
    }

    @Test
    void namesAreSharedByStreamsTablesAndViews() {
        List<DefinitionError> errors =
                Compiled.errors("CREATE STREAM a (x INT);\nCREATE VIEW a AS SELECT 1 AS y FROM a;");
        assertThat(errors).anySatisfy(e -> assertThat(e.message()).contains("a"));
    }

    @Test
    void circleOfViewsIsNamed() {
        List<DefinitionError> errors = Compiled.errors("CREATE VIEW a AS SELECT x FROM b;\n"
                + "CREATE VIEW b AS SELECT x FROM c;\n"
                + "CREATE VIEW c AS SELECT x FROM a;");
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).message()).isEqualTo("the view reads itself: a -> b -> c -> a");
    }

    @Test
    void everyMistakeOfAllStatementsIsReportedAtOnce() {
        List<DefinitionError> errors = Compiled.errors("""
            CREATE STREAM s (a INT, b TXT);
            CREATE STREAM t (a INT);
            CREATE MATERIALIZED VIEW v AS SELECT c FROM t;
            CREATE MATERIALIZED VIEW w AS SELECT a FROM s;
            CREATE MATERIALIZED VIEW x AS SELECT d FROM t;
            """);
        assertThat(errors).extracting(DefinitionError::line).containsExactly(1, 3, 5);
    }

    @Test
    void constantsThatHaveNoProblemAreAccepted() {
        assertThat(Compiled.view("SELECT 'it''s' AS x FROM bid").columns().size())
                .isEqualTo(1);
    }

    @Test
    void deepNestingIsRefusedWithoutRecursion() {
        String parens = "(".repeat(10_000) + "1" + ")".repeat(10_000);
        assertThat(Compiled.error("SELECT " + parens + " AS x FROM bid").message())
                .isEqualTo("parentheses are nested over 100 deep");
        assertThat(Compiled.error("SELECT qty FROM bid WHERE " + "qty = 1 AND ".repeat(10_000) + "qty = 2")
                        .message())
                .isEqualTo("a statement has over 1000 operators");
        assertThat(Compiled.error("SELECT " + "- ".repeat(900) + "qty AS x FROM bid")
                        .message())
                .isEqualTo("expressions are nested over 250 deep");
        assertThat(Compiled.error("SELECT qty" + " || qty".repeat(400) + " AS x FROM bid")
                        .message())
                .isEqualTo("expressions are nested over 250 deep");
    }

    @Test
    void manyFlatConditionsAreAccepted() {
        String condition = "qty = 1" + " OR qty = 1".repeat(400);
        assertThat(Compiled.view("SELECT qty FROM bid WHERE " + condition)
                        .columns()
                        .size())
                .isEqualTo(1);
    }

    @Test
    void longListOfValuesIsBounded() {
        assertThat(Compiled.error("SELECT qty FROM bid WHERE qty IN (0" + ", 1".repeat(1_000) + ")")
                        .message())
                .isEqualTo("IN (...) has over 1000 values");
    }

    @Test
    void timeFinerThanMicrosecondsIsRefused() {
        assertThat(Compiled.error("SELECT timestamp '2020-01-01 00:00:00.1234567' AS x FROM bid")
                        .message())
                .isEqualTo("a time has more than six digits after the point");
    }

    @Test
    void megabyteOfSqlIsRefusedWhole() {
        assertThat(Compiled.errors("-- " + "x".repeat(1 << 20)))
                .extracting(DefinitionError::message)
                .containsExactly("all files together have over 1048576 characters");
    }
}
