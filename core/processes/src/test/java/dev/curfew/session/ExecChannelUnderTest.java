package dev.curfew.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.curfew.sandbox.fixture.Patience;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An exec channel, and the other end of its streams. Texts are Latin-1: one character is one byte. */
final class ExecChannelUnderTest implements AutoCloseable {

    static final String NONCE = "5eed";

    /** What follows the last byte of a command that has ended. */
    static final String MARKER = "\u001e" + NONCE + "\u001e";

    /** What follows when no process of the command is left, if another one can be started. */
    static final String LAST_MARKER =
            "\u001e" + Reports.KEY.sealOf("id over".getBytes(StandardCharsets.US_ASCII)) + "\u001e";

    private static final Pattern READY = Pattern.compile("\u001e" + NONCE + " ready (\\d+) (\\d+) (pid:\\[\\d+]|-)\n");

    private final Process process;

    ExecChannelUnderTest(Process process) {
        this.process = process;
    }

    /** {@return the guard's pid and start time, with a slash between them} */
    String awaitReady() {
        Matcher line = READY.matcher(readUntil("\n"));
        assertThat(line.matches()).as("the exec channel is ready").isTrue();
        return line.group(1) + "/" + line.group(2);
    }

    ExecChannelUnderTest send(ExecChannelOrder order) throws IOException {
        return send(order.bytes());
    }

    ExecChannelUnderTest send(byte[] bytes) throws IOException {
        process.getOutputStream().write(bytes);
        process.getOutputStream().flush();
        return this;
    }

    ExecChannelUnderTest send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    ExecChannelUnderTest endInput() throws IOException {
        process.getOutputStream().close();
        return this;
    }

    /** {@return what it prints from now on, up to a text and with it} */
    String readUntil(String text) {
        return readUntil(process.getInputStream(), text);
    }

    String errorUntil(String text) {
        return readUntil(process.getErrorStream(), text);
    }

    /** {@return the rest of its output, until no process has the output open} */
    byte[] rest() throws IOException {
        return process.getInputStream().readAllBytes();
    }

    void closeOutput() throws IOException {
        process.getInputStream().close();
        process.getErrorStream().close();
    }

    int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS))
                .as("the exec channel ends")
                .isTrue();
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    private static String readUntil(InputStream stream, String text) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        // Nothing but the end of the process ends a read of a terminal, not even the time limit of the test.
        assertTimeoutPreemptively(
                Patience.LIMIT,
                () -> readUntil(stream, text, read),
                () -> "no \"%s\" in \"%s\"".formatted(text, read.toString(StandardCharsets.ISO_8859_1)));
        return read.toString(StandardCharsets.ISO_8859_1);
    }

    private static void readUntil(InputStream stream, String text, ByteArrayOutputStream read) throws IOException {
        for (int next = stream.read(); next >= 0; next = stream.read()) {
            read.write(next);
            if (next == text.charAt(text.length() - 1)
                    && read.toString(StandardCharsets.ISO_8859_1).endsWith(text)) {
                return;
            }
        }
    }

    @Override
    public void close() {
        process.destroy(); // the guard ends what it guards
    }
}
