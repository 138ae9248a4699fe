package io.weirpool.ingest.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.weirpool.common.topic.Receipt;
import io.weirpool.ingest.check.Checked;
import io.weirpool.ingest.publish.Appended;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The answer to commands that are in the log. */
record Accepted(Appended appended, Checked checked, String traceId) {
    private static final JsonFactory JSON = new JsonFactory();

    /** As the client takes it: asked for beside the views. */
    private static final String RECEIPTS = "/v1/receipts/";

    /**
     * The answer to come.
     *
     * @param traceId of the request; by it the dead letters of these commands are told from those of others
     */
    Accepted {
        requireNonNull(traceId, "traceId");
    }

    /** 202 with the receipt, and what was left out where a part could be taken. */
    Response response(int status) {
        String token = appended.receipt().token(); // base64url: nothing to escape
        String from = new Receipt(appended.first()).token();
        return Response.json(status, document(token))
                .with(Response.RECEIPT, token)
                .with(
                        "Location",
                        RECEIPTS + token + "?from=" + from + "&trace=" + traceId + "&commands="
                                + checked.commands().size());
    }

    /** 200 when the views reflect the commands, else 202. */
    Response afterWait(Duration wait, boolean applied) {
        return response(applied ? 200 : 202).with(Preference.APPLIED, "wait=" + wait.toSeconds());
    }

    private byte[] document(String token) {
        if (checked.rejected() == 0) {
            String json = "{\"receipt\":\"" + token + "\",\"accepted\":"
                    + checked.commands().size() + "}";
            return json.getBytes(StandardCharsets.US_ASCII);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("receipt", token);
            json.writeNumberField("accepted", checked.commands().size());
            json.writeNumberField("rejected", checked.rejected());
            Problems.writeErrors(json, checked.mistakes());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }
}
