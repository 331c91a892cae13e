package dev.curfew.session;

import static dev.curfew.session.MarkedProcesses.within;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which processes the warden ends, and which it does not end. */
@Isolated("a look at all processes proves nothing while others fork all the time")
@Tag("any-jdk")
class WardenProgramTests extends WardenTestCase {

    @Test
    void endsATreeAndSparesItsNeighbors() throws Exception {
        List<Long> tree = processes.start(processes.mark(3), TREE, 4);
        List<Long> otherScope = processes.start(processes.mark(4), TREE, 4);
        List<Long> unmarked = processes.startUnmarked(TREE, 4);
        try (WardenUnderTest warden = warden().in(folder)) {
            assertThat(warden.nextLine()).isEqualTo("warden ready " + warden.pid());

            assertThat(warden.ask("end 7 " + processes.mark(3))).matches("warden ended 7 [1-4]");

            assertDead(tree);
            assertAlive(otherScope);
            assertAlive(unmarked);
            assertThat(warden.ask("end 8 " + processes.mark(3))).isEqualTo("warden ended 8 0");
        }
    }

    @Test
    void findsTheMarkInEitherValue() throws Exception {
        String lower = "100000000000000001";
        List<Long> nested = processes.start(processes.mark(3), "ulimit -S -w " + lower + "; " + ONE, 1);
        List<Long> soft = processes.startUnmarked("ulimit -S -w " + processes.mark(5) + "; " + ONE, 1);
        try (WardenUnderTest warden = warden().in(folder)) {
            warden.nextLine();

            assertThat(warden.ask("end a " + processes.mark(3) + " " + processes.mark(5)))
                    .isEqualTo("warden ended a 2");

            assertDead(nested);
            assertDead(soft);
        }
    }

    @Test
    void takesOnlyNumbersOf18DigitsForMarks() throws Exception {
        String longest = processes.mark(3);
        List<Long> shorter = processes.start(longest.substring(0, 17), ONE, 1);
        List<Long> longer = processes.start(longest + "0", ONE, 1);
        List<Long> exact = processes.start(longest, ONE, 1);
        try (WardenUnderTest warden = warden().in(folder)) {
            warden.nextLine();

            assertThat(warden.ask("end 1 " + processes.mark())).isEqualTo("warden ended 1 1");

            assertDead(exact);
            assertAlive(shorter);
            assertAlive(longer);
        }
    }

    @Test
    void findsCookiesAsWholeElements() throws Exception {
        String third = processes.cookie() + "-3";
        List<Long> alone = processes.startWithCookie(third, TREE, 4);
        List<Long> nested = processes.startWithCookie("outer-1:" + third + ":inner-2", ONE, 1);
        List<Long> other = processes.startWithCookie(third + "1", ONE, 1);
        List<Long> suffix = processes.startWithCookie("x" + third, ONE, 1);
        List<Long> elsewhere = processes.start(Map.of("OTHER", ":" + third), List.of("sh", "-c", ONE), 1);
        try (WardenUnderTest warden = warden().in(folder)) {
            warden.nextLine();

            assertThat(warden.ask("end 1 =" + third)).startsWith("warden ended 1 ");

            assertDead(alone);
            assertDead(nested);
            assertAlive(other);
            assertAlive(suffix);
            assertAlive(elsewhere);
        }
    }

    static Stream<Arguments> escapes() {
        Map<String, String> escapes = Map.of(
                "parent gone", "sh -c 'sleep 60 & echo $!'",
                "daemon", "sh -c 'env -i setsid sh -c \"env -i sleep 60 & echo \\$!; echo \\$\\$; exec sleep 60\" &'",
                "ignores signals", "trap '' TERM HUP INT QUIT; echo $$; while :; do sleep 60; done",
                "stopped", "sh -c 'echo $$; kill -STOP $$' & echo $$; wait",
                "strange name", "exec perl -e '$| = 1; $0 = \") Z 1 (\"; print \"$$\\n\"; sleep 60'",
                "first thread gone", "exec python3 -uc '" + LEADERLESS + "'");
        return escapes.entrySet().stream().map(escape -> Arguments.of(escape.getKey(), escape.getValue()));
    }

    /** The system call is exit, not exit_group: only the thread that makes it ends. */
    private static final String LEADERLESS = """
            import ctypes, os, threading, time
            threading.Thread(target=time.sleep, args=(60,)).start()
            print(os.getpid())
            ctypes.CDLL(None).syscall({"x86_64": 60}.get(os.uname().machine, 93), 0)
            """;

    @ParameterizedTest(name = "{0}")
    @MethodSource("escapes")
    void endsWhatTriesToEscape(String name, String script) throws Exception {
        List<Long> first = processes.start(processes.mark(3), script, 1);
        try (WardenUnderTest warden = warden().in(folder)) {
            warden.nextLine();

            assertThat(warden.ask("end 1 " + processes.mark(3))).startsWith("warden ended 1 ");

            assertDead(first);
            assertThat(processes.living()).isEmpty();
        }
    }

    /** It is another process after every pause, for some 10 seconds at most. */
    private static String hopper(double pauseMillis, String inEachProcess) {
        return """
                exec perl -MPOSIX -e '
                  $| = 1; print "$$\\n"; close STDOUT;
                  for (1 .. %d) { select(undef, undef, undef, %.4f); exit if fork; %s }'
                """.formatted((int) (10_000 / pauseMillis), pauseMillis / 1000, inEachProcess);
    }

    @Test
    void endsAProcessThatForksItselfAnewAllTheTime() throws Exception {
        processes.start(processes.mark(3), hopper(1, ""), 1);
        processes.start(processes.mark(3), hopper(3, "setsid()"), 1);
        try (WardenUnderTest warden = warden().in(folder)) {
            warden.nextLine();

            assertThat(warden.ask("end 1 " + processes.mark(3))).startsWith("warden ended 1 ");

            assertThat(processes.living()).isEmpty();
        }
    }

    @Test
    void sparesTheOwnerAndItsThreads() throws Exception {
        requireProgram("python3");
        long owner = processes
                .start(processes.mark(3), "exec python3 -uc '" + THREADS + "'", 1)
                .get(0);
        List<Long> other = processes.start(processes.mark(3), ONE, 1);
        try (WardenUnderTest warden = warden().ownedBy(owner).in(folder)) {
            warden.nextLine();

            warden.endOfFile();

            assertThat(warden.awaitExit()).isZero();
            assertAlive(List.of(owner));
            assertDead(other);
        }
    }

    /** Threads take pids: the newest pids belong to this process. */
    private static final String THREADS = """
            import os, threading, time
            print(os.getpid())
            for i in range(4000):
                threading.Thread(target=time.sleep, args=(0.02,)).start()
                time.sleep(0.005)
            """;

    @Test
    void signalsTheGroupsThatAreIts() throws Exception {
        String answer = "trap 'echo 1; exit' USR1; echo $$; while :; do sleep 0.1; done";
        long ours = processes.start(processes.mark(3), answer, 1).get(0);
        long foreign = processes.startUnmarked(answer, 1).get(0);
        try (WardenUnderTest warden = warden().in(folder)) {
            warden.nextLine();

            assertThat(warden.ask("signal USR1 " + foreign + " " + ours)).isEqualTo("warden pong");

            within(Duration.ofSeconds(30)).until(() -> !MarkedProcesses.isAlive(ours));
            assertAlive(List.of(foreign));
        }
    }

    /** As the manager of a batch job does before it kills all processes that it finds. */
    @Test
    void closesTheSessionWhenItIsAskedToEndWhereNoJvmIs() throws Exception {
        List<Long> tree = processes.start(processes.mark(3), "trap '' TERM; " + TREE, 4);
        try (WardenUnderTest warden = warden().in(folder)) {
            warden.nextLine();

            warden.terminate();

            assertThat(warden.awaitExit()).isZero();
            assertDead(tree);
            assertThat(folder).doesNotExist();
        }
    }

    @Test
    void isNotAskedToEndByItsOwnSession() throws Exception {
        try (WardenUnderTest warden = warden().in(folder)) {
            warden.nextLine();
            List<Long> senders = processes.start(
                    processes.mark(3), "kill -TERM " + warden.pid() + "; (kill -TERM " + warden.pid() + "); " + ONE, 1);

            assertThat(warden.ask("ping")).isEqualTo("warden pong");

            assertAlive(senders);
            assertThat(folder).exists();
        }
    }

    @Test
    void leavesTheDecisionToTheJvmOfItsMachine() throws Exception {
        List<Long> ours = processes.start(processes.mark(3), ONE, 1);
        try (WardenUnderTest warden =
                warden().ownedBy(ProcessHandle.current().pid()).in(folder)) {
            warden.nextLine();

            warden.terminate();

            assertThat(warden.ask("ping")).isEqualTo("warden pong");
            assertAlive(ours);
        }
    }

    @Test
    void matchesNoProcessByADash() throws Exception {
        List<Long> marked = processes.start(processes.mark(3), ONE, 1);
        List<Long> cookie = processes.startWithCookie(processes.cookie() + "-1", ONE, 1);
        try (WardenUnderTest warden = warden().marked("-", "-").in(folder)) {
            warden.endOfFile();
            warden.awaitExit();
            assertAlive(marked);
            assertAlive(cookie);
        }
        Files.createDirectory(folder);
        try (WardenUnderTest warden = warden().marked("-", processes.cookie()).in(folder)) {
            warden.endOfFile();
            warden.awaitExit();
            assertAlive(marked);
            assertDead(cookie);
        }
        Files.createDirectory(folder);
        try (WardenUnderTest warden = warden().marked(processes.mark(), "-").in(folder)) {
            warden.endOfFile();
            warden.awaitExit();
            assertDead(marked);
        }
    }
}
