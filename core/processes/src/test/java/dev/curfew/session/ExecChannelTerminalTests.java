package dev.curfew.session;

import static dev.curfew.session.ExecChannelUnderTest.MARKER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The native program as an exec channel on a terminal: the command has it as if there were no exec channel. */
@Tag("any-jdk")
class ExecChannelTerminalTests extends SandboxTestCase {

    private static final String BYTES = "\1\2\3\4\5\10\21\23\26\34\177\200\215\233\377";

    /** Prints that it runs, in a text that differs from the echo of the terminal, which comes too early. */
    private static final String RUN = "sh -c 'echo runn''ing; exec sleep 60'\n";

    /** With a shell in between the exec channel is not the leader of the session. */
    @ParameterizedTest
    @ValueSource(strings = {"exec \"$@\"", "\"$@\"; exit $?"})
    void givesTheTerminalToTheCommand(String entered) throws Exception {
        try (SandboxUnderTest sandbox = enter();
                ExecChannelUnderTest channel = sandbox.terminalLane("sh", "-c", entered, "sh")) {
            channel.awaitReady();
            channel.send(ExecChannelOrder.of("bash", "--norc", "--noediting", "-i")
                    .merged("33 111")
                    .with("inherited", List.of(), List.of("PS1=> ", "BYTES=" + BYTES)));
            assertThat(sandbox.nextLine()).matches("id pid \\d+ \\d+");

            channel.readUntil("> ");
            assertThat(answer(channel, "stty size")).contains("33 111\r\n");
            assertThat(answer(channel, "tty")).contains("/dev/pts/");
            assertThat(answer(channel, "printf %s \"$BYTES\" | od -An -to1"))
                    .contains("001 002 003 004 005 010 021 023 026 034 177 200 215 233 377");
            assertThat(answer(channel, "stty -a"))
                    .contains("isig icanon iexten echo ", "\nopost ", " icrnl ", "intr = ^C");
            channel.send(RUN).readUntil("running\r\n");
            assertThat(answer(channel, "\u001a")).contains("Stopped");
            answer(channel, "kill -9 %1");
            channel.send(RUN).readUntil("running\r\n");
            assertThat(answer(channel, "\u0003")).contains("^C");
            channel.send("exit 9\n");

            assertThat(channel.readUntil(MARKER)).endsWith("exit\r\n" + MARKER);
            assertThat(sandbox.nextLine()).isEqualTo("id exit 9");
            assertThat(sandbox.nextLine()).isEqualTo("id empty 0 0");
        }
    }

    private static String answer(ExecChannelUnderTest channel, String line) throws Exception {
        String keys = line.length() == 1 ? line : line + "\n";
        return channel.send(keys).readUntil("> ");
    }

    /** A terminal in its usual mode cuts lines at 4096 bytes. */
    @Test
    void takesLargeOrders() throws Exception {
        String large = "x".repeat(100_000);
        try (SandboxUnderTest sandbox = enter();
                ExecChannelUnderTest channel = sandbox.terminalLane()) {
            channel.awaitReady();
            channel.send(ExecChannelOrder.shell("echo ${#LARGE}")
                    .merged("-")
                    .with("inherited", List.of(), List.of("LARGE=" + large)));

            assertThat(channel.readUntil(MARKER)).isEqualTo("100000\r\n" + MARKER);
        }
    }

    @Test
    void quitsTheCommandByAKey() throws Exception {
        try (SandboxUnderTest sandbox = enter();
                ExecChannelUnderTest channel = sandbox.terminalLane()) {
            channel.awaitReady();
            channel.send(ExecChannelOrder.shell("sleep 60; exit").merged("24 80"));
            sandbox.nextLine();

            channel.send("\u001c");

            assertThat(sandbox.nextLine()).isEqualTo("id signal 3");
            assertThat(sandbox.nextLine()).isEqualTo("id empty 0 0");
        }
    }

    /** A stopped terminal takes nothing: the end of the command is reported all the same. */
    @Test
    void doesNotWaitForAStoppedTerminal() throws Exception {
        try (SandboxUnderTest sandbox = enter();
                ExecChannelUnderTest channel = sandbox.terminalLane()) {
            channel.awaitReady();
            channel.send(ExecChannelOrder.shell("echo there; trap '' HUP; read line; sleep 60 & exit 3")
                    .merged("24 80"));
            channel.readUntil("there\r\n");
            sandbox.nextLine();

            channel.send("\u0013\n");

            assertThat(sandbox.nextLine()).isEqualTo("id exit 3");
            channel.send("\u0011");
            assertThat(channel.readUntil(MARKER)).endsWith(MARKER);
        }
    }
}
