package dev.curfew.session;

import dev.curfew.internal.OsText;
import dev.curfew.process.Environment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts the native program so that it receives every argument, variable and directory byte for byte. Text that the JDK
 * cannot encode in the locale of this JVM is escaped; see "escaped" in {@code guard.c}.
 */
public final class NativeCall {

    private static final String ESCAPED = "escaped";
    private static final String ESCAPED_VARIABLE = "CURFEW_BYTES_";

    private NativeCall() {}

    /**
     * {@return a builder that runs the native program}
     *
     * @param argv the native program, and its arguments
     * @param directory the working directory, an absolute path
     * @param environment its environment, for which {@link #problem(Environment)} is empty
     */
    public static ProcessBuilder builder(List<String> argv, Path directory, Environment environment) {
        ProcessBuilder builder = isPlain(argv, directory, environment)
                ? new ProcessBuilder(new ArrayList<>(argv)).directory(directory.toFile())
                : new ProcessBuilder(escaped(argv, directory));
        Map<String, String> variables = builder.environment();
        inherit(variables, environment);
        environment.set().forEach((name, value) -> set(variables, name, value));
        return builder;
    }

    /** {@return whether the JDK passes all of them on byte for byte, to any program} */
    static boolean isPlain(List<String> argv, Path directory, Environment environment) {
        return OsText.isPlain(directory)
                && argv.stream().allMatch(OsText::isPlain)
                && environment.set().values().stream().allMatch(OsText::isPlain);
    }

    /**
     * Remove those variables of this JVM that a command does not inherit.
     *
     * @param variables the variables of this JVM
     * @param environment the environment of the command
     */
    public static void inherit(Map<String, String> variables, Environment environment) {
        if (!environment.inherited()) {
            variables.clear();
        }
        variables.keySet().removeAll(environment.withheld());
    }

    private static List<String> escaped(List<String> argv, Path directory) {
        List<String> words = new ArrayList<>(List.of(argv.get(0), ESCAPED, OsText.escaped(OsText.bytes(directory))));
        argv.stream().skip(1).map(OsText::bytes).map(OsText::escaped).forEach(words::add);
        return words;
    }

    private static void set(Map<String, String> variables, String name, String value) {
        if (OsText.isPlain(value)) {
            variables.put(name, value);
        } else {
            variables.remove(name);
            variables.put(ESCAPED_VARIABLE + name, OsText.escaped(OsText.bytes(value)));
        }
    }

    /**
     * {@return the name of a variable that cannot be passed on: a name that the locale cannot encode cannot replace an
     * inherited variable}
     *
     * @param environment the environment of a command
     */
    public static Optional<String> problem(Environment environment) {
        for (String name : environment.set().keySet()) {
            if (!OsText.isPlain(name)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }
}
