-- Flights of 2001-06-15 in the United States: what happened, as it was reported.
-- Times are local and carry no zone, as in the source; README.md says what is measured.

-- One row per report. Reports of a poor line come hours after the event.
CREATE STREAM flight_event (
  flight_id      INTEGER NOT NULL,
  kind           VARCHAR(8) NOT NULL CHECK (kind IN ('departed', 'landed')),
  event_time     TIMESTAMP(0) NOT NULL,
  sent           TIMESTAMP(0) NOT NULL,
  origin         VARCHAR(4) NOT NULL,
  destination    VARCHAR(4) NOT NULL,
  departure_time TIMESTAMP(0) NOT NULL,
  delay_minutes  INTEGER,                 -- at arrival, so on landed events only; negative when early
  distance_miles INTEGER NOT NULL CHECK (distance_miles > 0)
);

CREATE TABLE airport (
  iata      VARCHAR(4) NOT NULL,
  name      VARCHAR(60) NOT NULL,
  city      VARCHAR(60),
  state     VARCHAR(2),
  country   VARCHAR(40) NOT NULL,
  latitude  DOUBLE NOT NULL,
  longitude DOUBLE NOT NULL,
  PRIMARY KEY (iata)
);

-- When is it best to leave from where?
CREATE MATERIALIZED VIEW delay_by_origin_hour AS
SELECT origin,
       date_trunc('hour', departure_time) AS departure_hour,
       COUNT(*) AS flights,
       CAST(AVG(delay_minutes) AS DECIMAL(7, 1)) AS avg_delay,
       MAX(delay_minutes) AS max_delay
FROM flight_event
WHERE kind = 'landed'
GROUP BY origin, date_trunc('hour', departure_time);

-- Flights on their way to each airport: now, and as it was at six in the evening. The latter still changes as late
-- reports come in.
CREATE MATERIALIZED VIEW in_the_air AS
SELECT destination AS airport,
       COUNT(*) FILTER (WHERE kind = 'departed') - COUNT(*) FILTER (WHERE kind = 'landed') AS en_route,
       COUNT(*) FILTER (WHERE kind = 'departed' AND event_time <= TIMESTAMP '2001-06-15 18:00:00')
         - COUNT(*) FILTER (WHERE kind = 'landed' AND event_time <= TIMESTAMP '2001-06-15 18:00:00') AS at_six_pm
FROM flight_event
GROUP BY destination;

-- Routes flown five times or more that were an hour late on average. A route leaves the table when it does better.
CREATE MATERIALIZED VIEW worst_routes AS
SELECT origin,
       destination,
       COUNT(*) AS flights,
       CAST(AVG(delay_minutes) AS DECIMAL(7, 1)) AS avg_delay,
       MAX(delay_minutes) AS max_delay
FROM flight_event
WHERE kind = 'landed'
GROUP BY origin, destination
HAVING COUNT(*) >= 5 AND AVG(delay_minutes) >= 60;

CREATE INDEX ON worst_routes (avg_delay);

-- On time is less than 15 minutes late, as the Bureau of Transportation Statistics counts.
CREATE MATERIALIZED VIEW on_time AS
SELECT origin,
       COUNT(*) AS flights,
       COUNT(*) FILTER (WHERE delay_minutes < 15) AS on_time,
       CAST(100.0 * COUNT(*) FILTER (WHERE delay_minutes < 15) / COUNT(*) AS DECIMAL(4, 1)) AS percent
FROM flight_event
WHERE kind = 'landed'
GROUP BY origin;

-- The same with the airport's name and place: a view over a view, joined with the table of airports.
CREATE MATERIALIZED VIEW punctual_airports AS
SELECT a.iata, a.name, a.city, a.state, o.flights, o.percent
FROM on_time AS o
JOIN airport AS a ON a.iata = o.origin
WHERE o.flights >= 100;

-- How far the reports themselves can be trusted.
CREATE MATERIALIZED VIEW late_reports AS
SELECT kind,
       COUNT(*) AS reports,
       COUNT(*) FILTER (WHERE sent > event_time + INTERVAL '1' HOUR) AS over_an_hour_late
FROM flight_event
GROUP BY kind;

-- State is NULL where the source does not know it.
CREATE MATERIALIZED VIEW airports_by_state AS
SELECT state,
       COUNT(*) AS airports,
       COUNT(DISTINCT city) AS cities,
       MAX(latitude) AS northernmost
FROM airport
GROUP BY state;
