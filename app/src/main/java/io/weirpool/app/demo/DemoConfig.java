package io.weirpool.app.demo;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the demo runs.
 *
 * @param once whether it stops when it has compared, so that there is nothing to go on with
 * @param speed times real time; 0 for as fast as it goes
 * @param port of the HTTP server; 0 for a free one
 * @param terminal whether the progress bar may move in place
 * @param figuresFrom directory of other input files to compute the figures from; empty for those that are fed
 */
public record DemoConfig(boolean once, double speed, int port, boolean terminal, Optional<Path> figuresFrom) {
    public DemoConfig {
        requireNonNull(figuresFrom, "figuresFrom");
        if (!(speed >= 0) || port < 0) {
            throw new IllegalArgumentException("speed " + speed + ", port " + port);
        }
    }
}
