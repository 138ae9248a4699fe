package io.weirpool.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.weirpool.ingest.http.RawHttp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A request that must be refused, as bytes on the wire, and how.
 *
 * @param name for people
 * @param head request line and headers, CR LF after each; the client adds Host, Connection and Content-Length
 * @param body as it is sent
 * @param status wanted
 * @param slug of the problem's type; empty when HTTP itself answers
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record BadInput(String name, String head, byte[] body, int status, String slug) {
    private static final String PATH = "/v1/streams/any";

    /** An answer as it came. */
    record Answer(int status, String headers, String body) {
        String header(String name) {
            for (String line : headers.split("\r\n", -1)) {
                if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
                    return line.substring(name.length() + 1).strip();
                }
            }
            return "";
        }
    }

    static BadInput json(String name, String body, int status, String slug) {
        return json(name, body.getBytes(UTF_8), status, slug);
    }

    static BadInput json(String name, byte[] body, int status, String slug) {
        return typed(name, "application/json", body, status, slug);
    }

    static BadInput typed(String name, String type, byte[] body, int status, String slug) {
        return new BadInput(name, "POST " + PATH + " HTTP/1.1\r\nContent-Type: " + type + "\r\n", body, status, slug);
    }

    static BadInput event(String name, String fields, int status, String slug) {
        return typed(name, "application/cloudevents+json", ("{" + fields + "}").getBytes(UTF_8), status, slug);
    }

    /** A good row with another header beside it. */
    static BadInput header(String header, int status, String slug) {
        String head = "POST " + PATH + " HTTP/1.1\r\nContent-Type: application/json\r\n" + header + "\r\n";
        return new BadInput(header, head, "{\"id\":1}".getBytes(UTF_8), status, slug);
    }

    /** A good row for another place. */
    static BadInput line(String requestLine, int status, String slug) {
        String head = requestLine + "\r\nContent-Type: application/json\r\n";
        return new BadInput(requestLine, head, "{\"id\":1}".getBytes(UTF_8), status, slug);
    }

    private boolean has(String header) {
        return head.toLowerCase(Locale.ROOT).contains("\r\n" + header + ":");
    }

    byte[] bytes() {
        List<String> more = new ArrayList<>();
        if (!has("host")) {
            more.add("Host: x");
        }
        more.add("Connection: close");
        if (!has("content-length") && !has("transfer-encoding")) {
            more.add("Content-Length: " + body.length);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes((head + String.join("\r\n", more) + "\r\n\r\n").getBytes(ISO_8859_1));
        all.writeBytes(body);
        return all.toByteArray();
    }

    Answer send(URI server) throws IOException {
        try (RawHttp http = new RawHttp(server)) {
            http.sendBytes(bytes());
            String headers = http.readUntil("\r\n\r\n");
            int status = headers.startsWith("HTTP/1.1 ") ? Integer.parseInt(headers.substring(9, 12)) : 0;
            Answer head = new Answer(status, headers, "");
            return status == 0
                    ? head
                    : new Answer(status, headers, http.read(Integer.parseInt(head.header("Content-Length"))));
        }
    }

    @Override
    public String toString() {
        return name.length() > 70 ? name.substring(0, 70) : name;
    }
}
