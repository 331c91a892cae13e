package dev.curfew.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.pty4j.PtyProcessBuilder;
import dev.curfew.sandbox.fixture.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A sandbox that was entered through a prefix, and the JVM's end of its control connection. */
final class SandboxUnderTest implements AutoCloseable {

    private static final String BOOT = "IFS= read -r l; eval \"$(printf %b \"$l\")\"";

    private final Start start;
    private final Process process;
    private final BufferedReader lines;
    private final String answer;

    private SandboxUnderTest(Start start, Process process) throws IOException {
        this.start = start;
        this.process = process;
        this.lines = process.inputReader(StandardCharsets.US_ASCII);
        this.answer = boot();
    }

    /**
     * How to enter.
     *
     * @param prefix the words that enter
     * @param shell the words that run a shell in there
     * @param mark the first digits of the marks, or a dash
     * @param folder the value of TMPDIR in there
     */
    record Start(List<String> prefix, String shell, String mark, String folder) {

        /** {@return one after its boot script has reported that it was entered, or why it was not} */
        SandboxUnderTest enter() throws IOException {
            List<String> argv = new ArrayList<>(prefix);
            argv.addAll(List.of(shell.split(" ", -1)));
            argv.addAll(List.of("-c", BOOT));
            ProcessBuilder builder = new ProcessBuilder(argv).redirectError(Redirect.DISCARD);
            builder.environment().put("TMPDIR", folder);
            return new SandboxUnderTest(this, builder.start());
        }
    }

    private String boot() throws IOException {
        send("cookie=- mark=" + start.mark + " lease=0 id=test-1\\n"
                + escape(resource("/dev/curfew/sandbox/enter.sh")));
        String machine = lines.readLine();
        assertThat(machine).startsWith("curfew machine ");
        send(escape(resource("/dev/curfew/session/guard-" + machine.substring("curfew machine ".length()))));
        String result = lines.readLine();
        if (result.startsWith("curfew entered ")) {
            assertThat(lines.readLine()).isEqualTo("warden ready " + result.split(" ", -1)[3]);
        }
        return result;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream content = SandboxUnderTest.class.getResourceAsStream(name)) {
            return content.readAllBytes();
        }
    }

    static String escape(byte[] bytes) {
        StringBuilder line = new StringBuilder();
        for (byte value : bytes) {
            boolean plain = value >= ' ' && value < 127 && value != '\\';
            line.append(plain ? Character.toString(value) : "\\0%03o".formatted(value & 0xff));
        }
        return line.toString();
    }

    /** {@return the last report of the boot script} */
    String answer() {
        return answer;
    }

    String folder() {
        assertThat(answer).startsWith("curfew entered ");
        return answer.split(" ", -1)[2];
    }

    long pid() {
        return Long.parseLong(answer.split(" ", -1)[3]);
    }

    void send(String line) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        input.flush();
    }

    /** {@return the next line that does not tell what a command has used} */
    @Nullable
    String nextLine() throws IOException {
        String line = nextReport();
        return line != null && line.startsWith("id used ") ? nextReport() : line;
    }

    /** {@return the memory of the largest process of the next command that has ended, in kibibytes} */
    long nextMemory() throws IOException {
        String line = nextReport();
        while (line != null && !line.startsWith("id used ")) {
            line = nextReport();
        }
        assertThat(line).as("a report of what a command has used").isNotNull();
        return Long.parseLong(line.split(" ", -1)[3]);
    }

    private @Nullable String nextReport() throws IOException {
        String line = assertTimeoutPreemptively(Patience.LIMIT, lines::readLine);
        return line == null ? null : Reports.opened(line);
    }

    /** {@return an exec channel that was entered and says next that it is ready} */
    ExecChannelUnderTest channel() throws IOException {
        return new ExecChannelUnderTest(new ProcessBuilder(laneArguments()).start());
    }

    ExecChannelUnderTest readyLane() throws IOException {
        ExecChannelUnderTest channel = channel();
        channel.awaitReady();
        return channel;
    }

    /** {@return one on a terminal, entered through more words} */
    ExecChannelUnderTest terminalLane(String... words) throws IOException {
        List<String> argv = new ArrayList<>(List.of(words));
        argv.addAll(laneArguments());
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("TERM", "dumb");
        return new ExecChannelUnderTest(new PtyProcessBuilder(argv.toArray(String[]::new))
                .setEnvironment(environment)
                .start());
    }

    /** {@return one that is ready to serve one command after another} */
    ExecChannelUnderTest readySeries() throws IOException {
        ExecChannelUnderTest channel = new ExecChannelUnderTest(new ProcessBuilder(arguments("series")).start());
        channel.awaitReady();
        return channel;
    }

    private List<String> laneArguments() {
        return arguments("lane");
    }

    private List<String> arguments(String mode) {
        List<String> argv = new ArrayList<>(start.prefix);
        argv.addAll(List.of(folder() + "/guard", mode, folder(), Long.toString(pid()), ExecChannelUnderTest.NONCE));
        return argv;
    }

    /** The effect of the death of the JVM. */
    void endOfFile() throws IOException {
        process.getOutputStream().close();
    }

    int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS))
                .as("the connection ends")
                .isTrue();
        return process.exitValue();
    }

    /** Ends what is left as the death of a JVM does. */
    @Override
    public void close() throws IOException {
        endOfFile();
        process.onExit().completeOnTimeout(process, 30, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
