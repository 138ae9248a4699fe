package io.weirpool.common.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A token as it is kept: by its hash, so that who reads the topic cannot use it. The secret itself is shown once.
 *
 * @param id part of the secret; names the token in lists and logs
 * @param name what people call it
 * @param sha256 of the whole secret, hexadecimal
 * @param scopes what it allows
 * @param expiresMillis since 1970; from then on it allows nothing
 */
public record AccessToken(String id, String name, String sha256, List<Scope> scopes, long expiresMillis) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public AccessToken {
        scopes = List.copyOf(scopes);
    }

    /** Whether this is its secret; takes the same time however much of it is right. */
    public boolean isSecret(String secret) {
        return MessageDigest.isEqual(
                sha256.getBytes(StandardCharsets.US_ASCII), hash(secret).getBytes(StandardCharsets.US_ASCII));
    }

    public boolean allows(Scope scope) {
        return scopes.stream().anyMatch(own -> own.covers(scope));
    }

    static String hash(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** {@code {"id":..,"name":..,"sha256":..,"scopes":["ingest:hit"],"expires":1}}. */
    public byte[] toJson() {
        ObjectNode node =
                JSON.createObjectNode().put("id", id).put("name", name).put("sha256", sha256);
        scopes.forEach(scope -> node.withArray("scopes").add(scope.toString()));
        node.put("expires", expiresMillis);
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text and numbers are always JSON", e);
        }
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws WeirpoolException {@code STATE_FORMAT_UNKNOWN} when it is something else
     */
    public static AccessToken fromJson(byte[] utf8) {
        try {
            JsonNode node = JSON.readTree(utf8);
            List<Scope> scopes = new ArrayList<>();
            node.path("scopes").forEach(scope -> scopes.add(Scope.parse(scope.asText())));
            return new AccessToken(
                    node.path("id").asText(),
                    node.path("name").asText(),
                    node.path("sha256").asText(),
                    scopes,
                    node.path("expires").asLong());
        } catch (IOException | WeirpoolException e) {
            throw new WeirpoolException(ErrorCode.STATE_FORMAT_UNKNOWN, "a token cannot be read: " + e.getMessage(), e);
        }
    }
}
