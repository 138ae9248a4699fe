package io.weirpool.app.demo.nexmark;

import java.time.LocalDateTime;
import java.util.List;

/** Events of {@code person}: somebody registers. */
final class People {
    private static final int SIZE = 200;
    private static final List<String> FIRST_NAMES =
            List.of("Ada", "Bela", "Chidi", "Dana", "Edsger", "Fatima", "Grace", "Hiro", "Ines", "Jan", "Kateryna");
    private static final List<String> LAST_NAMES =
            List.of("Abel", "Brook", "Castillo", "Dahl", "Eriksen", "Fofana", "Gupta", "Haas", "Ito");
    /** Where they live; query 3 asks for people of Oregon, Idaho and California. */
    private static final List<String> CITIES = List.of(
            "Boise", "Cheyenne", "Kent", "Los Angeles", "Phoenix", "Portland", "Redmond", "San Francisco", "Seattle");

    private static final List<String> STATES = List.of("AZ", "CA", "ID", "OR", "WA", "WY");
    private static final int CARD_GROUPS = 4;
    private static final int CARD_GROUP = 10_000;

    private People() {}

    static NexmarkEvent event(long number, Draw draw, LocalDateTime time) {
        String name = draw.of(FIRST_NAMES) + " " + draw.of(LAST_NAMES);
        String email = draw.words(7, '_') + "@" + draw.words(5, '_') + ".com";
        String card = card(draw);
        String city = draw.of(CITIES);
        String state = draw.of(STATES);
        int size = 2 * Long.BYTES + name.length() + email.length() + card.length() + city.length() + state.length();
        return new EventJson("person")
                .put("id", Numbering.FIRST_ID + Numbering.people(number) - 1)
                .put("name", name)
                .put("emailaddress", email)
                .put("creditcard", card)
                .put("city", city)
                .put("state", state)
                .put("datetime", time)
                .put("extra", draw.filler(size, SIZE))
                .event();
    }

    private static String card(Draw draw) {
        StringBuilder card = new StringBuilder();
        for (int i = 0; i < CARD_GROUPS; i++) {
            card.append(i == 0 ? "" : " ").append("%04d".formatted(draw.below(CARD_GROUP)));
        }
        return card.toString();
    }
}
