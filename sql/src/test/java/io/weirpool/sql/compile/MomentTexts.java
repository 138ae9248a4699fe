package io.weirpool.sql.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts of dates and times, drawn: put together from what stands in such, then often spoilt. */
final class MomentTexts {
    private static final String[] WORDS = {
        "Jan", "january", "FEB", "Mar", "may", "June", "jul", "Sept", "Dec", "december", "mon", "Friday", "thurs", "at",
                "on",
        "AD", "BC", "am", "PM", "T", "Z", "utc", "PST", "pdt", "CET", "est", "America/New_York", "europe/berlin", "J",
                "jd",
        "julian", "allballs", "epoch", "d", "dst", "foo", "x", "m", "utc+3", "ist", "+05", "-8", "+05:30", "-0330",
                "+5:",
        "+16", "-15:59", "+1:2:3", "asia/kolkata", "zulu", "PST8PDT", "h", "sat,"
    };
    private static final String[] DATES = {
        "1999-01-08",
        "1999/1/8",
        "1/8/1999",
        "01-08-99",
        "1.8.1999",
        "8-Jan-1999",
        "Jan-08-1999",
        "99-Jan-08",
        "Jan 8 1999",
        "January 8, 1999",
        "8 Jan 99",
        "19990108",
        "990108",
        "1999.008",
        "J2451187",
        "20010615",
        "2000-02-29",
        "1900-02-29",
        "12-31-69",
        "12/31/70",
        "0099-01-01",
        "1999-13-01",
        "1999-1-32",
        "10000-01-01",
        "5874897-12-31",
        "292276-12-31",
        "1999 008",
        "Jan 1999 8",
        "1999 Jan 8",
        "13 Jan 2001",
        "1999-366",
        "2000-366",
        "1999.366",
        "01/02/03",
        "2001-2-3",
        "4713-01-01 BC",
        "0001-01-01",
        "0000-01-01",
        "00-01-01",
        "99 1 8",
        "Jan.8.1999",
        "1999jan8",
        "8jan1999",
        "-1999-01-08",
        "J0",
        "J2451187.5",
        "1999-Jan-08",
        "08/Jan/99",
        "2451187",
        "12345678",
        "123456",
        "1234567",
        "12345",
        "1999-01",
        "jan 1999"
    };
    private static final String[] TIMES = {
        "04:05",
        "04:05:06",
        "04:05:06.789",
        "040506",
        "0405",
        "T04:05",
        "t040506",
        "4:5",
        "16:05 PM",
        "04:05 PM",
        "12:00 am",
        "12:30pm",
        "24:00",
        "24:00:00.1",
        "23:59:60",
        "23:59:60.5",
        "23:60",
        "25:00",
        "04:05:06-08",
        "040506-08",
        "040506+0730",
        "4:5:6.1234567",
        "05:06.7",
        "04:05:",
        "04::06",
        "T4",
        "04.05",
        "040506.789",
        "04:05:06 America/New_York",
        "04:05 PST",
        "0:0:0",
        "00:00:00.0000005",
        "00:00:00.9999999",
        "23:59:59.9999999",
        "250000",
        "246060",
        "240000",
        "1:2:3.",
        ".5",
        "04:05:06 Z"
    };
    private static final String SPOIL = " -/.:,+TzJ0123456789amp\t'_()é";

    private final Random random;

    MomentTexts(long seed) {
        this.random = new Random(seed);
    }

    List<String> draw(int count) {
        List<String> texts = new ArrayList<>();
        while (texts.size() < count) {
            String text = text();
            texts.add(text);
            if (random.nextInt(3) == 0) {
                texts.add(spoilt(text));
            }
        }
        return texts;
    }

    private String text() {
        List<String> parts = new ArrayList<>();
        int shape = random.nextInt(10);
        if (shape != 0) {
            parts.add(shape < 7 ? one(DATES) : date());
        }
        if (random.nextInt(3) != 0) {
            parts.add(random.nextInt(6) == 0 ? 0 : parts.size(), one(TIMES));
        }
        for (int i = random.nextInt(8); i > 5; i--) {
            parts.add(random.nextInt(parts.size() + 1), one(WORDS));
        }
        String between = random.nextInt(8) == 0 ? one(new String[] {"T", "", ",", "  ", "_", "-"}) : " ";
        return String.join(between, parts);
    }

    private String date() {
        List<String> parts = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i >= 0; i--) {
            parts.add(
                    switch (random.nextInt(6)) {
                        case 0 -> one(WORDS);
                        case 1 -> Integer.toString(1900 + random.nextInt(200));
                        default -> Integer.toString(random.nextInt(35));
                    });
        }
        return String.join(one(new String[] {"-", "/", ".", " ", ""}), parts);
    }

    private String spoilt(String text) {
        StringBuilder spoilt = new StringBuilder(text);
        int at = random.nextInt(text.length() + 1);
        char c = SPOIL.charAt(random.nextInt(SPOIL.length()));
        if (random.nextBoolean() || at == text.length()) {
            spoilt.insert(at, c);
        } else if (random.nextBoolean()) {
            spoilt.setCharAt(at, c);
        } else {
            spoilt.deleteCharAt(at);
        }
        return spoilt.toString();
    }

    private String one(String[] of) {
        return of[random.nextInt(of.length)];
    }
}
