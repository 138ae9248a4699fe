package io.weirpool.common.access;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token that was just made.
 *
 * @param secret {@code wp_<id>_<256 random bits>}: shown once, kept nowhere
 */
public record NewToken(AccessToken token, String secret) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 6;
    private static final int SECRET_BYTES = 32;
    private static final Pattern SECRET = Pattern.compile("wp_([0-9a-f]{12})_[A-Za-z0-9_-]{43}");

    public static NewToken create(String name, List<Scope> scopes, long expiresMillis) {
        String id = HexFormat.of().formatHex(random(ID_BYTES));
        String secret =
                "wp_" + id + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET_BYTES));
        return new NewToken(new AccessToken(id, name, AccessToken.hash(secret), scopes, expiresMillis), secret);
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** The id in a secret; empty when it is none of ours. */
    public static Optional<String> idOf(String secret) {
        Matcher matcher = SECRET.matcher(secret);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The secret stays out of logs. */
    @Override
    public String toString() {
        return "NewToken[" + token.id() + "]";
    }
}
