/**
 * What the HTTP door and the topics promise, for programs: OpenAPI at {@code /openapi.json}, AsyncAPI at {@code
 * /asyncapi.json}, both made of the catalog as it is now; and the page {@code /docs} that shows the first to people.
 *
 * <p>Uses the catalog's records, the compiled checks of {@code sql}, and the routes of ingest; reads no database and no
 * topic. That the documents say what the routes do is proved by tests.
 */
@NullMarked
package io.weirpool.app.contract;

import org.jspecify.annotations.NullMarked;
