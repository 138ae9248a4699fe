package io.weirpool.app.operate;

import com.fasterxml.jackson.databind.JsonNode;

/** A running Weirpool answered with a problem, or nobody answered; the message is for people. */
public final class ServerRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    ServerRefusal(String message) {
        super("weirpool: " + message);
        this.code = "";
    }

    ServerRefusal(JsonNode problem) {
        super(message(problem));
        this.code = problem.path("code").asText();
    }

    /** Of the problem; empty when nobody answered. */
    public String code() {
        return code;
    }

    /** Whether there was no answer at all: the server may be gone, or come back. */
    public boolean isSilence() {
        return code.isEmpty();
    }

    private static String message(JsonNode problem) {
        String detail = problem.path("detail").asText("the server gave no reason");
        // Mistakes in definitions bring their places and mends along, as 'check' prints them.
        boolean placed = problem.path("errors").path(0).has("path");
        return placed
                ? detail
                : "weirpool: %s%n  %s".formatted(detail, problem.path("remedy").asText());
    }
}
