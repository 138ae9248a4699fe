package io.weirpool.app.demo.expected;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rows of every view of {@code examples/flights}, each row as its values' text joined by {@code |}, numbers without
 * trailing zeros, NULL as {@code null}.
 */
public final class FlightFigures {
    private static final LocalDateTime SIX_PM = LocalDateTime.of(2001, 6, 15, 18, 0);

    private final Map<String, List<Integer>> delaysByOriginAndHour = new TreeMap<>();
    private final Map<String, int[]> inTheAirByAirport = new TreeMap<>();
    private final Map<String, List<Integer>> delaysByRoute = new TreeMap<>();
    private final Map<String, List<Integer>> delaysByOrigin = new TreeMap<>();
    private final Map<String, int[]> reportsByKind = new TreeMap<>();
    private final Map<String, String> placeByAirport = new TreeMap<>();
    private final Map<String, StateOfUnion> airportsByState = new TreeMap<>();

    private FlightFigures() {}

    /** Airports of a state, their cities, and the largest latitude. */
    private static final class StateOfUnion {
        int airports;
        final Set<String> cities = new HashSet<>();
        double northernmost = Double.NEGATIVE_INFINITY;
    }

    /**
     * Reads both files, gzipped, to their ends.
     *
     * @return view → its rows
     */
    public static Map<String, Set<String>> of(InputStream flightEvents, InputStream airports) throws IOException {
        FlightFigures figures = new FlightFigures();
        InputFile.forEach(flightEvents, figures::event);
        InputFile.forEach(airports, figures::airport);
        return figures.views();
    }

    private void event(InputFile.Row event) {
        LocalDateTime moment = LocalDateTime.parse(event.text("event_time"));
        boolean landed = event.text("kind").equals("landed");
        int change = landed ? -1 : 1;
        int[] air = inTheAirByAirport.computeIfAbsent(event.text("destination"), airport -> new int[2]);
        air[0] += change;
        air[1] += moment.isAfter(SIX_PM) ? 0 : change;
        int[] reports = reportsByKind.computeIfAbsent(event.text("kind"), kind -> new int[2]);
        reports[0]++;
        Duration late = Duration.between(moment, LocalDateTime.parse(event.text("sent")));
        reports[1] += late.compareTo(Duration.ofHours(1)) > 0 ? 1 : 0;
        if (landed) {
            landed(event);
        }
    }

    private void landed(InputFile.Row event) {
        int delay = Integer.parseInt(event.text("delay_minutes"));
        String origin = event.text("origin");
        LocalDateTime hour = LocalDateTime.parse(event.text("departure_time")).truncatedTo(ChronoUnit.HOURS);
        String hourText = hour.toLocalDate() + " " + hour.toLocalTime() + ":00";
        add(delaysByOriginAndHour, origin + "|" + hourText, delay);
        add(delaysByRoute, origin + "|" + event.text("destination"), delay);
        add(delaysByOrigin, origin, delay);
    }

    private static void add(Map<String, List<Integer>> groups, String group, int delay) {
        groups.computeIfAbsent(group, key -> new ArrayList<>()).add(delay);
    }

    private void airport(InputFile.Row airport) {
        placeByAirport.put(
                airport.text("iata"),
                airport.text("name") + "|" + textOrNull(airport, "city") + "|" + textOrNull(airport, "state"));
        StateOfUnion state = airportsByState.computeIfAbsent(textOrNull(airport, "state"), key -> new StateOfUnion());
        state.airports++;
        if (airport.has("city")) {
            state.cities.add(airport.text("city"));
        }
        state.northernmost = Math.max(state.northernmost, Double.parseDouble(airport.text("latitude")));
    }

    private static String textOrNull(InputFile.Row row, String field) {
        return row.has(field) ? row.text(field) : "null";
    }

    private Map<String, Set<String>> views() {
        Map<String, Set<String>> views = new TreeMap<>();
        delaysByOriginAndHour.forEach((group, delays) ->
                row(views, "delay_by_origin_hour", group, delays.size(), average(delays), max(delays)));
        inTheAirByAirport.forEach((airport, air) -> row(views, "in_the_air", airport, air[0], air[1]));
        delaysByRoute.forEach((route, delays) -> {
            if (delays.size() >= 5 && sum(delays) >= 60L * delays.size()) {
                row(views, "worst_routes", route, delays.size(), average(delays), max(delays));
            }
        });
        delaysByOrigin.forEach((origin, delays) -> {
            long onTime = delays.stream().filter(delay -> delay < 15).count();
            BigDecimal percent = ratio(100 * onTime, delays.size());
            row(views, "on_time", origin, delays.size(), onTime, percent);
            String place = placeByAirport.get(origin);
            if (place != null && delays.size() >= 100) {
                row(views, "punctual_airports", origin, place, delays.size(), percent);
            }
        });
        reportsByKind.forEach((kind, reports) -> row(views, "late_reports", kind, reports[0], reports[1]));
        airportsByState.forEach((state, airports) -> row(
                views,
                "airports_by_state",
                state,
                airports.airports,
                airports.cities.size(),
                BigDecimal.valueOf(airports.northernmost)));
        return views;
    }

    private static void row(Map<String, Set<String>> views, String view, Object... values) {
        List<String> texts = new ArrayList<>();
        for (Object value : values) {
            texts.add(value instanceof BigDecimal number ? plain(number) : String.valueOf(value));
        }
        views.computeIfAbsent(view, key -> new TreeSet<>()).add(String.join("|", texts));
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static long sum(List<Integer> delays) {
        return delays.stream().mapToLong(Integer::longValue).sum();
    }

    private static int max(List<Integer> delays) {
        return delays.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }

    private static BigDecimal average(List<Integer> delays) {
        return ratio(sum(delays), delays.size());
    }

    /** To one digit after the point, halves away from zero, as SQL rounds. */
    private static BigDecimal ratio(long dividend, int divisor) {
        return BigDecimal.valueOf(dividend).divide(BigDecimal.valueOf(divisor), 1, RoundingMode.HALF_UP);
    }
}
