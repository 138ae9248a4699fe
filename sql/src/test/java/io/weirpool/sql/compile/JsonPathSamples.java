package io.weirpool.sql.compile;

import java.util.List;

/** Paths of SQL/JSON to try, and values that have something at them. */
final class JsonPathSamples {
    static final List<String> PATHS = List.of(
            "$",
            "lax $.a",
            "$.*",
            "$[*]",
            "$[0]",
            "$[1 to last]",
            "$[0, last, 0 to 1]",
            "$.a[*].b",
            "$.a.b",
            "$.\"a\"[0]",
            "$.a ? (@ > 1)",
            "$[*] ? (@.a == 1 || @.b == \"x\")",
            "$[*] ? (@ >= \"b\")",
            "$ ? (exists(@.a) && !(@.a == null))",
            "$.a ? (@ starts with \"x\")",
            "$[*] ? ((@ > 1) is unknown)",
            "$.a > 1",
            "$[*] == null",
            "$.a <> true",
            "!($.a < 2.50)",
            "exists($.a.b)",
            "$.type()",
            "$[*].type()",
            "$.a.size()",
            "$ ? (@.a[*] <= -1.5)",
            "$.*.*",
            "$[*][*]",
            "$ ? (@.a == $.b)",
            "($.a == 1)",
            "true",
            "5");

    static final List<String> VALUES = List.of(
            "{\"a\": 1, \"b\": 1}",
            "{\"a\": [1, 2.5, \"x\", null, {\"b\": [true]}]}",
            "[{\"a\": 1}, {\"a\": 2, \"b\": \"x\"}, {\"a\": [{\"b\": 3}]}]",
            "[\"a\", \"b\", 1, null, [1, [2]], {\"b\": {\"c\": 1}}]",
            "{\"a\": {\"b\": \"xy\"}, \"c\": []}",
            "[]",
            "{}",
            "2",
            "null",
            "\"x\"",
            "true",
            "[[1, 2], [3, -1.50]]",
            "{\"a\": null}",
            "{\"a\": \"xyz\", \"b\": true}",
            "{\"a\": [], \"b\": []}",
            "{\"a\": true}");

    private JsonPathSamples() {}
}
