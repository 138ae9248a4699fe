package io.weirpool.app.verify;

import io.weirpool.common.catalog.View;
import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.Excerpt;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a table are compared: those whose hash falls into a share of all hashes. Of a view with a key it is the
 * key's, so that all that a key ever had is compared or none; else the row's. Columns of approximate types do not count:
 * PostgreSQL's may differ in the last digit.
 *
 * @param share in millionths, from 1 to 1,000,000
 * @param seed makes another sample each time
 * @param by the columns that are hashed, in the table's order; none: all rows are compared
 */
record Sample(int share, int seed, List<Column> by) {
    private static final int WHOLE = 1_000_000;
    /** As many different samples as anybody takes of one table. */
    private static final int SEEDS = 1_000_000;

    private static final BigDecimal MILLIONTHS_PER_PERCENT = BigDecimal.valueOf(10_000);
    private static final Pattern PERCENT = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,4})?");
    private static final Sample ALL = new Sample(WHOLE, 0, List.of());

    Sample {
        by = List.copyOf(by);
    }

    /**
     * Reads what people write.
     *
     * @param percent such as {@code 1} or {@code 0.5}; null for all rows
     * @throws WeirpoolException {@code QUERY_INVALID}
     */
    static Sample of(@Nullable String percent, View view) {
        return percent == null
                ? ALL
                : new Sample(millionths(percent), ThreadLocalRandom.current().nextInt(SEEDS), by(view));
    }

    /** The same share of another version of the view. */
    Sample of(View version) {
        return share == WHOLE ? this : new Sample(share, seed, by(version));
    }

    private static int millionths(String percent) {
        if (PERCENT.matcher(percent).matches()) {
            BigDecimal millionths = new BigDecimal(percent).multiply(MILLIONTHS_PER_PERCENT);
            if (millionths.signum() > 0 && millionths.compareTo(BigDecimal.valueOf(WHOLE)) <= 0) {
                return millionths.setScale(0, RoundingMode.UP).intValueExact();
            }
        }
        throw new WeirpoolException(
                ErrorCode.QUERY_INVALID,
                "sample is " + Excerpt.of(percent) + "; a share in percent is wanted, from 0.0001 to 100, such as 1");
    }

    private static List<Column> by(View view) {
        List<Column> columns = view.columns().columns();
        IntStream candidates = view.key() instanceof ViewKey.Columns key
                ? key.indexes().stream().mapToInt(Integer::intValue)
                : IntStream.range(0, columns.size());
        return candidates
                .mapToObj(columns::get)
                .filter(column -> !isApproximate(column.type()))
                .toList();
    }

    private static boolean isApproximate(SqlType type) {
        TypeKind kind = type.kind().scalar();
        return kind == TypeKind.REAL || kind == TypeKind.DOUBLE;
    }

    /** A condition on the view's columns; PostgreSQL hashes as it compares, so that 1.5 and 1.50 are one value. */
    String condition() {
        if (isAll()) {
            return "true";
        }
        String row = by.stream()
                .map(column -> "CAST(%s AS %s)"
                        .formatted(Scratch.quoted(column.name().value()), PostgresTypeName.bare(column.type())))
                .collect(Collectors.joining(", "));
        return "mod(hash_record_extended(ROW(%s), %d) & 9007199254740991, %d) < %d".formatted(row, seed, WHOLE, share);
    }

    private boolean isAll() {
        return share == WHOLE || by.isEmpty();
    }

    /** What is compared, for people; empty when it is everything. */
    Optional<String> text() {
        return isAll()
                ? Optional.empty()
                : Optional.of("%s %% by hash of %s, seed %d"
                        .formatted(
                                BigDecimal.valueOf(share)
                                        .divide(MILLIONTHS_PER_PERCENT)
                                        .stripTrailingZeros()
                                        .toPlainString(),
                                by.stream().map(column -> column.name().value()).collect(Collectors.joining(", ")),
                                seed));
    }
}
