package dev.curfew.session;

import dev.curfew.internal.OsText;
import dev.curfew.internal.Time;
import dev.curfew.process.Environment;
import dev.curfew.process.ScopeFiles;
import dev.curfew.process.Secrets;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A short command that Curfew runs for its own purposes, such as a query of a client, to read what it prints.
 *
 * <p>It runs on this machine without a session, a mark, and a guard. So a process that it leaves behind on purpose
 * outlives this JVM. By default it has the environment of this JVM with its secrets, the root as its working directory,
 * and no input; its standard error is discarded, so that a process that is left behind may write to it.
 *
 * <p>Not thread-safe: set the options, then run it.
 */
public final class OneShotCommand {

    private static final Environment OWN_ENVIRONMENT =
            new Environment(true, Map.of(), Set.of(), Secrets.NONE, ScopeFiles.NONE);

    private final List<String> argv;
    private final boolean isNative;
    private Environment environment = OWN_ENVIRONMENT;
    private Path directory = Path.of("/");
    private byte[] input = {};
    private int mostOutput = OneShotProcess.MOST_OUTPUT_BYTES;
    private boolean keepsErrors;
    private Time time = Time.ofSystem();

    private OneShotCommand(List<String> argv, boolean isNative) {
        this.argv = List.copyOf(argv);
        this.isNative = isNative;
    }

    /**
     * {@return a command}
     *
     * @param argv the program and its arguments
     */
    public static OneShotCommand of(List<String> argv) {
        return new OneShotCommand(argv, false);
    }

    /**
     * {@return a call of the {@linkplain NativeProgram native program}, which receives every argument byte for byte, in
     * any locale}
     *
     * @param argv the native program and its arguments
     */
    public static OneShotCommand ofNativeProgram(List<String> argv) {
        return new OneShotCommand(argv, true);
    }

    /**
     * {@return this command, with another environment}
     *
     * @param other the environment
     */
    public OneShotCommand environment(Environment other) {
        environment = other;
        return this;
    }

    /**
     * {@return this command, with another working directory}
     *
     * @param other an absolute path
     */
    public OneShotCommand directory(Path other) {
        directory = other;
        return this;
    }

    /**
     * {@return this command, with an input}
     *
     * @param bytes all that it can read
     */
    public OneShotCommand input(byte[] bytes) {
        input = bytes.clone();
        return this;
    }

    /**
     * {@return this command, of whose standard output more or less than 4 MiB are kept; of a longer output the end}
     *
     * @param bytes the number of bytes
     */
    public OneShotCommand keepingOutput(int bytes) {
        mostOutput = bytes;
        return this;
    }

    /** {@return this command, of whose standard error the end is kept for messages} */
    public OneShotCommand keepingErrors() {
        keepsErrors = true;
        return this;
    }

    OneShotCommand timedBy(Time other) {
        time = other;
        return this;
    }

    /**
     * Run it to its end. It is killed with its descendants if the limit is reached or this thread is interrupted; after
     * an interrupt the interrupt flag is set.
     *
     * @param limit how long it may take
     * @return how it ended, and what it printed
     * @throws IOException if it cannot be started, or the locale of this JVM cannot encode what it is given
     */
    public OneShotResult run(Duration limit) throws IOException {
        return start().await(limit);
    }

    /**
     * Run it to its end as {@link #run} does, but through interrupts, as a cleanup must.
     *
     * @param limit how long it may take
     * @return how it ended, and what it printed
     * @throws IOException if it cannot be started, or the locale of this JVM cannot encode what it is given
     */
    public OneShotResult runUninterruptibly(Duration limit) throws IOException {
        return start().awaitUninterruptibly(limit);
    }

    private OneShotProcess start() throws IOException {
        ProcessBuilder builder = builder();
        if (input.length == 0) {
            builder.redirectInput(new File("/dev/null"));
        }
        if (!keepsErrors) {
            return start(builder.redirectError(ProcessBuilder.Redirect.DISCARD), InputStream.nullInputStream());
        }
        // Unlike a pipe, a file blocks neither the program nor this thread, even if a process that is left behind
        // continues to write.
        Path file = Files.createTempFile("curfew-", ".errors");
        try {
            return start(builder.redirectError(file.toFile()), Files.newInputStream(file));
        } finally {
            Files.delete(file);
        }
    }

    private ProcessBuilder builder() throws IOException {
        if (!isNative && !NativeCall.isPlain(argv, directory, environment)) {
            throw new IOException("an argument, a variable or the directory has characters that " + OsText.encoding()
                    + ", the encoding of this JVM, cannot represent; run it in a UTF-8 locale");
        }
        return NativeCall.builder(argv, directory, environment);
    }

    private OneShotProcess start(ProcessBuilder builder, InputStream errors) throws IOException {
        try {
            Process process = builder.start();
            if (input.length > 0) {
                Thread writer = new Thread(() -> write(process), "curfew input");
                writer.setDaemon(true);
                writer.start();
            }
            return new PolledChild(process, errors, mostOutput, time);
        } catch (IOException e) {
            errors.close();
            throw e;
        }
    }

    /** In a thread of its own, because it blocks as long as the program does not read. */
    private void write(Process process) {
        try (OutputStream stream = process.getOutputStream()) {
            stream.write(input);
        } catch (IOException e) {
            // The program has ended without reading all of it; its exit code shows why.
        }
    }
}
