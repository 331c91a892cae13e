package dev.curfew.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.curfew.ProcessRegistry;
import dev.curfew.sandbox.fixture.Patience;
import dev.curfew.session.ViewSocket.Kind;
import dev.curfew.session.ViewSocket.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewSocketTests {

    private static final Duration LIMIT = Duration.ofMillis(100);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void connectsToNothingButASocketInTheFolder() {
        assertThat(ViewSocket.requested(folder, new String[] {"view", "0123456789ab"}))
                .contains(folder.resolve("view-0123456789ab"));
        for (String line : List.of("view", "view ../x", "view 0123456789ab/", "view 0123456789ab x", "sync 1")) {
            assertThat(ViewSocket.requested(folder, line.split(" "))).as(line).isEmpty();
        }
    }

    @Test
    void isRefusedInPortableMode() {
        assertThatIOException()
                .isThrownBy(() -> ViewSocket.request(folder, LIMIT))
                .withMessage("its JVM runs commands in portable mode, which cannot be watched");
    }

    @Test
    void namesAPathThatIsTooLong() {
        Path deep = folder.resolve("x".repeat(120));

        assertThatIOException()
                .isThrownBy(() -> ViewSocket.request(deep, LIMIT))
                .withMessageStartingWith("the path of a socket in its folder has ")
                .withMessageEndingWith(" bytes, more than 107; set java.io.tmpdir of its JVM to a shorter path");
    }

    @Test
    void leavesNoFileIfTheJvmDoesNotAnswer() throws IOException {
        Files.createFile(folder.resolve("status"));

        assertThatIOException()
                .isThrownBy(() -> ViewSocket.request(folder, LIMIT))
                .withMessage(folder.resolve("status") + " is not a named pipe");

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("status"));
        }
    }

    @Test
    void connectsToThisJvm() throws IOException {
        try (ProcessRegistry registry = ProcessRegistry.open()) {
            registry.start("cat");
            try (ViewSocket socket = ViewSocket.request(Session.current().folder(), Patience.LIMIT)) {
                socket.ask("no process has this name");
                Message answer = socket.receive();

                assertThat(answer.kind()).isEqualTo(Kind.LIST);
                assertThat(answer.text()).contains("[cat] of scope: cat");
            }
        }
    }
}
