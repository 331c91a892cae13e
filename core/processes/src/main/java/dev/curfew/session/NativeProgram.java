package dev.curfew.session;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The native program of this module, {@code guard.c}: extracted once per user and version, and tested by running it.
 *
 * @param file the executable
 * @param guards whether this system has what a guard needs
 * @param marks whether marks can be set and read
 */
public record NativeProgram(Path file, boolean guards, boolean marks) {

    private static final Map<String, String> ARCHITECTURES = Map.of("amd64", "x86_64", "aarch64", "aarch64");

    /** The exit code of "probe": 40, to which the bits {@link #GUARDS} and {@link #MARKS} are added. */
    private static final int PROBED = 40;

    private static final String TEXT_FILE_BUSY = "error=26,";
    private static final int MOST_ATTEMPTS = 50;

    static final Duration LIMIT = Duration.ofSeconds(10);

    private static final int GUARDS = 1;
    private static final int MARKS = 2;

    /** Runs the program to find out what works here. */
    @FunctionalInterface
    interface Trial {
        /**
         * Run it.
         *
         * @param program the program
         * @return the exit code of "probe"
         * @throws IOException if it cannot be run
         */
        int exitCode(Path program) throws IOException;
    }

    private static boolean isKnown;
    private static Optional<NativeProgram> known = Optional.empty();

    /**
     * {@return the program, or empty in portable mode and where it does not run: on another system, or if no folder
     * permits it; determined once, unless the session of this JVM has determined it}
     */
    public static synchronized Optional<NativeProgram> found() {
        if (RunMode.current() == RunMode.PORTABLE) {
            return Optional.empty();
        }
        return isKnown ? known : find(NativeProgram::probe);
    }

    /**
     * {@return the program, as by {@link #found()} from now on}
     *
     * @param trial tests it
     */
    static synchronized Optional<NativeProgram> find(Trial trial) {
        known = search(trial);
        isKnown = true;
        return known;
    }

    private static Optional<NativeProgram> search(Trial trial) {
        byte[] content = content();
        if (content.length == 0) {
            return Optional.empty();
        }
        List<Path> directories = new ArrayList<>(List.of(Path.of(System.getProperty("java.io.tmpdir"))));
        directories.addAll(UserFolder.otherDirectories());
        for (Path directory : directories) {
            Optional<NativeProgram> found = tryIn(directory, content, trial);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static byte[] content() {
        String architecture = ARCHITECTURES.get(System.getProperty("os.arch"));
        if (architecture == null || !System.getProperty("os.name").equals("Linux")) {
            return new byte[0];
        }
        try {
            return Programs.guard(architecture);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    /** A file on a noexec mount, or for another kernel, looks right until it is run. */
    private static Optional<NativeProgram> tryIn(Path directory, byte[] content, Trial trial) {
        try {
            Path file = UserFolder.in(directory).program("curfew-guard", content);
            int bits = run(trial, file) - PROBED;
            boolean runs = bits >= 0 && bits <= (GUARDS | MARKS);
            return runs
                    ? Optional.of(new NativeProgram(file, (bits & GUARDS) != 0, (bits & MARKS) != 0))
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static int probe(Path file) throws IOException {
        // An interrupt of the first test must not decide what this JVM can do.
        Termination end = OneShotCommand.of(List.of(file.toString(), "probe"))
                .runUninterruptibly(LIMIT)
                .end();
        return end instanceof Termination.Exited exited ? exited.code() : -1;
    }

    /**
     * Another thread may have forked while the file was written. Its child holds the file open for writing until it
     * executes another program; until then the system refuses to run the file with ETXTBSY.
     */
    private static int run(Trial trial, Path file) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return trial.exitCode(file);
            } catch (IOException e) {
                if (!String.valueOf(e.getMessage()).contains(TEXT_FILE_BUSY) || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(attempt));
            }
        }
    }
}
