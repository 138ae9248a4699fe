package io.weirpool.common.codec;

import com.fasterxml.jackson.core.io.NumberOutput;

/**
 * REAL and DOUBLE as the shortest text that reads back as the same number, in the form ECMAScript and RFC 8785 give it:
 * {@code 0.1}, {@code 100}, {@code 1e+21}, {@code 1.5e-7}. The same on every Java version, as keys depend on it.
 */
final class ShortestNumbers {
    /** ECMAScript prints numbers below 10^21 without an exponent. */
    private static final int PLAIN_DIGITS_MAX = 21;
    /** ... and numbers from 10^-6 on. */
    private static final int PLAIN_ZEROS_MAX = 6;

    private ShortestNumbers() {}

    /** A finite number; -0 is {@code -0}. */
    static String of(double value) {
        return layOut(NumberOutput.toString(value, true));
    }

    static String of(float value) {
        return layOut(NumberOutput.toString(value, true));
    }

    /** From Java's form: {@code 1.25E-7}, {@code 100.0}. */
    private static String layOut(String java) {
        int e = java.indexOf('E');
        if (e < 0) {
            return java.endsWith(".0") ? java.substring(0, java.length() - 2) : java;
        }
        boolean negative = java.charAt(0) == '-';
        int point = java.indexOf('.');
        String fraction = java.substring(point + 1, e);
        String digits = java.substring(negative ? 1 : 0, point) + (fraction.equals("0") ? "" : fraction);
        String plain = layOut(digits, Integer.parseInt(java.substring(e + 1)) + 1);
        return negative ? "-" + plain : plain;
    }

    /** 0.digits times 10^exponent. */
    private static String layOut(String digits, int exponent) {
        int count = digits.length();
        if (count <= exponent && exponent <= PLAIN_DIGITS_MAX) {
            return digits + "0".repeat(exponent - count);
        }
        if (exponent > 0 && exponent <= PLAIN_DIGITS_MAX) {
            return digits.substring(0, exponent) + "." + digits.substring(exponent);
        }
        if (exponent > -PLAIN_ZEROS_MAX && exponent <= 0) {
            return "0." + "0".repeat(-exponent) + digits;
        }
        String mantissa = count == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return mantissa + (exponent > 0 ? "e+" : "e-") + Math.abs(exponent - 1);
    }
}
