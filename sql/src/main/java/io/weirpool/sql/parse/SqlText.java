package io.weirpool.sql.parse;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.sqlparser.NamingTokens;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;
import org.apache.calcite.util.NlsString;

/** Runs the generated parser over one statement or expression and bounds what comes out. */
public final class SqlText {
    /** Later steps recurse over the tree; chains of AND and OR are flattened by them and count once. */
    private static final int DEPTH_MAX = 250;

    /** Words taken for names in one statement: each costs parsing it once more, some milliseconds. */
    private static final int NAMES_MAX = 100;

    private static final SqlParser.Config CONFIG = SqlParser.config()
            .withQuoting(Quoting.DOUBLE_QUOTE)
            .withUnquotedCasing(Casing.TO_LOWER)
            .withQuotedCasing(Casing.UNCHANGED)
            .withCaseSensitive(true)
            // PostgreSQL cuts at 63; what is longer than 50 is refused by name, with its place.
            .withIdentifierMaxLength(1 << 20)
            .withConformance(new SqlDelegatingConformance(SqlConformanceEnum.BABEL) {
                @Override
                public boolean allowExplicitRowValueConstructor() {
                    return true;
                }
            });

    private SqlText() {}

    /** @throws Mistake at the first thing that is not SQL as we read it */
    public static SqlNode statement(String text) {
        return parse(text, SqlParser::parseStmt);
    }

    /**
     * A condition or other scalar, such as the text of a CHECK.
     *
     * @throws Mistake at the first thing that is not SQL as we read it
     */
    public static SqlNode expression(String text) {
        return parse(text, SqlParser::parseExpression);
    }

    private interface Parse {
        SqlNode run(SqlParser parser) throws SqlParseException;
    }

    private static SqlNode parse(String text, Parse parse) {
        try {
            SqlNode node = named(text, parse);
            bound(node);
            return node;
        } catch (SqlParseException e) {
            throw SyntaxMistakes.of(e);
        } catch (CalciteContextException e) {
            SqlParserPos place = new SqlParserPos(e.getPosLine(), e.getPosColumn());
            throw new Mistake(ErrorCode.SQL_SYNTAX, place, String.valueOf(cause(e).getMessage()));
        } catch (StackOverflowError e) {
            throw new Mistake(ErrorCode.SQL_SYNTAX, null, "the statement is nested too deep", "Split it into views.");
        }
    }

    /** Takes words for names, one after the other, as long as parsing fails at one that PostgreSQL does not reserve. */
    private static SqlNode named(String text, Parse parse) throws SqlParseException {
        SqlParseException first = null;
        Set<NamingTokens.Place> names = new HashSet<>();
        while (true) {
            SqlParser parser = SqlParser.create(text, CONFIG.withParserFactory(NamingTokens.factory(names)));
            try {
                return parse.run(parser);
            } catch (SqlParseException e) {
                first = first == null ? e : first;
                SqlParserPos place = e.getPos();
                Optional<NamingTokens.Place> name = place == null // what failed is not the grammar
                        ? Optional.empty()
                        : new Words(text, parser.getMetadata()).name(place, SyntaxMistakes.tokens(e), names);
                if (name.isEmpty() || names.size() >= NAMES_MAX) {
                    throw first;
                }
                names.add(name.get());
            }
        }
    }

    private static Throwable cause(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null ? e : cause;
    }

    private record Level(SqlNode node, int depth, SqlKind chain) {}

    /** Refuses trees too deep for recursion, and text that PostgreSQL cannot hold. Recurses itself not. */
    private static void bound(SqlNode root) {
        Deque<Level> open = new ArrayDeque<>();
        open.push(new Level(root, 1, SqlKind.OTHER));
        while (!open.isEmpty()) {
            Level level = open.pop();
            if (level.depth > DEPTH_MAX) {
                throw new Mistake(
                        ErrorCode.SQL_SYNTAX,
                        level.node.getParserPosition(),
                        "expressions are nested over " + DEPTH_MAX + " deep",
                        "Split the query into views, or write it flatter.");
            }
            refuseNoText(level.node);
            push(open, level);
        }
    }

    private static void push(Deque<Level> open, Level level) {
        Iterable<SqlNode> children = level.node instanceof SqlCall call
                ? call.getOperandList()
                : level.node instanceof SqlNodeList list ? list : List.of();
        for (SqlNode child : children) {
            if (child != null) {
                SqlKind kind = child.getKind();
                boolean sameChain = kind == level.chain && (kind == SqlKind.AND || kind == SqlKind.OR);
                open.push(new Level(child, sameChain ? level.depth : level.depth + 1, kind));
            }
        }
    }

    private static void refuseNoText(SqlNode node) {
        if (!(node instanceof SqlLiteral literal) || !(literal.getValue() instanceof NlsString text)) {
            return;
        }
        if (text.getValue().indexOf('\0') >= 0) {
            throw new Mistake(
                    ErrorCode.NUL_CHARACTER, node.getParserPosition(), "the literal holds the character U+0000");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text.getValue())) {
            throw Mistake.invalid(
                    node.getParserPosition(),
                    "the literal holds half of a surrogate pair, which is no character",
                    "Write both halves, or the character itself.");
        }
    }
}
