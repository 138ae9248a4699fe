package io.weirpool.sqlparser;

import java.io.Reader;
import java.util.Set;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParserImplFactory;
import org.apache.calcite.util.SourceStringReader;

/** Tokens of which some are names though their words are Calcite's keywords: PostgreSQL reserves fewer words. */
public final class NamingTokens extends WeirpoolSqlParserTokenManager {
    private final Set<Place> names;

    /** Where a token begins, both from 1. */
    public record Place(int line, int column) {}

    private NamingTokens(SimpleCharStream stream, Set<Place> names) {
        super(stream);
        this.names = names;
    }

    /** Makes parsers that take the words at these places for names. */
    public static SqlParserImplFactory factory(Set<Place> names) {
        return reader -> parser(reader, Set.copyOf(names));
    }

    private static SqlAbstractParserImpl parser(Reader reader, Set<Place> names) {
        WeirpoolSqlParser parser = new WeirpoolSqlParser(reader);
        parser.token_source = new NamingTokens(parser.jj_input_stream, names);
        if (reader instanceof SourceStringReader source) {
            String sql = source.getSourceString();
            parser.setOriginalSql(sql);
            parser.jj_input_stream.ReInit(reader, 1, 1, sql.length());
        }
        return parser;
    }

    @Override
    public Token getNextToken() {
        Token token = super.getNextToken();
        if (names.contains(new Place(token.beginLine, token.beginColumn))) {
            token.kind = IDENTIFIER;
        }
        return token;
    }
}
