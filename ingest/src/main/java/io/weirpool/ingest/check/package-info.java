/**
 * Bodies to checked commands: all of them, or every mistake with its place.
 *
 * <p>Uses {@code common.codec}, the compiled checks of {@code sql}, {@code limit} and {@code publish.Command}; knows
 * neither HTTP nor how commands are sent.
 */
@NullMarked
package io.weirpool.ingest.check;

import org.jspecify.annotations.NullMarked;
