package io.weirpool.common.topic;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Position;
import java.util.Base64;

/**
 * The position just after a producer's own commands, as the token a 202 carries.
 *
 * <p>The token is base64url (no padding) of UTF-8 JSON {@code {"flights.flight_event":{"0":124,"3":77}}}: log, partition,
 * next offset. {@code weirpool.wait_for()} reads the same form in SQL. To clients it is opaque.
 */
public record Receipt(Position position) {
    /** Characters of a token: a log of 64 partitions takes 2,000; more logs than a few are in no receipt. */
    public static final int TOKEN_LENGTH_MAX = 16_384;

    public String token() {
        byte[] json = TopicJson.positionAlone(position);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }

    /**
     * Reads a token.
     *
     * @throws WeirpoolException {@code RECEIPT_INVALID} when it is none
     */
    public static Receipt parse(String token) {
        if (token.length() > TOKEN_LENGTH_MAX) {
            throw invalid("longer than " + TOKEN_LENGTH_MAX + " characters");
        }
        try {
            byte[] json = Base64.getUrlDecoder().decode(token);
            return new Receipt(TopicJson.readPosition(TopicJson.read(json)));
        } catch (IllegalArgumentException | TopicJson.Malformed e) {
            throw invalid("not one that Weirpool gave");
        }
    }

    private static WeirpoolException invalid(String why) {
        return new WeirpoolException(ErrorCode.RECEIPT_INVALID, "the receipt is " + why);
    }
}
