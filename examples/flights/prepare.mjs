// Makes data/flight_event.ndjson.gz and data/airport.ndjson.gz from the npm package vega-datasets.
//
//   node prepare.mjs          (Node 20 or newer; npm fetches three packages into a temporary directory)
//
// What is measured and what is our estimate stands in README.md. The output is the same every time.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const DAY = '2001-06-15';
const PACKAGES = ['vega-datasets@3.2.1', 'hyparquet@1.31.5', 'hyparquet-compressors@1.1.2'];
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const here = dirname(fileURLToPath(import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'weirpool-flights-'));
try {
  execFileSync('npm', ['install', '--prefix', work, '--no-save', '--silent', ...PACKAGES], { stdio: 'inherit' });
  mkdirSync(join(here, 'data'), { recursive: true });
  write('flight_event', eventsOf(await flightsOf(DAY)));
  write('airport', airports());
} finally {
  rmSync(work, { recursive: true });
}

/** The flights that departed on a day, in the order of the file: by the minute of departure. */
async function flightsOf(day) {
  const { parquetReadObjects, asyncBufferFromFile } = await load('hyparquet/src/node.js');
  const { compressors } = await load('hyparquet-compressors/src/index.js');
  const file = await asyncBufferFromFile(dataset('flights-3m.parquet'));
  const rows = await parquetReadObjects({ file, compressors });
  return rows.filter((row) => row.date.toISOString().startsWith(day));
}

/** Two events of each flight, in the order they were sent; those sent in the same second by flight, then kind. */
function eventsOf(flights) {
  const events = flights.flatMap((flight, line) => {
    const departure = flight.date.getTime();
    const distance = Number(flight.distance);
    const common = {
      flight_id: line + 1,
      origin: flight.origin,
      destination: flight.destination,
      departure_time: time(departure),
      distance_miles: distance,
    };
    return [
      event(common, 'departed', departure, flight.origin, null),
      event(common, 'landed', departure + flightMinutes(distance) * MINUTE, flight.destination, Number(flight.delay)),
    ];
  });
  const order = (e) => [e.sent, String(e.flight_id).padStart(6, '0'), e.kind].join();
  return events.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

function event(flight, kind, moment, station, delay) {
  return {
    flight_id: flight.flight_id,
    kind,
    event_time: time(moment),
    sent: time(sentBy(station, moment, `${flight.flight_id}/${kind}`)),
    origin: flight.origin,
    destination: flight.destination,
    departure_time: flight.departure_time,
    delay_minutes: delay,
    distance_miles: flight.distance_miles,
  };
}

/** Our estimate: half an hour on the ground and in climb and approach, the rest at 450 miles an hour. */
function flightMinutes(miles) {
  return Math.round(30 + miles / 7.5);
}

/**
 * Our invention: the airport where an event happens sends it. Most do within two minutes; two in five have a poor line
 * and send what they have gathered when the clock shows a multiple of four hours.
 */
function sentBy(station, moment, id) {
  const poorLine = hash(station) % 5 < 2;
  const gathered = poorLine ? Math.ceil(moment / (4 * HOUR)) * 4 * HOUR : moment;
  return gathered + (hash(id) % 120) * 1000;
}

/** FNV-1a, 32 bits. */
function hash(text) {
  let h = 0x811c9dc5;
  for (const byte of Buffer.from(text)) {
    h = Math.imul(h ^ byte, 0x01000193) >>> 0;
  }
  return h;
}

/** Local time as ISO 8601, without a zone: the source has none. */
function time(millis) {
  return new Date(millis).toISOString().slice(0, 19);
}

/** "NA" stands for "not available" in the source: null here. */
function airports() {
  const [, ...lines] = readFileSync(dataset('airports.csv'), 'utf8').trimEnd().split(/\r?\n/);
  return lines.map(fields).map(([iata, name, city, state, country, latitude, longitude]) => ({
    iata,
    name,
    city: city === 'NA' ? null : city,
    state: state === 'NA' ? null : state,
    country,
    latitude: Number(latitude),
    longitude: Number(longitude),
  }));
}

/** One line of CSV; a field in double quotes may hold commas. */
function fields(line) {
  return [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain);
}

function write(name, rows) {
  const text = rows.map((row) => JSON.stringify(row) + '\n').join('');
  const file = join(here, 'data', `${name}.ndjson.gz`);
  writeFileSync(file, gzipSync(text, { level: 9 }));
  console.log(`${file}: ${rows.length} rows`);
}

function dataset(name) {
  return join(work, 'node_modules', 'vega-datasets', 'data', name);
}

function load(path) {
  return import(pathToFileURL(join(work, 'node_modules', path)).href);
}
