package io.weirpool.ingest.access;

import io.weirpool.common.access.AccessToken;
import io.weirpool.common.access.NewToken;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.kafka.TokenFollower;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The tokens that {@code weirpool tokens create} made. */
public final class ApiTokens implements Credentials {
    private final TokenFollower tokens;
    private final LongSupplier clockMillis;

    /** {@code tokens}: closed with this. */
    public ApiTokens(TokenFollower tokens) {
        this(tokens, System::currentTimeMillis);
    }

    ApiTokens(TokenFollower tokens, LongSupplier clockMillis) {
        this.tokens = tokens;
        this.clockMillis = clockMillis;
    }

    @Override
    public Optional<Caller> caller(String bearer) {
        return NewToken.idOf(bearer).map(id -> {
            AccessToken token =
                    tokens.token(id).filter(known -> known.isSecret(bearer)).orElseThrow(this::unknown);
            if (clockMillis.getAsLong() >= token.expiresMillis()) {
                throw new WeirpoolException(ErrorCode.UNAUTHENTICATED, "the token has expired");
            }
            return new Caller("token " + token.id() + " (" + token.name() + ")", token.scopes());
        });
    }

    private WeirpoolException unknown() {
        return tokens.isRead()
                ? new WeirpoolException(ErrorCode.UNAUTHENTICATED, "the token is not known")
                : new WeirpoolException(ErrorCode.NOT_READY, "the tokens have not been read yet");
    }

    @Override
    public void close() {
        tokens.close();
    }
}
