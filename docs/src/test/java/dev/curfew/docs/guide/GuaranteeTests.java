package dev.curfew.docs.guide;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.Curfew;
import dev.curfew.ProcessRegistry;
import dev.curfew.diagnosis.Survivor;
import dev.curfew.expect.Expectation;
import dev.curfew.process.Containment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
class GuaranteeTests {

    @Test
    void holdsForProcessesThatTryToEscape() {
        // snippet:escapes
        ProcessRegistry processes = ProcessRegistry.open();
        BackgroundProcess shell = processes.start("""
                sleep 1000 & echo $!
                sh -c 'trap "" TERM HUP INT; while :; do sleep 1; done' & echo $!
                nohup sleep 1000 > /dev/null 2>&1 & echo $!
                setsid sleep 1000 & echo $!
                sh -c 'setsid sleep 1000 & echo $!'
                env -i /bin/sh -c 'echo $$; sleep 1000'
                """);
        List<String> pids =
                shell.expect(Pattern.compile("(\\d+\n){6}")).text().lines().toList();
        assertThat(pids).hasSize(6).allMatch(GuaranteeTests::isAlive);

        processes.close();

        assertThat(pids).noneMatch(GuaranteeTests::isAlive);
        // end
    }

    @Test
    void holdsForADaemonThatShedsEverything() {
        ProcessRegistry processes = ProcessRegistry.open();
        // snippet:daemon
        BackgroundProcess starter = processes.start("(env -i setsid sh -c 'echo $$; exec sleep 1000' &)");
        // end
        String pid = starter.expect(Expectation.regex("(\\d+)\n").pastExit()).group(1);
        starter.waitFor();
        assertThat(pid).matches(GuaranteeTests::isAlive);

        processes.close();

        assertThat(pid).matches(ended -> !isAlive(ended));
    }

    @Test
    void isNoMoreThanTheSystemCanGive() {
        // snippet:containment
        Containment containment = Curfew.containment();
        // end
        assertThat(containment).isEqualTo(Containment.GUARD);
    }

    /** What a harness may ask before it ends processes. */
    @Test
    void namesDaemons() {
        try (ProcessRegistry processes = ProcessRegistry.open()) {
            BackgroundProcess starter = processes.start("""
                    (setsid sleep 1000 & until grep -q sleep /proc/$!/comm; do :; done)
                    echo started
                    read line
                    """);
            starter.expect("started");
            // snippet:daemons
            List<Survivor> daemons = processes.daemons();
            // end
            assertThat(daemons).extracting(Survivor::commandLine).containsExactly("sleep 1000");
            starter.kill();
            // snippet:nothing-left
            processes.assertNothingLeft();
            // end
        }
    }

    /** A zombie is dead, and waits only for the attention of its parent. */
    private static boolean isAlive(String pid) {
        try {
            String stat = Files.readString(Path.of("/proc", pid, "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return false;
        }
    }
}
