package dev.curfew.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.Command;
import dev.curfew.process.Secrets;
import dev.curfew.recording.OutputRecorder;
import dev.curfew.recording.TextMode;
import dev.curfew.session.Mark;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The orders to the fork server of this machine. */
class LocalOrderTests {

    private static final String KEY = "07060504030201000f0e0d0c0b0a0908";
    private static final Mark MARK = new Mark("cookie-7", 900_000_000_010_000_007L);

    private static List<String> order(Command command, boolean isolated, String terminal) {
        OutputRecorder sink = new OutputRecorder(100, TextMode.PLAIN);
        Launch launch = new Launch(command, MARK, null, isolated, sink, sink, how -> {});
        byte[] order = Order.local(new Invocation(launch, "true", Path.of("/tmp")), KEY, terminal);
        return List.of(new String(order, StandardCharsets.UTF_8).split("\0", -1));
    }

    @Test
    void haveTheWordsThatSandboxesUse() {
        Command command = Command.of("true", "a b").withSecrets(Secrets.NONE);

        assertThat(order(command, false, NativeOrder.ABSENT))
                .startsWith("-", "-", "-", "cookie-7", KEY, "900000000010000007", "/tmp", "-", "merged", "inherited")
                .contains("PWD=/tmp")
                .endsWith("2", "true", "a b", "");
    }

    @Test
    void tellWhetherThereIsInput() {
        Command command = Command.of("true").withoutInput();

        assertThat(order(command, false, NativeOrder.ABSENT)).contains("merged, no input");
        assertThat(order(command.separateErrors(), false, NativeOrder.ABSENT)).contains("separate, no input");
        assertThat(order(command.inTerminal(), false, NativeOrder.ABSENT)).contains("merged");
    }

    @Test
    void nameTheTerminalWhoseSizeIsSetAlready() {
        assertThat(order(Command.of("true").inTerminal(), true, "/dev/pts/7"))
                .startsWith("/dev/pts/7", "-", "isolated", "cookie-7", KEY, "900000000010000007", "/tmp", "-", "merged")
                .contains("TERM=xterm-256color");
    }
}
