/**
 * The events of an auction site as the Nexmark benchmark has them (Tucker, Tufte, Papadimos, Maier: "NEXMark, a benchmark
 * for queries over data streams", 2002; proportions and skew as its public generators have had them since): people who
 * register, auctions they open, bids.
 *
 * <p>Pure: event n of a seed is always the same, whoever asks and in whatever order, so that several producers can share
 * one run. Uses the JDK and Jackson's streaming writer; knows no other class of Weirpool.
 */
@NullMarked
package io.weirpool.app.demo.nexmark;

import org.jspecify.annotations.NullMarked;
