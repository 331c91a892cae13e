package dev.curfew.examples.demo;

import dev.curfew.junit.EnabledIfProgram;
import java.util.Locale;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;

/**
 * One example, as it is shown.
 *
 * @param name the name of its class, without {@code Tests}
 * @param program the programs that it runs
 * @param shown what it shows
 */
record Example(String name, String program, String shown) {

    static Example of(TestIdentifier test) {
        TestSource source = test.getSource().orElse(null);
        if (source instanceof MethodSource method) {
            return of(method.getJavaClass(), words(method.getMethodName()));
        }
        // A class whose preparation failed, or an engine.
        return source instanceof ClassSource type
                ? of(type.getJavaClass(), "")
                : new Example(test.getDisplayName(), "java", "");
    }

    private static Example of(Class<?> type, String shown) {
        String program = AnnotationSupport.findAnnotation(type, EnabledIfProgram.class)
                .map(required -> String.join(" ", required.value()))
                .orElse("java");
        return new Example(type.getSimpleName().replaceFirst("Tests$", ""), program, shown);
    }

    /** The names of methods are verb phrases. */
    private static String words(String camelCase) {
        return camelCase.replaceAll("(?=\\p{Lu})", " ").toLowerCase(Locale.ROOT);
    }
}
