package dev.curfew.spawn;

import dev.curfew.process.Command;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is handed to the operating system: checked, looked up, and begun by the launcher where there is one.
 *
 * @param argv the full argument list; the first element is an absolute path
 * @param directory the working directory
 */
record Invocation(List<String> argv, File directory) {

    static Invocation of(Launch launch) {
        Command command = launch.command();
        Path directory = WorkingDirectory.of(command);
        Path program = ProgramLookup.find(command, directory);
        List<String> argv = new ArrayList<>(Launcher.current().prefix(program.toString(), command.argv()));
        argv.addAll(command.argv().subList(1, command.argv().size()));
        return new Invocation(argv, directory.toFile());
    }

    /** Applies the environment of a launch to a map that holds the JVM's own. */
    static void environment(Launch launch, Map<String, String> variables) {
        var environment = launch.command().environment();
        if (!environment.inherited()) {
            variables.clear();
        }
        variables.keySet().removeAll(environment.removed());
        variables.putAll(environment.set());
        variables.put(launch.cookie().variable(), launch.cookie().value());
    }
}
