package dev.curfew.examples;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.BackgroundProcess;
import dev.curfew.EnteredSandbox;
import dev.curfew.ProcessRegistry;
import dev.curfew.Readiness;
import dev.curfew.junit.EnabledIfProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.ContainerEngine;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service in a container of its own for each test, driven from this machine. */
@WithBackgroundProcesses
@EnabledIfProgram("docker")
class ContainerServiceTests {

    private static final int PORT = 8080;

    private static Sandbox sandbox;

    private EnteredSandbox container;
    private BackgroundProcess server;
    private URI page;

    @BeforeAll
    static void chooseImage() {
        sandbox = Sandbox.docker(ContainerEngine.DOCKER.busybox()).withPublishedPort(PORT);
    }

    @BeforeEach
    void startServer(ProcessRegistry processes) throws IOException {
        Path site = Files.createDirectory(processes.createDirectory().resolve("site"));
        Files.writeString(site.resolve("index.html"), "Hello, world!");
        container = processes.enter(sandbox);
        container.put(site, "/tmp/site");
        server = container.start(
                Command.of("httpd", "-f", "-v", "-p", "8080", "-h", "/tmp/site").withName("server"));
        container.await(Readiness.port(PORT).whileRunning(server));
        page = URI.create("http://127.0.0.1:" + container.publishedPort(PORT) + "/");
    }

    @Test
    void answersThisMachine() throws IOException, InterruptedException {
        container.await(Readiness.http(page, 200));

        assertThat(get(page)).isEqualTo("Hello, world!");
        server.expect("response:200");
    }

    @Test
    void answersAnotherProcessInTheContainer() {
        BackgroundProcess client = container.start("wget -q -O - http://127.0.0.1:8080/index.html");

        assertThat(client).prints("Hello, world!").exits().successfully();
    }

    @Test
    void servesWhatIsBroughtInWhileItRuns(ProcessRegistry processes) throws IOException, InterruptedException {
        Path news = Files.writeString(processes.createDirectory().resolve("news"), "Nothing happened");

        container.put(news, "/tmp/site/news");

        assertThat(get(page.resolve("news"))).isEqualTo("Nothing happened");
    }

    @Test
    void isGoneWithItsScope(ProcessRegistry processes) {
        processes.end();

        assertThatThrownBy(() -> get(page)).isInstanceOf(ConnectException.class);
    }

    private static String get(URI page) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(page).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
