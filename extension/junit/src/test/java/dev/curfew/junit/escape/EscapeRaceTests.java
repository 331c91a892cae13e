package dev.curfew.junit.escape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.junit.escape.EscapeTable.Setting;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No process escapes between its start and its registration: scopes and JVMs end while threads start daemons in them. */
@RequiresJudge
@Tag("thorough")
class EscapeRaceTests {

    /** How long the threads have been starting processes when the end comes. */
    private static final int[] DELAYS_MILLIS = {0, 3, 10, 40};

    private static Workplace workplace;

    @BeforeAll
    static void prepares() throws IOException, InterruptedException {
        workplace = Workplace.create();
    }

    @AfterAll
    static void cleansUp() throws IOException {
        workplace.close();
    }

    static Stream<Setting> settings() {
        return Setting.all();
    }

    static Stream<Arguments> settingsAndDelays() {
        return settings()
                .flatMap(setting -> IntStream.of(DELAYS_MILLIS).mapToObj(delay -> Arguments.of(setting, delay)));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void endOfTheScopeMissesNoStart(Setting setting) throws IOException, InterruptedException {
        try (CgroupLeaf leaf = CgroupLeaf.create();
                JvmTrial trial = JvmTrial.start(workplace, leaf, setting)) {
            for (int delay : DELAYS_MILLIS) {
                trial.jvm().tell("starting 4");
                trial.jvm().hear("alive");
                pause(delay);
                trial.jvm().tell("end");
                assertThat(trial.jvm().hear("ended")).isEqualTo("clean");
                assertThat(Judgement.survivors(trial.jvm(), leaf)).isEmpty();
            }
        }
    }

    /**
     * One thread: if a JVM dies while several start something, helpers of the JDK may hold the pipes of each other, and
     * wait for ever.
     */
    @ParameterizedTest
    @MethodSource("settingsAndDelays")
    void endOfTheJvmMissesNoStart(Setting setting, int delay) throws IOException, InterruptedException {
        try (CgroupLeaf leaf = CgroupLeaf.create();
                JvmTrial trial = JvmTrial.start(workplace, leaf, setting)) {
            trial.jvm().tell("starting 1");
            trial.jvm().hear("alive");
            pause(delay);
            assertThat(leaf.size()).as("the JVM and what it started").isGreaterThan(1);
            assertThat(trial.end(End.SIGKILL).complaints()).isEmpty();
        }
    }

    private static void pause(int millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
