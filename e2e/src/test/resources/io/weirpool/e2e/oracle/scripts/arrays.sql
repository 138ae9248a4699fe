-- Arrays as columns, keys, operands and results.
CREATE TABLE post (id INT PRIMARY KEY, tags TEXT[], scores INTEGER[], prices NUMERIC(10, 2)[] NOT NULL, days DATE ARRAY);
CREATE STREAM seen (id INT, tag TEXT, tags TEXT[]);

CREATE MATERIALIZED VIEW as_they_are AS SELECT * FROM post;
CREATE MATERIALIZED VIEW parts AS
SELECT id, tags[1] AS first, tags[2:] AS others, scores[cardinality(scores)] AS last, array_length(tags, 1) AS n,
       days[1] + 1 AS next_day, prices[1] * 2 AS twice
FROM post;
CREATE MATERIALIZED VIEW changed AS
SELECT id, tags || 'new'::text AS more, 0 || scores AS from_zero, array_remove(scores, 2) AS without_two,
       array_to_string(tags, ',', '-') AS text, ARRAY[id, 7] || scores AS longer, scores::text[] AS texts,
       string_to_array(tags[1], 'a') AS split, array_sort(scores) AS sorted
FROM post;
CREATE MATERIALIZED VIEW tagged AS
SELECT id FROM post WHERE 'red' = ANY (tags) AND NOT tags && '{blue}' AND scores @> ARRAY[1];
CREATE MATERIALIZED VIEW without_red AS SELECT id, tags FROM post WHERE 'red' <> ALL (tags);
CREATE MATERIALIZED VIEW per_tags AS
SELECT tags, count(*) AS n, max(scores) AS most, min(prices) AS least FROM post GROUP BY tags;
CREATE MATERIALIZED VIEW distinct_scores AS SELECT DISTINCT scores, days FROM post;
CREATE MATERIALIZED VIEW same_tags AS
SELECT p.id, s.id AS seen FROM post p JOIN seen s ON s.tags = p.tags;
CREATE MATERIALIZED VIEW one_of_tags AS
SELECT p.id, s.tag FROM post p JOIN seen s ON p.id = s.id AND s.tag = ANY (p.tags);
CREATE MATERIALIZED VIEW top_scores AS SELECT id, scores FROM post ORDER BY scores DESC NULLS LAST, id LIMIT 2;
CREATE MATERIALIZED VIEW collected AS
SELECT s.id, array_agg(s.tag ORDER BY s.tag DESC) AS tags, array_agg(DISTINCT s.tag) AS different,
       array_agg(s.id) FILTER (WHERE s.tag > 'h') AS ids, cardinality(array_agg(s.tag)) AS n
FROM seen s GROUP BY s.id;
CREATE MATERIALIZED VIEW all_ids AS
SELECT array_agg(id ORDER BY id) AS ids, array_agg(days[1] ORDER BY id DESC) AS days FROM post HAVING count(*) > 0;
CREATE MATERIALIZED VIEW queried AS
SELECT p.id, ARRAY(SELECT s.tag FROM seen s WHERE s.id = p.id ORDER BY s.tag DESC) AS tags,
       ARRAY(SELECT DISTINCT s.tag FROM seen s WHERE s.id >= p.id ORDER BY 1) AS later,
       ARRAY(SELECT q.id FROM post q ORDER BY cardinality(q.scores) DESC NULLS LAST, q.id LIMIT 2) AS longest
FROM post p;
CREATE MATERIALIZED VIEW windowed AS
SELECT id, array_agg(id) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS last_two FROM post;
CREATE MATERIALIZED VIEW both_sides AS SELECT tags FROM post UNION SELECT tags FROM seen;

INSERT INTO post VALUES (1, '{red,green}', '{3,1,2}', '{1.50,2.25}', '{2024-02-28}'),
    (2, '{blue,red}', '{1}', '{}', NULL), (3, NULL, NULL, '{9.99,NULL}', '{2024-02-28,NULL}'),
    (4, '{}', '{}', '{0.10}', '{}'), (5, '{NULL,"","a b, c","NULL","\"q\\"}', '{NULL,2}', '{1.50,2.25}', NULL);
INSERT INTO seen VALUES (1, 'green', '{red,green}'), (2, 'red', '{}'), (3, NULL, NULL), (5, '', '{NULL,"","a b, c","NULL","\"q\\"}');
UPDATE post SET tags = tags || '{red}' WHERE id IN (4, 5);
UPDATE post SET scores = '{1,3}', tags = '{red,green}' WHERE id = 2;
INSERT INTO seen VALUES (2, 'green', '{red,green}'), (4, 'red', '{red}');
UPDATE post SET tags = NULL, prices = '{1.5,2.25}' WHERE id = 1;
DELETE FROM post WHERE id = 5;
UPDATE post SET id = 6, tags = '{red}' WHERE id = 1;
DELETE FROM post WHERE tags = '{red,green}';
