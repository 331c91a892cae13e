package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.KillPolicy;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.ContainerEngine;
import dev.curfew.sandbox.fixture.Patience;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Containers that are made ahead of time, and those of them that were not used. */
class ContainerPoolTests {

    /** In a JVM of its own, because containers wait until the end of the JVM. */
    @ParameterizedTest
    @EnumSource
    void servesOneScopeEach(ContainerEngine engine) {
        String image = engine.busybox();
        List<String> argv = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ThreeScopes.class.getName(),
                engine.program(),
                image);
        try (ProcessRegistry here = ProcessRegistry.open()) {
            BackgroundProcess jvm = here.start(Command.of(argv).withName("three scopes"));

            assertThat(jvm.waitFor(Patience.LIMIT)).as(jvm.output().text()).isEqualTo(new ExitStatus.Exited(0));

            List<String> lines = jvm.output().text().lines().toList();
            assertThat(lines).contains("one that waits is there: true");
            List<String> hosts = lines.stream()
                    .flatMap(line -> line.startsWith("host ") ? Stream.of(line.substring(5)) : Stream.empty())
                    .toList();
            assertThat(hosts).hasSize(3).doesNotHaveDuplicates();
            String owner = lines.get(lines.size() - 1);
            BackgroundProcess list = here.start(Command.of(
                            engine.program(), "ps", "--all", "--quiet", "--filter", "label=dev.curfew.owner=" + owner)
                    .separateErrors());
            assertThat(InSandbox.outputOf(list)).isEmpty();
        }
    }

    static final class ThreeScopes {

        private ThreeScopes() {}

        public static void main(String[] arguments) {
            String engine = arguments[0];
            Sandbox sandbox =
                    (engine.equals("docker") ? Sandbox.docker(arguments[1]) : Sandbox.podman(arguments[1])).withPool(1);
            String owner = "";
            for (int i = 0; i < 3; i++) {
                RegistryOptions options =
                        RegistryOptions.DEFAULT.withSandbox(sandbox).withKillPolicy(KillPolicy.AT_ONCE);
                try (ProcessRegistry scope = ProcessRegistry.open(options.withTimeout(Patience.LIMIT))) {
                    BackgroundProcess process =
                            scope.start("hostname; [ ! -e /tmp/note ] || echo used; touch /tmp/note");
                    System.out.print("host " + InSandbox.outputOf(process));
                    owner = owner(engine, process, scope);
                    System.out.println("one that waits is there: " + (containers(engine, owner) > 1));
                }
            }
            System.out.println(owner);
        }

        private static String owner(String engine, BackgroundProcess process, ProcessRegistry scope) {
            String host = process.output().text().lines().findFirst().orElseThrow();
            return InSandbox.outputOf(scope.enter(Sandbox.local())
                            .start(Command.of(
                                            engine,
                                            "container",
                                            "inspect",
                                            "--format",
                                            "{{index .Config.Labels \"dev.curfew.owner\"}}",
                                            host)
                                    .separateErrors()))
                    .strip();
        }

        /** Those that are being made count too: no other test has this owner. */
        private static long containers(String engine, String owner) {
            try (ProcessRegistry here = ProcessRegistry.open()) {
                return InSandbox.outputOf(here.start(Command.of(
                                        engine, "ps", "--all", "--quiet", "--filter", "label=dev.curfew.owner=" + owner)
                                .separateErrors()))
                        .lines()
                        .count();
            }
        }
    }
}
