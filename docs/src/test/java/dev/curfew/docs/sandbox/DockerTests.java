package dev.curfew.docs.sandbox;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.EnteredSandbox;
import dev.curfew.ProcessRegistry;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.ContainerEngine;
import dev.curfew.sandbox.fixture.TestContainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithBackgroundProcesses
class DockerTests {

    private static String image;

    @TempDir
    private Path folder;

    @BeforeAll
    static void chooseImage() {
        image = ContainerEngine.DOCKER.busybox();
    }

    @Test
    void hasOptions(ProcessRegistry processes) throws IOException {
        Files.writeString(folder.resolve("data"), "from outside");
        folder.toFile().setExecutable(true, false);
        folder.toFile().setReadable(true, false);
        // snippet:options
        Sandbox sandbox = Sandbox.docker(image)
                .withUser("nobody")
                .withMount(folder, "/srv")
                .withOptions("--memory", "64m", "--hostname", "shop");
        // end
        BackgroundProcess process =
                processes.enter(sandbox).start("id -un; hostname; cat /srv/data; touch /srv/data || echo kept");
        process.waitFor();
        assertThat(process.output().text()).contains("nobody\n", "shop\nfrom outside", "Read-only file system", "kept");
    }

    @Test
    void hasSafeDefaults(ProcessRegistry processes) {
        BackgroundProcess process = processes
                .enter(Sandbox.docker(image))
                .start("grep -E 'NoNewPrivs|CapEff' /proc/self/status; ls /sys/class/net; cat /proc/1/comm");
        process.waitFor();
        // CHOWN, DAC_OVERRIDE, FOWNER, KILL: bits 0, 1, 3 and 5
        assertThat(process.output().lines()).contains("CapEff:\t000000000000002b", "NoNewPrivs:\t1", "lo");
        assertThat(process.output().text()).doesNotContain("eth0");
    }

    @Test
    void runsSeveralOfOneImage(ProcessRegistry processes) {
        // snippet:several
        EnteredSandbox one = processes.enter(Sandbox.docker(image).withOptions("--hostname", "one"));
        EnteredSandbox two = processes.enter(Sandbox.docker(image).withOptions("--hostname", "two"));
        // end
        assertThat(one.start("touch /tmp/mine")).exits().withCode(0);
        assertThat(two.start("test -e /tmp/mine")).exits().withCode(1);
    }

    @Test
    void builds(ProcessRegistry processes) throws IOException {
        Files.writeString(folder.resolve("Dockerfile"), "FROM " + image + "\nCOPY price /srv/price\n");
        Files.writeString(folder.resolve("price"), "42\n");
        // snippet:build
        EnteredSandbox shop = processes.enter(Sandbox.dockerBuild(folder));

        assertThat(shop.start("cat /srv/price")).prints("42");
        // end
    }

    @Test
    void attaches() {
        try (TestContainer container = ContainerEngine.DOCKER.start();
                ProcessRegistry processes = ProcessRegistry.open()) {
            String name = container.name();
            // snippet:attach
            EnteredSandbox database = processes.enter(Sandbox.dockerContainer(name));

            assertThat(database.start("ps")).prints("sleep 100000");
            // end
        }
    }

    @Test
    void keepsContainersReady(ProcessRegistry processes) {
        // snippet:pool
        EnteredSandbox container = processes.enter(Sandbox.docker(image).withPool(2));
        // end
        assertThat(container.start("true")).exits().withCode(0);
    }

    @Test
    void removesContainersAtTheEnd() {
        String hostname = "curfew-docs-" + ProcessHandle.current().pid();
        String filter = "{{.Image}} {{.Names}}";
        try (ProcessRegistry processes = ProcessRegistry.open()) {
            EnteredSandbox container =
                    processes.enter(Sandbox.docker(image).withOptions("--label", "curfew.docs=" + hostname));
            assertThat(container.start("true")).exits().withCode(0);
            assertThat(list(processes, hostname, filter)).contains(image);
        }
        try (ProcessRegistry processes = ProcessRegistry.open()) {
            assertThat(list(processes, hostname, filter)).isEmpty();
        }
    }

    private static String list(ProcessRegistry processes, String label, String format) {
        BackgroundProcess docker = processes.start(
                Command.of("docker", "ps", "--all", "--filter", "label=curfew.docs=" + label, "--format", format)
                        .separateErrors());
        docker.waitFor();
        return docker.output().text();
    }
}
