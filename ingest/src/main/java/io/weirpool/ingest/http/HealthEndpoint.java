package io.weirpool.ingest.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.weirpool.common.role.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code /livez}: the process answers; {@code /readyz}: 200 when every role can work, else 503 with each one's reason.
 * Neither asks anything that could be slow.
 */
public final class HealthEndpoint {
    private static final JsonFactory JSON = new JsonFactory();

    private final Supplier<List<Role>> roles;

    public HealthEndpoint(Supplier<List<Role>> roles) {
        this.roles = roles;
    }

    public List<Route> routes() {
        return List.of(
                Route.now("/livez", request -> Response.text(200, "live\n").with("Cache-Control", "no-store")),
                Route.now("/readyz", request -> ready()));
    }

    private record State(String role, Optional<String> whyNot) {}

    private Response ready() throws IOException {
        List<State> states = new ArrayList<>();
        for (Role role : roles.get()) {
            states.add(new State(role.name(), role.whyNotReady()));
        }
        boolean ready = states.stream().allMatch(s -> s.whyNot().isEmpty());
        return Response.json(ready ? 200 : 503, document(ready, states)).with("Cache-Control", "no-store");
    }

    private static byte[] document(boolean ready, List<State> states) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeBooleanField("ready", ready);
            json.writeObjectFieldStart("roles");
            for (State state : states) {
                json.writeObjectFieldStart(state.role());
                json.writeBooleanField("ready", state.whyNot().isEmpty());
                if (state.whyNot().isPresent()) {
                    json.writeStringField("reason", state.whyNot().get());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
