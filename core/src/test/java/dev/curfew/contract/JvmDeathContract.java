package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.expect.Expectation;
import dev.curfew.process.ExitStatus;
import dev.curfew.sandbox.fixture.HostProcesses;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A JVM that is killed cannot clean up, and nothing is left of it nevertheless. */
interface JvmDeathContract extends InSandbox {

    Duration BOUND = Duration.ofSeconds(30);

    @Test
    default void endsAllWithTheJvm() {
        String number = HostProcesses.uniqueNumber();
        try (ProcessRegistry here = ProcessRegistry.open()) {
            BackgroundProcess jvm = here.start(OtherJvm.thatStarts(sandbox(), Escape.all(), number));
            String guard = jvm.expect(Expectation.regex("guard is (.*)\n").within(Duration.ofSeconds(60)))
                    .group(1);
            assertThat(HostProcesses.alive(number)).hasSizeGreaterThan(Escape.values().length);

            ProcessHandle.of(jvm.pid()).orElseThrow().destroyForcibly();
            jvm.waitFor();

            // Its own command line has the number too, but it is dead.
            HostProcesses.awaitNone(number, BOUND);
            String folder = Path.of(guard).getParent().toString();
            await().atMost(BOUND).until(() -> isGone(folder));
        }
    }

    @Test
    default void endsAllWithAJvmThatHalts() {
        String number = HostProcesses.uniqueNumber();
        try (ProcessRegistry here = ProcessRegistry.open()) {
            BackgroundProcess jvm =
                    here.start(OtherJvm.thatStarts(sandbox(), Escape.BECOMES_A_DAEMON.script(), number));
            jvm.expect(Expectation.text("guard is ").within(Duration.ofSeconds(60)));

            jvm.submit("exit");

            assertThat(jvm.waitFor()).as(jvm.output().text()).isEqualTo(new ExitStatus.Exited(7));
            HostProcesses.awaitNone(number, BOUND);
        }
    }

    private boolean isGone(String folder) {
        return run("[ ! -e \"$1\" ] || [ \"${1%/curfew-sandbox-*}\" = \"$1\" ] || echo there", folder)
                .isEmpty();
    }
}
