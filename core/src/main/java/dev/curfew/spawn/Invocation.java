package dev.curfew.spawn;

import dev.curfew.process.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is handed to the operating system: checked and looked up.
 *
 * @param launch what is to be started
 * @param program the program, an absolute path
 * @param directory the working directory
 */
record Invocation(Launch launch, Path program, Path directory) {

    static Invocation of(Launch launch) {
        Command command = launch.command();
        Rlimits.requireAvailable(launch);
        Path directory = WorkingDirectory.of(command);
        return new Invocation(launch, ProgramLookup.find(command, directory), directory);
    }

    /** {@return a builder that runs the command on the standard streams that the builder has} */
    ProcessBuilder onStreams() {
        List<String> prefix = Launcher.current().prefix(launch, null, program.toString(), argument(0));
        return builder(prefix);
    }

    /** {@return a builder that runs the command on a terminal, which it opens itself} */
    ProcessBuilder onTerminal(String terminal) {
        List<String> prefix = Launcher.current().prefix(launch, terminal, program.toString(), argument(0));
        ProcessBuilder builder = builder(prefix);
        nameTerminal(builder.environment());
        return builder;
    }

    /** {@return the arguments for somebody who makes the session himself} */
    List<String> argumentsInSession() {
        return argv(Launcher.current().prefixInSession(launch.mark(), program.toString()));
    }

    private ProcessBuilder builder(List<String> prefix) {
        ProcessBuilder builder = new ProcessBuilder(argv(prefix)).directory(directory.toFile());
        setVariables(builder.environment());
        return builder;
    }

    private List<String> argv(List<String> prefix) {
        List<String> argv = new ArrayList<>(prefix);
        List<String> own = launch.command().argv();
        argv.addAll(own.subList(1, own.size()));
        return argv;
    }

    private String argument(int index) {
        return launch.command().argv().get(index);
    }

    /** Applies the environment of the command to a map that holds the JVM's own. */
    void setVariables(Map<String, String> variables) {
        var environment = launch.command().environment();
        if (!environment.inherited()) {
            variables.clear();
        }
        variables.keySet().removeAll(environment.withheld());
        variables.putAll(environment.set());
        Map.Entry<String, String> mark = launch.mark().variable();
        variables.put(mark.getKey(), mark.getValue());
    }

    /** Where this JVM has no terminal itself, the one that we are is named. */
    void nameTerminal(Map<String, String> variables) {
        if (variables.getOrDefault("TERM", "dumb").equals("dumb")
                && !launch.command().environment().set().containsKey("TERM")) {
            variables.put("TERM", "xterm-256color");
        }
    }
}
