package io.weirpool.bench.path;

import java.time.Duration;

/**
 * What is posted.
 *
 * @param lines of each order
 * @param hours that orders are spread over
 * @param connections over which they come
 * @param time of each run
 * @param warmUp of each process, not counted
 */
record Load(int lines, int hours, int connections, Duration time, Duration warmUp) {}
