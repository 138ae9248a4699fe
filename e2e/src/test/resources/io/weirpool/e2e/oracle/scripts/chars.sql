-- CHAR(n) beside literals of its length.
CREATE STREAM y (k int, v int, w text, h char(2), g char(1), h3 char(3));
CREATE MATERIALIZED VIEW v1 AS SELECT coalesce(h, 'XX') AS h, max(v) AS m FROM y GROUP BY coalesce(h, 'XX');
CREATE MATERIALIZED VIEW v2 AS SELECT CASE WHEN v > 5 THEN h ELSE 'no' END AS x, CASE WHEN g = 'Y' THEN 'N' ELSE g END AS z FROM y;
CREATE MATERIALIZED VIEW v3 AS SELECT CASE WHEN v > 5 THEN 'no' WHEN v > 3 THEN 'x ' ELSE h END AS x, h || coalesce(h, 'ZZ') AS b, length(coalesce(h, 'x ')) AS l FROM y;
CREATE MATERIALIZED VIEW v4 AS SELECT coalesce(h, 'XX') || '|' AS a, coalesce(h, 'XX')::text || '|' AS b, coalesce(h, 'XX') = 'XX ' AS c, coalesce(h, 'XX') LIKE 'D%' AS d FROM y;
CREATE MATERIALIZED VIEW v5 AS SELECT nullif(g, 'N') AS n, greatest(g, 'M') AS m, least(h, 'ES', 'FR') AS l FROM y;
CREATE MATERIALIZED VIEW v8 AS SELECT count(DISTINCT coalesce(h, 'XX')), min(coalesce(h, 'AA')), string_agg(coalesce(h, 'QQ'), ',' ORDER BY v, h) AS s FROM y;
CREATE MATERIALIZED VIEW v11 AS SELECT upper(coalesce(g, 'q')) AS u, concat(coalesce(g, 'q'), '!') AS c FROM y;
INSERT INTO y VALUES (1,5,'a','DE','x','a'),(1,7,'b','US',null,'bc'),(2,null,'c',null,'y',null),(5,9,'d','D','','abc'),(null,1,null,'FR','Y','  ');
INSERT INTO y VALUES (1,5,'a','DE','N','a'),(3,3,'e','GB','N','xyz');
