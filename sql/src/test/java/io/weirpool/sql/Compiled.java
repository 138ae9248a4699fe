package io.weirpool.sql;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.sql.parse.DefinitionError;
import io.weirpool.sql.parse.DefinitionException;
import io.weirpool.sql.plan.ViewPlan;
import java.util.List;

/** Small pipelines for tests. */
final class Compiled {
    /** A stream and a table that most tests read. */
    static final String SOURCES = """
            CREATE STREAM bid (auction BIGINT NOT NULL, bidder INTEGER, price DECIMAL(10, 2), qty INT, note TEXT, at TIMESTAMP);
            CREATE TABLE airport (code VARCHAR(3), state TEXT NOT NULL, city TEXT, elevation INT, PRIMARY KEY (code));
            """;

    private Compiled() {}

    static Pipeline pipeline(String sql) {
        return PipelineCompiler.compile(List.of(new SourceFile("test.sql", sql)));
    }

    /** The view {@code v} of a query over {@link #SOURCES}. */
    static ViewPlan view(String query) {
        Pipeline pipeline = pipeline(SOURCES + "CREATE MATERIALIZED VIEW v AS " + query + ";");
        return pipeline.views().get(0);
    }

    static List<DefinitionError> errors(String sql) {
        try {
            pipeline(sql);
        } catch (DefinitionException e) {
            return e.errors();
        }
        throw new AssertionError("compiled: " + sql);
    }

    /** The one mistake of a view over {@link #SOURCES}; its line counts from the query's. */
    static DefinitionError error(String query) {
        List<DefinitionError> errors = errors(SOURCES + "CREATE MATERIALIZED VIEW v AS\n" + query + ";");
        if (errors.size() != 1) {
            throw new AssertionError(errors.toString());
        }
        return errors.get(0);
    }
}
