package io.weirpool.app.cli;

import io.weirpool.common.access.AccessToken;
import io.weirpool.common.access.NewToken;
import io.weirpool.common.access.Scope;
import io.weirpool.common.config.Settings;
import io.weirpool.common.config.SharedKeys;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.kafka.TokenTopic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tokens of those who may use the HTTP door. Works on Kafka itself, so that the first one can be made. */
@Command(
        name = "tokens",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Makes, lists and revokes the tokens that a Weirpool with auth.tokens: true asks for."
                + " Every gateway follows them within a second.",
        footer = {
            "",
            "Examples:",
            "  weirpool tokens create till-7 --scope ingest:sale --config weirpool.yaml",
            "  weirpool tokens create ops --scope operate --scope read:* --days 30",
            "  weirpool tokens list",
            "  weirpool tokens revoke 3f2a90c41b7d",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage."
        })
final class TokensCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command: create, list or revoke?");
    }

    /** Which Kafka the tokens are in. */
    static final class Where {
        @Option(names = "--config", paramLabel = "FILE", description = "YAML; docs/configuration.md has the keys")
        private List<Path> files = List.of();

        @Option(names = "--set", paramLabel = "KEY=VALUE", description = "overrides the file")
        private Map<String, String> overrides = Map.of();

        private Settings settings() {
            Map<String, String> all = new HashMap<>();
            String bootstrap = System.getenv("WEIRPOOL_KAFKA_BOOTSTRAP");
            if (bootstrap != null) {
                all.put("kafka.bootstrap", bootstrap);
            }
            all.putAll(overrides);
            return Settings.load(files, all);
        }

        KafkaConfig kafka() {
            return KafkaConfig.from(settings());
        }

        String prefix() {
            return SharedKeys.catalogPrefix(settings()).value();
        }
    }

    @Command(name = "create", description = "Makes a token and prints its secret, which is shown this once.")
    void create(
            @Parameters(paramLabel = "NAME", description = "what you call it") String name,
            @Option(
                            names = "--scope",
                            required = true,
                            paramLabel = "SCOPE",
                            description = "ingest:<source>, read:<view> (* for all), operate, admin")
                    List<String> scopes,
            @Option(names = "--days", defaultValue = "90", description = "until it expires (default: 90)") int days,
            @Mixin Where where) {
        if (days < 1 || days > 3_650) {
            throw new ParameterException(spec.commandLine(), "--days is not from 1 to 3650");
        }
        long expires = Instant.now().plus(Duration.ofDays(days)).toEpochMilli();
        NewToken made = NewToken.create(name, scopes.stream().map(Scope::parse).toList(), expires);
        TokenTopic.put(where.kafka(), where.prefix(), made.token());
        spec.commandLine().getOut().println(made.secret());
        spec.commandLine()
                .getErr()
                .println("token " + made.token().id() + " expires " + shown(expires)
                        + "; its secret is not shown again");
    }

    @Command(name = "list", description = "Lists the tokens: id, expiry, scopes, name.")
    void list(@Mixin Where where) {
        for (AccessToken token : TokenTopic.list(where.kafka(), where.prefix()).values()) {
            String scopes = token.scopes().stream().map(Scope::toString).collect(Collectors.joining(","));
            boolean expired = token.expiresMillis() <= System.currentTimeMillis();
            spec.commandLine()
                    .getOut()
                    .println(token.id() + "  " + (expired ? "expired " : "expires ") + shown(token.expiresMillis())
                            + "  " + scopes + "  " + token.name());
        }
    }

    @Command(name = "revoke", description = "Revokes a token.")
    void revoke(@Parameters(paramLabel = "ID", description = "as list prints it") String id, @Mixin Where where) {
        if (!TokenTopic.list(where.kafka(), where.prefix()).containsKey(id)) {
            throw new WeirpoolException(ErrorCode.NOT_FOUND, "there is no token " + id);
        }
        TokenTopic.revoke(where.kafka(), where.prefix(), id);
        spec.commandLine().getOut().println("token " + id + " is revoked");
    }

    private static String shown(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
