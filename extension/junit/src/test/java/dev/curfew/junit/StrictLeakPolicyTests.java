package dev.curfew.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.process.Command;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StrictLeakPolicyTests {

    private static final Map<String, String> STRICT = Map.of("curfew.leaks", "strict");

    @Test
    void failsForADaemonAlthoughItWasEnded() {
        TestRun run = TestRun.of(DaemonCase.class, STRICT);

        assertThat(run.onlyFailure())
                .isInstanceOf(ProcessesLeftBehindError.class)
                .hasMessageMatching("Left 1 daemon to be ended by Curfew\n"
                        + "  test:         StrictLeakPolicyTests\\.DaemonCase\\.daemonizes\\(\\)\n"
                        + "  daemon:       pid \\d+, started by \\[daemonizer\\], its parent has ended,"
                        + " in a session of its own: sleep 1000\n"
                        + "  next:         have the test end them, or use a leak policy that is not strict");
        assertThat(ProcessHandle.of(DaemonCase.daemon)).isEmpty();
    }

    @Test
    void doesNotFailOtherwise() {
        TestRun.of(DaemonCase.class).requireAllPassed();
        TestRun.of(RunningCase.class, STRICT).requireAllPassed();
    }

    @WithBackgroundProcesses
    static class DaemonCase {
        private static long daemon;

        @Test
        void daemonizes(ProcessRegistry processes) {
            Command command = Command.shell("(env -i setsid sh -c 'echo $$; exec sleep 1000' &); read line");
            BackgroundProcess starter = processes.start(command.withName("daemonizer"));
            daemon = Long.parseLong(starter.expect(Pattern.compile("(\\d+)\n")).group(1));
            starter.submit("that is all");
            starter.waitFor();
        }
    }

    @WithBackgroundProcesses
    static class RunningCase {
        @Test
        void leavesTheCommandAndItsChildrenToTheEndOfTheScope(ProcessRegistry processes) {
            BackgroundProcess server = processes.start("sleep 1000 & echo started; wait");
            server.expect("started");
        }
    }
}
