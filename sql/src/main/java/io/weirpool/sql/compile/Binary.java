package io.weirpool.sql.compile;

import io.weirpool.common.model.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** Functions of bytes. */
public final class Binary {
    /** A line of base64 ends after this many characters, by the rules of MIME. */
    private static final int LINE_LENGTH = 76;

    private Binary() {}

    @SqlFunction({"length(VARBINARY) INTEGER", "octet_length(VARBINARY) INTEGER"})
    public static int length(Bytes bytes) {
        return bytes.length();
    }

    @SqlFunction("md5(VARCHAR) VARCHAR")
    public static String md5(String text) {
        return md5(Bytes.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    @SqlFunction("md5(VARBINARY) VARCHAR")
    public static String md5(Bytes bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    @SqlFunction("encode(VARBINARY, VARCHAR) VARCHAR")
    public static String encode(Bytes bytes, Encoding encoding) {
        return switch (encoding) {
            case HEX -> HexFormat.of().formatHex(bytes.array());
            case BASE64 -> lines(Base64.getEncoder().encodeToString(bytes.array()));
            case ESCAPE -> EscapedBytes.write(bytes);
        };
    }

    /** A full line ends with a line feed, the last one, too, unless it was filled up. */
    private static String lines(String base64) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < base64.length(); i += LINE_LENGTH) {
            int end = i + LINE_LENGTH;
            lines.append(base64, i, Math.min(end, base64.length()));
            lines.append(end <= base64.length() && base64.charAt(end - 1) != '=' ? "\n" : "");
        }
        return lines.toString();
    }

    /** Of encode and decode. */
    public enum Encoding {
        HEX,
        BASE64,
        ESCAPE;

        public static Encoding of(String name) {
            for (Encoding encoding : values()) {
                if (encoding.name().equalsIgnoreCase(name)) {
                    return encoding;
                }
            }
            throw Failures.unsupported("the encoding '" + Failures.shown(name) + "'; use hex, base64 or escape");
        }
    }
}
