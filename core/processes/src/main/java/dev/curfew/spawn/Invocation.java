package dev.curfew.spawn;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.internal.OsText;
import dev.curfew.process.Command;
import dev.curfew.process.Environment;
import dev.curfew.session.NativeCall;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A start of a command, as passed to the operating system.
 *
 * @param launch what is to be started
 * @param program a path as it was given, or a name that the guard searches for in PATH
 * @param directory the working directory
 */
record Invocation(Launch launch, String program, Path directory) {

    static Invocation of(Launch launch) {
        Command command = launch.command();
        Rlimits.requireAvailable(launch);
        Path directory = WorkingDirectory.of(command);
        requireHandedOver(command, directory, Launcher.current().takesBytes());
        boolean reports = Launcher.current().guards();
        String program = reports ? command.argv().get(0) : ProgramLookup.find(command, directory);
        return new Invocation(launch, program, directory);
    }

    /** Refuses a command that would reach the kernel with other bytes: it would be a different command. */
    static void requireHandedOver(Command command, Path directory, boolean takesBytes) {
        Environment environment = command.environment();
        NativeCall.problem(environment).ifPresent(name -> {
            throw unspeakable(command, "the name of variable " + name);
        });
        if (takesBytes) {
            return;
        }
        List<String> argv = command.argv();
        for (int i = 0; i < argv.size(); i++) {
            if (!OsText.isPlain(argv.get(i))) {
                throw unspeakable(command, i == 0 ? "the program" : "argument " + i);
            }
        }
        Optional<String> variable = environment.set().entrySet().stream()
                .filter(entry -> !OsText.isPlain(entry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
        variable.ifPresent(name -> {
            throw unspeakable(command, "the value of variable " + name);
        });
        if (!OsText.isPlain(directory)) {
            throw unspeakable(command, "the working directory");
        }
    }

    private static SpawnException unspeakable(Command command, String what) {
        return new SpawnException(
                Diagnosis.of("Failed to start [" + command.name() + "]: " + what
                                + " has characters that the locale of this JVM does not have")
                        .with("encoding", OsText.encoding())
                        .with("command", command.toString())
                        .with("next", "run the JVM in a locale with UTF-8, such as LC_ALL=C.UTF-8"),
                null);
    }

    /** {@return a builder that runs the command on the standard streams of the builder} */
    ProcessBuilder onStreams() {
        return builder(Launcher.current().prefix(launch, null, program, argument(0)));
    }

    /** {@return a builder that runs the command on a terminal, which the native program opens} */
    ProcessBuilder onTerminal(String terminal) {
        return builder(Launcher.current().prefix(launch, terminal, program, argument(0)));
    }

    /** {@return the arguments for a caller that creates the session itself} */
    List<String> argumentsInSession() {
        return argv(Launcher.current().prefixInSession(launch.mark(), program));
    }

    private ProcessBuilder builder(List<String> prefix) {
        ProcessBuilder builder = NativeCall.builder(argv(prefix), directory, environment());
        setMark(builder.environment());
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

    private Environment environment() {
        return PlaceVariables.of(launch.command(), directory);
    }

    /** Applies the environment of the command to a map that holds the JVM's own. */
    void setVariables(Map<String, String> variables) {
        Environment environment = environment();
        NativeCall.inherit(variables, environment);
        variables.putAll(environment.set());
        setMark(variables);
    }

    private void setMark(Map<String, String> variables) {
        Map.Entry<String, String> mark = launch.mark().variable();
        variables.put(mark.getKey(), mark.getValue());
    }
}
