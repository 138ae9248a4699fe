package io.weirpool.sql.validate;

import io.weirpool.sql.parse.Mistake;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Text among other values of {@code IN}, which Calcite would read as such: PostgreSQL has no operator for it. */
final class TextMembers {
    /** Marks the list of {@code = ANY (ARRAY['1', '2'])}: literals in quotes alone are an array of text. */
    private static final boolean OF_TEXT = true;

    private TextMembers() {}

    /** The members of an array as a list of {@code IN}. */
    static SqlNodeList list(List<SqlNode> members, SqlParserPos place) {
        boolean text = members.stream().allMatch(m -> m instanceof SqlCharStringLiteral || isNull(m))
                && members.stream().anyMatch(SqlCharStringLiteral.class::isInstance);
        return new SqlNodeList(members, text ? place.withQuoting(OF_TEXT) : place);
    }

    /** @throws Mistake for text beside another type, unless it is a literal, which has no type yet */
    static void check(SqlCallBinding in) {
        List<Value> left = values(in, in.operand(0), false);
        if (!(in.operand(1) instanceof SqlNodeList list)) {
            refuse(in, left, types(in.getOperandType(1)));
            return;
        }
        refuseTextAsChar(in, list);
        boolean ofText = list.getParserPosition().isQuoted();
        if (ofText) {
            refuseBlanks(in, list);
        }
        for (SqlNode member : list) {
            refuse(in, left, values(in, member, ofText));
        }
    }

    /** A type; a value in quotes, or NULL, can be of any. */
    private record Value(RelDataType type, boolean open) {
        boolean isText() {
            return !open && SqlTypeUtil.inCharFamily(type);
        }

        boolean isOther() {
            return !open && !SqlTypeUtil.inCharFamily(type) && !type.isStruct();
        }
    }

    /** Beside an array of text a CHAR is text without its blanks, which are none to Calcite. */
    private static void refuseBlanks(SqlCallBinding in, SqlNodeList list) {
        boolean padded = in.getOperandType(0).getSqlTypeName() == SqlTypeName.CHAR
                && !(in.operand(0) instanceof SqlCharStringLiteral);
        for (SqlNode member : list) {
            if (padded
                    && member instanceof SqlCharStringLiteral text
                    && text.toValue().endsWith(" ")) {
                throw Mistake.unsupported(
                        member.getParserPosition(),
                        "a text that ends with a blank in an array beside a CHAR",
                        "Cast one side: x::text = ANY (...).");
            }
        }
    }

    /**
     * Several members that are no columns have one type with the left side in PostgreSQL, the first one's: {@code c IN
     * ('a '::text, 'b')} takes text for CHAR, where {@code c IN ('a '::text)} takes the CHAR for text.
     */
    private static void refuseTextAsChar(SqlCallBinding in, SqlNodeList list) {
        List<SqlNode> constants = list.stream()
                .filter(member -> member.getKind() == SqlKind.CAST || member instanceof SqlCharStringLiteral)
                .toList();
        for (SqlNode member : constants) {
            boolean mixed = isChar(in, in.operand(0)) != isChar(in, member);
            boolean cast = member.getKind() == SqlKind.CAST
                    && SqlTypeUtil.inCharFamily(in.getValidator().deriveType(in.getScope(), member));
            if (cast && mixed && constants.size() > 1 && SqlTypeUtil.inCharFamily(in.getOperandType(0))) {
                throw Mistake.unsupported(
                        member.getParserPosition(),
                        "a text that is cast, beside others and a CHAR, in a list of IN: blanks at its end would count or not",
                        "Cast the left side, too: x::text IN (...).");
            }
        }
    }

    private static boolean isChar(SqlCallBinding in, SqlNode node) {
        return !(node instanceof SqlCharStringLiteral)
                && in.getValidator().deriveType(in.getScope(), node).getSqlTypeName() == SqlTypeName.CHAR;
    }

    /** Literals that are UUIDs or arrays beside such a value. Whether there are some. */
    static boolean cast(SqlCallBinding in) {
        SqlTypeName type = in.getOperandType(0).getSqlTypeName();
        if (!(in.operand(1) instanceof SqlNodeList list) || (type != SqlTypeName.UUID && type != SqlTypeName.ARRAY)) {
            return false;
        }
        boolean any = false;
        for (int i = 0; i < list.size(); i++) {
            SqlNode member = list.get(i);
            if (member instanceof SqlCharStringLiteral) {
                SqlNode cast = PostgresCast.INSTANCE.createCall(
                        member.getParserPosition(), member, SqlTypeUtil.convertTypeToSpec(in.getOperandType(0)));
                list.set(i, cast);
                in.getValidator().deriveType(in.getScope(), cast);
                any = true;
            }
        }
        return any;
    }

    private static List<Value> values(SqlCallBinding in, SqlNode node, boolean literalsAreText) {
        if (node.getKind() == SqlKind.ROW) {
            List<Value> values = new ArrayList<>();
            for (SqlNode field : ((SqlCall) node).getOperandList()) {
                values.addAll(values(in, field, literalsAreText));
            }
            return values;
        }
        RelDataType type = in.getValidator().deriveType(in.getScope(), node);
        boolean open = isNull(node) || (node instanceof SqlCharStringLiteral && !literalsAreText);
        return List.of(new Value(type, open || type.getSqlTypeName() == SqlTypeName.NULL));
    }

    private static boolean isNull(SqlNode node) {
        return SqlUtil.isNullLiteral(node, false);
    }

    private static List<Value> types(RelDataType query) {
        return query.isStruct()
                ? query.getFieldList().stream()
                        .map(RelDataTypeField::getType)
                        .map(type -> new Value(type, type.getSqlTypeName() == SqlTypeName.NULL))
                        .toList()
                : List.of(new Value(query, query.getSqlTypeName() == SqlTypeName.NULL));
    }

    private static void refuse(SqlCallBinding in, List<Value> left, List<Value> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            Value a = left.get(i);
            Value b = right.get(i);
            if ((a.isText() && b.isOther()) || (a.isOther() && b.isText())) {
                Value other = a.isText() ? b : a;
                throw Mistake.invalid(
                        in.getCall().getParserPosition(),
                        "text and " + other.type().getSqlTypeName().getSpaceName() + " do not go together in "
                                + in.getOperator().getName(),
                        "Cast one side: x::text, or x::integer.");
            }
        }
    }
}
