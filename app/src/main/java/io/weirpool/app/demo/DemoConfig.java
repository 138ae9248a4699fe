package io.weirpool.app.demo;

import static java.util.Objects.requireNonNull;

/**
 * How the demo runs.
 *
 * @param once whether it stops when it has compared, so that there is nothing to go on with
 * @param speed times real time; 0 for as fast as it goes
 * @param port of the HTTP server; 0 for a free one
 * @param terminal whether the progress bar may move in place
 */
public record DemoConfig(Example example, boolean once, double speed, int port, boolean terminal) {
    public DemoConfig {
        requireNonNull(example, "example");
        if (!(speed >= 0) || port < 0) {
            throw new IllegalArgumentException("speed " + speed + ", port " + port);
        }
    }
}
