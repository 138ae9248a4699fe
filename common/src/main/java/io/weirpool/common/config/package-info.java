/**
 * Text in, typed values or a list of all mistakes out.
 *
 * <p>Uses {@code error}, {@code model.Name} and Jackson's YAML; knows values only, not what they configure.
 */
@NullMarked
package io.weirpool.common.config;

import org.jspecify.annotations.NullMarked;
