package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.diagnosis.ContainmentException;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.LeftBehindException;
import dev.curfew.process.Containment;
import dev.curfew.process.KillPolicy;
import dev.curfew.sandbox.fixture.HostProcesses;
import dev.curfew.sandbox.fixture.Patience;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** Processes that other code has started end with the scope too. */
@ExtendWith(OwnScope.class)
@EnabledOnOs(value = OS.LINUX, disabledReason = "living processes are looked up in /proc")
class AdoptionTests {

    private final String number = HostProcesses.uniqueNumber();

    @AfterEach
    void endWhatATestLeft() {
        HostProcesses.alive(number).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    /** Starts a script without Curfew, with the number of this test as {@code $1}; returns when it has that many processes. */
    private ProcessHandle startElsewhere(int processes, String script) throws IOException {
        ProcessHandle started =
                new ProcessBuilder("sh", "-c", script, "sh", number).start().toHandle();
        await().until(() -> HostProcesses.alive(number).size() >= processes);
        return started;
    }

    @Test
    void endsWithTheScope(ProcessRegistry registry) throws IOException {
        ProcessHandle server = startElsewhere(3, "setsid sleep \"$1\" & sleep \"$1\" & wait");

        AdoptedProcess adopted = registry.adopt(server);
        assertThat(adopted.isRunning()).isTrue();
        assertThat(registry.adopted()).containsExactly(adopted);
        assertThat(registry.processes()).isEmpty();
        KillReport report = registry.end();

        assertThat(HostProcesses.alive(number)).isEmpty();
        assertThat(adopted.isRunning()).isFalse();
        assertThat(report.isClean()).isTrue();
        assertThat(report.trees()).singleElement().satisfies(tree -> {
            assertThat(tree.pid()).isEqualTo(server.pid());
            assertThat(tree.name()).contains(number);
            assertThat(tree.found()).isEqualTo(3);
        });
    }

    @Test
    void isAskedBeforeItIsKilled() throws Exception {
        Process polite =
                new ProcessBuilder("sh", "-c", "trap 'exit 5' TERM; echo up; while :; do sleep 0.02; done").start();
        assertThat(polite.inputReader().readLine()).isEqualTo("up");
        KillPolicy patient = new KillPolicy(Patience.LIMIT, Patience.LIMIT.multipliedBy(2));

        try (ProcessRegistry registry = ProcessRegistry.open(RegistryOptions.DEFAULT.withKillPolicy(patient))) {
            registry.adopt(polite.toHandle()).stop();
        }

        assertThat(polite.waitFor(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(polite.exitValue()).isEqualTo(5);
    }

    /** One that forks all the time always has a child that was not in the last look at the process table. */
    @Test
    void isKilledWithAllThatItForksMeanwhile(ProcessRegistry registry) throws IOException {
        ProcessHandle busy = startElsewhere(
                10, "trap '' TERM; for i in 1 2 3; do (while :; do sleep \"$1\" & sleep 0.005; done) & done; wait");

        KillReport report = registry.adopt(busy).kill();

        assertThat(report.isClean()).isTrue();
        assertThat(HostProcesses.alive(number)).isEmpty();
    }

    @Test
    void sparesStrangersInItsGroup(ProcessRegistry registry) throws IOException {
        ProcessHandle both = startElsewhere(4, "setsid sh -c 'sleep \"$1\" & sleep \"$1\" & wait' sh \"$1\" & wait");
        List<ProcessHandle> sleeps = both.descendants()
                .filter(child -> child.children().findAny().isEmpty())
                .toList();
        assertThat(sleeps).hasSize(2);

        registry.adopt(sleeps.get(0)).kill();

        assertThat(LiveProcesses.isAlive(sleeps.get(0).pid())).isFalse();
        assertThat(LiveProcesses.isAlive(sleeps.get(1).pid())).isTrue();
    }

    @Test
    void isAdoptedOnce(ProcessRegistry registry) throws IOException {
        ProcessHandle server = startElsewhere(2, "sleep \"$1\" & wait");

        assertThat(registry.adopt(server)).isSameAs(registry.adopt(server));
    }

    @Test
    void isLookedFor(ProcessRegistry registry) throws IOException {
        AdoptedProcess adopted = registry.adopt(startElsewhere(2, "sleep \"$1\" & wait"));

        assertThatThrownBy(registry::assertNothingLeft)
                .isInstanceOf(LeftBehindException.class)
                .hasMessageContaining(Long.toString(adopted.pid()));
        assertThat(registry.diagnosis().render()).contains("running (pid " + adopted.pid() + ", adopted)");
    }

    @Test
    void mustBeAlive(ProcessRegistry registry) throws Exception {
        Process over = new ProcessBuilder("true").start();
        over.waitFor();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.adopt(over.toHandle()))
                .withMessage("process to adopt must be alive: pid " + over.pid());
    }

    @Test
    void mayNotBeThisJvmOrAbove(ProcessRegistry registry) {
        ProcessHandle self = ProcessHandle.current();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.adopt(self))
                .withMessage("process to adopt must be neither this JVM nor an ancestor of it: pid " + self.pid());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.adopt(self.parent().orElseThrow()));
    }

    @Test
    void isRefusedWhereContainmentIsRequired() throws IOException {
        ProcessHandle server = startElsewhere(2, "sleep \"$1\" & wait");
        RegistryOptions strict = RegistryOptions.DEFAULT.withName("strict").withContainment(Containment.GUARD);

        try (ProcessRegistry registry = ProcessRegistry.open(strict)) {
            assertThatThrownBy(() -> registry.adopt(server))
                    .isInstanceOf(ContainmentException.class)
                    .hasMessageStartingWith("Failed to adopt pid " + server.pid())
                    .hasMessageContaining("[strict] requires GUARD");
        }
        assertThat(server.isAlive()).isTrue();
    }

    /** No guard is above that JVM: it would end everything that the JVM has started. */
    @Test
    void endsWhenTheJvmIsKilled() throws IOException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AdoptingJvm.class.getName(),
                        number)
                .start();
        assertThat(jvm.inputReader().readLine()).isEqualTo("adopted");
        assertThat(HostProcesses.alive(number)).hasSizeGreaterThan(3);

        jvm.destroyForcibly();

        await().until(() -> HostProcesses.alive(number), List::isEmpty);
    }

    /** Adopts a tree, says so, and waits. */
    static final class AdoptingJvm {

        private AdoptingJvm() {}

        public static void main(String... args) throws IOException {
            ProcessRegistry registry = ProcessRegistry.open(RegistryOptions.DEFAULT.withKillPolicy(KillPolicy.AT_ONCE));
            Process started = new ProcessBuilder(
                            "sh", "-c", "setsid sleep \"$1\" & sleep \"$1\" & echo up; wait", "sh", args[0])
                    .start();
            started.inputReader().readLine();
            registry.adopt(started.toHandle());
            System.out.println("adopted");
            System.in.read();
        }
    }
}
