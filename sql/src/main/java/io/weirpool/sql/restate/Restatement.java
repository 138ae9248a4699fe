package io.weirpool.sql.restate;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.sql.PipelineCompiler;
import io.weirpool.sql.parse.CalciteCharset;
import io.weirpool.sql.parse.DefinitionError;
import io.weirpool.sql.parse.DefinitionException;
import io.weirpool.sql.parse.Definitions;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.parse.SqlText;
import io.weirpool.sql.parse.Statement;
import io.weirpool.sql.parse.StatementText;
import io.weirpool.sql.plan.EventTimePolicy;
import io.weirpool.sql.plan.Placement;
import io.weirpool.sql.translate.Lateness;
import io.weirpool.sql.translate.ViewOrder;
import io.weirpool.sqlparser.CreateView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlNode;

/** All views of a pipeline, for PostgreSQL. */
public final class Restatement {
    static {
        CalciteCharset.ensure();
    }

    private Restatement() {}

    /**
     * Views and materialized views, each after those it reads. One that keeps state and is read is computed whole, also columns
     * that its reader does not look at: where a row of it has no value its reader has none, and the query has to fail.
     *
     * @param files definitions that compile
     * @throws DefinitionException when they do not
     */
    public static List<RestatedView> of(List<SourceFile> files) {
        List<DefinitionError> errors = new ArrayList<>();
        Definitions definitions = Definitions.parse(files, errors);
        List<Statement<CreateView>> ordered = ViewOrder.of(
                definitions.views(), (view, mistake) -> errors.add(view.text().locate(mistake)));
        List<RestatedView> views = ordered.stream().map(Restatement::view).toList();
        if (!errors.isEmpty()) {
            throw new DefinitionException(errors);
        }
        Set<String> kept = ordered.stream()
                .filter(view -> view.node().materialized)
                .map(view -> view.node().name.getSimple())
                .collect(Collectors.toSet());
        return whole(views, kept, files);
    }

    /** @param kept names of materialized views */
    private static List<RestatedView> whole(List<RestatedView> views, Set<String> kept, List<SourceFile> files) {
        Set<String> whole =
                views.stream().flatMap(view -> view.reads().stream()).collect(Collectors.toSet());
        whole.retainAll(kept);
        if (whole.isEmpty()) {
            return views;
        }
        PipelineCompiler.compile(files).views().stream()
                .filter(view -> !Placement.hasAnyState(view.plan()))
                .forEach(view -> whole.remove(view.name().value()));
        return views.stream()
                .map(view -> whole.contains(view.name()) ? view.whole() : view)
                .toList();
    }

    /** Statements that a session runs once, before it runs restated queries. */
    public static List<String> preparation() {
        return List.of(
                "CREATE OR REPLACE FUNCTION %1$s(anyelement, anyelement) RETURNS anyelement LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1'"
                        .formatted(AggregateText.FIRST),
                "CREATE OR REPLACE AGGREGATE %1$s(anyelement) (SFUNC = %1$s, STYPE = anyelement)"
                        .formatted(AggregateText.FIRST));
    }

    private static RestatedView view(Statement<CreateView> written) {
        Statement<CreateView> view = withoutGroupedWindows(written);
        CreateView node = view.node();
        Optional<String> refusal = Optional.empty();
        String query = view.text().slice(node.queryPlace);
        EventTimePolicy policy = Lateness.of(node).policy();
        if (policy.emitFinal()) {
            refusal = Optional.of("which of its windows have ended depends on when rows came (EMIT FINAL)");
        } else {
            try {
                query = RewrittenText.of(view.text(), node.query, node.queryPlace);
            } catch (Mistake mistake) {
                refusal = Optional.of(mistake.message());
            }
        }
        return new RestatedView(
                node.name.getSimple(),
                node.columns.stream().map(SqlNode::toString).toList(),
                List.copyOf(ViewOrder.reads(written)),
                query,
                policy.closes(),
                refusal);
    }

    /** One after the other: a window may be over a query that has one. */
    private static Statement<CreateView> withoutGroupedWindows(Statement<CreateView> view) {
        StatementText text = view.text();
        return GroupedWindowText.of(text, view.node().query)
                .map(plain -> new StatementText(text.path(), plain, text.line(), text.column()))
                .map(plain ->
                        withoutGroupedWindows(new Statement<>((CreateView) SqlText.statement(plain.text()), plain)))
                .orElse(view);
    }
}
