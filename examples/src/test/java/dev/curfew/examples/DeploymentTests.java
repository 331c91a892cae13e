package dev.curfew.examples;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.EnteredSandbox;
import dev.curfew.ProcessRegistry;
import dev.curfew.Readiness;
import dev.curfew.expect.Expectation;
import dev.curfew.junit.EnabledIfProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.SshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A program that is brought to a host, started there, and talked to. */
@WithBackgroundProcesses
@EnabledIfProgram({"ssh", "python3"})
class DeploymentTests {

    private static final String PROGRAM = """
            import socket
            with open('greeting') as file:
                greeting = file.read()
            server = socket.create_server(('127.0.0.1', 0))
            print('port', server.getsockname()[1], flush=True)
            while True:
                client, address = server.accept()
                name = client.makefile().readline().strip()
                client.sendall(f'{greeting}, {name}!\\n'.encode())
                client.close()
                with open('log', 'a') as log:
                    print('greeted', name, file=log)
            """;

    private static final String CLIENT = """
            import socket, sys
            with socket.create_connection(('127.0.0.1', int(sys.argv[1]))) as server:
                server.sendall((sys.argv[2] + '\\n').encode())
                print(server.makefile().readline(), end='')
            """;

    private static SshServer server;

    private EnteredSandbox host;
    private String folder;

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

    @BeforeEach
    void deploy(ProcessRegistry processes) throws IOException {
        host = processes.enter(
                Sandbox.ssh(server.host()).withOptions("-F", server.config().toString()));
        folder = host.start("mktemp -d ~/greeter-XXXXXX")
                .expect(Expectation.regex("(/.+)\n"))
                .group(1);
        Path build = Files.createDirectory(processes.createDirectory().resolve("build"));
        Files.writeString(build.resolve("greeter.py"), PROGRAM);
        Files.writeString(build.resolve("greeting"), "Hello");

        host.put(build, folder + "/greeter");
    }

    @Test
    void answersOnItsHost() {
        String port = startGreeter();

        assertThat(greet(port, "Ada")).prints("Hello, Ada!").exits().successfully();
    }

    @Test
    void bringsItsLogBack(ProcessRegistry processes) {
        String port = startGreeter();
        assertThat(greet(port, "Ada")).exits().successfully();
        assertThat(greet(port, "Grace")).exits().successfully();

        Path log = processes.createDirectory().resolve("log");
        host.await(Readiness.success(Command.of("grep", "-q", "Grace", folder + "/greeter/log")));
        host.get(folder + "/greeter/log", log);

        assertThat(log).hasContent("greeted Ada\ngreeted Grace\n");
    }

    @Test
    void isReplacedByItsNextVersion(ProcessRegistry processes) throws IOException {
        startGreeter();
        processes.stopAll();
        Path greeting = Files.writeString(processes.createDirectory().resolve("greeting"), "Good morning");
        host.put(greeting, folder + "/greeter/greeting");

        String port = startGreeter();

        assertThat(greet(port, "Ada")).prints("Good morning, Ada!");
    }

    private String startGreeter() {
        BackgroundProcess greeter = host.start(
                Command.of("python3", "greeter.py").withName("greeter").inDirectory(Path.of(folder, "greeter")));
        String port = greeter.expect(Expectation.regex("port (\\d+)\n")).group(1);
        host.await(Readiness.port(Integer.parseInt(port)).whileRunning(greeter));
        return port;
    }

    private BackgroundProcess greet(String port, String name) {
        return host.start(Command.of("python3", "-c", CLIENT, port, name).withName("client"));
    }
}
