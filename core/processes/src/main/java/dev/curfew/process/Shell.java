package dev.curfew.process;

import dev.curfew.internal.Check;
import dev.curfew.internal.Lists;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A shell that runs a command line.
 *
 * <p>{@link #SH} is the default. It is not a login shell and reads no start-up files, so that a test behaves the same
 * on every machine.
 *
 * @param argv the program and its arguments, to which the command line is appended as the last argument; never empty
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public record Shell(List<String> argv) {

    /** The POSIX shell: {@code sh -c}. */
    public static final Shell SH = new Shell(List.of("sh", "-c"));

    /** Bash without start-up files: {@code bash -c}. */
    public static final Shell BASH = new Shell(List.of("bash", "-c"));

    /** Bash as a login shell, which reads the profile files of the user: {@code bash -lc}. */
    public static final Shell BASH_LOGIN = new Shell(List.of("bash", "-lc"));

    /**
     * Copy the arguments.
     *
     * @param argv the program and its arguments
     */
    public Shell {
        argv = List.copyOf(argv);
        Check.argument(!argv.isEmpty(), "argv of a shell must not be empty", argv);
    }

    List<String> running(String line) {
        Objects.requireNonNull(line, "line");
        return Lists.plus(argv, line);
    }
}
