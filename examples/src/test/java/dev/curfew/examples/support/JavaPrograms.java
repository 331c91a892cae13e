package dev.curfew.examples.support;

import dev.curfew.process.Command;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands that run Java programs with the JDK that runs the tests. */
public final class JavaPrograms {

    private JavaPrograms() {}

    /** {@return a program of the JDK, such as {@code jshell}} */
    public static Command tool(String name, String... arguments) {
        Path program = Path.of(System.getProperty("java.home"), "bin", name);
        return Command.of(program.toString(), arguments);
    }

    /** {@return a program that is part of these examples} */
    public static Command main(Class<?> main, String... arguments) throws URISyntaxException {
        Path classes =
                Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> all = new ArrayList<>(List.of("-cp", classes.toString(), main.getName()));
        all.addAll(List.of(arguments));
        return tool("java", all.toArray(String[]::new)).withName(main.getSimpleName());
    }
}
