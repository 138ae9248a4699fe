package io.weirpool.sql.parse;

/**
 * Tells Calcite that text is UTF-8; by default it is ISO-8859-1, and comparing a column with a literal of other characters
 * is an error. Calcite reads the property once, when its first class is loaded, so this is called before.
 */
public final class CalciteCharset {
    private static final String PROPERTY = "calcite.default.charset";

    static {
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, "UTF-8");
        }
    }

    private CalciteCharset() {}

    /** Does its work when the class is loaded; can be called any number of times. */
    public static void ensure() {
        // see above
    }
}
