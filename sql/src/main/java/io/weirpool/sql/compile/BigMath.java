package io.weirpool.sql.compile;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Elementary functions of exact numbers, to any precision: series after the argument is made small. Precisions are of
 * significant digits of the result, give or take one in the last.
 */
final class BigMath {
    /** Digits computed beyond those asked for. */
    private static final int GUARD = 12;

    /** Halvings before the series of exp, sin and cos: each term then brings at least three digits. */
    private static final int HALVINGS = 8;

    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /** Few precisions are ever asked for; each constant is made once for each. */
    private static final Map<Integer, BigDecimal> LN10 = new ConcurrentHashMap<>();

    private static final Map<Integer, BigDecimal> PI = new ConcurrentHashMap<>();

    private BigMath() {}

    /** Of an argument between -20,000 and 20,000. */
    static BigDecimal exp(BigDecimal x, int digits) {
        MathContext context = new MathContext(digits + GUARD + 6);
        // e^x = 10^k e^r, so that r is small and the result has the digits wanted
        BigInteger k = x.divide(ln10(digits + GUARD + 6), context)
                .setScale(0, RoundingMode.HALF_EVEN)
                .toBigInteger();
        BigDecimal rest = x.subtract(new BigDecimal(k).multiply(ln10(digits + GUARD + 6)));
        BigDecimal small = rest.divide(BigDecimal.valueOf(1 << HALVINGS), context);
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        for (int i = 1; !negligible(term, context); i++) {
            term = term.multiply(small, context).divide(BigDecimal.valueOf(i), context);
            sum = sum.add(term, context);
        }
        for (int i = 0; i < HALVINGS; i++) {
            sum = sum.multiply(sum, context);
        }
        return sum.scaleByPowerOfTen(k.intValueExact());
    }

    /** The term is too small to change a sum near 1. */
    private static boolean negligible(BigDecimal term, MathContext context) {
        return term.signum() == 0 || term.precision() - term.scale() < -context.getPrecision();
    }

    /** Of a positive number; digits after the point rather than significant ones where the result is below 1. */
    static BigDecimal ln(BigDecimal x, int digits) {
        if (x.compareTo(BigDecimal.ONE) == 0) {
            return BigDecimal.ZERO;
        }
        int weight = x.precision() - x.scale();
        boolean nearOne = weight >= 0 && weight <= 1 && Math.abs(x.doubleValue() - 1) < 0.5;
        if (nearOne) {
            BigDecimal from = x.subtract(BigDecimal.ONE);
            int lost = Math.max(0, from.scale() - from.precision());
            return lnNearOne(x, new MathContext(digits + GUARD + lost));
        }
        MathContext context = new MathContext(digits + GUARD + 6);
        BigDecimal mantissa = x.scaleByPowerOfTen(-weight); // 0.1 to 1
        int scaled = 0;
        while (mantissa.doubleValue() < 0.7) {
            mantissa = mantissa.multiply(TWO);
            scaled++;
        }
        return lnNearOne(mantissa, context)
                .subtract(BigDecimal.valueOf(scaled).multiply(ln2(context)))
                .add(BigDecimal.valueOf(weight).multiply(ln10(context.getPrecision())));
    }

    /** By 2 artanh((x - 1) / (x + 1)). */
    private static BigDecimal lnNearOne(BigDecimal x, MathContext context) {
        BigDecimal ratio = x.subtract(BigDecimal.ONE).divide(x.add(BigDecimal.ONE), context);
        return artanh(ratio, context).multiply(TWO);
    }

    private static BigDecimal artanh(BigDecimal ratio, MathContext context) {
        BigDecimal square = ratio.multiply(ratio, context);
        BigDecimal power = ratio;
        BigDecimal sum = ratio;
        for (int i = 3; !negligible(power, context); i += 2) {
            power = power.multiply(square, context);
            sum = sum.add(power.divide(BigDecimal.valueOf(i), context), context);
        }
        return sum;
    }

    private static BigDecimal ln2(MathContext context) {
        return artanh(BigDecimal.ONE.divide(BigDecimal.valueOf(3), context), context)
                .multiply(TWO);
    }

    /** ln 10 = 3 ln 2 + ln 1.25. */
    static BigDecimal ln10(int digits) {
        return LN10.computeIfAbsent(digits, d -> {
            MathContext context = new MathContext(d + GUARD);
            return ln2(context)
                    .multiply(BigDecimal.valueOf(3))
                    .add(lnNearOne(new BigDecimal("1.25"), context), context);
        });
    }

    /** By Machin's formula. */
    static BigDecimal pi(int digits) {
        return PI.computeIfAbsent(digits, d -> {
            MathContext context = new MathContext(d + GUARD);
            return arctanOfInverse(5, context)
                    .multiply(BigDecimal.valueOf(16))
                    .subtract(arctanOfInverse(239, context).multiply(BigDecimal.valueOf(4)), context);
        });
    }

    private static BigDecimal arctanOfInverse(int inverse, MathContext context) {
        return arctanSeries(BigDecimal.ONE.divide(BigDecimal.valueOf(inverse), context), context);
    }

    private static BigDecimal arctanSeries(BigDecimal x, MathContext context) {
        BigDecimal square = x.multiply(x, context).negate();
        BigDecimal power = x;
        BigDecimal sum = x;
        for (int i = 3; !negligible(power, context); i += 2) {
            power = power.multiply(square, context);
            sum = sum.add(power.divide(BigDecimal.valueOf(i), context), context);
        }
        return sum;
    }

    /** Halves the angle four times before the series. */
    static BigDecimal arctan(BigDecimal x, int digits) {
        MathContext context = new MathContext(digits + GUARD);
        BigDecimal small = x;
        for (int i = 0; i < 4; i++) {
            BigDecimal root = BigDecimal.ONE.add(small.multiply(small, context)).sqrt(context);
            small = small.divide(BigDecimal.ONE.add(root), context);
        }
        return arctanSeries(small, context).multiply(BigDecimal.valueOf(16));
    }

    /** Of an angle of any size: what is over half a turn is taken off. */
    static BigDecimal sin(BigDecimal x, int digits) {
        return sinOfSmall(reduced(x, digits), new MathContext(digits + GUARD + extra(x)));
    }

    static BigDecimal cos(BigDecimal x, int digits) {
        int more = digits + extra(x);
        return sinOfSmall(reduced(x.add(pi(more + GUARD).divide(TWO)), digits), new MathContext(more + GUARD));
    }

    /** A sum near a zero of the function loses the digits it has in common with it: no double loses over 20. */
    private static int extra(BigDecimal x) {
        return Math.max(0, x.precision() - x.scale()) + 20;
    }

    private static BigDecimal reduced(BigDecimal x, int digits) {
        int more = digits + GUARD + extra(x);
        BigDecimal turn = pi(more).multiply(TWO);
        BigDecimal turns = x.divide(turn, new MathContext(more)).setScale(0, RoundingMode.HALF_EVEN);
        return x.subtract(turns.multiply(turn));
    }

    /** The series at a third of a third of the angle, then sin 3a = 3 sin a - 4 sin^3 a, twice. */
    private static BigDecimal sinOfSmall(BigDecimal x, MathContext context) {
        BigDecimal small = x.divide(BigDecimal.valueOf(9), context);
        BigDecimal square = small.multiply(small, context).negate();
        BigDecimal term = small;
        BigDecimal sum = small;
        for (int i = 2; !negligible(term, context); i += 2) {
            term = term.multiply(square, context).divide(BigDecimal.valueOf((long) i * (i + 1)), context);
            sum = sum.add(term, context);
        }
        return tripled(tripled(sum, context), context);
    }

    private static BigDecimal tripled(BigDecimal sin, MathContext context) {
        BigDecimal cube = sin.multiply(sin, context).multiply(sin, context);
        return sin.multiply(BigDecimal.valueOf(3)).subtract(cube.multiply(BigDecimal.valueOf(4)), context);
    }
}
