package dev.curfew.junit.escape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.sandbox.fixture.HostProcesses;
import dev.curfew.sandbox.fixture.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The escapes do what their names say; otherwise containing them would prove nothing. */
@RequiresJudge
class FixtureTests {

    private static final List<String> UNPRIVILEGED = TestUser.UNPRIVILEGED.becoming();
    private static final List<String> MARKED = List.of("prlimit", "--locks=4711:4711", "--");

    private static Workplace workplace;
    private CgroupLeaf leaf;

    @BeforeAll
    static void prepares() throws IOException, InterruptedException {
        workplace = Workplace.create();
    }

    @AfterAll
    static void cleansUp() throws IOException {
        workplace.close();
    }

    @BeforeEach
    void callsTheJudge() {
        leaf = CgroupLeaf.create();
    }

    @AfterEach
    void dismissesTheJudge() {
        leaf.close();
    }

    private Planted plant(Escape escape) throws IOException {
        return Planted.start(workplace, leaf, escape.label());
    }

    private Planted plant(List<String> prefix, Escape escape) throws IOException {
        return Planted.start(prefix, leaf, workplace.escapes().resolve("esc"), escape.label());
    }

    static Stream<Escape> withExactlyTheirProcesses() {
        return Arrays.stream(Escape.values())
                .filter(escape -> escape.program().equals("gcc"))
                .filter(escape -> escape != Escape.FORK_STORM && escape != Escape.RE_FORKS);
    }

    @ParameterizedTest
    @MethodSource("withExactlyTheirProcesses")
    void haveTheProcessesThatTheySay(Escape escape) throws IOException {
        Planted planted = plant(escape);

        // Those that daemonize have one more until their first process is gone.
        waitUntil(() -> planted.alive().size() <= escape.processes());

        assertThat(planted.alive()).hasSize(escape.processes()).allMatch(escape::owns);
        // The JVM learns of an end a moment after the process table shows it.
        waitUntil(() -> planted.alive().stream()
                        .anyMatch(process -> process.pid() == planted.command().pid())
                == planted.command().isAlive());
    }

    @ParameterizedTest
    @ValueSource(strings = {"OWN_SESSION", "IGNORES_SIGNALS", "STOPPED"})
    void areInTwoSessions(Escape escape) throws IOException {
        Set<Long> sessions = new HashSet<>();
        for (LiveProcess process : plant(escape).alive()) {
            sessions.add(Planted.session(process.pid()));
        }
        assertThat(sessions).hasSize(2);
    }

    @Test
    void daemonHasLeftItsSessionAndLeadsNone() throws IOException, InterruptedException {
        long daemon = plant(Escape.DOUBLE_FORK).daemon();

        assertThat(Planted.session(daemon)).isNotEqualTo(daemon).isNotEqualTo(Planted.session(ownPid()));
        assertThat(Path.of("/proc", String.valueOf(daemon), "fd")).isEmptyDirectory();
    }

    @Test
    void environmentIsEmptyOrOverwritten() throws IOException, InterruptedException {
        assertThat(Planted.file(plant(Escape.DOUBLE_FORK).daemon(), "environ")).contains("PLANTED=by a test");
        leaf.kill();
        assertThat(Planted.file(plant(Escape.EMPTY_ENVIRONMENT).daemon(), "environ"))
                .isEmpty();
        leaf.kill();
        assertThat(Planted.file(plant(Escape.OVERWRITES_ENVIRONMENT).daemon(), "environ"))
                .matches("[ \0]+");
    }

    @Test
    void limitsAreReset() throws IOException, InterruptedException {
        assertThat(locks(plant(MARKED, Escape.DOUBLE_FORK).daemon())).contains("4711");
        leaf.kill();
        long daemon = plant(MARKED, Escape.RESETS_LIMITS).daemon();
        assertThat(locks(daemon)).doesNotContain("4711");
        assertThat(Planted.file(daemon, "environ")).contains("PLANTED=by a test");
        leaf.kill();
        daemon = plant(MARKED, Escape.SHEDS_BOTH_MARKS).daemon();
        assertThat(locks(daemon)).doesNotContain("4711");
        assertThat(Planted.file(daemon, "environ")).doesNotContain("PLANTED");
    }

    private static String locks(long pid) throws IOException {
        return Planted.file(pid, "limits")
                .lines()
                .filter(line -> line.startsWith("Max file locks"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void politeSignalsAreIgnored() throws IOException {
        for (LiveProcess process : plant(Escape.IGNORES_SIGNALS).alive()) {
            long ignored = HostProcesses.ignoredSignals(process.pid());
            long politeOnes = (1L << 14) | (1L << 1) | 1L; // TERM (15), INT (2), HUP (1)
            assertThat(ignored & politeOnes).isEqualTo(politeOnes);
        }
    }

    @Test
    void allAreStopped() throws IOException {
        Planted planted = plant(Escape.STOPPED);
        long root = planted.command().pid();
        waitUntil(() -> Planted.status(root, "State").startsWith("T"));

        for (LiveProcess process : planted.alive()) {
            assertThat(Planted.status(process.pid(), "State")).startsWith("T");
        }
    }

    @Test
    void uidIsThatOfAnUnprivilegedUser() throws IOException, InterruptedException {
        assertThat(Planted.status(plant(Escape.CHANGES_UID).daemon(), "Uid")).startsWith("65534\t65534\t65534");
    }

    @Test
    void undumpableBelongsToRoot() throws IOException, InterruptedException {
        long daemon = plant(UNPRIVILEGED, Escape.UNDUMPABLE).daemon();

        assertThat(Planted.status(daemon, "Uid")).startsWith("65534");
        assertThat(Files.getOwner(Path.of("/proc", String.valueOf(daemon), "environ"))
                        .getName())
                .isEqualTo("root");
    }

    @Test
    void looksLikeAZombieWithoutItsMainThread() throws IOException, InterruptedException {
        long daemon = plant(Escape.MAIN_THREAD_GONE).daemon();

        assertThat(Planted.status(daemon, "State")).startsWith("Z");
        assertThat(Planted.status(daemon, "Threads")).isEqualTo("2");
    }

    @Test
    void setUidCopyIsRoot() throws IOException {
        Planted planted = Planted.start(UNPRIVILEGED, leaf, workplace.setUidRootCopy(), "becomes-root");

        assertThat(Planted.status(planted.only(), "Uid")).startsWith("0\t0\t0");
    }

    @Test
    void reForkingMovesOnAgainAndAgain() throws IOException {
        Planted planted = plant(Escape.RE_FORKS);
        Set<Long> pids = new HashSet<>();

        waitUntil(() -> {
            planted.alive().forEach(process -> pids.add(process.pid()));
            return pids.size() > 50;
        });
    }

    @Test
    void stormIsBoundedAndEndsByItself() throws IOException {
        Planted planted = plant(Escape.FORK_STORM);
        Set<Long> pids = new HashSet<>();

        waitUntil(() -> {
            List<LiveProcess> alive = planted.alive();
            assertThat(alive).hasSizeLessThanOrEqualTo(200);
            alive.forEach(process -> pids.add(process.pid()));
            return alive.isEmpty();
        });
        assertThat(pids).hasSizeGreaterThan(200);
    }

    @Test
    void endByThemselvesWhateverHappens() throws IOException, InterruptedException {
        Path program = workplace.compile("esc-of-a-second", "-DLIFE_SECONDS=1");
        int expected = 0;
        for (Escape escape :
                List.of(Escape.STOPPED, Escape.IGNORES_SIGNALS, Escape.EMPTY_ENVIRONMENT, Escape.PARENT_GONE)) {
            Planted.start(List.of(), leaf, program, escape.label());
            expected += escape.processes();
        }

        assertThat(leaf.alive()).hasSizeGreaterThanOrEqualTo(expected);
        waitUntil(() -> leaf.alive().isEmpty());
    }

    private interface Condition {
        boolean isTrue() throws IOException;
    }

    private static void waitUntil(Condition condition) throws IOException {
        long deadline = System.nanoTime() + Patience.LIMIT.toNanos();
        while (!condition.isTrue()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static long ownPid() {
        return ProcessHandle.current().pid();
    }
}
