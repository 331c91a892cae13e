package dev.curfew.spawn;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.internal.OsText;
import dev.curfew.process.Command;
import dev.curfew.process.Environment;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.IntSummaryStatistics;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the program of a command as {@code execvp(3)} does, in the {@code PATH} that the command will see, and explains
 * why it cannot be run.
 *
 * <p>A guard searches for the program itself and reports the error of the kernel, which is then explained here. Without
 * guards nothing reports, so the program is checked here before the start. Results are not cached, because a program
 * can be put into an earlier folder at any time. Paths are not normalized, because {@code ..} after a symbolic link
 * leads to another folder than its text suggests.
 */
final class ProgramLookup {

    private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

    private final Command command;
    private final Path directory;
    private @Nullable SpawnException problem;

    private ProgramLookup(Command command, Path directory) {
        this.command = command;
        this.directory = directory;
    }

    /**
     * {@return the path for the kernel: absolute, or relative to the working directory}
     *
     * @throws SpawnException if there is no such program, or it cannot be run
     */
    static String find(Command command, Path directory) {
        ProgramLookup lookup = new ProgramLookup(command, directory);
        Optional<String> found = lookup.find();
        return found.orElseThrow(lookup::why);
    }

    /** {@return why the kernel refused to run the program of a command, as far as it can be determined afterwards} */
    static SpawnException explain(Command command, Path directory, int error) {
        ProgramLookup lookup = new ProgramLookup(command, directory);
        Optional<String> found = lookup.find();
        if (found.isEmpty()) {
            return lookup.why();
        }
        return error == Errno.E2BIG ? lookup.tooLong() : lookup.refused(error);
    }

    private Optional<String> find() {
        String program = command.argv().get(0);
        if (program.indexOf('/') >= 0) {
            return Optional.of(program).filter(this::isUsable);
        }
        for (String entry : searchPath(command.environment()).split(":", -1)) {
            String candidate = (entry.isEmpty() ? "." : entry) + "/" + program;
            if (isFile(candidate) && isUsable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private SpawnException why() {
        return problem != null
                ? problem
                : failure(
                        "program not found in PATH",
                        "PATH",
                        searchPath(command.environment()),
                        MissingProgram.nextStep(command, "install the program, or pass its full path"));
    }

    private boolean isFile(String candidate) {
        return file(candidate).filter(Files::isRegularFile).isPresent();
    }

    /** Keeps the first problem. A path that the locale of this JVM cannot encode is left to the kernel. */
    private boolean isUsable(String candidate) {
        Optional<SpawnException> found = file(candidate).flatMap(this::problemOf);
        if (problem == null) {
            problem = found.orElse(null);
        }
        return found.isEmpty();
    }

    private Optional<Path> file(String candidate) {
        try {
            return Optional.of(directory.resolve(candidate));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private Optional<SpawnException> problemOf(Path program) {
        if (!Files.exists(program)) {
            return Optional.of(problem(program, "does not exist", MissingProgram.nextStep(command, "check the path")));
        }
        if (Files.isDirectory(program)) {
            return Optional.of(problem(program, "is a directory", "pass the path of a file in it"));
        }
        if (!Files.isExecutable(program)) {
            return Optional.of(
                    problem(program, "is not executable", "run chmod +x on it, or pass it to its interpreter"));
        }
        return Interpreter.of(program)
                .filter(interpreter -> !interpreter.isThere(directory))
                .map(interpreter -> failure(program.toString(), interpreter));
    }

    private SpawnException problem(Path program, String rule, String next) {
        return failure("program " + rule, "program", program.toString(), next);
    }

    private SpawnException failure(String program, Interpreter interpreter) {
        return interpreter.hasCarriageReturn()
                ? failure(
                        "first line of the program ends with CR LF",
                        "program",
                        program,
                        "convert the file to Unix line ends: sed -i 's/\\r$//' FILE")
                : failure(
                        "interpreter of the program cannot be run: " + interpreter.name(),
                        "program",
                        program,
                        "install it, or correct the first line of the program");
    }

    private SpawnException refused(int error) {
        String next = switch (error) {
            case Errno.ENOENT -> "check with ldd that its loader and libraries exist";
            case Errno.EACCES ->
                "check with namei -l that all its folders may be entered, and with findmnt -T that programs may run there";
            case Errno.ETXTBSY -> "close the file before the start";
            default -> "check limits on processes, memory and open files";
        };
        return failure(
                "program cannot be executed: " + Errno.name(error),
                "program",
                command.argv().get(0),
                next);
    }

    private SpawnException tooLong() {
        Stream<String> variables = command.environment().set().entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue());
        IntSummaryStatistics sizes = Stream.concat(command.argv().stream(), variables)
                .mapToInt(text -> OsText.bytes(text).length)
                .summaryStatistics();
        return failure(
                Errno.name(Errno.E2BIG),
                "size",
                sizes.getSum() + " bytes in arguments and variables that are set, " + sizes.getMax()
                        + " in the longest",
                "pass long text in a file or as input: the kernel permits 131071 bytes in each argument and variable,"
                        + " and a quarter of the stack limit (ulimit -s) in all");
    }

    private static String searchPath(Environment environment) {
        String own = environment.set().get("PATH");
        if (own != null) {
            return own;
        }
        boolean inherits = environment.inherited() && !environment.withheld().contains("PATH");
        @Nullable String inherited = inherits ? System.getenv("PATH") : null;
        return inherited == null ? DEFAULT_PATH : inherited;
    }

    private SpawnException failure(String rule, String key, String value, String next) {
        return new SpawnException(
                Diagnosis.of("Failed to start [" + command.name() + "]: " + rule)
                        .with(key, value)
                        .with("command", command.toString())
                        .with("next", next),
                null);
    }
}
