package io.weirpool.app.demo.nexmark;

/**
 * Which kind event n is, and who and what is there by then: of each 50 events in a row the first is a person, three are
 * auctions, the rest bids. So how many there are is arithmetic, and needs no memory.
 */
final class Numbering {
    static final int FIRST_ID = 1_000;
    /** Auctions that people bid on at a time. */
    static final int AUCTIONS_OPEN = 100;

    private static final int ROUND = 50;
    private static final int PEOPLE_EACH = 1;
    private static final int AUCTIONS_EACH = 3;
    /** People who do anything at a time. */
    private static final int PEOPLE_ACTIVE = 1_000;
    /** How far a reference may run ahead, so that some come before what they name. */
    private static final int AHEAD = 10;
    /** One of so many is the one most events are about. */
    private static final int HOT_EVERY = 100;

    private Numbering() {}

    static boolean isPerson(long event) {
        return event % ROUND < PEOPLE_EACH;
    }

    static boolean isAuction(long event) {
        return !isPerson(event) && event % ROUND < PEOPLE_EACH + AUCTIONS_EACH;
    }

    /** People registered once the event has happened; at least 1. */
    static long people(long event) {
        return event / ROUND * PEOPLE_EACH + Math.min(event % ROUND + 1, PEOPLE_EACH);
    }

    /** Auctions opened once the event has happened; 0 at the first event of all. */
    static long auctions(long event) {
        long ofRound = Math.max(0, Math.min(event % ROUND + 1 - PEOPLE_EACH, AUCTIONS_EACH));
        return event / ROUND * AUCTIONS_EACH + ofRound;
    }

    /** Events in which as many auctions are opened as are open at a time. */
    static long eventsPerAuctionsOpen() {
        return (long) AUCTIONS_OPEN * ROUND / AUCTIONS_EACH;
    }

    /** Somebody, of the last thousand, or of the next ten. */
    static long anyPerson(long event, Draw draw) {
        long people = people(event);
        long active = Math.min(people, PEOPLE_ACTIVE);
        return FIRST_ID + people - active + draw.below(active + AHEAD);
    }

    /** Some auction, of the last hundred, or of the next ten. */
    static long anyAuction(long event, Draw draw) {
        long last = Math.max(0, auctions(event) - 1);
        long first = Math.max(0, last - AUCTIONS_OPEN);
        return FIRST_ID + first + draw.below(last - first + 1 + AHEAD);
    }

    static long hotSeller(long event) {
        return FIRST_ID + (people(event) - 1) / HOT_EVERY * HOT_EVERY;
    }

    /** Somebody else than the seller, as nobody outbids themselves. */
    static long hotBidder(long event) {
        return hotSeller(event) + 1;
    }

    static long hotAuction(long event) {
        return FIRST_ID + Math.max(0, auctions(event) - 1) / HOT_EVERY * HOT_EVERY;
    }
}
