package io.weirpool.bench.many;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.sql.Pipeline;
import io.weirpool.sql.PipelineCompiler;
import io.weirpool.sql.plan.ViewPlan;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewsTest {
    private static Pipeline compiled(int views) {
        return PipelineCompiler.compile(List.of(new SourceFile("definitions.sql", Views.definitions(2, views))));
    }

    @Test
    void theyCompileAndNoTwoAreAlike() {
        Pipeline pipeline = compiled(50);

        assertThat(pipeline.views()).extracting(view -> view.name().value()).containsExactlyElementsOf(Views.names(50));
        assertThat(pipeline.views()).extracting(ViewPlan::sql).doesNotHaveDuplicates();
    }

    @Test
    void moreViewsLeaveTheFirstAsTheyWere() {
        assertThat(Views.definitions(2, 20)).startsWith(Views.definitions(2, 19));
    }
}
