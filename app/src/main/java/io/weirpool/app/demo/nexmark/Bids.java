package io.weirpool.app.demo.nexmark;

import java.time.LocalDateTime;
import java.util.List;

/** Events of {@code bid}: somebody offers a price, and comes from somewhere. */
final class Bids {
    private static final int SIZE = 100;
    /** Half of the bids are on the hot auction. */
    private static final int HOT_AUCTION = 2;
    /** Three in four are the hot bidder's. */
    private static final int HOT_BIDDER = 4;
    /** Half come from one of four places. */
    private static final int HOT_CHANNEL = 2;

    private static final List<String> HOT_CHANNELS = List.of("Google", "Facebook", "Baidu", "Apple");
    private static final int CHANNELS = 10_000;
    /** One of so many channels says nothing in its address. */
    private static final int SILENT = 10;

    private static final int DIRECTORY_LENGTH_MAX = 5;

    private Bids() {}

    static NexmarkEvent event(long number, Draw draw, LocalDateTime time) {
        long auction = draw.mostly(HOT_AUCTION) ? Numbering.hotAuction(number) : Numbering.anyAuction(number, draw);
        long bidder = draw.mostly(HOT_BIDDER) ? Numbering.hotBidder(number) : Numbering.anyPerson(number, draw);
        long price = draw.price();
        boolean hot = draw.mostly(HOT_CHANNEL);
        long channel = draw.below(CHANNELS);
        return new EventJson("bid")
                .put("auction", auction)
                .put("bidder", bidder)
                .put("price", price)
                .put("channel", hot ? draw.of(HOT_CHANNELS) : "channel-" + channel)
                .put("url", url(draw) + (!hot && draw.mostly(SILENT) ? "&channel_id=" + channelId(channel) : ""))
                .put("datetime", time)
                .put("extra", draw.filler(4 * Long.BYTES, SIZE))
                .event();
    }

    private static String url(Draw draw) {
        StringBuilder url = new StringBuilder("https://www.nexmark.com/");
        for (int i = 0; i < 3; i++) {
            url.append(draw.words(DIRECTORY_LENGTH_MAX, '_')).append('/');
        }
        return url.append("item.htm?query=1").toString();
    }

    /** A number as wide as they come, one for each channel. */
    private static long channelId(long channel) {
        return Integer.reverse((int) channel) & Integer.MAX_VALUE;
    }
}
