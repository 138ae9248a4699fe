package io.weirpool.bench.path;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A line of an order.
 *
 * @param at ISO date and time, without a zone
 */
record Sale(long id, int customer, int product, int quantity, BigDecimal amount, String at) {
    private static final ObjectReader READER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .readerFor(Sale[].class);

    Sale {
        if (quantity <= 0) {
            throw new IllegalArgumentException("the quantity is " + quantity);
        }
    }

    /**
     * All lines of an order.
     *
     * @throws IOException they are not, or a field is missing or wrong
     */
    static List<Sale> read(byte[] array) throws IOException {
        return List.of(READER.<Sale[]>readValue(array));
    }

    LocalDateTime hour() {
        return LocalDateTime.parse(at).truncatedTo(ChronoUnit.HOURS);
    }
}
