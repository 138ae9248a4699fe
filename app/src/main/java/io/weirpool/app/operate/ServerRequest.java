package io.weirpool.app.operate;

import java.net.URI;
import java.net.http.HttpRequest;

/** A request to a running Weirpool, with the caller's token where there is one. */
public final class ServerRequest {
    /** The environment's variable: a token on a command line would be in everybody's list of processes. */
    private static final String TOKEN = "WEIRPOOL_TOKEN";

    private ServerRequest() {}

    public static HttpRequest.Builder to(URI server, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
        String token = System.getenv(TOKEN);
        return token == null || token.isBlank() ? request : request.header("Authorization", "Bearer " + token.strip());
    }
}
