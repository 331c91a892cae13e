package dev.curfew.examples;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.expect.Expectation;
import dev.curfew.junit.EnabledIfProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** A server on a port of its own choice, without any code to end it. */
@WithBackgroundProcesses
@EnabledIfProgram("python3")
class HttpServerTests {

    @Test
    void servesTheTest(ProcessRegistry processes) throws IOException, InterruptedException {
        BackgroundProcess server = startServer(processes);
        URI page = pageOf(server);

        String body = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                .body();

        assertThat(body).isEqualTo("Hello, world!");
        server.expect("\"GET /hello HTTP/1.1\" 200");
    }

    @Test
    void servesAnotherProcess(ProcessRegistry processes) throws IOException {
        BackgroundProcess server = startServer(processes);
        URI page = pageOf(server);

        BackgroundProcess client = processes.start(Command.of(
                        "python3",
                        "-c",
                        "import sys, urllib.request as web; print(web.urlopen(sys.argv[1]).read())",
                        page.toString())
                .withName("client"));

        client.expect("Hello, world!");
        server.expect("GET /hello");
        assertThat(client).exits().successfully();
        assertThat(processes.running()).containsExactly(server);
    }

    private static BackgroundProcess startServer(ProcessRegistry processes) throws IOException {
        Files.writeString(processes.createDirectory().resolve("hello"), "Hello, world!");
        return processes.start(Command.of("python3", "-u", "-m", "http.server", "--bind", "127.0.0.1", "0")
                .withName("server")
                .inDirectory(processes.createDirectory()));
    }

    private static URI pageOf(BackgroundProcess server) {
        String port = server.expect(Expectation.regex("port (\\d+)")).group(1);
        return URI.create("http://127.0.0.1:" + port + "/hello");
    }
}
