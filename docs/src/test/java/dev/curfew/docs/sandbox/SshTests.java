package dev.curfew.docs.sandbox;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.EnteredSandbox;
import dev.curfew.ProcessRegistry;
import dev.curfew.expect.Expectation;
import dev.curfew.junit.BackgroundProcessesExtension;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.SshSandbox;
import dev.curfew.sandbox.fixture.SshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@WithBackgroundProcesses
class SshTests {

    private static SshServer server;

    @BeforeAll
    static void startServer() {
        server = SshServer.start();
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void deploys(ProcessRegistry processes) throws IOException {
        String target = server.host();
        String config = server.config().toString();
        Path script =
                Files.writeString(processes.createDirectory().resolve("greet"), "#!/bin/sh\necho \"Hello from $0\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        // snippet:deploy
        EnteredSandbox host = processes.enter(Sandbox.ssh(target).withOptions("-F", config));
        String home =
                host.start("echo $HOME").expect(Expectation.regex("(.+)\n")).group(1);

        host.put(script, home + "/greet");

        assertThat(host.start(Command.of("./greet").inDirectory(Path.of(home))))
                .prints("Hello from ./greet")
                .exits()
                .withCode(0);
        // end
    }

    static class Registered {

        // snippet:registered
        @RegisterExtension
        static final BackgroundProcessesExtension PROCESSES = BackgroundProcessesExtension.builder()
                .withSandbox(Sandbox.ssh("ci@build-7").withOptions("-J", "gateway", "-i", "/home/me/.ssh/ci"))
                .build();
        // end
    }

    @Test
    void hasALease() {
        // snippet:lease
        SshSandbox host = Sandbox.ssh("ci@build-7").withLease(Duration.ofMinutes(5));
        // end

        assertThat(host.lease()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void canBeRegistered() {
        assertThat(Registered.PROCESSES).isNotNull();
    }
}
