package io.weirpool.app.operate;

/**
 * What building a view costs, roughly.
 *
 * @param records of the logs to be read
 * @param seconds it takes until the view is live
 * @param stateBytes what the operators keep
 * @param diskBytes all of it, in Kafka, PostgreSQL and the processors' directories
 */
public record Estimate(long records, long seconds, long stateBytes, long diskBytes) {}
