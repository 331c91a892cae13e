package dev.curfew.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A warden in a session of its own, and the JVM's end of its pipes. */
final class WardenUnderTest implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;

    private WardenUnderTest(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.US_ASCII);
    }

    /**
     * How to start one.
     *
     * @param mark the first digits of the marks, or a dash
     * @param cookie the name before the number of a cookie, or a dash
     * @param owner the pid of the owner, or zero
     * @param leaseSeconds the lease, or zero
     * @param prefix the words before the program, such as those that change the user
     */
    record Start(String mark, String cookie, long owner, int leaseSeconds, List<String> prefix) {

        Start ownedBy(long pid) {
            return new Start(mark, cookie, pid, leaseSeconds, prefix);
        }

        Start marked(String otherMark, String otherCookie) {
            return new Start(otherMark, otherCookie, owner, leaseSeconds, prefix);
        }

        Start leasing(int seconds) {
            return new Start(mark, cookie, owner, seconds, prefix);
        }

        Start through(String... words) {
            return new Start(mark, cookie, owner, leaseSeconds, List.of(words));
        }

        /** {@return one that has been started and soon says that it is ready} */
        WardenUnderTest in(Path folder) throws IOException, InterruptedException {
            List<String> argv = new ArrayList<>(prefix);
            argv.addAll(
                    List.of("setsid", program(folder.resolveSibling("guard")).toString(), "warden"));
            argv.addAll(List.of(folder.toString(), mark, cookie));
            argv.addAll(List.of(Long.toString(owner), Integer.toString(leaseSeconds)));
            return new WardenUnderTest(new ProcessBuilder(argv)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        }
    }

    /** A copy that every user may run. By another process: those that this JVM starts may hold what it writes open. */
    static Path program(Path copy) throws IOException, InterruptedException {
        Path program = NativeProgram.found().orElseThrow().file();
        new ProcessBuilder("install", "-m", "755", program.toString(), copy.toString())
                .start()
                .waitFor();
        return copy;
    }

    long pid() {
        return process.pid();
    }

    /** {@return the next line, or {@code null} if it has closed its output} */
    @Nullable
    String nextLine() {
        try {
            return answers.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(String request) throws IOException {
        process.getOutputStream().write((request + "\n").getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
    }

    @Nullable
    String ask(String request) throws IOException {
        send(request);
        return nextLine();
    }

    /** The effect of the death of the JVM. */
    void endOfFile() throws IOException {
        process.getOutputStream().close();
    }

    void terminate() {
        process.toHandle().destroy(); // Process.destroy() would close the streams, too.
    }

    int awaitExit() throws InterruptedException {
        return process.waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
