package io.weirpool.sql.compile;

import io.weirpool.common.model.TypeKind;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function's name, operand kinds and result kind.
 *
 * @param variadic whether the last operand can stand any number of times, once at least
 */
public record Signature(String name, List<TypeKind> operands, TypeKind result, boolean variadic) {
    private static final String ARRAY = "[]";
    private static final Pattern FORM = Pattern.compile("(\\S+?)\\((.*)\\) ([\\w\\[\\]]+)");

    public Signature {
        operands = List.copyOf(operands);
    }

    static Signature parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a signature: " + text);
        }
        boolean variadic = matcher.group(2).endsWith("...");
        String inner = matcher.group(2).replace("...", "");
        List<TypeKind> operands = inner.isEmpty()
                ? List.of()
                : Arrays.stream(inner.split(", ")).map(Signature::kind).toList();
        return new Signature(matcher.group(1), operands, kind(matcher.group(3)), variadic);
    }

    private static TypeKind kind(String text) {
        return text.endsWith(ARRAY)
                ? TypeKind.valueOf(text.substring(0, text.length() - ARRAY.length()))
                        .array()
                : TypeKind.valueOf(text);
    }

    boolean takes(int operandCount) {
        return variadic ? operandCount >= operands.size() : operandCount == operands.size();
    }

    TypeKind operand(int index) {
        return operands.get(Math.min(index, operands.size() - 1));
    }

    @Override
    public String toString() {
        String inner = String.join(", ", operands.stream().map(TypeKind::name).toList());
        return name + "(" + inner + (variadic ? "..." : "") + ") " + result;
    }
}
