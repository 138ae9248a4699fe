package io.weirpool.sql;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.sql.parse.DefinitionError;
import io.weirpool.sql.parse.DefinitionException;
import io.weirpool.sql.parse.Definitions;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.parse.Statement;
import io.weirpool.sql.parse.StatementText;
import io.weirpool.sql.plan.ViewPlan;
import io.weirpool.sql.translate.CheckConditions;
import io.weirpool.sql.translate.Indexes;
import io.weirpool.sql.translate.Sources;
import io.weirpool.sql.translate.ViewOrder;
import io.weirpool.sql.translate.Views;
import io.weirpool.sql.translate.Watermarks;
import io.weirpool.sql.validate.QueryValidator;
import io.weirpool.sqlparser.CreateIndex;
import io.weirpool.sqlparser.CreateSource;
import io.weirpool.sqlparser.CreateView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;

/** One run of the compiler: what was declared so far, and every mistake. */
final class Compilation {
    private final List<SourceFile> files;
    private final List<DefinitionError> errors = new ArrayList<>();
    private final QueryValidator validator = new QueryValidator();
    private final Set<String> names = new HashSet<>();
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Views compiler = new Views(validator, sources);
    private final Map<String, ViewPlan> views = new LinkedHashMap<>();
    /** Names of declarations with mistakes: what reads them is not looked at, as it would only say so again. */
    private final Set<String> broken = new HashSet<>();

    Compilation(List<SourceFile> files) {
        this.files = files;
    }

    Pipeline run() {
        Definitions definitions = Definitions.parse(files, errors);
        boolean unparsed = !errors.isEmpty();
        definitions.sources().forEach(this::source);
        // A statement that did not parse may be what a view reads.
        if (!unparsed) {
            List<Statement<CreateView>> ordered = attempt(definitions);
            ordered.forEach(this::view);
            definitions.indexes().forEach(this::index);
        }
        if (!errors.isEmpty()) {
            throw new DefinitionException(errors);
        }
        List<ViewPlan> declared = definitions.views().stream()
                .filter(v -> v.node().materialized)
                .map(v -> views.get(v.node().name.getSimple()))
                .toList();
        Map<String, Set<String>> reads = new LinkedHashMap<>();
        definitions.views().forEach(v -> reads.put(v.node().name.getSimple(), ViewOrder.reads(v)));
        return new Pipeline(List.copyOf(sources.values()), declared, reads);
    }

    private List<Statement<CreateView>> attempt(Definitions definitions) {
        return ViewOrder.of(definitions.views(), (statement, mistake) -> {
            errors.add(statement.text().locate(mistake));
            broken.add(statement.node().name.toString());
        });
    }

    private void source(Statement<CreateSource> statement) {
        run(statement.text(), statement.node().name, () -> {
            Source source = Sources.of(statement, validator);
            declare(statement.node().name);
            validator.add(source);
            statement.node().elements.checks.forEach(check -> CheckConditions.of(source, check.condition(), validator));
            Source timed = Watermarks.declared(source, statement.node(), validator);
            sources.put(timed.name().value(), timed);
        });
    }

    private void view(Statement<CreateView> statement) {
        if (ViewOrder.reads(statement).stream().anyMatch(broken::contains)) {
            broken.add(statement.node().name.toString());
            return;
        }
        run(statement.text(), statement.node().name, () -> {
            declare(statement.node().name);
            compiler.compile(statement).ifPresent(view -> views.put(view.name().value(), view));
        });
    }

    private void index(Statement<CreateIndex> statement) {
        if (broken.contains(statement.node().view.toString())) {
            return;
        }
        run(statement.text(), statement.node().view, () -> {
            ViewPlan view = Indexes.add(statement.node(), views);
            views.put(view.name().value(), view);
        });
    }

    private void declare(SqlIdentifier name) {
        if (!names.add(name.toString())) {
            throw Mistake.invalid(
                    name.getParserPosition(),
                    "\"" + name + "\" is declared twice",
                    "Streams, tables and views share one set of names: rename one.");
        }
    }

    private void run(StatementText text, SqlIdentifier name, Runnable step) {
        try {
            step.run();
        } catch (Mistake mistake) {
            errors.add(text.locate(mistake));
            broken.add(name.toString());
        } catch (RuntimeException e) {
            // A defect of ours; people still see which statement, and the mistakes of the others.
            String message = "the compiler failed on this statement: " + e;
            errors.add(text.locate(new Mistake(ErrorCode.INTERNAL, name.getParserPosition(), message)));
            broken.add(name.toString());
        }
    }
}
