package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.sandbox.fixture.HostProcesses;
import dev.curfew.sandbox.fixture.Patience;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A JVM that is killed cannot clean up, but nothing is left of it. */
interface JvmDeathContract extends InSandbox {

    @Test
    @Entering
    default void endsAllWithTheJvm() {
        assertEndsAllWith(EndedJvm.KILLED);
    }

    @Test
    @Entering
    default void endsAllWithAJvmThatHalts() {
        assertEndsAllWith(EndedJvm.HALTED);
    }

    private void assertEndsAllWith(EndedJvm jvm) {
        EndedJvm.Account account = jvm.in(kind());
        assertThat(account.living()).isGreaterThan(Escape.values().length);

        HostProcesses.awaitNone(account.number(), Patience.LIMIT);
        String folder = Path.of(account.after("guard")).getParent().toString();
        await().until(() -> isGone(folder));
    }

    private boolean isGone(String folder) {
        return run("[ ! -e \"$1\" ] || [ \"${1%/curfew-sandbox-*}\" = \"$1\" ] || echo there", folder)
                .isEmpty();
    }
}
