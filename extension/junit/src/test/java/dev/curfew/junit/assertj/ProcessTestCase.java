package dev.curfew.junit.assertj;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.process.Command;
import dev.curfew.process.KillPolicy;
import dev.curfew.sandbox.fixture.Patience;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** Gives each test a scope of its own. */
abstract class ProcessTestCase {

    /** Long enough for any machine; only a test that fails waits for it. */
    static final Duration LONG = Patience.LIMIT;

    /** The limit of waits that are expected to fail. */
    static final Duration SHORT = Duration.ofMillis(100);

    final ProcessRegistry processes = ProcessRegistry.open(RegistryOptions.DEFAULT
            .withName("test")
            .withKillPolicy(KillPolicy.AT_ONCE)
            .withTimeout(LONG));

    @AfterEach
    void endScope() {
        processes.close();
    }

    final BackgroundProcess start(String shellLine) {
        return processes.start(shellLine);
    }

    final BackgroundProcess startSeparate(String shellLine) {
        return processes.start(Command.shell(shellLine).separateErrors());
    }

    /** {@return a process that repeats every line it is given, and that runs until it is ended} */
    final BackgroundProcess startEcho() {
        return processes.start(Command.of("cat"));
    }

    /** {@return a process that has ended} */
    final BackgroundProcess finished(String shellLine) {
        BackgroundProcess process = start(shellLine);
        process.waitFor();
        return process;
    }
}
