package dev.curfew.junit.escape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.junit.escape.EscapeTable.Setting;
import dev.curfew.sandbox.fixture.Patience;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The guarantee holds when the parts of Curfew that keep it are killed. */
@RequiresJudge
@Tag("thorough")
class FaultTests {

    private static Workplace workplace;

    @BeforeAll
    static void prepares() throws IOException, InterruptedException {
        workplace = Workplace.create();
    }

    @AfterAll
    static void cleansUp() throws IOException {
        workplace.close();
    }

    static Stream<Arguments> settingsAndTargets() {
        return Setting.all()
                .filter(setting -> setting.means() == Means.DEFAULT)
                .flatMap(setting -> Arrays.stream(Target.values()).map(target -> Arguments.of(setting, target)));
    }

    @ParameterizedTest
    @MethodSource("settingsAndTargets")
    void areMadeUpForByTheEndOfTheScope(Setting setting, Target target) throws IOException, InterruptedException {
        try (CgroupLeaf leaf = CgroupLeaf.create();
                JvmTrial trial = JvmTrial.start(workplace, leaf, setting)) {
            trial.start(Escapes.FEW);
            shoot(target, trial);
            trial.jvm().tell("pass");
            assertThat(trial.jvm().hear("ended")).isEqualTo("clean");
            assertThat(Judgement.survivors(trial.jvm(), leaf)).isEmpty();
            long begin = System.nanoTime();
            trial.jvm().leave();
            assertThat(Aftermath.await(trial.place(), begin).complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("settingsAndTargets")
    void areMadeUpForByTheNextSession(Setting setting, Target target) throws IOException, InterruptedException {
        try (CgroupLeaf leaf = CgroupLeaf.create();
                JvmTrial trial = JvmTrial.start(workplace, leaf, setting)) {
            trial.start(Escapes.FEW);
            shoot(target, trial);
            trial.jvm().shoot();
            trial.jvm().awaitEnd();
            try (ChildJvm next = ChildJvm.start(trial.place())) {
                next.tell("trivial");
                assertThat(next.hear("ended")).isEqualTo("clean");
                assertThat(survivorsInTheEnd(next, leaf)).isEmpty();
                long begin = System.nanoTime();
                next.leave();
                assertThat(Aftermath.await(trial.place(), begin).complaints()).isEmpty();
            }
        }
    }

    /** Kill as soon as all parts exist: the warden is started while the JVM continues. */
    private static void shoot(Target target, JvmTrial trial) {
        long deadline = System.nanoTime() + Patience.LIMIT.toNanos();
        List<LiveProcess> targets =
                target.in(Judgement.of(trial.jvm(), trial.place().leaf()));
        while (targets.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
            targets = target.in(Judgement.of(trial.jvm(), trial.place().leaf()));
        }
        assertThat(targets).as("what is to be shot").isNotEmpty();
        targets.forEach(process -> ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly));
    }

    private static List<LiveProcess> survivorsInTheEnd(ChildJvm next, CgroupLeaf leaf) {
        long deadline = System.nanoTime() + Patience.LIMIT.toNanos();
        List<LiveProcess> survivors = Judgement.survivors(next, leaf);
        while (!survivors.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
            survivors = Judgement.survivors(next, leaf);
        }
        return survivors;
    }

    /** The parts that are killed. */
    enum Target {
        WARDEN,
        GUARDS,
        WARDEN_AND_GUARDS,
        FORK_SERVER,
        ALL;

        private List<List<LiveProcess>> parts(Judgement judgement) {
            return switch (this) {
                case WARDEN -> List.of(judgement.wardens());
                case GUARDS -> List.of(judgement.guards());
                case WARDEN_AND_GUARDS -> List.of(judgement.wardens(), judgement.guards());
                case FORK_SERVER -> List.of(judgement.servers());
                case ALL -> List.of(judgement.servers(), judgement.wardens(), judgement.guards());
            };
        }

        /** {@return the processes to kill; none before all parts exist} */
        List<LiveProcess> in(Judgement judgement) {
            List<List<LiveProcess>> found = parts(judgement);
            return found.stream().anyMatch(List::isEmpty)
                    ? List.of()
                    : found.stream().flatMap(List::stream).toList();
        }
    }
}
