package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.sql.plan.AggregateCall.Function;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * COVAR, CORR and REGR functions of pairs (y, x), taken as DOUBLE: from exact sums of x, y and their products, rounded once.
 *
 * <p>With n pairs, {@code xx} here is n times the sum of the squares of the differences of x from its mean; {@code yy} and
 * {@code xy} likewise. A value that is not finite makes every result it is in NaN.
 */
final class Regression extends Mergeable {
    private final Function function;
    private final FloatSum x = new FloatSum();
    private final FloatSum y = new FloatSum();
    private final FloatSum xSquares = new FloatSum();
    private final FloatSum ySquares = new FloatSum();
    private final FloatSum products = new FloatSum();
    private long count;

    Regression(Function function) {
        this.function = function;
    }

    @Override
    public void add(Object value, long weight) {
        @Nullable Object[] pair = (@Nullable Object[]) value;
        double first = number(pair[0]);
        double second = number(pair[1]);
        y.add(first, weight);
        x.add(second, weight);
        ySquares.addProduct(first, first, weight);
        xSquares.addProduct(second, second, weight);
        products.addProduct(second, first, weight);
        count += weight;
    }

    private static double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private List<FloatSum> sums() {
        return List.of(x, y, xSquares, ySquares, products);
    }

    @Override
    public void write(ByteOutput out) {
        out.writeZigzag(count);
        sums().forEach(sum -> sum.write(out));
    }

    @Override
    public void merge(ByteInput in) {
        count += in.readZigzag();
        sums().forEach(sum -> sum.merge(in));
    }

    @Override
    public @Nullable Object result() {
        if (function == Function.REGR_COUNT) {
            return count;
        }
        if (count <= 0) {
            return null;
        }
        return switch (function) {
            case REGR_AVGX -> average(x);
            case REGR_AVGY -> average(y);
            case REGR_SXX -> x.isFinite() ? (Object) xx().over(n()) : (Object) Double.NaN;
            case REGR_SYY -> y.isFinite() ? (Object) yy().over(n()) : (Object) Double.NaN;
            case REGR_SXY -> isFinite() ? (Object) xy().over(n()) : (Object) Double.NaN;
            case COVAR_POP -> covariance(count);
            case COVAR_SAMP -> count == 1 ? null : covariance(count - 1);
            case CORR -> correlation();
            case REGR_R2 -> determination();
            case REGR_SLOPE -> xIsConstant() ? null : slope();
            case REGR_INTERCEPT -> xIsConstant() ? null : intercept();
            default -> throw new IllegalStateException(function.name());
        };
    }

    private Exact n() {
        return Exact.of(count);
    }

    private Exact xx() {
        return n().times(xSquares.exact()).minus(x.exact().times(x.exact()));
    }

    private Exact yy() {
        return n().times(ySquares.exact()).minus(y.exact().times(y.exact()));
    }

    private Exact xy() {
        return n().times(products.exact()).minus(x.exact().times(y.exact()));
    }

    private boolean isFinite() {
        return x.isFinite() && y.isFinite();
    }

    private boolean xIsConstant() {
        return x.isFinite() && xx().signum() == 0;
    }

    private boolean yIsConstant() {
        return y.isFinite() && yy().signum() == 0;
    }

    private Double average(FloatSum sum) {
        return sum.isFinite() ? sum.exact().over(n()) : sum.toDouble();
    }

    private Double covariance(long divisor) {
        return isFinite() ? xy().over(n().times(Exact.of(divisor))) : Double.NaN;
    }

    private @Nullable Double correlation() {
        if (xIsConstant() || yIsConstant()) {
            return null;
        }
        return isFinite() ? Math.copySign(Math.sqrt(squareOfCorrelation()), xy().signum()) : Double.NaN;
    }

    private @Nullable Double determination() {
        if (xIsConstant()) {
            return null;
        }
        return yIsConstant() ? 1.0 : isFinite() ? squareOfCorrelation() : Double.NaN;
    }

    private double squareOfCorrelation() {
        return xy().times(xy()).over(xx().times(yy()));
    }

    private Double slope() {
        return isFinite() ? xy().over(xx()) : Double.NaN;
    }

    private Double intercept() {
        return isFinite()
                ? y.exact()
                        .times(xSquares.exact())
                        .minus(x.exact().times(products.exact()))
                        .over(xx())
                : Double.NaN;
    }
}
