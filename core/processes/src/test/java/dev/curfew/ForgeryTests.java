package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.diagnosis.KillReport;
import dev.curfew.process.Command;
import dev.curfew.process.Containment;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.Signal;
import dev.curfew.session.Session;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command that knows the protocol of guards, and forges reports and requests: none of them has an effect. */
@ExtendWith(OwnScope.class)
class ForgeryTests {

    /** The last element, because this JVM may itself run under Curfew. */
    private static final String COOKIE = "cookie=${CURFEW_COOKIE##*:}; ";

    private static final String UNTIL_THE_GUARD_HAS_TAKEN_IT =
            "until grep -q '^ShdPnd:[[:space:]]*0*$' /proc/$guard/status; do :; done; sleep 0.1; ";

    @BeforeEach
    void requireGuards() {
        Requirement.available(Containment.GUARD);
    }

    private static String statusPipe() {
        return "'" + Session.current().folder().resolve("status") + "'";
    }

    /** Reports of all guards come through one pipe, one after the other: when this has ended, those before it were heard. */
    private static void hearAllReportsUntilNow(ProcessRegistry registry) {
        assertThat(registry.start("true").waitFor()).isEqualTo(new ExitStatus.Exited(0));
    }

    @Test
    void cannotReportItsOwnEnd(ProcessRegistry registry) {
        BackgroundProcess forger = registry.start(COOKIE
                + "for report in 'exit 0' 'used 0 0' 'empty 0 0' 'exit 0 0123456789abcdef'; do "
                + "echo \"$cookie $report\" >" + statusPipe() + "; done; echo done; exec sleep 1000");
        forger.expect("done");
        hearAllReportsUntilNow(registry);

        assertThat(forger.isRunning()).isTrue();
        KillReport report = forger.kill();

        assertThat(report.trees())
                .singleElement()
                .satisfies(tree -> assertThat(tree.killed()).isEqualTo(1));
        assertThat(LiveProcesses.isAlive(forger.pid())).isFalse();
    }

    /** Cookies are numbers in a row. */
    @Test
    void cannotReportTheEndOfTheNextCommand(ProcessRegistry registry) {
        BackgroundProcess forger = registry.start(COOKIE
                + "number=${cookie##*-}; echo begins; while :; do for next in 1 2 3 4 5; do "
                + "echo \"${cookie%-*}-$((number + next)) exit 0\"; done; done >" + statusPipe());
        forger.expect("begins");

        for (int i = 0; i < 5; i++) {
            assertThat(registry.start("sleep 0.1; exit 3").waitFor()).isEqualTo(new ExitStatus.Exited(3));
        }
    }

    @Test
    void doesNotGetTheKeyOfItsGuard(ProcessRegistry registry) {
        BackgroundProcess command = registry.start("env; tr '\\0' '\\n' </proc/$PPID/cmdline");
        command.waitFor();

        assertThat(command.output().text()).contains("CURFEW_COOKIE").doesNotContain("CURFEW_KEY");
    }

    /** Root may read everything, so this runs as another user. */
    @Test
    void cannotLookIntoItsGuard(ProcessRegistry registry, @TempDir Path folder) throws IOException {
        Requirement.rootAndSetpriv();
        BackgroundProcess jvm = registry.start(new UnprivilegedJvm(folder).running(LooksIntoItsGuard.class, ""));

        assertThat(jvm.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(jvm.output().text()).isEqualTo("looked\n");
    }

    static final class LooksIntoItsGuard {

        private LooksIntoItsGuard() {}

        public static void main(String[] arguments) {
            try (ProcessRegistry registry = ProcessRegistry.open()) {
                BackgroundProcess command = registry.start(
                        "for file in environ mem maps fd/0 fd/1; do head -c 1 /proc/$PPID/$file >/dev/null "
                                + "2>&1 && echo opened $file; done; echo looked");
                command.waitFor();
                System.out.print(command.output().text());
            }
        }
    }

    /** Xvfb sends this signal when it is ready. The guard has received a signal when the kernel no longer lists it as pending. */
    @ParameterizedTest
    @ValueSource(strings = {"USR1", "HUP", "INT", "QUIT", "TERM"})
    void cannotGiveOrdersToItsGuard(String signal, ProcessRegistry registry) {
        BackgroundProcess command =
                registry.start("guard=$PPID; kill -" + signal + " $guard; " + UNTIL_THE_GUARD_HAS_TAKEN_IT + "exit 3");

        assertThat(command.waitFor()).isEqualTo(new ExitStatus.Exited(3));
    }

    @Test
    void cannotGiveOrdersToItsGuardThroughADescendant(ProcessRegistry registry) {
        BackgroundProcess command = registry.start("guard=$PPID; export guard; setsid sh -c 'kill -HUP $guard; "
                + UNTIL_THE_GUARD_HAS_TAKEN_IT.replace("'", "'\\''") + "'; exit 3");

        assertThat(command.waitFor()).isEqualTo(new ExitStatus.Exited(3));
    }

    /** As a tool sends it that ends process trees. */
    @Test
    void signalFromOutsideEndsTheTree(ProcessRegistry registry) throws IOException {
        BackgroundProcess command = registry.start(Command.of("sleep", "1000"));
        long guard = ProcessHandle.of(command.pid())
                .flatMap(ProcessHandle::parent)
                .orElseThrow()
                .pid();
        Process outsider = new ProcessBuilder("sh", "-c", "kill -TERM " + guard + "; read -r wait").start();
        try {
            assertThat(command.waitFor()).isEqualTo(new ExitStatus.Signaled(Signal.KILL));
        } finally {
            outsider.destroyForcibly();
        }
    }
}
