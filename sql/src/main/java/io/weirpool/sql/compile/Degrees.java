package io.weirpool.sql.compile;

/**
 * Trigonometry in degrees. As in PostgreSQL, results are scaled so that those of 30, 45, 60 and 90 degrees are exact.
 */
public final class Degrees {
    private static final double RADIANS = 0.017453292519943295;

    private static final double SIN_30 = Transcendental.sin(30 * RADIANS);

    private static final double ONE_MINUS_COS_60 = 1 - Transcendental.cos(60 * RADIANS);

    private static final double ASIN_HALF = Transcendental.asin(0.5);

    private static final double ACOS_HALF = Transcendental.acos(0.5);

    private static final double ATAN_ONE = Transcendental.atan(1);

    private static final double TAN_45 = sine(45) / cosine(45);

    private static final double COT_45 = cosine(45) / sine(45);

    private Degrees() {}

    /** Of 0 to 90 degrees. */
    private static double sine(double x) {
        return x <= 30 ? sineTo30(x) : cosineTo60(90 - x);
    }

    private static double cosine(double x) {
        return x <= 60 ? cosineTo60(x) : sineTo30(90 - x);
    }

    private static double sineTo30(double x) {
        return Transcendental.sin(x * RADIANS) / SIN_30 / 2;
    }

    private static double cosineTo60(double x) {
        return 1 - (1 - Transcendental.cos(x * RADIANS)) / ONE_MINUS_COS_60 / 2;
    }

    /** An angle as one of 0 to 90 degrees, and whether each turn on the way there changed the sign. */
    private record Reduced(double angle, boolean negative, boolean upper, boolean left) {
        static Reduced of(double x) {
            if (Double.isInfinite(x)) {
                throw Failures.invalid("input is out of range");
            }
            double angle = x % 360;
            boolean negative = angle < 0;
            angle = negative ? -angle : angle;
            boolean upper = angle > 180;
            angle = upper ? 360 - angle : angle;
            boolean left = angle > 90;
            return new Reduced(left ? 180 - angle : angle, negative, upper, left);
        }

        static double signed(double value, boolean... changes) {
            double sign = 1;
            for (boolean change : changes) {
                sign = change ? -sign : sign;
            }
            return sign * value;
        }
    }

    @SqlFunction("sind(DOUBLE) DOUBLE")
    public static double sind(double x) {
        Reduced reduced = Reduced.of(x);
        return Double.isNaN(x) ? x : Reduced.signed(sine(reduced.angle), reduced.negative, reduced.upper);
    }

    @SqlFunction("cosd(DOUBLE) DOUBLE")
    public static double cosd(double x) {
        Reduced reduced = Reduced.of(x);
        return Double.isNaN(x) ? x : Reduced.signed(cosine(reduced.angle), reduced.left);
    }

    @SqlFunction("tand(DOUBLE) DOUBLE")
    public static double tand(double x) {
        Reduced reduced = Reduced.of(x);
        return Double.isNaN(x) ? x : ratio(reduced, sine(reduced.angle) / cosine(reduced.angle) / TAN_45);
    }

    @SqlFunction("cotd(DOUBLE) DOUBLE")
    public static double cotd(double x) {
        Reduced reduced = Reduced.of(x);
        return Double.isNaN(x) ? x : ratio(reduced, cosine(reduced.angle) / sine(reduced.angle) / COT_45);
    }

    private static double ratio(Reduced reduced, double ratio) {
        double signed = Reduced.signed(ratio, reduced.negative, reduced.upper, reduced.left);
        return signed == 0 ? 0 : signed;
    }

    @SqlFunction("asind(DOUBLE) DOUBLE")
    public static double asind(double x) {
        checkRatio(x);
        return Double.isNaN(x) ? x : x >= 0 ? arcSine(x) : -arcSine(-x);
    }

    @SqlFunction("acosd(DOUBLE) DOUBLE")
    public static double acosd(double x) {
        checkRatio(x);
        return Double.isNaN(x) ? x : x >= 0 ? arcCosine(x) : 90 + arcSine(-x);
    }

    private static void checkRatio(double x) {
        if (x < -1 || x > 1) {
            throw Failures.invalid("input is out of range");
        }
    }

    /** Of 0 to 1. */
    private static double arcSine(double x) {
        return x <= 0.5 ? Transcendental.asin(x) / ASIN_HALF * 30 : 90 - Transcendental.acos(x) / ACOS_HALF * 60;
    }

    private static double arcCosine(double x) {
        return x <= 0.5 ? 90 - Transcendental.asin(x) / ASIN_HALF * 30 : Transcendental.acos(x) / ACOS_HALF * 60;
    }

    @SqlFunction("atand(DOUBLE) DOUBLE")
    public static double atand(double x) {
        return Transcendental.atan(x) / ATAN_ONE * 45;
    }

    @SqlFunction("atan2d(DOUBLE, DOUBLE) DOUBLE")
    public static double atan2d(double y, double x) {
        return Transcendental.atan2(y, x) / ATAN_ONE * 45;
    }
}
