package io.weirpool.ingest;

import static io.weirpool.ingest.BadInput.event;
import static io.weirpool.ingest.BadInput.header;
import static io.weirpool.ingest.BadInput.json;
import static io.weirpool.ingest.BadInput.line;
import static io.weirpool.ingest.BadInput.typed;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.Zstd;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Requests of strangers, each with the answer it must get. The stream {@code any} has a column of each kind. */
final class BadInputs {
    private static final String EVENT = "\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"s\",\"type\":\"t\"";

    private BadInputs() {}

    /** A stream with a column of each kind. */
    static Source any(String name, int partitions) {
        RowType row = RowType.of(
                Column.of("id", SqlType.of(TypeKind.BIGINT).notNull()),
                Column.of("i", SqlType.of(TypeKind.INTEGER)),
                Column.of("s", SqlType.of(TypeKind.SMALLINT)),
                Column.of("n", SqlType.of(TypeKind.DECIMAL)),
                Column.of("r", SqlType.of(TypeKind.DOUBLE)),
                Column.of("v", SqlType.varchar(3)),
                Column.of("b", SqlType.of(TypeKind.BOOLEAN)),
                Column.of("d", SqlType.of(TypeKind.DATE)),
                Column.of("t", SqlType.of(TypeKind.TIME)),
                Column.of("ts", SqlType.of(TypeKind.TIMESTAMP)),
                Column.of("tz", SqlType.of(TypeKind.TIMESTAMPTZ)),
                Column.of("u", SqlType.of(TypeKind.UUID)),
                Column.of("x", SqlType.of(TypeKind.VARBINARY)),
                Column.of("j", SqlType.of(TypeKind.JSON)),
                Column.of("a", SqlType.of(TypeKind.INTEGER_ARRAY)));
        return new Source(new Name(name), Source.Kind.STREAM, row, List.of(), List.of(), partitions, Map.of());
    }

    static List<BadInput> all() {
        return Stream.of(values(), text(), syntax(), lines(), events(), headers(), bodies(), places(), framing())
                .flatMap(List::stream)
                .toList();
    }

    private static BadInput row(String field, int status, String slug) {
        return json(field, "{\"id\":1," + field + "}", status, slug);
    }

    private static List<BadInput> values() {
        return List.of(
                row("\"ts\":\"2026-01-01T25:00:00\"", 422, "row-invalid"), // B43
                row("\"ts\":\"294277-01-01T00:00:00\"", 422, "row-invalid"), // B43
                row("\"ts\":\"2026-01-01T00:00:00Z\"", 422, "row-invalid"), // B43
                row("\"tz\":\"2026-01-01T00:00:00\"", 422, "row-invalid"), // B43
                row("\"tz\":\"2026-01-01T00:00:00+25:00\"", 422, "row-invalid"),
                row("\"ts\":1767225600", 422, "row-invalid"),
                row("\"d\":\"2026-02-30\"", 422, "row-invalid"), // B43
                row("\"d\":\"0000-00-00\"", 422, "row-invalid"),
                row("\"d\":\"2026-1-1\"", 422, "row-invalid"),
                row("\"t\":\"23:59:60\"", 422, "row-invalid"), // B44
                row("\"t\":\"25:00:00\"", 422, "row-invalid"),
                row("\"i\":2147483648", 422, "row-invalid"),
                row("\"s\":-32769", 422, "row-invalid"),
                row("\"i\":1.5", 422, "row-invalid"), // B31
                row("\"i\":\"1\"", 422, "row-invalid"), // B31
                row("\"n\":1e999999999", 400, "number-range"), // B28
                row("\"n\":-1e-999999999", 400, "number-range"),
                row("\"n\":" + "9".repeat(1001), 400, "number-range"), // B29
                row("\"r\":1e400", 422, "row-invalid"),
                row("\"v\":\"abcd\"", 422, "row-invalid"),
                row("\"v\":1", 422, "row-invalid"),
                row("\"v\":{\"a\":1}", 422, "row-invalid"),
                row("\"b\":\"true\"", 422, "row-invalid"),
                row("\"b\":0", 422, "row-invalid"),
                row("\"u\":\"123\"", 422, "row-invalid"),
                row("\"x\":\"z*\"", 422, "row-invalid"),
                row("\"a\":[[1]]", 422, "row-invalid"),
                row("\"a\":5", 422, "row-invalid"),
                row("\"a\":[1,\"2\"]", 422, "row-invalid"),
                row("\"ID\":1", 422, "row-invalid"),
                row("\"d\":\"2025-02-29\"", 422, "row-invalid"),
                row("\"d\":\" 2026-01-01\"", 422, "row-invalid"),
                row("\"d\":\"\u0662\u0660\u0662\u0666-01-01\"", 422, "row-invalid"), // Arabic digits
                row("\"d\":20260101", 422, "row-invalid"),
                row("\"t\":\"12:60:00\"", 422, "row-invalid"),
                row("\"t\":\"12:00:00+01:00\"", 422, "row-invalid"),
                row("\"tz\":\"2026-01-01T00:00:00 Europe/Berlin\"", 422, "row-invalid"),
                row("\"tz\":null,\"ts\":\"now\"", 422, "row-invalid"),
                row("\"ts\":\"infinity\"", 422, "row-invalid"),
                row("\"i\":1e10", 422, "row-invalid"),
                row("\"i\":true", 422, "row-invalid"),
                row("\"i\":\"\"", 422, "row-invalid"),
                row("\"i\":[1]", 422, "row-invalid"),
                row("\"i\":{\"value\":1}", 422, "row-invalid"),
                row("\"n\":\"NaN\"", 422, "row-invalid"),
                row("\"n\":\"1,5\"", 422, "row-invalid"),
                row("\"n\":\"0x1F\"", 422, "row-invalid"),
                row("\"r\":\"fast\"", 422, "row-invalid"),
                row("\"v\":[\"a\"]", 422, "row-invalid"),
                row("\"b\":\"\"", 422, "row-invalid"),
                row("\"u\":\"{12345678-1234-1234-1234-12345678901}\"", 422, "row-invalid"),
                row("\"u\":12345678", 422, "row-invalid"),
                row("\"a\":{\"0\":1}", 422, "row-invalid"),
                row("\"a\":[1.5]", 422, "row-invalid"),
                row("\"a\":\"{1,2}\"", 422, "row-invalid"),
                row("\"id \":1", 422, "row-invalid"),
                row("\"i\":1,\"i\":1", 400, "duplicate-key"),
                row("\"j\":1e999999999", 400, "number-range"),
                row("\"j\":[" + "9".repeat(1001) + "]", 400, "number-range"),
                row("\"\":1", 422, "row-invalid"),
                json("id twice, once escaped", "{\"id\":1,\"\\u0069d\":2}", 400, "duplicate-key"), // B26
                json("no id", "{\"v\":\"a\"}", 422, "row-invalid"), // B41
                json("id null", "{\"id\":null}", 422, "row-invalid"), // B41
                json("id beyond bigint", "{\"id\":9223372036854775808}", 422, "row-invalid"),
                json("a thousand unknown fields", "{\"id\":1" + many(",\"f%d\":1") + "}", 422, "row-invalid"));
    }

    private static String many(String field) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            text.append(field.formatted(i));
        }
        return text.toString();
    }

    private static List<BadInput> text() {
        return List.of(
                row("\"v\":\"\\u0000\"", 422, "nul-character"), // B35
                row("\"j\":{\"a\":[\"\\u0000\"]}", 422, "nul-character"), // B35
                row("\"j\":{\"\\u0000\":1}", 422, "nul-character"), // B35
                row("\"v\":\"\0\"", 422, "nul-character"), // B35
                row("\"v\":\"\\ud800\"", 400, "malformed-json"), // B34
                row("\"v\":\"\\udc00\\ud800\"", 400, "malformed-json"),
                row("\"j\":\"\\udfff\"", 400, "malformed-json"),
                row("\"v\":\"a\nb\"", 400, "malformed-json"),
                row("\"v\":\"\\x41\"", 400, "malformed-json"),
                row("\"v\":\"\\u12G4\"", 400, "malformed-json"),
                json("overlong UTF-8", bytes("{\"id\":1,\"v\":\"\u00c0\u0080\"}"), 400, "malformed-json"),
                json("surrogate in UTF-8", bytes("{\"id\":1,\"v\":\"\u00ed\u00a0\u0080\"}"), 400, "malformed-json"),
                json("beyond Unicode", bytes("{\"id\":1,\"v\":\"\u00f5\u0080\u0080\u0080\"}"), 400, "malformed-json"),
                json("cut within a character", bytes("{\"id\":1,\"v\":\"\u00e2\u0082"), 400, "malformed-json"),
                json("UTF-16", "{\"id\":1}".getBytes(UTF_16), 400, "malformed-json"));
    }

    /** Each character is a byte. */
    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static List<BadInput> syntax() {
        return Stream.of(
                        "{\"id\":1", // B22
                        "{\"id\":1}{\"id\":2}", // B23
                        "{\"id\":1};",
                        "{\"id\":1,}", // B25
                        "{'id':1}", // B25
                        "{id:1}",
                        "{\"id\":1 /* c */}", // B25
                        "{\"id\":1} // c", // B25
                        "# c\n{\"id\":1}",
                        "{\"id\":NaN}",
                        "{\"id\":Infinity}",
                        "{\"id\":+1}",
                        "{\"id\":01}",
                        "{\"id\":.5}",
                        "{\"id\":1.}",
                        "{\"id\":0x10}",
                        "{\"id\":1_0}",
                        "{\"id\":1e}",
                        "{\"id\":True}",
                        "{\"id\":undefined}",
                        "{\"id\":nul}",
                        "{\"id\" 1}",
                        "{\"id\":}",
                        "{\"id\":1 \"v\":\"a\"}",
                        "{:1}",
                        "}",
                        "[{\"id\":1}}",
                        "[{\"id\":1} {\"id\":2}]",
                        "[,{\"id\":1}]",
                        "\u00a0{\"id\":1}",
                        "{\"id\":1,\u000b\"v\":\"a\"}")
                .map(body -> json(body, body, 400, "malformed-json"))
                .toList();
    }

    private static List<BadInput> lines() {
        String ndjson = "application/x-ndjson";
        return List.of(
                json("null", "null", 422, "row-invalid"), // B37
                json("a number", "3", 422, "row-invalid"), // B37
                json("a string", "\"x\"", 422, "row-invalid"), // B37
                json("array in an array", "[[{\"id\":1}]]", 422, "row-invalid"),
                json("null in an array", "[{\"id\":1},null]", 422, "row-invalid"),
                json("deep arrays", "[".repeat(500_000), 400, "request-invalid"),
                json("deep value, cut", "{\"id\":1,\"j\":" + "[".repeat(100_000), 400, "request-invalid"),
                json(
                        "deep value",
                        "{\"id\":1,\"j\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}",
                        400,
                        "request-invalid"),
                row("\"" + "k".repeat(50_001) + "\":1", 400, "request-invalid"), // B38
                typed("array in a line", ndjson, bytes("[{\"id\":1}]\n"), 422, "row-invalid"),
                typed("null in a line", ndjson, bytes("null\n"), 422, "row-invalid"),
                typed("second value in a line", ndjson, bytes("{\"id\":1} {\"id\":2}\n"), 400, "malformed-json"),
                typed("comma after a line", ndjson, bytes("{\"id\":1},\n{\"id\":2}\n"), 400, "malformed-json"),
                typed("lines ended by CR", ndjson, bytes("{\"id\":1}\r{\"id\":2}\r"), 400, "malformed-json"),
                typed(
                        "lines ended by U+2028",
                        ndjson,
                        "{\"id\":1}\u2028{\"id\":2}".getBytes(UTF_8),
                        400,
                        "malformed-json"),
                typed("object over two lines", ndjson, bytes("{\"id\":\n1}\n"), 400, "malformed-json"),
                typed("a record separator before each", ndjson, bytes("\u001e{\"id\":1}\n"), 400, "malformed-json"),
                typed("lines of SSE", ndjson, bytes("data: {\"id\":1}\n\n"), 400, "malformed-json"),
                typed("lines of CSV", ndjson, bytes("id,v\n1,a\n"), 400, "malformed-json"),
                typed(
                        "a zero byte between lines",
                        ndjson,
                        bytes("{\"id\":1}\n\u0000\n{\"id\":2}"),
                        422,
                        "nul-character"),
                typed(
                        "good lines, then a wrong one",
                        ndjson,
                        bytes("{\"id\":1}\n".repeat(5_000) + "{\"id\":\"x\"}\n"),
                        422,
                        "row-invalid"),
                typed(
                        "an array as JSON and lines at once",
                        "application/json",
                        bytes("[{\"id\":1}]\n{\"id\":2}"),
                        400,
                        "malformed-json"),
                typed(
                        "lines sent as JSON",
                        "application/json",
                        bytes("{\"id\":1}\n{\"id\":2}\n"),
                        400,
                        "malformed-json"),
                typed("last line cut", ndjson, bytes("{\"id\":1}\n{\"id\":"), 400, "malformed-json"),
                typed("100,001 lines", ndjson, bytes("{\"id\":1}\n".repeat(100_001)), 413, "too-large"), // B52
                json("100,001 rows", "[" + "{},".repeat(100_001) + "{}]", 413, "too-large"));
    }

    private static List<BadInput> events() {
        String batch = "application/cloudevents-batch+json";
        return List.of(
                event(
                        "version 0.3",
                        EVENT.replace("1.0", "0.3") + ",\"data\":{\"id\":1}",
                        400,
                        "request-invalid"), // B55
                event("version as a number", EVENT.replace("\"1.0\"", "1.0"), 400, "request-invalid"),
                event(
                        "two data",
                        EVENT + ",\"data\":{\"id\":1},\"data_base64\":\"e30=\"",
                        400,
                        "request-invalid"), // B56
                event("capital", EVENT + ",\"myExt\":\"x\",\"data\":{\"id\":1}", 400, "request-invalid"), // B58
                event("underscore", EVENT + ",\"my_ext\":\"x\",\"data\":{\"id\":1}", 400, "request-invalid"),
                event("empty source", EVENT.replace("\"s\"", "\"\"") + ",\"data\":{\"id\":1}", 400, "request-invalid"),
                event("null id", EVENT.replace("\"a\"", "null") + ",\"data\":{\"id\":1}", 400, "request-invalid"),
                event("nested attribute", EVENT + ",\"ext\":{\"a\":1},\"data\":{\"id\":1}", 400, "request-invalid"),
                event("base64 is a number", EVENT + ",\"data_base64\":7", 400, "request-invalid"),
                event("data is null", EVENT + ",\"data\":null", 422, "row-invalid"),
                event("data is text", EVENT + ",\"data\":\"{}\"", 422, "row-invalid"),
                event("data twice", EVENT + ",\"data\":{\"id\":1},\"data\":{\"id\":2}", 400, "duplicate-key"),
                event(
                        "no version",
                        EVENT.replace("\"specversion\":\"1.0\",", "") + ",\"data\":{\"id\":1}",
                        400,
                        "request-invalid"),
                event("empty id", EVENT.replace("\"a\"", "\"\"") + ",\"data\":{\"id\":1}", 400, "request-invalid"),
                event("no type", EVENT.replace(",\"type\":\"t\"", "") + ",\"data\":{\"id\":1}", 400, "request-invalid"),
                event("type is null", EVENT.replace("\"t\"", "null") + ",\"data\":{\"id\":1}", 400, "request-invalid"),
                event("base64 of no JSON", EVENT + ",\"data_base64\":\"eA==\"", 400, "malformed-json"),
                event("base64 of a list", EVENT + ",\"data_base64\":\"W10=\"", 422, "row-invalid"),
                event("data and a second value", EVENT + ",\"data\":{\"id\":1}} {", 400, "malformed-json"),
                event(
                        "specversion twice",
                        EVENT + ",\"specversion\":\"1.0\",\"data\":{\"id\":1}",
                        400,
                        "duplicate-key"),
                typed(
                        "event that is a list",
                        "application/cloudevents+json",
                        bytes("[{" + EVENT + ",\"data\":{\"id\":1}}]"),
                        422,
                        "row-invalid"),
                typed("event that is null", "application/cloudevents+json", bytes("null"), 422, "row-invalid"),
                typed("events of XML", "application/cloudevents+xml", bytes("<event/>"), 415, "unsupported-media-type"),
                typed("events of Avro", "application/cloudevents+avro", bytes("x"), 415, "unsupported-media-type"),
                typed(
                        "batch with a bad second event",
                        batch,
                        bytes("[{" + EVENT + ",\"data\":{\"id\":1}},{" + EVENT + "}]"),
                        422,
                        "row-invalid"),
                typed("batch that is none", batch, bytes("{" + EVENT + "}"), 422, "row-invalid"),
                typed("batch of a number", batch, bytes("[1]"), 422, "row-invalid"),
                typed("batch within a batch", batch, bytes("[[{" + EVENT + "}]]"), 422, "row-invalid"),
                typed("batch cut", batch, bytes("[{" + EVENT + ",\"data\":{\"id\":1}},"), 400, "malformed-json"),
                header("ce-specversion: 1.0", 400, "request-invalid"),
                header(
                        "ce-id: a\r\nce-source: s\r\nce-type: t\r\nce-specversion: 1.0\r\nce-id: b",
                        400,
                        "request-invalid"),
                header(
                        "ce-id: a\r\nce-source: s\r\nce-type: t\r\nce-specversion: 1.0\r\nce-myExt: b",
                        400,
                        "request-invalid"));
    }

    private static List<BadInput> headers() {
        return List.of(
                header("Content-Type: text/plain", 415, "unsupported-media-type"),
                header("Content-Encoding: br", 415, "unsupported-media-type"), // B13
                header("Content-Encoding: gzip;q=1", 415, "unsupported-media-type"),
                header("Content-Encoding: gzip", 400, "request-invalid"), // B14
                header("Content-Encoding: zstd", 400, "request-invalid"),
                header("Idempotency-Key: a b", 400, "request-invalid"),
                header("Idempotency-Key: a\r\nIdempotency-Key: b", 400, "request-invalid"),
                header("Idempotency-Key: " + "k".repeat(256), 400, "request-invalid"),
                header("Host: a\r\nHost: b", 400, "request-invalid"),
                header("Host: a b", 400, "request-invalid"),
                header("Content-Length: 8\r\nTransfer-Encoding: chunked", 400, "request-invalid"), // B4
                header("Content-Length: +8", 400, "request-invalid"),
                header("Content-Length: abc", 400, "request-invalid"),
                header("Content-Length: 99999999999999999999", 400, "request-invalid"),
                header("Content-Length: 8\r\nContent-Length: 9", 400, "request-invalid"),
                header("Content-Length: 17000000", 413, "too-large"), // B2
                header("Content-Length: 17000000\r\nExpect: 100-continue", 413, "too-large"), // B17
                header("Transfer-Encoding: gzip, chunked", 400, "request-invalid"),
                header("Transfer-Encoding: chunked, chunked", 400, "request-invalid"),
                header("Transfer-Encoding: xchunked", 400, "request-invalid"),
                header("Expect: a-cake", 417, "request-invalid"),
                header("Content-Encoding: identity, gzip", 415, "unsupported-media-type"),
                header("Content-Encoding: GZIP", 400, "request-invalid"),
                header("Content-Encoding: x-gzip", 400, "request-invalid"),
                header("Content-Encoding: compress", 415, "unsupported-media-type"),
                header("Idempotency-Key:", 400, "request-invalid"),
                header("Idempotency-Key: caf\u00e9", 400, "request-invalid"),
                header("Content-Length: 8, 8", 400, "request-invalid"),
                header("Content-Length: 0x8", 400, "request-invalid"),
                header("Content-Length: 8 8", 400, "request-invalid"),
                header("Content-Length:", 400, "request-invalid"),
                header("Transfer-Encoding: identity", 400, "request-invalid"),
                header("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", 400, "request-invalid"),
                header("Host: a/b", 400, "request-invalid"),
                header("Host: user@x", 400, "request-invalid"),
                header("Host: x:99999", 400, "request-invalid"),
                header(
                        "Upgrade: h2c\r\nConnection: Upgrade\r\nContent-Type: text/plain",
                        415,
                        "unsupported-media-type"),
                header(": no name", 400, "request-invalid"),
                header("X\u0000Y: nul in the name", 400, "request-invalid"),
                header("no colon", 400, "request-invalid"),
                header("X : space before the colon", 400, "request-invalid"),
                header("X: nul \0", 400, "request-invalid"),
                header("X: a\r\n folded", 400, "request-invalid"),
                header("X: " + "y".repeat(17 * 1024), 431, "headers-too-large"), // B7
                header("X: y\r\n".repeat(4_000) + "X: y", 431, "headers-too-large"));
    }

    private static List<BadInput> bodies() {
        byte[] row = "{\"id\":1}".getBytes(UTF_8);
        byte[] packed = Zstd.compress(row);
        String chunked =
                "POST /v1/streams/any HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n";
        String zstd = "POST /v1/streams/any HTTP/1.1\r\nContent-Type: application/json\r\nContent-Encoding: zstd\r\n";
        return List.of(
                json("no body", "", 400, "empty-body"), // B1
                new BadInput("zstd of nothing", zstd, Zstd.compress(new byte[0]), 400, "empty-body"),
                new BadInput("zstd cut", zstd, Arrays.copyOf(packed, packed.length - 1), 400, "request-invalid"),
                new BadInput("zstd bomb", zstd, Zstd.compress(new byte[100 << 20]), 413, "too-large"),
                new BadInput("zstd twice", zstd, Zstd.compress(packed), 415, "unsupported-media-type"),
                new BadInput("chunk of no number", chunked, bytes("zz\r\n\r\n"), 400, "request-invalid"),
                new BadInput("chunk of many digits", chunked, bytes("FFFFFFFFFFFFFFFFF\r\nx"), 400, "request-invalid"),
                new BadInput("chunk below zero", chunked, bytes("-1\r\nx\r\n0\r\n\r\n"), 400, "request-invalid"),
                new BadInput(
                        "chunk without its end", chunked, bytes("8\r\n{\"id\":1}XX0\r\n\r\n"), 400, "request-invalid"),
                new BadInput(
                        "chunk with a sign", chunked, bytes("+8\r\n{\"id\":1}\r\n0\r\n\r\n"), 400, "request-invalid"),
                new BadInput(
                        "chunk with a space before its size",
                        chunked,
                        bytes(" 8\r\n{\"id\":1}\r\n0\r\n\r\n"),
                        400,
                        "request-invalid"),
                new BadInput(
                        "zstd with another dictionary",
                        zstd,
                        bytes("\u0028\u00b5\u002f\u00fd\u0003\u0001\u0000\u0000\u0000"),
                        400,
                        "request-invalid"),
                typed("BOM of UTF-16", "application/json", bytes("\u00ff\u00fe{\u0000}\u0000"), 400, "malformed-json"),
                typed("only a BOM", "application/json", bytes("\u00ef\u00bb\u00bf{"), 400, "malformed-json"),
                typed("YAML", "application/yaml", bytes("id: 1"), 415, "unsupported-media-type"),
                typed("text that is JSON", "text/json", row, 415, "unsupported-media-type"),
                typed("JSON sequence", "application/json-seq", row, 415, "unsupported-media-type"),
                typed("slash only", "/", row, 415, "unsupported-media-type"),
                typed("no type", "", row, 415, "unsupported-media-type"),
                typed("text", "text/plain", row, 415, "unsupported-media-type"), // B10
                typed("form", "application/x-www-form-urlencoded", row, 415, "unsupported-media-type"),
                typed("multipart", "multipart/form-data; boundary=x", row, 415, "unsupported-media-type"),
                typed("any type", "*/*", row, 415, "unsupported-media-type"),
                typed("utf-16", "application/json;charset=utf-16", row, 415, "unsupported-media-type"), // B11
                typed(
                        "charset twice",
                        "application/json;charset=utf-8;charset=latin1",
                        row,
                        415,
                        "unsupported-media-type"),
                typed("words after", "application/json please", row, 415, "unsupported-media-type"),
                typed(
                        "object over 1 MiB",
                        "application/json",
                        bytes("{\"id\":1,\"v\":\"" + "x".repeat(1 << 20) + "\"}"),
                        413,
                        "too-large"), // B2
                typed(
                        "line over 1 MiB",
                        "application/x-ndjson",
                        bytes("{\"v\":\"" + "x".repeat(1 << 20) + "\"}\n"),
                        413,
                        "too-large"));
    }

    private static List<BadInput> places() {
        return List.of(
                line("POST /v1/streams/nothing HTTP/1.1", 404, "not-found"), // B64
                line("POST /v1/streams/ANY HTTP/1.1", 404, "not-found"),
                line("POST /v1/streams/\u0430ny HTTP/1.1".replace("\u0430", "%D0%B0"), 404, "not-found"),
                line("POST /v1/streams/ HTTP/1.1", 404, "not-found"),
                line("POST /v1/streams/any/ HTTP/1.1", 404, "not-found"),
                line("POST /v1/streams/any/x HTTP/1.1", 404, "not-found"),
                line("POST /v1//streams/any HTTP/1.1", 400, "request-invalid"),
                line("POST /v1/streams/%2e%2e%2fany HTTP/1.1", 400, "request-invalid"), // B19
                line("POST /v1/streams/../streams/any/%2e%2e/x HTTP/1.1", 400, "request-invalid"),
                line("POST /v1/streams/any%00 HTTP/1.1", 400, "request-invalid"), // B19
                line("POST /v1/streams/any%2f HTTP/1.1", 400, "request-invalid"),
                line("POST /v1/streams/any;v=1 HTTP/1.1", 404, "not-found"),
                line("POST /v1\\streams\\any HTTP/1.1", 400, "request-invalid"),
                line("POST /v1/streams/any%zz HTTP/1.1", 400, "request-invalid"),
                line("POST /v1/streams/any?%zz=1 HTTP/1.1", 400, "query-invalid"),
                line("POST /v1/streams/any?x=1 HTTP/1.1", 400, "query-invalid"),
                line("POST /v1/streams/any?op=delete HTTP/1.1", 400, "query-invalid"),
                line("POST /v1/streams/any?partial= HTTP/1.1", 400, "query-invalid"),
                line("POST /v1/streams/any?partial=true&partial=true HTTP/1.1", 400, "query-invalid"),
                line("POST /v1/streams/any?" + "y".repeat(9 * 1024) + " HTTP/1.1", 414, "uri-too-long"), // B8
                line("POST /v1/streams/any?partial=TRUE HTTP/1.1", 400, "query-invalid"),
                line("POST /v1/streams/any?partial HTTP/1.1", 400, "query-invalid"),
                line("POST /v1/streams/any?=1 HTTP/1.1", 400, "query-invalid"),
                line("POST /v1/streams/any?Partial=true HTTP/1.1", 400, "query-invalid"),
                line("POST /v1/tables/any HTTP/1.1", 404, "not-found"),
                line("POST /V1/streams/any HTTP/1.1", 404, "not-found"),
                line("POST /v1/streams/an%79%20 HTTP/1.1", 404, "not-found"),
                line("POST /v1/streams/any%0d%0aX:y HTTP/1.1", 400, "request-invalid"),
                line("POST /v1/streams/%c0%ae%c0%ae HTTP/1.1", 400, "request-invalid"),
                line("POST /v1/streams/" + "%41".repeat(500) + " HTTP/1.1", 404, "not-found"),
                line("POST /v1/streams/any#part HTTP/1.1", 400, "request-invalid"),
                line("PATCH /v1/streams/any HTTP/1.1", 405, "method-not-allowed"),
                line("PUT /v1/streams/any HTTP/1.1", 405, "method-not-allowed"),
                line("DELETE /v1/streams/any HTTP/1.1", 405, "method-not-allowed"),
                line("post /v1/streams/any HTTP/1.1", 405, "method-not-allowed"),
                line("POST /livez HTTP/1.1", 405, "method-not-allowed"),
                line("TRACE /v1/streams/any HTTP/1.1", 405, "method-not-allowed"),
                line("BREW /v1/streams/any HTTP/1.1", 405, "method-not-allowed"));
    }

    private static List<BadInput> framing() {
        return List.of(
                line("garbage", 400, "request-invalid"),
                line("POST /v1/streams/any", 400, "request-invalid"),
                line("POST /v1/streams/any HTTP/9.9", 400, "request-invalid"),
                line("POST /v1/streams/any HTTP/2.0", 426, "request-invalid"),
                line("POST /v1/streams/any HTTP", 400, "request-invalid"),
                line("POST  HTTP/1.1", 400, "request-invalid"),
                line("POST /v1/streams/any x HTTP/1.1", 400, "request-invalid"),
                line("M".repeat(3_000) + " /v1/streams/any HTTP/1.1", 405, "method-not-allowed"),
                line("CONNECT elsewhere:443 HTTP/1.1", 400, "request-invalid"),
                line("POST * HTTP/1.1", 400, "request-invalid"),
                line("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003", 400, "request-invalid"));
    }
}
