<#-- Statements and operators that Calcite's grammar does not have. -->

<DEFAULT, DQID, BTID> TOKEN :
{
    < NEGATE: "!" >
|   < TILDE: "~" >
|   < #BETWEEN_WORDS: ([" ", "\t", "\n", "\r", "\f"])+ >
|   < EMIT_FINAL: "EMIT" <BETWEEN_WORDS> "FINAL" >
|   < EMIT_ON_WINDOW_CLOSE: "EMIT" <BETWEEN_WORDS> "ON" <BETWEEN_WORDS> "WINDOW" <BETWEEN_WORDS> "CLOSE" >
}

/** Schemas that everything is in: written before a name, they say nothing. */
<DEFAULT, DQID, BTID> SKIP :
{
    < "pg_catalog." >
|   < "public." >
}

/** The place of the token that comes next. */
JAVACODE SqlParserPos NextPos() {
    Token next = getToken(1);
    return new SqlParserPos(next.beginLine, next.beginColumn, next.endLine, next.endColumn);
}

boolean IfNotExistsOpt() :
{
}
{
    <IF> <NOT> <EXISTS> { return true; }
|
    { return false; }
}

/** CREATE STREAM and CREATE TABLE. */
SqlCreate SqlCreateSource(Span s, boolean replace) :
{
    final boolean table;
    final boolean ifNotExists;
    final SqlIdentifier name;
    final CreateSource.Elements elements = new CreateSource.Elements();
    SqlNodeList settings = SqlNodeList.EMPTY;
}
{
    (
        <STREAM> { table = false; }
    |
        <TABLE> { table = true; }
    )
    ifNotExists = IfNotExistsOpt()
    name = CompoundIdentifier()
    <LPAREN>
    SourceElement(elements)
    (
        <COMMA> SourceElement(elements)
    )*
    <RPAREN> { CreateSource.checkKey(table, elements); }
    [ settings = WithOptions() ]
    {
        return new CreateSource(s.end(this), replace, ifNotExists, table, name, elements, settings);
    }
}

void SourceElement(CreateSource.Elements elements) :
{
    final Span s = Span.of();
    final SqlNodeList columns;
    final SqlIdentifier column;
    SqlNode e;
}
{
    LOOKAHEAD(2)
    <PRIMARY> { s.add(this); } <KEY> columns = ParenthesizedSimpleIdentifierList() {
        elements.primaryKeys.add(columns);
    }
    NotEnforced(elements)
|
    LOOKAHEAD(2)
    <CHECK> { s.add(this); } CheckCondition(elements)
|
    LOOKAHEAD(2)
    <CONSTRAINT> SimpleIdentifier()
    (
        <PRIMARY> <KEY> columns = ParenthesizedSimpleIdentifierList() { elements.primaryKeys.add(columns); }
        NotEnforced(elements)
    |
        <CHECK> CheckCondition(elements)
    )
|
    LOOKAHEAD(2)
    <WATERMARK> { s.add(this); } <FOR> column = SimpleIdentifier()
    <AS> e = Expression(ExprContext.ACCEPT_SUB_QUERY) {
        elements.watermarks.add(new CreateSource.WatermarkDeclaration(column, e, s.end(this)));
    }
|
    SourceColumn(elements)
}

/** Flink's word for a key that is not checked. */
void NotEnforced(CreateSource.Elements elements) :
{
}
{
    [
        LOOKAHEAD(2)
        <NOT> { elements.notEnforced = getPos(); } <ENFORCED>
    ]
}

void CheckCondition(CreateSource.Elements elements) :
{
    final SqlParserPos begin;
    final SqlNode e;
}
{
    <LPAREN> { begin = NextPos(); }
    e = Expression(ExprContext.ACCEPT_SUB_QUERY) {
        elements.checks.add(new CreateSource.Check(e, begin.plus(getPos())));
    }
    <RPAREN>
}

void SourceColumn(CreateSource.Elements elements) :
{
    final SqlIdentifier name;
    final SqlDataTypeSpec type;
    SqlNode value;
    boolean nullable = true;
    SqlParserPos unsupported = null;
}
{
    name = SimpleIdentifier()
    type = DataType()
    (
        <NULL>
    |
        <NOT> <NULL> { nullable = false; }
    |
        <PRIMARY> { SqlParserPos pos = getPos(); } <KEY> {
            elements.primaryKeys.add(new SqlNodeList(java.util.Collections.singletonList(name), pos));
        }
        NotEnforced(elements)
    |
        <CHECK> CheckCondition(elements)
    |
        <DEFAULT_> { SqlParserPos place = getPos(); } value = Expression(ExprContext.ACCEPT_SUB_QUERY) {
            unsupported = SqlUtil.isNullLiteral(value, false) ? unsupported : place;
        }
    |
        <UNIQUE> { unsupported = getPos(); }
    |
        <REFERENCES> { unsupported = getPos(); } CompoundIdentifier() [ ParenthesizedSimpleIdentifierList() ]
    |
        <GENERATED> { unsupported = getPos(); } <ALWAYS> <AS> <LPAREN> Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN>
    )*
    {
        elements.columns.add(new CreateSource.ColumnDeclaration(name, type, nullable, unsupported));
    }
}

/** WITH ('name' = 'value', ...): a list of names and values in turn. */
SqlNodeList WithOptions() :
{
    final Span s;
    final List<SqlNode> list = new ArrayList<SqlNode>();
}
{
    <WITH> { s = span(); } <LPAREN>
    WithOption(list)
    (
        <COMMA> WithOption(list)
    )*
    <RPAREN>
    {
        return new SqlNodeList(list, s.end(this));
    }
}

void WithOption(List<SqlNode> list) :
{
    SqlNode e;
}
{
    (
        e = StringLiteral()
    |
        e = SimpleIdentifier()
    )
    { list.add(e); }
    <EQ>
    e = Literal() { list.add(e); }
}

SqlCreate SqlCreatePlainView(Span s, boolean replace) :
{
    final boolean ifNotExists;
    final SqlIdentifier name;
    SqlNodeList columns = SqlNodeList.EMPTY;
    final SqlParserPos begin;
    final SqlNode query;
}
{
    <VIEW> ifNotExists = IfNotExistsOpt() name = CompoundIdentifier()
    [ columns = ParenthesizedSimpleIdentifierList() ]
    <AS> { begin = NextPos(); }
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY) {
        return new CreateView(s.end(this), replace, ifNotExists, false, name, columns, SqlNodeList.EMPTY, query,
            begin.plus(getPos()), null);
    }
}

SqlCreate SqlCreateMaterializedView(Span s, boolean replace) :
{
    final boolean ifNotExists;
    final SqlIdentifier name;
    SqlNodeList columns = SqlNodeList.EMPTY;
    SqlNodeList settings = SqlNodeList.EMPTY;
    final SqlParserPos begin;
    final SqlNode query;
    final SqlParserPos place;
    SqlParserPos emit = null;
}
{
    <MATERIALIZED> <VIEW> ifNotExists = IfNotExistsOpt() name = CompoundIdentifier()
    [ columns = ParenthesizedSimpleIdentifierList() ]
    [ settings = WithOptions() ]
    [ emit = EmitFinal() ]
    <AS> { begin = NextPos(); }
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY) { place = begin.plus(getPos()); }
    [ emit = EmitFinal() ]
    {
        return new CreateView(s.end(this), replace, ifNotExists, true, name, columns, settings, query, place, emit);
    }
}

/**
 * Rows are written when they can no longer change; the second form is that of other systems. Each is one token, as the
 * first word alone would be taken for the name of what stands before it.
 */
SqlParserPos EmitFinal() :
{
}
{
    (
        <EMIT_FINAL>
    |
        <EMIT_ON_WINDOW_CLOSE>
    )
    { return getPos(); }
}

SqlCreate SqlCreateIndex(Span s, boolean replace) :
{
    SqlIdentifier name = null;
    final SqlIdentifier view;
    final SqlNodeList columns;
}
{
    <INDEX>
    [ name = SimpleIdentifier() ]
    <ON> view = CompoundIdentifier()
    columns = ParenthesizedSimpleIdentifierList() {
        return new CreateIndex(s.end(this), replace, name, view, columns);
    }
}

/** PostgreSQL's infix cast; it takes the last operand only, so that 1 + x::int is 1 + (x::int). */
void InfixCast(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlDataTypeSpec type;
}
{
    <INFIX_CAST> {
        checkNonQueryExpression(exprContext);
    }
    type = DataType() {
        int last = list.size() - 1;
        SqlNode operand = (SqlNode) list.get(last);
        list.set(last, SqlStdOperatorTable.CAST.createCall(Span.of(operand).end(this), operand, type));
    }
}

/** Operators of PostgreSQL that the standard does not have; all of one precedence. */
void InfixOperator(List<Object> list, ExprContext exprContext, Span s) :
{
    final org.apache.calcite.sql.SqlOperator op;
}
{
    (
        <LAMBDA> { op = InfixOperators.GET; }
    |
        <JSON_TEXT> { op = InfixOperators.GET_TEXT; }
    |
        <JSON_PATH> { op = InfixOperators.GET_PATH; }
    |
        <JSON_PATH_TEXT> { op = InfixOperators.GET_PATH_TEXT; }
    |
        <AMPERSAND> { op = InfixOperators.BIT_AND; }
    |
        <VERTICAL_BAR> { op = InfixOperators.BIT_OR; }
    |
        <HASH> { op = InfixOperators.BIT_XOR; }
    |
        <LEFTSHIFT> { op = InfixOperators.SHIFT_LEFT; }
    |
        <RIGHTSHIFT> { op = InfixOperators.SHIFT_RIGHT; }
    |
        <CONTAINS_RIGHT> { op = InfixOperators.CONTAINS; }
    |
        <CONTAINS_LEFT> { op = InfixOperators.IS_CONTAINED; }
    |
        <OVERLAPS_EACH_OTHER> { op = InfixOperators.OVERLAPS; }
    |
        <HOOK> { op = InfixOperators.HAS; }
    |
        <HAS_ANY> { op = InfixOperators.HAS_ANY; }
    |
        <HAS_ALL> { op = InfixOperators.HAS_ALL; }
    |
        <REMOVE_PATH> { op = InfixOperators.REMOVE_PATH; }
    |
        <STARTS_WITH> { op = InfixOperators.STARTS_WITH; }
    |
        <FINDS_PATH> { op = InfixOperators.FINDS_PATH; }
    |
        <MATCHES_PATH> { op = InfixOperators.MATCHES_PATH; }
    |
        <MATCHES_LIKE> { op = InfixOperators.LIKE; }
    |
        <MATCHES_ILIKE> { op = InfixOperators.ILIKE; }
    |
        <MATCHES_NOT_LIKE> { op = InfixOperators.NOT_LIKE; }
    |
        <MATCHES_NOT_ILIKE> { op = InfixOperators.NOT_ILIKE; }
    )
    {
        checkNonQueryExpression(exprContext);
        list.add(new SqlParserUtil.ToTreeListItem(op, getPos()));
    }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}

/** ANY or ALL of an array's elements, in place of a pattern. */
List<Object> QuantifiedPattern() :
{
    final Span s;
    final SqlNode e;
    final boolean all;
    final List<Object> list = new ArrayList<Object>();
}
{
    (
        <ALL> { all = true; }
    |
        <ANY> { all = false; }
    |
        <SOME> { all = false; }
    )
    <LPAREN> { s = span(); }
    e = Expression(ExprContext.ACCEPT_SUB_QUERY)
    <RPAREN> {
        list.add(InfixOperators.patterns(all, e, s.end(this)));
        return list;
    }
}

/** The order of an aggregate's rows, as its last argument. */
void AggregateOrder(List<SqlNode> list) :
{
    final SqlNodeList order;
}
{
    order = OrderBy(true) { list.add(order); }
}

/** Whether a function leaves out NULLs, among its arguments: the test of none, after the last. */
void NullsLeftOut(List<SqlNode> list) :
{
    final Pair<SqlParserPos, SqlOperator> nulls;
}
{
    nulls = NullTreatment() {
        list.add(nulls.right.createCall(nulls.left, SqlLiteral.createNull(nulls.left)));
    }
}

/** A query takes the order that follows it; what follows another expression is the aggregate's. */
SqlNode FirstArgument(ExprContext exprContext) :
{
    SqlNode e;
}
{
    (
        LOOKAHEAD({ getToken(1).kind == SELECT || getToken(1).kind == WITH || getToken(1).kind == VALUES })
        e = PartitionedQueryOrQueryOrExpr(exprContext)
    |
        e = QueryOrExpr(exprContext)
        (
            LOOKAHEAD({ getToken(1).kind == PARTITION })
            e = PartitionedByAndOrderBy(e)
        |
            { }
        )
    )
    {
        return e;
    }
}

/** text COLLATE "C"; like a cast it takes the last operand only. All text is ordered so. */
void Collation(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlIdentifier name;
}
{
    <COLLATE> {
        checkNonQueryExpression(exprContext);
    }
    name = CompoundIdentifier() {
        Collations.check(name);
    }
}

/** time AT TIME ZONE zone; like a cast it takes the last operand only. */
void AtTimeZone(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlNode zone;
}
{
    <AT> <TIME> <ZONE> {
        checkNonQueryExpression(exprContext);
    }
    zone = Expression3(ExprContext.ACCEPT_NON_QUERY) {
        int last = list.size() - 1;
        SqlNode time = (SqlNode) list.get(last);
        list.set(last, InfixOperators.atTimeZone(time, zone, Span.of(time).end(this)));
    }
}

/** What DISTINCT ON tells rows apart by. */
SqlNodeList DistinctOnList() :
{
    final Span s;
    final List<SqlNode> list = new ArrayList<SqlNode>();
}
{
    <ON> { s = span(); } <LPAREN>
    AddExpression(list, ExprContext.ACCEPT_SUB_QUERY)
    (
        <COMMA> AddExpression(list, ExprContext.ACCEPT_SUB_QUERY)
    )*
    <RPAREN>
    {
        return new SqlNodeList(list, s.end(this));
    }
}

/** The arguments of a function in FROM. */
SqlNode FunctionTable(SqlIdentifier name) :
{
    SqlNode table;
}
{
    table = ImplicitTableFunctionCallArgs(name)
    [
        LOOKAHEAD({ RecordTables.begins(name, this) })
        table = RecordColumns(table, name)
    ]
    [
        LOOKAHEAD(2)
        <WITH> <ORDINALITY> { table = WithOrdinality.of(table, Span.of(name).end(this)); }
    ]
    {
        return table;
    }
}

/** ROWS FROM (f(x), g(y)): their rows side by side. */
SqlNode RowsFromTable() :
{
    final Span s;
    final List<SqlNode> calls = new ArrayList<SqlNode>();
    SqlNode table;
}
{
    <ROWS> { s = span(); } <FROM> <LPAREN>
    RowsFromCall(calls)
    (
        <COMMA> RowsFromCall(calls)
    )*
    <RPAREN> { table = RowsFromTables.of(calls, s.end(this)); }
    [
        LOOKAHEAD(2)
        <WITH> <ORDINALITY> { table = WithOrdinality.of(table, s.end(this)); }
    ]
    {
        return table;
    }
}

void RowsFromCall(List<SqlNode> calls) :
{
    final SqlIdentifier name;
    final SqlNode table;
}
{
    name = CompoundTableIdentifier()
    table = ImplicitTableFunctionCallArgs(name) { calls.add(((SqlCall) table).operand(0)); }
}

/** The names and types of the columns of a function that reads them from JSON. */
SqlNode RecordColumns(SqlNode table, SqlIdentifier function) :
{
    SqlIdentifier alias = function;
    SqlIdentifier name;
    SqlDataTypeSpec type;
    final List<SqlNode> names = new ArrayList<SqlNode>();
    final List<SqlDataTypeSpec> types = new ArrayList<SqlDataTypeSpec>();
}
{
    [ <AS> ]
    [ alias = SimpleIdentifier() ]
    <LPAREN>
    name = SimpleIdentifier() type = DataType() { names.add(name); types.add(type); }
    (
        <COMMA> name = SimpleIdentifier() type = DataType() { names.add(name); types.add(type); }
    )*
    <RPAREN>
    {
        return RecordTables.of(table, alias, names, types);
    }
}

/** INTERVAL as a type has no units: a value has all of them. And timestamptz(0), by its short name, or Flink's. */
SqlTypeNameSpec IntervalTypeName() :
{
    final int precision;
    final Span s;
}
{
    <INTERVAL> {
        return new SqlUserDefinedTypeNameSpec(new SqlIdentifier("interval", getPos()), getPos());
    }
|
    LOOKAHEAD({ getToken(1).kind == FLOAT && getToken(2).kind == LPAREN })
    <FLOAT> { s = span(); } precision = PrecisionOpt() {
        return FloatTypes.of(precision, s.end(this));
    }
|
    LOOKAHEAD({ getToken(1).image.matches("(?i)timestamp(tz|_ltz)") && getToken(2).kind == LPAREN })
    <IDENTIFIER> { s = span(); } precision = PrecisionOpt() {
        return new SqlBasicTypeNameSpec(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, precision, s.end(this));
    }
}

/** A row of named fields, as the standard, Flink and RisingWave write it; each can be NULL unless it says otherwise. And ARRAY<INT>. */
SqlTypeNameSpec RowOfFields() :
{
    final Span s;
    final SqlDataTypeSpec element;
    final List<SqlIdentifier> names = new ArrayList<SqlIdentifier>();
    final List<SqlDataTypeSpec> types = new ArrayList<SqlDataTypeSpec>();
}
{
    <ARRAY> { s = span(); } <LT> element = DataType() EndOfFields() {
        return new SqlCollectionTypeNameSpec(element.getTypeNameSpec(), SqlTypeName.ARRAY, s.end(this));
    }
|
    (
        <ROW> { s = span(); }
        (
            <LPAREN> RowFields(names, types) <RPAREN>
        |
            <LT> RowFields(names, types) EndOfFields()
        )
    |
        LOOKAHEAD({ getToken(1).image.equalsIgnoreCase("struct") && getToken(2).kind == LT })
        <IDENTIFIER> { s = span(); }
        <LT> RowFields(names, types) EndOfFields()
    )
    {
        return new SqlRowTypeNameSpec(s.end(this), names, types);
    }
}

void RowFields(List<SqlIdentifier> names, List<SqlDataTypeSpec> types) :
{
}
{
    RowField(names, types)
    (
        <COMMA> RowField(names, types)
    )*
}

void RowField(List<SqlIdentifier> names, List<SqlDataTypeSpec> types) :
{
    final SqlIdentifier name;
    final SqlDataTypeSpec type;
    boolean nullable = true;
}
{
    name = SimpleIdentifier()
    type = DataType()
    [
        LOOKAHEAD({ openFields == 0 && (getToken(1).kind == NULL || getToken(1).kind == NOT) })
        (
            <NULL>
        |
            <NOT> <NULL> { nullable = false; }
        )
    ]
    {
        names.add(name);
        types.add(type.withNullable(nullable, type.getParserPosition()));
    }
}

/** The end of a list of fields; two ends of lists in each other are one token, of which the inner list takes the first half. */
void EndOfFields() :
{
}
{
    LOOKAHEAD({ openFields > 0 })
    { openFields--; }
|
    <GT>
|
    <RIGHTSHIFT> { openFields++; }
}

/** An array type, the length being no matter; arrays of arrays are the same type. */
SqlTypeNameSpec ArrayTypeName(SqlTypeNameSpec elementTypeName) :
{
}
{
    <LBRACKET> [ <UNSIGNED_INTEGER_LITERAL> ] <RBRACKET> {
        return elementTypeName instanceof SqlCollectionTypeNameSpec
            ? elementTypeName
            : new SqlCollectionTypeNameSpec(elementTypeName, SqlTypeName.ARRAY, getPos());
    }
}

/** What is between brackets after an array: an index, or a list of two bounds, of which NULL is left out. */
SqlNode ArraySubscript() :
{
    SqlNode from = null;
    SqlNode to = null;
    final Span s;
}
{
    (
        from = Expression(ExprContext.ACCEPT_SUB_QUERY)
        (
            <COLON> { s = span(); }
            [ to = Expression(ExprContext.ACCEPT_SUB_QUERY) ]
        |
            { return from; }
        )
    |
        <COLON> { s = span(); }
        [ to = Expression(ExprContext.ACCEPT_SUB_QUERY) ]
    )
    {
        return InfixOperators.bounds(from, to, s.end(this));
    }
}

/** type 'text' is a cast. */
SqlNode TypedLiteral() :
{
    final Span s;
    final SqlDataTypeSpec type;
    final SqlNode text;
}
{
    { s = span(); }
    type = DataType()
    text = StringLiteral() {
        return SqlStdOperatorTable.CAST.createCall(s.end(this), text, type);
    }
}

/** What follows LIMIT or OFFSET; nothing in place of NULL. */
SqlNode RowCount() :
{
    final SqlNode e;
}
{
    e = Expression(ExprContext.ACCEPT_SUB_QUERY) {
        return RowCounts.of(e);
    }
}
