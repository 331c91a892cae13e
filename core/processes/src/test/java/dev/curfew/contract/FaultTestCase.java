package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.diagnosis.SandboxUnavailableException;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.KillPolicy;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.HostProcesses;
import dev.curfew.sandbox.fixture.Patience;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** Damages sandboxes, and checks the messages and the leftovers. */
abstract class FaultTestCase {

    /** The limit of the wait for an event. */
    static final Duration BOUND = Patience.LIMIT;

    static final RegistryOptions OPTIONS = RegistryOptions.DEFAULT
            .withName("a test with a fault")
            .withKillPolicy(KillPolicy.AT_ONCE)
            .withTimeout(BOUND);

    /** For programs on this machine. */
    final ProcessRegistry here = ProcessRegistry.open(OPTIONS);

    @AfterEach
    void endTheScopeHere() {
        here.close();
    }

    /** {@return the message when a sandbox cannot be entered; nothing is started anywhere else instead} */
    final String whatIsSaidInsteadOfEntering(Sandbox sandbox) {
        String number = HostProcesses.uniqueNumber();
        try (ProcessRegistry scope = ProcessRegistry.open(OPTIONS.withSandbox(sandbox))) {
            SandboxUnavailableException failure = catchThrowableOfType(
                    SandboxUnavailableException.class, () -> scope.start(InSandbox.script("sleep \"$1\"", number)));

            assertThat(failure).isNotNull().hasMessageStartingWith("Failed to enter ");
            assertThat(scope.processes()).isEmpty();
            assertThat(HostProcesses.alive(number)).isEmpty();
            return failure.getMessage();
        }
    }

    /** {@return the output of a program on this machine, which must succeed} */
    final String run(String... argv) {
        BackgroundProcess process = here.start(Command.of(List.of(argv)));
        process.closeInput();
        assertThat(process.waitFor()).as(process.output().text()).isEqualTo(new ExitStatus.Exited(0));
        return process.output().text();
    }

    /** Starts each process from its own thread; all of them run before one ends. */
    static void requireManyAtOnce(ProcessRegistry scope, int many) {
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            List<CompletableFuture<BackgroundProcess>> started = IntStream.range(0, many)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> scope.start("echo ready; cat"), threads))
                    .toList();
            List<BackgroundProcess> cats =
                    started.stream().map(CompletableFuture::join).toList();
            for (int i = 0; i < many; i++) {
                cats.get(i).submit("number " + i);
                cats.get(i).closeInput();
            }
            for (int i = 0; i < many; i++) {
                assertThat(InSandbox.outputOf(cats.get(i))).isEqualTo("ready\nnumber " + i + "\n");
            }
        } finally {
            threads.shutdown();
        }
    }

    /** {@return a process with a child that has left its session; both have a number in their command lines} */
    static BackgroundProcess startTree(ProcessRegistry scope, String number) {
        BackgroundProcess process =
                scope.start(InSandbox.script("setsid sleep \"$1\" & echo up; exec sleep \"$1\"", number));
        process.expect("up");
        return process;
    }
}
