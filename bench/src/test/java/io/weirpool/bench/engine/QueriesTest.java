package io.weirpool.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.sql.PipelineCompiler;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QueriesTest {
    private static final List<String> NEXMARK =
            IntStream.rangeClosed(0, 22).mapToObj(q -> "q" + q).toList();

    @Test
    void everyQueryCompiles() {
        List<String> shared =
                Queries.all().of(List.of()).stream().map(Query::name).toList();
        String views = Queries.all()
                .of(Stream.concat(shared.stream(), NEXMARK.stream()).toList())
                .stream()
                .map(query -> "CREATE MATERIALIZED VIEW " + query.view() + " AS " + query.sql() + ";\n")
                .collect(Collectors.joining());

        assertThat(shared).containsExactly("group-by", "join", "hop", "top-n", "tumble", "filter");
        assertThat(PipelineCompiler.compile(List.of(
                                new SourceFile("sources.sql", Queries.sourcesSql()),
                                new SourceFile("views.sql", views)))
                        .views())
                .hasSize(shared.size() + NEXMARK.size());
    }

    @Test
    void nexmarkIsAllOfItsOwn() {
        assertThat(Queries.all().of(List.of("nexmark"))).extracting(Query::name).containsExactlyElementsOf(NEXMARK);
    }

    @Test
    void anUnknownNameSaysWhatThereIs() {
        assertThatThrownBy(() -> Queries.all().of(List.of("q99")))
                .hasMessageContaining("there is no query q99")
                .hasMessageContaining("group-by");
    }
}
