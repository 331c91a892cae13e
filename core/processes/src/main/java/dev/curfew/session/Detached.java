package dev.curfew.session;

import dev.curfew.internal.OsText;
import dev.curfew.internal.Time;
import dev.curfew.process.Environment;
import dev.curfew.process.ProcessIdentity;
import dev.curfew.process.ScopeFiles;
import dev.curfew.process.Secrets;
import dev.curfew.table.ProcessEntry;
import dev.curfew.table.ProcessTable;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Starts and observes processes that outlive this JVM on purpose: they carry no mark of its session, belong to no
 * scope, and are not ended by the clean-up after this JVM.
 */
public final class Detached {

    private static final int MOST_ERROR_BYTES = 8 * 1024;

    /** The environment of this JVM, with its secrets. */
    public static final Environment OWN_ENVIRONMENT =
            new Environment(true, Map.of(), Set.of(), Secrets.NONE, ScopeFiles.NONE);

    private Detached() {}

    /** The identity of this system, so that pids are compared only within the same boot and PID namespace. */
    private static final class Here {
        static final Journal JOURNAL = Journal.ofThisJvm(Marks.create(false));
    }

    /** The state of a process, as far as its pid and start time tell. */
    public enum Life {
        /** It is alive. */
        ALIVE,
        /** It has ended. */
        ENDED,
        /** The machine has been rebooted since. */
        REBOOTED,
        /**
         * Its state is unknown: it is in another PID namespace, such as that of another container, or this system shows
         * no processes.
         */
        UNKNOWN
    }

    /** {@return the native program, if this system has what a watcher needs} */
    public static Optional<Path> program() {
        boolean wanted = Boolean.parseBoolean(System.getProperty("curfew.guard", "true"));
        return NativeProgram.found()
                .filter(program -> wanted && program.guards())
                .map(NativeProgram::file);
    }

    /**
     * {@return marks for one job and all its descendants; their name consists of 12 hexadecimal digits and is unique}
     */
    public static Marks marks() {
        return Marks.create(NativeProgram.found().map(NativeProgram::marks).orElse(false));
    }

    /** {@return the identity of this JVM, in one word; see {@link #lifeOf(String)}} */
    public static String owner() {
        return Here.JOURNAL.ownerWord();
    }

    /**
     * {@return the state of a JVM}
     *
     * @param owner what {@link #owner()} returned in that JVM
     */
    public static Life lifeOf(String owner) {
        String[] parts = owner.split(":", -1);
        if (parts.length != 4 || !parts[0].matches("[0-9]{1,18}") || !parts[1].matches("[0-9]{1,18}")) {
            return Life.UNKNOWN;
        }
        ProcessIdentity identity = new ProcessIdentity(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
        return lifeOf(identity, parts[2], parts[3]);
    }

    /**
     * {@return the state of a process}
     *
     * @param identity its pid and start time
     * @param boot the boot of the system in which it was started
     * @param namespace its PID namespace, as {@code /proc/self/ns/pid} or only the digits of that
     */
    public static Life lifeOf(ProcessIdentity identity, String boot, String namespace) {
        if (!boot.equals(Here.JOURNAL.boot())) {
            return Life.REBOOTED;
        }
        if (!digits(namespace).equals(digits(Here.JOURNAL.namespace()))) {
            return Life.UNKNOWN;
        }
        ProcessTable table = ProcessTable.ofThisSystem();
        boolean alive = table.entry(identity.pid())
                .filter(entry -> entry.isAlive() && entry.identity().equals(identity))
                .isPresent();
        if (alive) {
            return Life.ALIVE;
        }
        return table.showsProcesses() ? Life.ENDED : Life.UNKNOWN;
    }

    private static String digits(String namespace) {
        return namespace.replaceAll("[^0-9]", "");
    }

    /**
     * Send SIGTERM to a process, unless its pid belongs to another process by now.
     *
     * @param identity its pid and start time
     */
    public static void terminate(ProcessIdentity identity) {
        // The handle is created first: the JDK signals only the process that the handle was made for.
        ProcessHandle.of(identity.pid())
                .filter(handle -> ProcessTable.ofThisSystem()
                        .entry(identity.pid())
                        .map(ProcessEntry::identity)
                        .filter(identity::equals)
                        .isPresent())
                .ifPresent(ProcessHandle::destroy);
    }

    /** What a program printed, and how it ended. */
    public static final class Said {

        private final byte[] output;
        private final byte[] errors;
        private final int exitCode;

        private Said(byte[] output, byte[] errors, int exitCode) {
            this.output = output;
            this.errors = errors;
            this.exitCode = exitCode;
        }

        /** {@return what it printed on its standard output} */
        public byte[] output() {
            return output.clone();
        }

        /** {@return what it printed on its standard output, decoded as UTF-8} */
        public String text() {
            return new String(output, StandardCharsets.UTF_8);
        }

        /**
         * {@return the beginning of what it printed on its standard error, decoded as UTF-8; empty after
         * {@link #run run}}
         */
        public String errors() {
            return new String(errors, StandardCharsets.UTF_8);
        }

        /** {@return its exit code; 128 plus the number of a signal if that ended it, such as when it took too long} */
        public int exitCode() {
            return exitCode;
        }
    }

    /**
     * Run a program that leaves a process behind that outlives this JVM, and collect what it prints until it ends.
     * Standard error is discarded, so the process that is left may write to it.
     *
     * @param argv the program and its arguments
     * @param environment its environment
     * @param directory its working directory
     * @param input its standard input
     * @param limit how long it may take; then it is killed
     * @return what it printed, and how it ended
     * @throws IOException if it cannot be started, or the locale of this JVM cannot encode an argument
     */
    public static Said run(List<String> argv, Environment environment, Path directory, byte[] input, Duration limit)
            throws IOException {
        return run(builder(argv, environment, directory), input, limit);
    }

    /**
     * Run the {@link #program() native program}, and collect what it prints until it ends.
     *
     * @param argv the native program and its arguments
     * @param environment its environment
     * @param directory its working directory
     * @param limit how long it may take; then it is killed
     * @return what it printed, and how it ended
     * @throws IOException if it cannot be started
     */
    public static Said call(List<String> argv, Environment environment, Path directory, Duration limit)
            throws IOException {
        return run(NativeCall.builder(argv, directory, environment), new byte[0], limit);
    }

    private static Said run(ProcessBuilder builder, byte[] input, Duration limit) throws IOException {
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        return said(started(builder, input), InputStream.nullInputStream(), input, limit);
    }

    /**
     * Run a program as {@link #run} does, and also collect what it prints on its standard error.
     *
     * @param argv the program and its arguments
     * @param environment its environment
     * @param directory its working directory
     * @param input its standard input
     * @param limit how long it may take; then it is killed
     * @return what it printed, and how it ended
     * @throws IOException if it cannot be started, or the locale of this JVM cannot encode an argument
     */
    public static Said listen(List<String> argv, Environment environment, Path directory, byte[] input, Duration limit)
            throws IOException {
        return listen(builder(argv, environment, directory), input, limit);
    }

    private static ProcessBuilder builder(List<String> argv, Environment environment, Path directory)
            throws IOException {
        for (int i = 0; i < argv.size(); i++) {
            if (!OsText.isPlain(argv.get(i))) {
                throw new IOException("argument " + i + " has characters that " + OsText.encoding()
                        + ", the encoding of this JVM, cannot represent; run it in a UTF-8 locale");
            }
        }
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(argv)).directory(directory.toFile());
        NativeCall.inherit(builder.environment(), environment);
        builder.environment().putAll(environment.set());
        return builder;
    }

    private static Process started(ProcessBuilder builder, byte[] input) throws IOException {
        if (input.length == 0) {
            builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        }
        return builder.start();
    }

    /**
     * Run a program that leaves no process behind, and keep its two output streams apart: a client may print a warning
     * to its standard error and the answer to its standard output.
     *
     * @param argv the program and its arguments; it has the environment of this JVM, and no input
     * @param limit how long it may take; then it is killed
     * @return what it printed, and how it ended
     * @throws IOException if it cannot be started
     */
    public static Said ask(List<String> argv, Duration limit) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(argv)).directory(new File("/"));
        return listen(builder, new byte[0], limit);
    }

    /**
     * Standard error goes to an unlinked file instead of a pipe: any amount of output blocks neither the program nor
     * the caller, even if a process that is left behind continues to write.
     */
    private static Said listen(ProcessBuilder builder, byte[] input, Duration limit) throws IOException {
        File file = Files.createTempFile("curfew-", ".errors").toFile();
        try (InputStream errors = new FileInputStream(file)) {
            Process process = started(builder.redirectError(file), input);
            Files.delete(file.toPath());
            return said(process, errors, input, limit);
        } finally {
            Files.deleteIfExists(file.toPath());
        }
    }

    private static Said said(Process process, InputStream errors, byte[] input, Duration limit) throws IOException {
        Runnable withdraw = Time.ofSystem().after(limit, process::destroyForcibly);
        try (InputStream output = process.getInputStream()) {
            write(process, input);
            byte[] said = output.readAllBytes();
            int exitCode = NativeProgram.exitCode(process);
            return new Said(said, errors.readNBytes(MOST_ERROR_BYTES), exitCode);
        } finally {
            withdraw.run();
        }
    }

    /** A program that does not read its input has ended, and its exit code shows why. */
    private static void write(Process process, byte[] input) {
        try (OutputStream stream = process.getOutputStream()) {
            stream.write(input);
        } catch (IOException e) {
            // See above.
        }
    }
}
