package io.weirpool.sql.parse;

import io.weirpool.sqlparser.NamingTokens.Place;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl.Metadata;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Which word keeps a statement from being parsed though PostgreSQL does not reserve it: {@code rows}, {@code range},
 * {@code abs} are names there wherever nothing else can stand.
 */
final class Words {
    /** PostgreSQL's keywords that are no names of columns: its categories "reserved" and "can be function or type name". */
    private static final Set<String> RESERVED = Set.of(
            ("all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create "
                            + "current_catalog current_date current_role current_time current_timestamp current_user "
                            + "default deferrable desc distinct do else end except false fetch for foreign from grant "
                            + "group having in initially intersect into lateral leading limit localtime localtimestamp "
                            + "not null offset on only or order placing primary references returning select "
                            + "session_user some symmetric system_user table then to trailing true union unique user "
                            + "using variadic when where window with "
                            + "authorization binary collation concurrently cross current_schema freeze full ilike "
                            + "inner is isnull join left like natural notnull outer overlaps right similar tablesample "
                            + "verbose")
                    .split(" "));

    /** Of the reserved words those that cannot follow a column as its label without AS. */
    private static final Set<String> NO_LABELS = Set.of(
            ("array as create except fetch for from grant group having intersect into isnull limit notnull offset on order "
                            + "overlaps returning to union where window with")
                    .split(" "));

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*|[^\\sA-Za-z_]");

    private static final Pattern LAST_WORD = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*(?=\\s*$)");

    private static final Pattern AFTER_LABEL = Pattern.compile("(?i)\\s*(,|FROM\\b)");

    /** After these any word is a name. */
    private static final Pattern BEFORE_NAME = Pattern.compile("(?is).*(\\bAS\\s+|\\.\\s*)");

    private final String text;
    private final Metadata keywords;

    Words(String text, Metadata keywords) {
        this.text = text;
        this.keywords = keywords;
    }

    /**
     * A word at the place where parsing failed, or just before it, that can be a name and is not taken for one yet.
     *
     * @param tokens how many tokens the parser looked at from that place; the last did not fit
     */
    Optional<Place> name(SqlParserPos failure, int tokens, Set<Place> known) {
        int offset = offset(failure);
        if (offset < 0) {
            return Optional.empty();
        }
        Deque<MatchResult> candidates = new ArrayDeque<>();
        Matcher before = LAST_WORD.matcher(text).region(0, offset);
        Matcher there = TOKEN.matcher(text).region(offset, text.length());
        for (int i = 0; i < tokens && there.find(); i++) {
            candidates.push(there.toMatchResult());
        }
        if (before.find()) {
            candidates.add(before.toMatchResult());
        }
        if (there.find()) {
            candidates.add(there.toMatchResult()); // of AND, say, nothing is said but that it does not fit what follows
        }
        return candidates.stream()
                .filter(word -> isName(word.group(), word.start()))
                .map(word -> place(word.start()))
                .filter(place -> !known.contains(place))
                .findFirst();
    }

    private boolean isName(String word, int offset) {
        String lower = word.toLowerCase(Locale.ROOT);
        boolean free = !RESERVED.contains(lower)
                || BEFORE_NAME.matcher(text).region(0, offset).matches()
                || (!NO_LABELS.contains(lower)
                        && AFTER_LABEL
                                .matcher(text)
                                .region(offset + word.length(), text.length())
                                .lookingAt());
        return free && keywords.isKeyword(word.toUpperCase(Locale.ROOT));
    }

    /** Of the place in the text; negative when it is not there. */
    private int offset(SqlParserPos place) {
        int begin = 0;
        for (int line = 1; line < place.getLineNum(); line++) {
            begin = text.indexOf('\n', begin) + 1;
            if (begin == 0) {
                return -1;
            }
        }
        int offset = begin + place.getColumnNum() - 1;
        return place.getLineNum() < 1 || offset < 0 || offset > text.length() ? -1 : offset;
    }

    private Place place(int offset) {
        int line = 1;
        int begin = 0;
        for (int at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
            line++;
            begin = at + 1;
        }
        return new Place(line, offset - begin + 1);
    }
}
