package dev.curfew.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.sandbox.fixture.Patience;
import dev.curfew.sandbox.fixture.SshServer;
import dev.curfew.session.OneShotCommand;
import dev.curfew.session.OneShotResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What ssh makes of the words that it is given: {@code -G} prints its configuration and connects to nothing. */
class SshDriverTests {

    private static final Path SOCKET = Path.of("/tmp/a b\"c'd%h #e/ssh");

    private static List<String> configuration(SshDriver driver) throws IOException {
        SshServer.require();
        List<String> words = new ArrayList<>(driver.open(List.of("sh")).argv());
        words.addAll(1, List.of("-G", "-F", "none"));
        OneShotResult ssh = OneShotCommand.of(words).keepingErrors().run(Patience.LIMIT);
        assertThat(ssh.succeeded()).as(ssh.errors().text()).isTrue();
        return ssh.output().lines();
    }

    @Test
    void takesTheFolderOfTheSessionAsItIs() throws IOException {
        assertThat(configuration(new SshDriver(Sandbox.ssh("build-7"), SOCKET)))
                .contains("controlmaster true", "controlpath " + SOCKET);
    }

    @Test
    void sharesNoConnectionWhereNoSocketCanBe() throws IOException {
        for (String folder : List.of("/tmp/${HOME}", "/tmp/" + "x".repeat(100), "/tmp/" + "ä".repeat(50))) {
            assertThat(configuration(new SshDriver(Sandbox.ssh("build-7"), Path.of(folder, "ssh"))))
                    .contains("controlmaster false")
                    .noneMatch(line -> line.startsWith("controlpath /"));
        }
    }

    @Test
    void letsOptionsOfTheUserCountMoreThanItsOwn() throws IOException {
        SshDriver driver = new SshDriver(
                Sandbox.ssh("build-7").withOptions("-X", "-oConnectTimeout=3", "-o", "ServerAliveInterval 60"), SOCKET);

        assertThat(configuration(driver))
                .contains("forwardx11 yes", "connecttimeout 3", "serveraliveinterval 60")
                .contains("serveralivecountmax 3", "batchmode yes", "escapechar none", "requesttty false");
    }

    @Test
    void takesAddressesOfBothKinds() throws IOException {
        assertThat(configuration(new SshDriver(Sandbox.ssh("ci@[::1]:2222"), SOCKET)))
                .contains("user ci", "hostname ::1", "port 2222");
        assertThat(configuration(new SshDriver(Sandbox.ssh("127.0.0.1"), SOCKET)))
                .contains("hostname 127.0.0.1", "port 22");
    }
}
