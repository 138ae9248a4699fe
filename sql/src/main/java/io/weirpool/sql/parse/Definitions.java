package io.weirpool.sql.parse;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.sqlparser.CreateIndex;
import io.weirpool.sqlparser.CreateSource;
import io.weirpool.sqlparser.CreateView;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;

/**
 * All statements of a directory, by kind, in the order of files and lines.
 *
 * @param sources CREATE STREAM and CREATE TABLE
 * @param views CREATE VIEW and CREATE MATERIALIZED VIEW
 * @param indexes CREATE INDEX
 */
public record Definitions(
        List<Statement<CreateSource>> sources,
        List<Statement<CreateView>> views,
        List<Statement<CreateIndex>> indexes) {

    /** All files together; a hundred times what a large pipeline has, and parsed in about a second. */
    public static final int TEXT_CHARS_MAX = 1 << 20;

    /** A pipeline of more is more than one: each view costs a table and state. */
    public static final int STATEMENTS_MAX = 2_000;

    /**
     * Parses all files; statements with mistakes are left out and the mistakes added to the list.
     *
     * <p>Needs a deep stack: see {@code PipelineCompiler}.
     */
    public static Definitions parse(List<SourceFile> files, List<DefinitionError> errors) {
        Definitions definitions = new Definitions(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<StatementText> texts = texts(files, errors);
        for (StatementText text : texts) {
            try {
                definitions.add(SqlText.statement(text.text()), text);
            } catch (Mistake mistake) {
                errors.add(text.locate(mistake));
            }
        }
        return definitions;
    }

    private static List<StatementText> texts(List<SourceFile> files, List<DefinitionError> errors) {
        List<StatementText> texts = new ArrayList<>();
        long chars = 0;
        for (SourceFile file : files) {
            chars += file.text().length();
            if (chars > TEXT_CHARS_MAX) {
                errors.add(tooLarge(file, "all files together have over " + TEXT_CHARS_MAX + " characters"));
                return List.of();
            }
            texts.addAll(StatementScanner.scan(file, errors));
            if (texts.size() > STATEMENTS_MAX) {
                errors.add(tooLarge(file, "all files together have over " + STATEMENTS_MAX + " statements"));
                return List.of();
            }
        }
        return texts;
    }

    private static DefinitionError tooLarge(SourceFile file, String message) {
        return new DefinitionError(ErrorCode.SQL_SYNTAX, file.path(), 1, 1, "", message, "Split the pipeline.");
    }

    private void add(SqlNode node, StatementText text) {
        if (node instanceof CreateSource source) {
            sources.add(new Statement<>(source, text));
        } else if (node instanceof CreateView view) {
            views.add(new Statement<>(view, text));
        } else if (node instanceof CreateIndex index) {
            indexes.add(new Statement<>(index, text));
        } else {
            throw new Mistake(
                    ErrorCode.SQL_UNSUPPORTED,
                    null,
                    "a definition file holds CREATE statements only, this is " + node.getKind().sql,
                    "Write CREATE STREAM, CREATE TABLE, CREATE [MATERIALIZED] VIEW or CREATE INDEX.");
        }
    }
}
