package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.diagnosis.NotReadyException;
import dev.curfew.process.Command;
import dev.curfew.process.KillPolicy;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Conditions that are awaited before a service is used; here on this machine. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "listeners are looked up in /proc")
class ReadinessTests {

    private static final Duration SHORT = Duration.ofSeconds(2);

    private final ProcessRegistry registry =
            ProcessRegistry.open(RegistryOptions.DEFAULT.withKillPolicy(KillPolicy.AT_ONCE));
    private final EnteredSandbox here = registry.enter(Sandbox.local());

    @TempDir
    private Path folder;

    @AfterEach
    void end() {
        registry.close();
    }

    @Test
    void isAPortAConnectionAnAnswer() {
        BackgroundProcess server =
                here.start(Command.of("python3", "-u", "-m", "http.server", "--bind", "127.0.0.1", "0")
                        .inDirectory(folder));
        int port =
                Integer.parseInt(server.expect(Pattern.compile("port (\\d+)")).group(1));

        here.await(Readiness.port(port).whileRunning(server));
        here.await(Readiness.tcp("127.0.0.1", port).whileRunning(server));
        here.await(Readiness.http(URI.create("http://127.0.0.1:" + port + "/"), 200));
        here.await(Readiness.http(URI.create("http://127.0.0.1:" + port + "/nothing"), 404));
        assertThatThrownBy(() -> here.await(Readiness.http(URI.create("http://127.0.0.1:" + port + "/"), 500)
                        .withTimeout(SHORT)))
                .isInstanceOf(NotReadyException.class)
                .hasMessageContaining("last check:   status 200");
    }

    @Test
    void isAPortOfTheProcessOrOfItsDescendants() {
        BackgroundProcess server =
                here.start(Command.shell("(setsid python3 -u -m http.server --bind 127.0.0.1 0; :) & wait")
                        .inDirectory(folder));
        int port =
                Integer.parseInt(server.expect(Pattern.compile("port (\\d+)")).group(1));

        here.await(Readiness.port(port).whileRunning(server));
    }

    @Test
    void isNotAPortOfAnotherProcess() throws IOException {
        BackgroundProcess server = here.start(Command.of("cat"));
        try (ServerSocket foreign = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = foreign.getLocalPort();

            here.await(Readiness.port(port));
            assertThatThrownBy(() ->
                            here.await(Readiness.port(port).whileRunning(server).withTimeout(Duration.ofDays(1))))
                    .isInstanceOf(NotReadyException.class)
                    .hasMessageStartingWith("Failed to wait for a listener on port " + port + " in local\n")
                    .hasMessageContaining("last check:   pid ")
                    .hasMessageContaining(") listens there, but it does not belong to [cat]\n");
        }
    }

    @Test
    void takesNoLookThatIsLongerThanTheWait() {
        assertThatThrownBy(() -> here.await(
                        Readiness.success(Command.of("sleep", "1000")).withTimeout(SHORT)))
                .isInstanceOf(NotReadyException.class)
                .hasMessageContaining("last check:   did not end");
    }

    /** The first check fails, and the second one takes until the wait is over. */
    @Test
    void showsTheLastLookThatWasNotCutShort() {
        Command once = Command.shell("mkdir " + folder + "/looked || exec sleep 1000; echo not yet; exit 3");

        assertThatThrownBy(() -> here.await(Readiness.success(once).withTimeout(SHORT)))
                .isInstanceOf(NotReadyException.class)
                .hasMessageContaining("last check:   exited with code 3 not yet");
    }

    @Test
    void isAFileOrASuccess() {
        String file = folder.resolve("a 'file'").toString();
        here.start(Command.of("touch", file));

        here.await(Readiness.file(file));
        here.await(Readiness.success(Command.of("test", "-e", file)));
    }

    @Test
    void isGivenUpWhenTimeIsUp() {
        assertThatThrownBy(() -> here.await(
                        Readiness.success(Command.shell("echo not yet; exit 3")).withTimeout(SHORT)))
                .isInstanceOf(NotReadyException.class)
                .hasMessageMatching(Pattern.compile(
                        "Timed out waiting for the success of echo not yet; exit 3 in local after [\\d.]+ m?s\n.*"
                                + "last check: +exited with code 3 not yet\n.*",
                        Pattern.DOTALL));
    }

    @Test
    void isGivenUpWhenTheProcessEnds() {
        BackgroundProcess server = here.start("echo cannot bind; exit 4");

        assertThatThrownBy(() -> here.await(
                        Readiness.file(folder + "/never").whileRunning(server).withTimeout(Duration.ofMinutes(5))))
                .isInstanceOf(NotReadyException.class)
                .hasMessageStartingWith("Failed to wait for the file " + folder + "/never in local: [echo] has ended")
                .hasMessageContaining("exited with code 4")
                .hasMessageContaining("cannot bind");
        assertThat(server.isRunning()).isFalse();
    }

    @Test
    void isAwaitedByTheServerItself() {
        BackgroundProcess server =
                registry.start(Command.of("python3", "-u", "-m", "http.server", "--bind", "127.0.0.1", "${port}")
                        .withFreePort()
                        .inDirectory(folder));
        URI index = URI.create("http://127.0.0.1:" + server.port() + "/");

        assertThat(server.await(Readiness.port(server.port())
                        .and(Readiness.http(index, 200))
                        .and(Readiness.text("\"GET / HTTP/1.1\" 200"))
                        .withTimeout(Patience.LIMIT)))
                .isSameAs(server);
    }

    @Test
    void isGivenUpWhenTheServerItselfEnds() {
        BackgroundProcess server = registry.start("echo cannot bind; exit 4");

        assertThatThrownBy(() -> server.await(Readiness.file(folder + "/never").withTimeout(Duration.ofMinutes(5))))
                .isInstanceOf(NotReadyException.class)
                .hasMessageStartingWith("Failed to wait for the file " + folder + "/never in local: [echo] has ended")
                .hasMessageContaining("cannot bind");
    }

    @Test
    void seesWhatWasPrintedJustBeforeTheEnd() {
        registry.start("echo 'ready now'").await(Readiness.text("ready").withTimeout(Patience.LIMIT));
    }

    @Test
    void doesNotConsumeTheText() {
        BackgroundProcess server = registry.start("echo ready; exec sleep 1000");

        server.await(Readiness.text("ready").withTimeout(Patience.LIMIT));

        assertThat(server.expect("ready", Patience.LIMIT).text()).isEqualTo("ready");
    }

    @Test
    void saysWhatHeldAndWhatDidNot() {
        BackgroundProcess server = registry.start(Command.of("cat"));

        assertThatThrownBy(() -> server.await(Readiness.success(Command.of("true"))
                        .and(Readiness.text("ready"))
                        .and(Readiness.file("/never"))
                        .withTimeout(SHORT)))
                .isInstanceOf(NotReadyException.class)
                .hasMessageStartingWith(
                        "Timed out waiting for the success of true and the text \"ready\" and the file /never in local")
                .hasMessageContaining("  ready:        the success of true\n")
                .hasMessageContaining("  not ready:    the text \"ready\"\n")
                .hasMessageContaining("  last check:   not in the 0 bytes of output so far\n");
    }

    @Test
    void needsTheProcessForAText() {
        assertThatThrownBy(() -> here.await(Readiness.text("ready")))
                .isInstanceOf(NotReadyException.class)
                .hasMessageContaining("it is unknown which process prints the text");
    }

    @Test
    void joinsOnlyConditionsOfOneProcess() {
        Readiness one = Readiness.text("a").whileRunning(registry.start(Command.of("cat")));
        Readiness other = Readiness.text("b").whileRunning(registry.start(Command.of("cat")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.and(other))
                .withMessageStartingWith("other must be about the same process as this condition");
        assertThat(one.and(Readiness.text("b"))).hasToString("the text \"a\" and the text \"b\"");
    }

    @Test
    void leavesNothingOfWhatItTried() {
        assertThatThrownBy(() -> here.await(
                        Readiness.success(Command.shell("sleep 1000 & exit 1")).withTimeout(SHORT)))
                .isInstanceOf(NotReadyException.class);
        assertThatCode(registry::assertNothingLeft).doesNotThrowAnyException();
    }

    @Test
    void refusesWhatIsNoPort() {
        assertThatIllegalArgumentException().isThrownBy(() -> Readiness.port(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Readiness.tcp("127.0.0.1", 65_536));
        assertThatThrownBy(() -> here.publishedPort(80))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Port 80 of local is not published; use Sandbox.docker(...).withPublishedPort(80)");
    }
}
