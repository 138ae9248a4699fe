package io.weirpool.sql.compile;

import io.weirpool.common.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** PostgreSQL's older form of bytes: ASCII is itself, two backslashes are one, {@code \377} the byte of three octal digits. */
final class EscapedBytes {
    private static final int DIGITS = 3;

    private EscapedBytes() {}

    static String write(Bytes bytes) {
        StringBuilder out = new StringBuilder();
        for (byte b : bytes.array()) {
            int value = b & 0xFF;
            if (value == 0 || value > 127) {
                out.append('\\').append(value >> 6).append(value >> 3 & 7).append(value & 7);
            } else {
                out.append(value == '\\' ? "\\" : "").append((char) value);
            }
        }
        return out.toString();
    }

    static Bytes read(String text) {
        byte[] units = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(units.length);
        int at = 0;
        while (at < units.length) {
            if (units[at] != '\\') {
                out.write(units[at++]);
            } else if (at + 1 < units.length && units[at + 1] == '\\') {
                out.write('\\');
                at += 2;
            } else {
                out.write(octal(text, units, at + 1));
                at += 1 + DIGITS;
            }
        }
        return Bytes.wrap(out.toByteArray());
    }

    private static int octal(String text, byte[] units, int start) {
        int value = 0;
        for (int i = start; i < start + DIGITS; i++) {
            int digit = i < units.length ? units[i] - '0' : -1;
            if (digit < 0 || digit > (i == start ? 3 : 7)) {
                throw Failures.invalidText("bytea", text);
            }
            value = value * 8 + digit;
        }
        return value;
    }
}
