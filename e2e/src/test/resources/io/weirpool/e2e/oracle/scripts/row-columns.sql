-- Columns of type ROW.
CREATE TABLE person (id INT PRIMARY KEY, addr ROW(street TEXT, city TEXT, geo ROW(lat DOUBLE PRECISION, lon DOUBLE PRECISION)),
    size ROW(n NUMERIC, code CHAR(3), at TIMESTAMP, flags BOOLEAN), name TEXT, CHECK ((addr).city <> 'Nowhere'));
CREATE STREAM hit (at TIMESTAMP, who ROW(name TEXT, n INT));
CREATE STREAM visit (person INT, place ROW(street TEXT, city TEXT, geo ROW(lat DOUBLE PRECISION, lon DOUBLE PRECISION)), n INT);

-- Fields, and the names of tables and columns that lead to them.
CREATE MATERIALIZED VIEW fields AS
SELECT id, (addr).city, (person.addr).street, ((addr).geo).lat, (addr).geo.lon, (size).at, (size).n + 1 AS more FROM person;
CREATE MATERIALIZED VIEW chosen AS SELECT id FROM person WHERE (addr).geo.lat > 1 AND (size).flags;
CREATE MATERIALIZED VIEW all_fields AS SELECT id, (size).*, ((addr).geo).* FROM person;
CREATE MATERIALIZED VIEW paths AS SELECT addr.city, size.code FROM person
-- postgresql
SELECT (addr).city, (size).code FROM person;
CREATE MATERIALIZED VIEW paths_of_one AS SELECT p.addr.city, p.addr.geo.lat FROM person p WHERE p.size.flags
-- postgresql
SELECT (p.addr).city, (p.addr).geo.lat FROM person p WHERE (p.size).flags;

-- Shown as text, as JSON.
CREATE MATERIALIZED VIEW shown AS SELECT id, addr, size AS s, (addr).geo FROM person
-- postgresql
SELECT id, addr::text, size::text AS s, ((addr).geo)::text AS geo FROM person;
CREATE MATERIALIZED VIEW all_columns AS SELECT * FROM person
-- postgresql
SELECT id, addr::text, size::text, name FROM person;
CREATE MATERIALIZED VIEW all_of_both AS SELECT p.*, v.n, v.* FROM person p LEFT JOIN visit v ON p.id = v.person
-- postgresql
SELECT p.id, p.addr::text, p.size::text, p.name, v.n, v.person, v.place::text, v.n AS n0 FROM person p LEFT JOIN visit v ON p.id = v.person;
CREATE MATERIALIZED VIEW texts AS SELECT id, addr::text AS a, CAST(size AS TEXT) AS s, ((addr).geo)::text AS g, ROW(addr, id)::text AS r, person::text AS p FROM person;
CREATE MATERIALIZED VIEW as_json AS
SELECT id, to_jsonb(addr) AS a, to_jsonb((addr).geo) AS g, to_jsonb(person) AS p, jsonb_build_object('size', size, 'name', name) AS o FROM person;
CREATE MATERIALIZED VIEW json_of_many AS SELECT (place).city, jsonb_agg(place ORDER BY n) AS j FROM visit GROUP BY (place).city;

-- Tested and compared.
CREATE MATERIALIZED VIEW tests AS
SELECT id, addr IS NULL AS no, addr IS NOT NULL AS yes, (addr).geo IS NULL AS no_geo, (addr).geo IS NOT NULL AS geo, size IS NULL AS no_size,
    addr IS NULL OR (addr).city IS NULL AS either, person IS NULL AS none, ROW(addr, name) IS NULL AS neither FROM person;
CREATE MATERIALIZED VIEW equal AS SELECT p.id, v.n FROM person p JOIN visit v ON p.addr = v.place;
CREATE MATERIALIZED VIEW equal_or_missing AS SELECT p.id, v.n FROM person p JOIN visit v ON p.addr IS NOT DISTINCT FROM v.place;
CREATE MATERIALIZED VIEW different AS SELECT p.id, v.n FROM person p JOIN visit v ON p.addr <> v.place AND p.id = v.person;
CREATE MATERIALIZED VIEW values_of_tests AS
SELECT p.id, v.n, p.addr = v.place AS eq, p.addr <> v.place AS ne, NOT (p.addr = v.place) AS ng, p.addr IS DISTINCT FROM v.place AS d,
    (p.addr).geo = (v.place).geo AS g, p.addr = ROW('High St', 'Bath', NULL) AS c,
    p.size = ROW(1.5, 'ab', TIMESTAMP '2020-01-01 10:00:00', true) AS s
FROM person p JOIN visit v ON p.id = v.person
-- postgresql
SELECT p.id, v.n, p.addr = v.place AS eq, p.addr <> v.place AS ne, NOT (p.addr = v.place) AS ng, p.addr IS DISTINCT FROM v.place AS d,
    (p.addr).geo = (v.place).geo AS g, p.addr = ROW('High St', 'Bath', NULL)::row_2 AS c,
    p.size = ROW(1.5, 'ab'::char(3), TIMESTAMP '2020-01-01 10:00:00', true) AS s
FROM person p JOIN visit v ON p.id = v.person;
CREATE MATERIALIZED VIEW outer_joined AS SELECT p.id, v.n, v.place IS NULL AS none, (v.place).city, v.place::text AS t FROM person p LEFT JOIN visit v ON p.addr = v.place;
CREATE MATERIALIZED VIEW not_equal_to_any AS SELECT id FROM person p WHERE NOT EXISTS (SELECT * FROM visit v WHERE v.place = p.addr);
CREATE MATERIALIZED VIEW exists_beside AS SELECT id, EXISTS (SELECT v.place FROM visit v WHERE (v.place).city = (p.addr).city) AS e FROM person p;

-- Grouped, counted, ordered.
CREATE MATERIALIZED VIEW grouped AS SELECT place, count(*) AS n, (place).city, sum(n) AS s FROM visit GROUP BY place
-- postgresql
SELECT place::text, count(*) AS n, (place).city, sum(n) AS s FROM visit GROUP BY place;
CREATE MATERIALIZED VIEW grouped_by_fields AS SELECT (addr).city, (addr).geo.lat, count(*) AS n FROM person GROUP BY (addr).city, (addr).geo.lat;
CREATE MATERIALIZED VIEW counted AS
SELECT count(place) AS n, count(DISTINCT place) AS d, count((place).geo) AS g, count(DISTINCT (place).geo) AS dg, count(DISTINCT (place).city) AS c FROM visit;
CREATE MATERIALIZED VIEW counted_size AS SELECT count(size) AS n, count(DISTINCT addr) AS d, count(person) AS p FROM person;
CREATE MATERIALIZED VIEW first_ones AS SELECT id, (addr).city FROM person ORDER BY addr, id LIMIT 3;
CREATE MATERIALIZED VIEW last_ones AS SELECT id FROM person ORDER BY addr DESC, id LIMIT 3;
CREATE MATERIALIZED VIEW nulls_first AS SELECT id FROM person ORDER BY addr NULLS FIRST, id LIMIT 3;
CREATE MATERIALIZED VIEW nulls_last AS SELECT id FROM person ORDER BY addr DESC NULLS LAST, id LIMIT 3;
CREATE MATERIALIZED VIEW ranked AS
SELECT id, rank() OVER (ORDER BY size) AS r, count(*) OVER (PARTITION BY (addr).geo) AS n, dense_rank() OVER (ORDER BY (addr).geo DESC) AS d FROM person;
CREATE MATERIALIZED VIEW one_each AS SELECT DISTINCT ON (addr) id, (addr).city AS c FROM person ORDER BY addr, id;

-- Windows of time.
CREATE MATERIALIZED VIEW tumbled AS
SELECT (who).name, window_end, count(*) AS c, count(DISTINCT who) AS d FROM TABLE(TUMBLE(TABLE hit, DESCRIPTOR(at), INTERVAL '10' MINUTE)) GROUP BY (who).name, window_end
-- postgresql
SELECT (who).name, e AS window_end, count(*) AS c, count(DISTINCT who) AS d
FROM (SELECT who, date_bin('10 minutes', at, '2000-01-01') + interval '10 minutes' AS e FROM hit WHERE at IS NOT NULL) x GROUP BY (who).name, e;
CREATE MATERIALIZED VIEW tumbled_rows AS
SELECT w.who::text AS shown, (w.who).n, w.window_start FROM tumble(hit, at, INTERVAL '1 hour') AS w
-- postgresql
SELECT who::text AS shown, (who).n, date_bin('1 hour', at, '2000-01-01') AS window_start FROM hit WHERE at IS NOT NULL;
CREATE MATERIALIZED VIEW grouped_tumble AS
SELECT who::text, TUMBLE_START(at, INTERVAL '1' HOUR) AS w, count(*) AS c FROM hit GROUP BY TUMBLE(at, INTERVAL '1' HOUR), who
-- postgresql
SELECT who::text, w, count(*) AS c FROM (SELECT who, date_bin('1 hour', at, '2000-01-01') AS w FROM hit WHERE at IS NOT NULL) x GROUP BY who, w;

-- Through subqueries, WITH and sets.
CREATE MATERIALIZED VIEW of_a_subquery AS SELECT (x.a).city, x.id, a::text AS t FROM (SELECT id, addr AS a FROM person WHERE id > 1) x;
CREATE MATERIALIZED VIEW of_a_star AS SELECT x.id, (x.addr).geo.lat, (size).n FROM (SELECT * FROM person) x;
CREATE MATERIALIZED VIEW renamed AS SELECT x.i, (x.b).city FROM (SELECT id, addr, name FROM person) AS x (i, b) ;
CREATE MATERIALIZED VIEW of_with AS WITH w (i, a) AS (SELECT id, addr FROM person), d AS (SELECT DISTINCT a FROM w)
SELECT (a).city, (a).geo IS NULL AS g FROM d;
CREATE MATERIALIZED VIEW of_a_set AS SELECT (a).city, a::text AS t FROM (SELECT addr AS a FROM person UNION SELECT place FROM visit) x;
CREATE MATERIALIZED VIEW of_other_sets AS
SELECT (a).city, a IS NULL AS none, 1 AS of FROM (SELECT addr AS a FROM person EXCEPT SELECT place FROM visit) x
UNION ALL SELECT (a).city, a IS NULL, 2 FROM (SELECT id, addr AS a FROM person INTERSECT ALL SELECT person, place FROM visit) x;
CREATE MATERIALIZED VIEW distinct_rows AS SELECT (p).city, p::text AS t FROM (SELECT DISTINCT place AS p FROM visit) x;
CREATE MATERIALIZED VIEW correlated AS SELECT id, (SELECT max(n) FROM visit v WHERE v.place = p.addr) AS m, (SELECT max((place).city) FROM visit v WHERE v.person = id) AS c FROM person p;
CREATE MATERIALIZED VIEW lateral_rows AS SELECT p.id, l.c FROM person p, LATERAL (SELECT (v.place).city AS c FROM visit v WHERE (v.place).street = (p.addr).street) l;
CREATE MATERIALIZED VIEW beside_functions AS
SELECT id, g, (SELECT count(*) FROM generate_series(1, 2) AS s WHERE (p.addr).city IS NOT NULL) AS n FROM person p, generate_series(1, 2) AS g WHERE (p.addr).geo IS NULL;
CREATE MATERIALIZED VIEW computed AS
SELECT id, coalesce((addr).city, 'none') AS c, CASE WHEN (size).flags THEN (size).n ELSE 0 END AS v, upper((addr).street) || '!' AS u,
    (SELECT (p2.addr).city FROM person p2 WHERE p2.id = p.id + 1) AS next FROM person p;

INSERT INTO person VALUES (1, ROW('High St', 'Bath', ROW(1.5, 2)), ROW(1.50, 'ab', '2020-01-01 10:00:00', true), 'Ann');
INSERT INTO person VALUES (2, ROW('High St', 'Bath', NULL), ROW(1.5, 'abc', NULL, false), 'Bob'), (3, NULL, NULL, 'Cid'), (4, ROW(NULL, NULL, NULL), ROW(NULL, NULL, NULL, NULL), NULL);
INSERT INTO person VALUES (5, ROW('a "b", (c)\', '', ROW(NULL, NULL)), ROW(-1, '', '2021-05-05 01:02:03.000456', NULL), ''), (6, ROW('High St', 'Bath', ROW(1.5, 2)), ROW(1.5, 'ab', '2020-01-01 10:00:00', true), 'Ann');
INSERT INTO visit VALUES (1, ROW('High St', 'Bath', ROW(1.5, 2)), 1), (2, ROW('High St', 'Bath', NULL), 2), (3, NULL, 3), (4, ROW(NULL, NULL, NULL), 4), (5, ROW(NULL, NULL, ROW(NULL, NULL)), 5);
INSERT INTO visit VALUES (1, NULL, 6), (2, ROW('Low St', 'York', ROW(0, -0.0)), 7), (6, ROW('High St', 'Bath', ROW(1.5, 2)), 8), (3, ROW('High St', 'Bath', ROW(1.5, NULL)), 9);
UPDATE person SET addr = ROW('Low St', 'York', ROW(0, 0)) WHERE id = 2;
UPDATE person SET addr.city = NULL WHERE id = 1;
UPDATE person SET addr = NULL, size = ROW(2, 'b', NULL, true) WHERE id = 4;
DELETE FROM person WHERE id = 5;
UPDATE person SET addr = ROW('Low St', 'York', NULL) WHERE id = 3;
INSERT INTO hit VALUES ('2024-01-01 10:03:00', ROW('a', 1)), ('2024-01-01 10:07:00', ROW('a', 1)), ('2024-01-01 10:13:00', ROW('a', 2)), (NULL, ROW('b', 1)), ('2024-01-01 11:00:00', NULL), ('2024-01-01 11:59:59', ROW(NULL, NULL));
INSERT INTO hit VALUES ('2024-01-01 11:09:00', NULL), ('2024-01-01 10:01:00', ROW('a', NULL));
