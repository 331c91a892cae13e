package dev.curfew.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.Environment;
import dev.curfew.sandbox.fixture.Patience;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DetachedTests {

    private static Detached.Said listen(String script, String input) throws IOException {
        return Detached.listen(
                List.of("/bin/sh", "-c", script),
                new Environment(false, Map.of("PATH", "/usr/bin:/bin"), Set.of()),
                Path.of("/"),
                input.getBytes(StandardCharsets.UTF_8),
                Patience.LIMIT);
    }

    @Test
    void keepsBothStreamsApart() throws IOException {
        Detached.Said said = listen("read -r line; echo \"$line\"; echo why >&2; exit 3", "hello\n");

        assertThat(said.text()).isEqualTo("hello\n");
        assertThat(said.errors()).isEqualTo("why\n");
        assertThat(said.exitCode()).isEqualTo(3);
    }

    /** More than a pipe holds. */
    @Test
    void keepsTheBeginningOfMuchThatIsSaid() throws IOException {
        Detached.Said said = listen("echo why >&2; head -c 1000000 /dev/zero >&2; echo done", "");

        assertThat(said.text()).isEqualTo("done\n");
        assertThat(said.errors()).startsWith("why\n").hasSize(8192);
    }

    /** What is left behind lives as long as a process of this test does, and holds the standard error of the program. */
    @Test
    void isNotHeldUpByWhatIsLeftBehind() throws IOException {
        Process holder = new ProcessBuilder("cat").start();
        try {
            String waits = "(exec >/dev/null; while kill -0 " + holder.pid() + " 2>/dev/null; do sleep 0.1; done) & "
                    + "echo why >&2; exit 4";

            Detached.Said said = listen(waits, "");

            assertThat(holder.isAlive()).isTrue();
            assertThat(said.errors()).isEqualTo("why\n");
            assertThat(said.exitCode()).isEqualTo(4);
        } finally {
            holder.destroyForcibly();
        }
    }
}
