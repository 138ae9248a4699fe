package io.weirpool.ingest.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.weirpool.common.topic.Receipt;
import io.weirpool.ingest.check.Checked;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The answer to commands that are in the log. */
final class Accepted {
    private static final JsonFactory JSON = new JsonFactory();

    private Accepted() {}

    /** 202 with the receipt, and what was left out where a part could be taken. */
    static Response response(Receipt receipt, Checked checked) {
        String token = receipt.token(); // base64url: nothing to escape
        return Response.json(202, document(token, checked))
                .with(Response.RECEIPT, token)
                .with("Location", "/v1/receipts/" + token);
    }

    private static byte[] document(String token, Checked checked) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("receipt", token);
            json.writeNumberField("accepted", checked.commands().size());
            if (checked.rejected() > 0) {
                json.writeNumberField("rejected", checked.rejected());
                Problems.writeErrors(json, checked.mistakes());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }
}
