package io.weirpool.sql.compile;

import io.weirpool.common.model.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/** Bytes and UUIDs out of text, and digests of bytes. */
public final class BinaryText {
    private BinaryText() {}

    /** Upper case, braces and hyphens after any group of four digits are read, as PostgreSQL does. */
    @SqlFunction({"CAST_UUID(VARCHAR) UUID", "CAST_UUID(CHAR) UUID"})
    public static UUID uuid(String text) {
        boolean braces = text.startsWith("{") && text.endsWith("}") && text.length() > 2;
        String inner = braces ? text.substring(1, text.length() - 1) : text;
        if (!inner.matches("[0-9a-fA-F]{4}(?:-?[0-9a-fA-F]{4}){7}")) {
            throw Failures.invalidText("uuid", text);
        }
        String digits = inner.replace("-", "");
        return new UUID(
                Long.parseUnsignedLong(digits.substring(0, 16), 16), Long.parseUnsignedLong(digits.substring(16), 16));
    }

    /** The hex form, or the older one. */
    @SqlFunction({"CAST_VARBINARY(VARCHAR) VARBINARY", "CAST_VARBINARY(CHAR) VARBINARY"})
    public static Bytes bytes(String text) {
        return text.startsWith("\\x") ? decode(text.substring(2), Binary.Encoding.HEX) : EscapedBytes.read(text);
    }

    @SqlFunction("decode(VARCHAR, VARCHAR) VARBINARY")
    public static Bytes decode(String text, Binary.Encoding encoding) {
        if (encoding == Binary.Encoding.ESCAPE) {
            return EscapedBytes.read(text);
        }
        String digits = text.replaceAll("[ \\n\\t\\r]", "");
        if (encoding == Binary.Encoding.BASE64 && digits.length() % 4 != 0) {
            throw Failures.invalid("base64 that is cut short, or lacks its padding");
        }
        try {
            return Bytes.wrap(
                    encoding == Binary.Encoding.HEX
                            ? HexFormat.of().parseHex(digits)
                            : Base64.getDecoder().decode(digits));
        } catch (IllegalArgumentException e) {
            throw Failures.invalid("invalid " + encoding + " sequence");
        }
    }

    /** Text is UTF-8, and no other encoding is. */
    @SqlFunction("convert_to(VARCHAR, VARCHAR) VARBINARY")
    public static Bytes toBytes(String text, Utf8 encoding) {
        return Bytes.wrap(text.getBytes(encoding.charset));
    }

    @SqlFunction("convert_from(VARBINARY, VARCHAR) VARCHAR")
    public static String text(Bytes bytes, Utf8 encoding) {
        try {
            String text = encoding.charset
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.array()))
                    .toString();
            if (text.indexOf(0) < 0) {
                return text;
            }
        } catch (CharacterCodingException notUtf8) {
            throw Failures.invalid("invalid byte sequence for encoding \"UTF8\"");
        }
        throw Failures.invalid("invalid byte sequence for encoding \"UTF8\": 0x00");
    }

    @SqlFunction("sha224(VARBINARY) VARBINARY")
    public static Bytes sha224(Bytes bytes) {
        return digest("SHA-224", bytes);
    }

    @SqlFunction("sha384(VARBINARY) VARBINARY")
    public static Bytes sha384(Bytes bytes) {
        return digest("SHA-384", bytes);
    }

    @SqlFunction("sha256(VARBINARY) VARBINARY")
    public static Bytes sha256(Bytes bytes) {
        return digest("SHA-256", bytes);
    }

    @SqlFunction("sha512(VARBINARY) VARBINARY")
    public static Bytes sha512(Bytes bytes) {
        return digest("SHA-512", bytes);
    }

    private static Bytes digest(String algorithm, Bytes bytes) {
        try {
            return Bytes.wrap(MessageDigest.getInstance(algorithm).digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    /** The one encoding of convert_to and convert_from. */
    public static final class Utf8 {
        private final Charset charset;

        private Utf8(Charset charset) {
            this.charset = charset;
        }

        public static Utf8 of(String name) {
            if (!name.replaceAll("[-_]", "").equalsIgnoreCase("utf8")) {
                throw Failures.unsupported("the encoding '" + Failures.shown(name) + "'; use UTF8");
            }
            return new Utf8(StandardCharsets.UTF_8);
        }
    }
}
