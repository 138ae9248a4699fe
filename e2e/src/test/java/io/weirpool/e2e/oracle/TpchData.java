package io.weirpool.e2e.oracle;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Rows of the tables of TPC-H: few of them, with keys that fit, and so that no query of its validation run is without an
 * answer: most people live in nations that are asked about, each part that is asked for is among one in twelve, one order in
 * ten is large.
 */
final class TpchData {
    private static final int SUPPLIERS = 18;
    private static final int PARTS = 60;
    private static final int SUPPLIERS_EACH = 4;
    private static final int CUSTOMERS = 60;
    private static final int ORDERS = 260;
    private static final int LARGE_ORDER = 7;
    private static final LocalDate FIRST_ORDER = LocalDate.of(1993, 1, 1);
    private static final LocalDate LAST_ORDER = LocalDate.of(1996, 12, 31);
    /** What is later than this has not come yet. */
    private static final LocalDate TODAY = LocalDate.of(1995, 6, 17);

    private final List<SourceRow> rows = new ArrayList<>();
    private final Random random;

    private TpchData(Random random) {
        this.random = random;
    }

    /** In no order that matters. */
    static List<SourceRow> rows(Random random) {
        TpchData data = new TpchData(random);
        data.places();
        for (int key = 1; key <= SUPPLIERS; key++) {
            data.supplier(key);
        }
        for (int key = 1; key <= PARTS; key++) {
            data.part(key);
        }
        for (int key = 1; key <= CUSTOMERS; key++) {
            data.customer(key);
        }
        for (int key = 1; key <= ORDERS; key++) {
            data.order(key);
        }
        return data.rows;
    }

    private void add(String source, Object... namesAndValues) {
        rows.add(SourceRow.of(source, namesAndValues));
    }

    private int between(int from, int to) {
        return from + random.nextInt(to - from + 1);
    }

    private <T> T of(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private String hundredths(int from, int to) {
        return BigDecimal.valueOf(between(from, to), 2).toPlainString();
    }

    private void places() {
        for (int key = 0; key < TpchWords.REGIONS.size(); key++) {
            add("region", "r_regionkey", key, "r_name", TpchWords.REGIONS.get(key), "r_comment", comment());
        }
        for (int key = 0; key < TpchWords.NATIONS.size(); key++) {
            TpchWords.Nation nation = TpchWords.NATIONS.get(key);
            add(
                    "nation",
                    "n_nationkey",
                    key,
                    "n_name",
                    nation.name(),
                    "n_regionkey",
                    nation.region(),
                    "n_comment",
                    comment());
        }
    }

    private String comment() {
        return of(TpchWords.COMMENTS) + " " + of(TpchWords.COMMENTS);
    }

    /** Four in five live where queries look. */
    private int nation(int key) {
        return key % 5 == 0
                ? random.nextInt(TpchWords.NATIONS.size())
                : TpchWords.ASKED_NATIONS.get(key % TpchWords.ASKED_NATIONS.size());
    }

    private String phone(int nation) {
        return "%d-%03d-%03d-%04d".formatted(nation + 10, between(100, 999), between(100, 999), between(1000, 9999));
    }

    private void supplier(int key) {
        int nation = nation(key);
        add(
                "supplier",
                "s_suppkey",
                key,
                "s_name",
                "Supplier#%09d".formatted(key),
                "s_address",
                "address " + between(1, 99),
                "s_nationkey",
                nation,
                "s_phone",
                phone(nation),
                "s_acctbal",
                hundredths(-99_999, 999_999),
                "s_comment",
                key % 7 == 0 ? "the Customer has some Complaints" : comment());
    }

    private void part(int key) {
        TpchWords.Asked asked = TpchWords.ASKED_PARTS.get(key % TpchWords.ASKED_PARTS.size());
        int maker = between(1, 5);
        add(
                "part",
                "p_partkey",
                key,
                "p_name",
                asked.nameOr(of(TpchWords.COLOURS)) + " " + of(TpchWords.COLOURS),
                "p_mfgr",
                "Manufacturer#" + maker,
                "p_brand",
                asked.brandOr("Brand#" + maker + between(1, 5)),
                "p_type",
                asked.typeOr(of(TpchWords.TYPES_1) + " " + of(TpchWords.TYPES_2) + " " + of(TpchWords.TYPES_3)),
                "p_size",
                asked.sizeOr(between(1, 50)),
                "p_container",
                asked.containerOr(of(TpchWords.CONTAINERS_1) + " " + of(TpchWords.CONTAINERS_2)),
                "p_retailprice",
                hundredths(90_000, 200_000),
                "p_comment",
                of(TpchWords.COMMENTS));
        for (int i = 0; i < SUPPLIERS_EACH; i++) {
            add(
                    "partsupp",
                    "ps_partkey",
                    key,
                    "ps_suppkey",
                    supplier(key, i),
                    "ps_availqty",
                    between(1, 9_999),
                    "ps_supplycost",
                    hundredths(100, 100_000),
                    "ps_comment",
                    comment());
        }
    }

    /** The part's i-th, four different ones. */
    private static int supplier(int part, int i) {
        return 1 + (part + i * (SUPPLIERS / SUPPLIERS_EACH + part % 2)) % SUPPLIERS;
    }

    private void customer(int key) {
        int nation = nation(key);
        add(
                "customer",
                "c_custkey",
                key,
                "c_name",
                "Customer#%09d".formatted(key),
                "c_address",
                "address " + between(1, 99),
                "c_nationkey",
                nation,
                "c_phone",
                phone(nation),
                "c_acctbal",
                hundredths(-99_999, 999_999),
                "c_mktsegment",
                of(TpchWords.SEGMENTS),
                "c_comment",
                comment());
    }

    /** One customer in three never orders. */
    private void order(int key) {
        LocalDate date = random.nextBoolean()
                ? FIRST_ORDER.plusDays(random.nextInt((int) ChronoUnit.DAYS.between(FIRST_ORDER, LAST_ORDER)))
                : of(TpchWords.ASKED_DATES).plusDays(random.nextInt(60));
        boolean large = key % 10 == 0;
        int lines = large ? LARGE_ORDER : between(1, LARGE_ORDER);
        for (int line = 1; line <= lines; line++) {
            line(key, line, date, large);
        }
        int customer = between(1, CUSTOMERS - 1);
        add(
                "orders",
                "o_orderkey",
                key,
                "o_custkey",
                customer % 3 == 0 ? customer + 1 : customer,
                "o_orderstatus",
                date.plusDays(121).isBefore(TODAY) ? "F" : date.isAfter(TODAY) ? "O" : "P",
                "o_totalprice",
                hundredths(100_000, 40_000_000),
                "o_orderdate",
                date.toString(),
                "o_orderpriority",
                of(TpchWords.PRIORITIES),
                "o_clerk",
                "Clerk#%09d".formatted(between(1, 9)),
                "o_shippriority",
                0,
                "o_comment",
                key % 9 == 0 ? "special offers and requests" : comment());
    }

    private void line(int order, int number, LocalDate ordered, boolean large) {
        int part = between(1, PARTS);
        LocalDate shipped = ordered.plusDays(between(1, 121));
        LocalDate received = shipped.plusDays(between(1, 30));
        int quantity = large ? between(44, 50) : between(1, 50);
        add(
                "lineitem",
                "l_orderkey",
                order,
                "l_linenumber",
                number,
                "l_partkey",
                part,
                "l_suppkey",
                supplier(part, random.nextInt(SUPPLIERS_EACH)),
                "l_quantity",
                quantity,
                "l_extendedprice",
                hundredths(quantity * 90_000, quantity * 200_000),
                "l_discount",
                hundredths(0, 10),
                "l_tax",
                hundredths(0, 8),
                "l_returnflag",
                received.isAfter(TODAY) ? "N" : random.nextBoolean() ? "R" : "A",
                "l_linestatus",
                shipped.isAfter(TODAY) ? "O" : "F",
                "l_shipdate",
                shipped.toString(),
                "l_commitdate",
                ordered.plusDays(between(30, 90)).toString(),
                "l_receiptdate",
                received.toString(),
                "l_shipinstruct",
                of(TpchWords.INSTRUCTIONS),
                "l_shipmode",
                of(TpchWords.MODES),
                "l_comment",
                of(TpchWords.COMMENTS));
    }
}
