package io.weirpool.sql.compile;

import io.weirpool.common.model.TypeKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Drawn texts are read as dates and times as PostgreSQL reads them, or refused. What may be refused though PostgreSQL reads
 * it are summer time as a word of its own and zones with rules of their own, such as {@code x2y}.
 */
final class MomentProof {
    static final List<TypeKind> TYPES = List.of(TypeKind.DATE, TypeKind.TIME, TypeKind.TIMESTAMP, TypeKind.TIMESTAMPTZ);

    private static final int TEXTS = 2_000;
    /** Of spoilt texts few have such a zone. */
    private static final int REFUSED_MAX = TEXTS / 100;

    private MomentProof() {}

    static List<String> differences(Postgres postgres, TypeKind type, long seed) throws SQLException {
        List<String> texts = new MomentTexts(seed).draw(TEXTS);
        List<@Nullable String[]> rows = new ArrayList<>();
        texts.forEach(text -> rows.add(new String[] {text}));
        List<@Nullable String> expected = postgres.evaluate("$1::" + type, List.of(TypeKind.VARCHAR), rows);
        List<String> refused = new ArrayList<>();
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String there = expected.get(i);
            String here = read(type, texts.get(i));
            boolean failsThere = there == null || there.startsWith("!");
            if (here == null && !failsThere) {
                refused.add(texts.get(i));
            } else if (here != null && !here.equals(there)) {
                differences.add("'%s' is %s here, %s there".formatted(texts.get(i), here, there));
            }
        }
        if (refused.size() > REFUSED_MAX) {
            differences.add("refused are " + refused);
        }
        return differences;
    }

    private static @Nullable String read(TypeKind type, String text) {
        try {
            return switch (type) {
                case DATE -> TimeText.format(MomentReader.date(text));
                case TIME -> TimeText.formatTime(TimeReader.time(text));
                case TIMESTAMP -> TimeText.format(MomentReader.timestamp(text), "");
                default -> TimeText.format(MomentReader.timestampWithZone(text), "+00");
            };
        } catch (ExpressionFailure e) {
            return null;
        }
    }
}
