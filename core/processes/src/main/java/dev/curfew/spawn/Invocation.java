package dev.curfew.spawn;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.internal.OsText;
import dev.curfew.process.Command;
import dev.curfew.process.Environment;
import dev.curfew.session.NativeCall;
import dev.curfew.session.Session;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A start of a command, as passed to the operating system.
 *
 * @param launch what is to be started
 * @param program the path of the program; under a guard its name, because the guard searches for it in PATH
 * @param directory the working directory
 */
record Invocation(Launch launch, String program, Path directory) {

    private static final File NO_INPUT = new File("/dev/null");

    static Invocation of(Launch launch) {
        Command command = launch.command();
        Rlimits.requireAvailable(launch);
        Path directory = WorkingDirectory.of(command);
        boolean guarded = Session.current().guard().isPresent();
        requireHandedOver(command, directory, guarded);
        String program = guarded ? command.argv().get(0) : ProgramLookup.find(command, directory);
        return new Invocation(launch, program, directory);
    }

    /** Refuses a command that would reach the kernel with other bytes: it would be a different command. */
    static void requireHandedOver(Command command, Path directory, boolean takesBytes) {
        Environment environment = command.environment();
        Optional<String> problem = NativeCall.problem(environment);
        if (problem.isPresent()) {
            throw unspeakable(command, "the name of variable " + problem.get());
        }
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
                                + " has characters that the locale of this JVM cannot encode")
                        .with("encoding", OsText.encoding())
                        .with("command", command.toString())
                        .with("next", "run the JVM in a UTF-8 locale, such as LC_ALL=C.UTF-8"),
                null);
    }

    /** {@return a builder that runs the command under a guard, on the standard streams of the builder} */
    ProcessBuilder guarded() {
        return guarded(NativeOrder.ABSENT);
    }

    /** {@return a builder that runs the command under a guard, on a terminal that the guard opens} */
    ProcessBuilder guarded(String terminal) {
        ProcessBuilder builder = builder(NativeOrder.guarding(launch, terminal));
        Map.Entry<String, String> mark = launch.mark().variable();
        builder.environment().put(mark.getKey(), mark.getValue());
        return builder;
    }

    /**
     * {@return a builder that runs the command in portable mode, on the standard streams of the builder}
     *
     * <p>The command carries no mark: it shares the session of this JVM, and a sweep that finds a process by its mark
     * ends the whole session.
     */
    ProcessBuilder portable() {
        return builder(argv());
    }

    private ProcessBuilder builder(List<String> argv) {
        ProcessBuilder builder = NativeCall.builder(argv, directory, environment());
        return launch.command().hasInput() ? builder : builder.redirectInput(NO_INPUT);
    }

    /** {@return the path of the program, and its arguments} */
    List<String> argv() {
        List<String> argv = new ArrayList<>(launch.command().argv());
        argv.set(0, program);
        return argv;
    }

    private Environment environment() {
        return PlaceVariables.of(launch.command(), directory);
    }

    /** Applies the environment of the command to a map that holds the JVM's own. */
    void setVariables(Map<String, String> variables) {
        Environment environment = environment();
        NativeCall.inherit(variables, environment);
        variables.putAll(environment.set());
    }
}
