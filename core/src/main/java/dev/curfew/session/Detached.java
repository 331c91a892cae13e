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
 * Processes that outlive this JVM on purpose: they carry no mark of its session, belong to no scope, and are ended by nobody
 * who cleans up after this JVM.
 */
public final class Detached {

    private static final int MOST_ERROR_BYTES = 8 * 1024;

    /** The environment of this JVM, with its secrets. */
    public static final Environment OWN_ENVIRONMENT =
            new Environment(true, Map.of(), Set.of(), Secrets.NONE, ScopeFiles.NONE);

    private Detached() {}

    /** What this system calls itself, so that pids are compared only where they mean the same. */
    private static final class Here {
        static final Journal JOURNAL = Journal.ofThisJvm(Marks.create(false));
    }

    /** What is known of a process from its pid and start time. */
    public enum Life {
        /** It lives. */
        ALIVE,
        /** It has ended. */
        ENDED,
        /** The machine was booted since. */
        REBOOTED,
        /** It is in another PID namespace, as that of another container, or this system shows no processes: nobody here can know. */
        UNKNOWN
    }

    /** {@return the native program, if it has here what a watcher needs} */
    public static Optional<Path> program() {
        boolean wanted = Boolean.parseBoolean(System.getProperty("curfew.guard", "true"));
        return NativeProgram.found()
                .filter(program -> wanted && program.guards())
                .map(NativeProgram::file);
    }

    /** {@return marks for one job and all that descends from it; their name is 12 hexadecimal digits that nobody else has} */
    public static Marks marks() {
        return Marks.create(NativeProgram.found().map(NativeProgram::marks).orElse(false));
    }

    /** {@return who this JVM is, in one word; see {@link #lifeOf(String)}} */
    public static String owner() {
        return Here.JOURNAL.ownerWord();
    }

    /**
     * {@return what is known of a JVM}
     *
     * @param owner what {@link #owner()} said there
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
     * {@return what is known of a process}
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
     * Send SIGTERM to a process, if it is the one that is meant.
     *
     * @param identity its pid and start time
     */
    public static void terminate(ProcessIdentity identity) {
        // The handle first: the JDK signals only the process that it was made for.
        ProcessHandle.of(identity.pid())
                .filter(handle -> ProcessTable.ofThisSystem()
                        .entry(identity.pid())
                        .map(ProcessEntry::identity)
                        .filter(identity::equals)
                        .isPresent())
                .ifPresent(ProcessHandle::destroy);
    }

    /** What a program has said before it ended. */
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

        /** {@return the beginning of what it printed on its standard error, decoded as UTF-8; nothing if it was {@link #run run}} */
        public String errors() {
            return new String(errors, StandardCharsets.UTF_8);
        }

        /** {@return its exit code; 128 plus the number of a signal if that ended it, as if it took too long} */
        public int exitCode() {
            return exitCode;
        }
    }

    /**
     * Run a program that leaves something behind which outlives this JVM, and take what it says until it ends. What it leaves
     * behind may write to its standard error, which nobody reads.
     *
     * @param argv the program and its arguments
     * @param environment its environment
     * @param directory its working directory
     * @param input what it reads
     * @param limit how long it may take; then it is ended
     * @return what it said
     * @throws IOException if it cannot be started, or the locale of this JVM does not have the characters of an argument
     */
    public static Said run(List<String> argv, Environment environment, Path directory, byte[] input, Duration limit)
            throws IOException {
        return run(builder(argv, environment, directory), input, limit);
    }

    /**
     * Have the {@link #program() native program} do what its arguments say, and take what it says until it ends.
     *
     * @param argv the native program and its arguments
     * @param environment its environment
     * @param directory its working directory
     * @param limit how long it may take; then it is ended
     * @return what it said
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
     * Run a program as {@link #run}, and take what it says on its standard error too.
     *
     * @param argv the program and its arguments
     * @param environment its environment
     * @param directory its working directory
     * @param input what it reads
     * @param limit how long it may take; then it is ended
     * @return what it said
     * @throws IOException if it cannot be started, or the locale of this JVM does not have the characters of an argument
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
                        + ", the encoding of this JVM, does not have; run it in a locale with UTF-8");
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
     * Run a program that leaves nothing behind, and keep its two output streams apart: a client may print a warning to its standard error
     * and the answer to its standard output.
     *
     * @param argv the program and its arguments; it has the environment of this JVM, and no input
     * @param limit how long it may take; then it is ended
     * @return what it said
     * @throws IOException if it cannot be started
     */
    public static Said ask(List<String> argv, Duration limit) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(argv)).directory(new File("/"));
        return listen(builder, new byte[0], limit);
    }

    /**
     * A file without a name takes what is said on standard error, and no pipe: however much that is, it holds up neither the
     * program nor, where something is left behind that may go on, the one who waits for it.
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

    /** Who does not read has ended, and its exit code says why. */
    private static void write(Process process, byte[] input) {
        try (OutputStream stream = process.getOutputStream()) {
            stream.write(input);
        } catch (IOException e) {
            // See above.
        }
    }
}
