package dev.curfew.benchmarks.sandbox;

import dev.curfew.ProcessRegistry;
import dev.curfew.benchmarks.harness.Launcher;
import dev.curfew.benchmarks.harness.Timed;
import dev.curfew.sandbox.ContainerSandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** Ways to a container in which commands can be started. */
final class Containers {

    private static final String FOREVER = "100000";

    private Containers() {}

    /** {@return {@code docker run}, until it returns} */
    static Timed dockerRun() {
        return () -> {
            String id = output(List.of("docker", "run", "-d", "--rm", "--init", Places.image(), "sleep", FOREVER));
            return () -> output(List.of("docker", "rm", "--force", id));
        };
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        Process process = Launcher.PIPES.start(command);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException("Failed: " + command);
        }
        return output;
    }

    /** {@return Testcontainers, until it holds the container for started} */
    static Timed testcontainers() {
        return () -> {
            GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(Places.image()));
            container.withCommand("sleep", FOREVER).start();
            return container;
        };
    }

    /** {@return Curfew, until it has entered one} */
    static Timed curfew(ContainerSandbox sandbox) {
        return () -> {
            ProcessRegistry registry = ProcessRegistry.open();
            registry.enter(sandbox);
            return registry;
        };
    }
}
