package io.weirpool.app.demo.nexmark;

import java.time.Duration;
import java.time.LocalDateTime;

/** Events of {@code auction}: somebody sells something. */
final class Auctions {
    private static final int SIZE = 500;
    private static final int ITEM_LENGTH_MAX = 20;
    private static final int DESCRIPTION_LENGTH_MAX = 100;
    private static final int FIRST_CATEGORY = 10;
    private static final int CATEGORIES = 5;
    /** All but one of so many auctions are the hot seller's. */
    private static final int HOT = 4;

    private Auctions() {}

    static NexmarkEvent event(long number, Draw draw, LocalDateTime time, long openMillis) {
        long seller = draw.mostly(HOT) ? Numbering.hotSeller(number) : Numbering.anyPerson(number, draw);
        String item = draw.words(ITEM_LENGTH_MAX, ' ');
        String description = draw.words(DESCRIPTION_LENGTH_MAX, ' ');
        long initialBid = draw.price();
        Duration open = Duration.ofMillis(1 + draw.below(Math.max(1, 2 * openMillis)));
        int size = 7 * Long.BYTES + item.length() + description.length();
        return new EventJson("auction")
                .put("id", Numbering.FIRST_ID + Numbering.auctions(number) - 1)
                .put("itemname", item)
                .put("description", description)
                .put("initialbid", initialBid)
                .put("reserve", initialBid + draw.price())
                .put("datetime", time)
                .put("expires", time.plus(open))
                .put("seller", seller)
                .put("category", FIRST_CATEGORY + draw.below(CATEGORIES))
                .put("extra", draw.filler(size, SIZE))
                .event();
    }
}
