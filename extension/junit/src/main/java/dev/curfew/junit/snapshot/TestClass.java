package dev.curfew.junit.snapshot;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the test class that is running in this thread, and the folder of its snapshots. */
public final class TestClass {

    private static final String[] NO_TESTS = {"java.", "javax.", "jdk.", "sun.", "org.assertj.", "net.bytebuddy."};
    private static final String NEXT = "; pass the path of the file to matchesSnapshot(Path) instead";

    private TestClass() {}

    /**
     * {@return the folder for snapshots of the test class that is running: below {@code src/test/resources}, with the
     * names of its package and of its outermost class}
     *
     * @throws IllegalStateException if it cannot be found
     */
    public static Path folder() {
        Class<?> test = running()
                .orElseThrow(() -> new IllegalStateException("Failed to find the test class on the stack of thread ["
                        + Thread.currentThread().getName() + "]" + NEXT));
        return module(test).resolve("src/test/resources").resolve(relative(test.getName()));
    }

    static String relative(String className) {
        int nested = className.indexOf('$');
        return (nested < 0 ? className : className.substring(0, nested)).replace('.', '/');
    }

    /**
     * JUnit calls the method of the test, which may call helper classes. So of the calls since JUnit, the test is the
     * first.
     */
    static Optional<Class<?>> running() {
        return StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.<Class<?>>map(StackFrame::getDeclaringClass)
                        .takeWhile(type -> !type.getName().startsWith("org.junit."))
                        .filter(type -> Stream.of(NO_TESTS).noneMatch(type.getName()::startsWith))
                        .reduce((inner, outer) -> outer));
    }

    /** IDEs may run tests in any directory, but compile them into a folder of their module. */
    static Path module(Class<?> test) {
        return parents(compiled(test))
                .filter(folder -> Files.isDirectory(folder.resolve("src/test")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "Failed to find a folder src/test above the classes of " + test.getName() + NEXT));
    }

    private static Stream<Path> parents(Optional<Path> start) {
        return Stream.iterate(start, Optional::isPresent, path -> path.map(Path::getParent))
                .flatMap(Optional::stream);
    }

    private static Optional<Path> compiled(Class<?> test) {
        CodeSource source = test.getProtectionDomain().getCodeSource();
        try {
            return source == null
                    ? Optional.empty()
                    : Optional.of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
