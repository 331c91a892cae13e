package dev.curfew.docs.sandbox;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.EnteredSandbox;
import dev.curfew.ProcessRegistry;
import dev.curfew.Readiness;
import dev.curfew.RegistryOptions;
import dev.curfew.docs.junit.Trial;
import dev.curfew.junit.EnabledIfSandbox;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.ContainerEngine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

@WithBackgroundProcesses
class SandboxesTests {

    private static String image;

    @TempDir
    private Path folder;

    @BeforeAll
    static void chooseImage() {
        image = ContainerEngine.DOCKER.busybox();
    }

    @Test
    void areChosenByOneLine() {
        TestExecutionSummary summary = Trial.run(AnywhereTests.class, Map.of("curfew.sandbox", "docker:" + image));

        assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
    }

    @Test
    void areEnteredByCode(ProcessRegistry processes) {
        // snippet:enter
        EnteredSandbox container = processes.enter(Sandbox.docker(image));

        BackgroundProcess shell = container.start("read line; echo $line is my home");
        shell.submit("this container");
        shell.expect("this container is my home");
        // end
    }

    @Test
    void areThePlaceOfARegistry() {
        // snippet:registry
        RegistryOptions options = RegistryOptions.DEFAULT.withSandbox(Sandbox.parse("docker:" + image));

        try (ProcessRegistry processes = ProcessRegistry.open(options)) {
            assertThat(processes.start("test -e /etc/debian_version")).exits().withCode(1);
        }
        // end
    }

    @Test
    void takeAndGiveFiles(ProcessRegistry processes) throws IOException {
        Files.writeString(folder.resolve("words"), "pear\napple\n");
        EnteredSandbox container = processes.enter(Sandbox.docker(image));
        // snippet:files
        container.put(folder.resolve("words"), "/tmp/words");
        assertThat(container.start("sort /tmp/words > /tmp/sorted")).exits().withCode(0);
        container.get("/tmp/sorted", folder.resolve("sorted"));
        // end
        assertThat(folder.resolve("sorted")).hasContent("apple\npear\n");
    }

    @Test
    void serveThisMachine(ProcessRegistry processes) throws IOException {
        // snippet:ready
        EnteredSandbox container = processes.enter(Sandbox.docker(image).withPublishedPort(8080));
        BackgroundProcess server = container.start("cd /tmp; echo hello > index.html; exec httpd -f -p 8080");

        container.await(Readiness.port(8080).whileRunning(server));

        URI page = URI.create("http://127.0.0.1:" + container.publishedPort(8080) + "/");
        container.await(Readiness.http(page, 200).withTimeout(Duration.ofMinutes(1)));
        assertThat(page.toURL().openStream()).hasContent("hello");
        // end
    }

    @Test
    void haveAnEnvironmentOfTheirOwn(ProcessRegistry processes) {
        EnteredSandbox container = processes.enter(Sandbox.docker(image));
        // snippet:environment
        BackgroundProcess process = container.start(
                Command.shell("env; pwd").withEnv("API_TOKEN", "s3cret").inDirectory(Path.of("/etc")));
        // end
        process.waitFor();
        assertThat(process.output().text())
                .contains("API_TOKEN=s3cret\n", "/etc\n", "HOME=/root\n")
                .doesNotContain("JAVA_HOME", "MAVEN");
    }

    // snippet:enabled
    @EnabledIfSandbox("docker-container:orders-db")
    @WithBackgroundProcesses(sandbox = "docker-container:orders-db")
    static class OrdersDatabase {

        @Test
        void isUp(ProcessRegistry processes) {
            assertThat(processes.start("pg_isready")).exits().withCode(0);
        }
    }
    // end

    @Test
    void thatAreMissingSkipTests() {
        TestExecutionSummary summary = Trial.run(OrdersDatabase.class, Map.of());

        assertThat(summary.getContainersSkippedCount()).isEqualTo(1);
        assertThat(summary.getFailures()).isEmpty();
    }

    @Test
    void thatAreMissingFailTestsWhereTheyAreRequired() {
        TestExecutionSummary summary = Trial.run(
                OrdersDatabase.class,
                Map.of("curfew.sandbox.required", "true", "curfew.evidence.directory", folder.toString()));

        assertThat(summary.getTestsFailedCount()).isEqualTo(1);
    }
}
