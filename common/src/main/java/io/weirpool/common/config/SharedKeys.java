package io.weirpool.common.config;

import io.weirpool.common.model.Name;

/** Keys that several configurations read, declared alike by all of them. */
public final class SharedKeys {
    private SharedKeys() {}

    public static Setting<String> catalogPrefix(Settings settings) {
        return settings.text("catalog.prefix", "weirpool")
                .means("The catalog topic is `<prefix>.catalog`. Roles with the same prefix belong together.");
    }

    public static Setting<Boolean> insecureListen(Settings settings) {
        return settings.bool("http.insecure-listen", false)
                .means("Allows `http.listen` beyond loopback without TLS and tokens, and `health.listen` at all:"
                        + " whoever reaches the port can write, or read on the way.");
    }

    /** As it was written; {@link #jdbc} makes a JDBC URL of it. */
    public static Setting<String> databaseUrl(Settings settings) {
        return settings.text("database.url")
                .means("The PostgreSQL server and database: `jdbc:postgresql://host:port/database`, also without"
                        + " `jdbc:`. User and password stand apart.");
    }

    public static Setting<String> databaseUser(Settings settings) {
        return settings.text("database.user").means("Whom the sink writes as, and reads are made as.");
    }

    public static Setting<String> databasePassword(Settings settings) {
        return settings.secret("database.password").means("Never logged or shown.");
    }

    /** Where the readable views are: a {@link Name}, else a mistake is added. */
    public static Setting<String> schema(Settings settings) {
        return settings.text("sink.schema", "public")
                .must(Name::isValid, "is no name: lower-case letters, digits and _, beginning with a letter")
                .means("Schema of the readable views; made when it is not there.");
    }

    /** People also write it without {@code jdbc:}. */
    public static String jdbc(String url) {
        return url.startsWith("jdbc:") ? url : "jdbc:" + url;
    }
}
