package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.diagnosis.SandboxUnavailableException;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.KillPolicy;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.BusyboxRoot;
import dev.curfew.sandbox.fixture.ContainerEngine;
import dev.curfew.sandbox.fixture.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Images that are made from folders, and are gone with the JVM that made them. */
class ContainerImageTests {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void isBuiltOnceForAllScopesOfAJvm(ContainerEngine engine) throws IOException {
        Files.writeString(folder.resolve("Dockerfile"), "FROM " + engine.busybox() + "\nCOPY note /note\n");
        Files.writeString(folder.resolve("note"), "built");

        assertThat(outputOfAJvm(engine, engine.program() + "-build:" + folder)).startsWith("built\nbuilt\n");
    }

    @ParameterizedTest
    @EnumSource
    void isImportedFromARoot(ContainerEngine engine) throws IOException {
        engine.busybox(); // Skips where there is no engine.
        try (BusyboxRoot root = BusyboxRoot.make()) {
            Path copy = folder.resolve("root");
            copyOf(root.path(), copy);
            Files.writeString(copy.resolve("note"), "imported");

            assertThat(outputOfAJvm(engine, engine.program() + "-import:" + copy))
                    .startsWith("imported\nimported\n");
        }
    }

    /** Without the contents of mounts in it. */
    private static void copyOf(Path root, Path copy) {
        try (ProcessRegistry here = ProcessRegistry.open()) {
            Command copying = Command.of("cp", "--archive", "--one-file-system", root.toString(), copy.toString());
            assertThat(here.start(copying).waitFor()).isEqualTo(new ExitStatus.Exited(0));
        }
    }

    /** In a JVM of its own, because images stay until the end of the JVM. */
    private static String outputOfAJvm(ContainerEngine engine, String word) {
        List<String> argv = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TwoScopes.class.getName(),
                word);
        try (ProcessRegistry here = ProcessRegistry.open()) {
            BackgroundProcess jvm = here.start(Command.of(argv).withName("two scopes"));
            assertThat(jvm.waitFor(Patience.LIMIT)).as(jvm.output().text()).isEqualTo(new ExitStatus.Exited(0));
            String owner =
                    jvm.output().text().lines().reduce((first, last) -> last).orElseThrow();
            BackgroundProcess list = here.start(
                    Command.of(engine.program(), "images", "--quiet", "--filter", "label=dev.curfew.owner=" + owner)
                            .separateErrors());
            assertThat(InSandbox.outputOf(list)).isEmpty();
            return jvm.output().text();
        }
    }

    @Test
    void saysWhyAnImageCannotBeBuilt() throws IOException {
        ContainerEngine.DOCKER.busybox();
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\nCOPY missing /\n");

        try (ProcessRegistry scope = ProcessRegistry.open()) {
            assertThatExceptionOfType(SandboxUnavailableException.class)
                    .isThrownBy(() -> scope.enter(Sandbox.dockerBuild(folder)))
                    .withMessageContaining("Failed to make the image of docker-build:" + folder)
                    .withMessageContaining("docker build --quiet")
                    .withMessageContaining("missing");
        }
    }

    static final class TwoScopes {

        private TwoScopes() {}

        public static void main(String[] arguments) {
            String owner = "";
            for (int i = 0; i < 2; i++) {
                RegistryOptions options = RegistryOptions.DEFAULT
                        .withSandbox(Sandbox.parse(arguments[0]))
                        .withKillPolicy(KillPolicy.AT_ONCE);
                try (ProcessRegistry scope = ProcessRegistry.open(options.withTimeout(Patience.LIMIT))) {
                    System.out.println(InSandbox.outputOf(scope.start("cat /note; echo; hostname"))
                            .lines()
                            .findFirst()
                            .orElseThrow());
                    owner = dev.curfew.session.Session.current().owner();
                }
            }
            System.out.println(owner);
        }
    }
}
