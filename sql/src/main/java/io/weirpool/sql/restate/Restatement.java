package io.weirpool.sql.restate;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.sql.parse.CalciteCharset;
import io.weirpool.sql.parse.DefinitionError;
import io.weirpool.sql.parse.DefinitionException;
import io.weirpool.sql.parse.Definitions;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.parse.SqlText;
import io.weirpool.sql.parse.Statement;
import io.weirpool.sql.parse.StatementText;
import io.weirpool.sql.plan.EventTimePolicy;
import io.weirpool.sql.translate.Lateness;
import io.weirpool.sql.translate.ViewOrder;
import io.weirpool.sqlparser.CreateView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;

/** All views of a pipeline, for PostgreSQL. */
public final class Restatement {
    static {
        CalciteCharset.ensure();
    }

    private Restatement() {}

    /**
     * Views and materialized views, each after those it reads.
     *
     * @param files definitions that compile
     * @throws DefinitionException when they do not parse
     */
    public static List<RestatedView> of(List<SourceFile> files) {
        List<DefinitionError> errors = new ArrayList<>();
        Definitions definitions = Definitions.parse(files, errors);
        List<RestatedView> views =
                ViewOrder.of(
                                definitions.views(),
                                (view, mistake) -> errors.add(view.text().locate(mistake)))
                        .stream()
                        .map(Restatement::view)
                        .toList();
        if (!errors.isEmpty()) {
            throw new DefinitionException(errors);
        }
        return views;
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
