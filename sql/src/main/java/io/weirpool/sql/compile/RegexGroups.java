package io.weirpool.sql.compile;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression whose groups are asked for. Which of several ways to match a group took is PostgreSQL's own rule; so
 * there is at most one way here: no alternatives but single characters, nothing repeated but single characters, and the
 * greedy match is the longest, or the row fails.
 */
public final class RegexGroups {
    private final String shown;
    private final Pattern greedy;
    private final Pattern longest;

    private RegexGroups(String shown, Pattern greedy, Pattern longest) {
        this.shown = shown;
        this.greedy = greedy;
        this.longest = longest;
    }

    public static RegexGroups of(String pattern) {
        RegexSyntax.refuseLazy(pattern);
        Pattern greedy = RegexSyntax.compile(pattern, 0);
        if (greedy.groupCount() > 0) {
            RegexSyntax.refuseAmbiguousGroups(pattern);
        }
        return new RegexGroups(pattern, greedy, RegexSyntax.compile(pattern, Pattern.LONGEST_MATCH));
    }

    int count() {
        return greedy.groupCount();
    }

    /** The first match, the longest where it begins; null when there is none. */
    @Nullable Matcher match(String text) {
        Matcher first = longest.matcher(text);
        if (!first.find()) {
            return null;
        }
        if (count() == 0) {
            return first;
        }
        Matcher second = greedy.matcher(text);
        boolean same = second.find();
        for (int group = 0; same && group <= count(); group++) {
            same = Objects.equals(first.group(group), second.group(group)) && first.start() == second.start();
        }
        if (!same) {
            throw Failures.invalid("a group of '%s' matches in more than one way".formatted(Failures.shown(shown)));
        }
        return second;
    }
}
