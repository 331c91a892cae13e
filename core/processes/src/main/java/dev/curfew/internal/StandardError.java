package dev.curfew.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Prints text that was requested for the console; no other class of the library prints. */
public final class StandardError {

    private StandardError() {}

    /**
     * Print lines, which are not mixed with those of other threads.
     *
     * @param text the lines, without the last line end
     */
    public static void println(String text) {
        System.err.println(text);
    }

    /** {@return whether text on standard error can be colored} */
    public static boolean hasColors() {
        return hasColors(System::getenv, Path.of("/proc/self/fd/2"));
    }

    /**
     * {@return whether text can be colored}
     *
     * @param variables returns the value of an environment variable
     * @param stream a link to what the stream is connected to
     */
    static boolean hasColors(Function<String, @Nullable String> variables, Path stream) {
        if (isSet(variables.apply("NO_COLOR"))) {
            return false;
        }
        return isSet(variables.apply("FORCE_COLOR")) || isTerminal(stream);
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isEmpty();
    }

    private static boolean isTerminal(Path stream) {
        try {
            String target = Files.readSymbolicLink(stream).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false; // This system does not show it.
        }
    }
}
