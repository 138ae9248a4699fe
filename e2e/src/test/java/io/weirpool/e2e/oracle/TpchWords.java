package io.weirpool.e2e.oracle;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values that TPC-H's columns have, and those its validation run asks for. */
final class TpchWords {
    static final List<String> REGIONS = List.of("AFRICA", "AMERICA", "ASIA", "EUROPE", "MIDDLE EAST");

    /** By key. */
    static final List<Nation> NATIONS = List.of(
            new Nation("ALGERIA", 0),
            new Nation("ARGENTINA", 1),
            new Nation("BRAZIL", 1),
            new Nation("CANADA", 1),
            new Nation("EGYPT", 4),
            new Nation("ETHIOPIA", 0),
            new Nation("FRANCE", 3),
            new Nation("GERMANY", 3),
            new Nation("INDIA", 2),
            new Nation("INDONESIA", 2),
            new Nation("IRAN", 4),
            new Nation("IRAQ", 4),
            new Nation("JAPAN", 2),
            new Nation("JORDAN", 4),
            new Nation("KENYA", 0),
            new Nation("MOROCCO", 0),
            new Nation("MOZAMBIQUE", 0),
            new Nation("PERU", 1),
            new Nation("CHINA", 2),
            new Nation("ROMANIA", 3),
            new Nation("SAUDI ARABIA", 4),
            new Nation("VIETNAM", 2),
            new Nation("RUSSIA", 3),
            new Nation("UNITED KINGDOM", 3),
            new Nation("UNITED STATES", 1));

    /** Keys: Germany, France, Brazil, Canada, Saudi Arabia, India. */
    static final List<Integer> ASKED_NATIONS = List.of(7, 6, 2, 3, 20, 8);

    /** First days of two months around which queries ask. */
    static final List<LocalDate> ASKED_DATES = List.of(
            LocalDate.of(1993, 7, 10),
            LocalDate.of(1993, 10, 10),
            LocalDate.of(1994, 3, 1),
            LocalDate.of(1994, 10, 1),
            LocalDate.of(1995, 1, 14),
            LocalDate.of(1995, 1, 14),
            LocalDate.of(1995, 7, 10),
            LocalDate.of(1995, 12, 1));

    static final List<String> SEGMENTS =
            List.of("AUTOMOBILE", "BUILDING", "FURNITURE", "MACHINERY", "HOUSEHOLD", "BUILDING");
    static final List<String> PRIORITIES = List.of("1-URGENT", "2-HIGH", "3-MEDIUM", "4-NOT SPECIFIED", "5-LOW");
    static final List<String> MODES = List.of("REG AIR", "AIR", "RAIL", "SHIP", "TRUCK", "MAIL", "FOB", "AIR");
    static final List<String> INSTRUCTIONS =
            List.of("DELIVER IN PERSON", "COLLECT COD", "NONE", "TAKE BACK RETURN", "DELIVER IN PERSON");
    static final List<String> TYPES_1 = List.of("STANDARD", "SMALL", "MEDIUM", "LARGE", "ECONOMY", "PROMO");
    static final List<String> TYPES_2 = List.of("ANODIZED", "BURNISHED", "PLATED", "POLISHED", "BRUSHED");
    static final List<String> TYPES_3 = List.of("TIN", "NICKEL", "BRASS", "STEEL", "COPPER");
    static final List<String> CONTAINERS_1 = List.of("SM", "LG", "MED", "JUMBO", "WRAP");
    static final List<String> CONTAINERS_2 = List.of("CASE", "BOX", "BAG", "JAR", "PKG", "PACK", "CAN", "DRUM");
    static final List<String> COLOURS =
            List.of("almond", "azure", "blue", "forest", "green", "ivory", "lace", "navy", "plum", "red", "sky");
    static final List<String> COMMENTS = List.of("quick", "furious", "final deposits", "ironic", "even", "bold ideas");

    /** What parts are asked for, by their key's remainder; one in twelve is any part. */
    static final List<Asked> ASKED_PARTS = List.of(
            new Asked(null, null, "ECONOMY ANODIZED STEEL", null, null),
            new Asked(null, null, "SMALL PLATED BRASS", 15, null),
            new Asked(null, null, "ECONOMY ANODIZED STEEL", null, null),
            new Asked("green", null, null, null, null),
            new Asked(null, null, "PROMO BRUSHED TIN", null, null),
            new Asked(null, "Brand#23", null, null, "MED BOX"),
            new Asked(null, "Brand#12", null, 3, "SM CASE"),
            new Asked(null, "Brand#34", null, 9, "LG BOX"),
            new Asked("forest", null, null, null, null),
            new Asked(null, "Brand#23", null, 7, "MED PKG"),
            new Asked(null, null, "LARGE POLISHED COPPER", 49, null),
            Asked.ANY);

    private TpchWords() {}

    /**
     * A nation.
     *
     * @param region its key
     */
    record Nation(String name, int region) {}

    /** What of a part is asked for; null for what is not. */
    record Asked(
            @Nullable String name,
            @Nullable String brand,
            @Nullable String type,
            @Nullable Integer size,
            @Nullable String container) {
        static final Asked ANY = new Asked(null, null, null, null, null);

        String nameOr(String other) {
            return name == null ? other : name;
        }

        String brandOr(String other) {
            return brand == null ? other : brand;
        }

        String typeOr(String other) {
            return type == null ? other : type;
        }

        int sizeOr(int other) {
            return size == null ? other : size;
        }

        String containerOr(String other) {
            return container == null ? other : container;
        }
    }
}
