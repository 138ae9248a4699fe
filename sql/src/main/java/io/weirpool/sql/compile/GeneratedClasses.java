package io.weirpool.sql.compile;

import java.lang.reflect.Constructor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.SimpleCompiler;
import org.jspecify.annotations.Nullable;

/**
 * Generated sources as classes. Equal sources are one class: a view is tried when it is checked and made ready in each of
 * its tasks, after every restart of one, and compiling costs some 10 ms. Thread-safe.
 */
final class GeneratedClasses {
    /** Classes of some 10 KiB; those used least recently are forgotten first, and unloaded with their last instance. */
    private static final int CLASSES_MAX = 2_000;

    private static final Map<String, Constructor<?>> CONSTRUCTORS = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Constructor<?>> eldest) {
            return size() > CLASSES_MAX;
        }
    };

    private GeneratedClasses() {}

    /** The constructor that takes the source's constants. Two threads may compile the same source; one class stays. */
    static Constructor<?> constructor(String source) throws CompileException, ReflectiveOperationException {
        Constructor<?> known = known(source);
        if (known != null) {
            return known;
        }
        SimpleCompiler compiler = new SimpleCompiler();
        compiler.setParentClassLoader(GeneratedClasses.class.getClassLoader());
        compiler.cook(source);
        Constructor<?> made =
                compiler.getClassLoader().loadClass(JavaSource.CLASS_NAME).getConstructor(Object[].class);
        synchronized (CONSTRUCTORS) {
            CONSTRUCTORS.put(source, made);
        }
        return made;
    }

    private static @Nullable Constructor<?> known(String source) {
        synchronized (CONSTRUCTORS) {
            return CONSTRUCTORS.get(source);
        }
    }
}
