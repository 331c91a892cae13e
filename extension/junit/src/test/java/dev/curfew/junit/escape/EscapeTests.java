package dev.curfew.junit.escape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.junit.escape.EscapeTable.Setting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Processes that try to outlive their scope or their JVM in every way, and a judge that is independent of the code that ends them.
 *
 * <p>Writes the table of the results to {@code escapes.md} in the build folder. {@code -Dcurfew.escapes.times=20} repeats
 * all of it 20 times.
 */
@RequiresJudge
class EscapeTests {

    private static final EscapeTable TABLE = new EscapeTable();
    private static Workplace workplace;

    @BeforeAll
    static void prepares() throws IOException, InterruptedException {
        workplace = Workplace.create();
    }

    @AfterAll
    static void writesTheTable() throws IOException {
        workplace.close();
        TABLE.write();
    }

    static Stream<Setting> settings() {
        return Setting.all();
    }

    static Stream<Arguments> settingsAndEndsOfJvm() {
        return settings().flatMap(setting -> End.ofJvm().stream().map(end -> Arguments.of(setting, end)));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void areHeldByTheEndOfTheScope(Setting setting) throws IOException, InterruptedException {
        try (CgroupLeaf leaf = CgroupLeaf.create();
                ScopeTrial trial = ScopeTrial.start(workplace, leaf, setting, TABLE)) {
            List<String> misses = new ArrayList<>();
            for (Escape escape : Escape.values()) {
                for (End end : End.ofScope()) {
                    if (escape.isPossibleFor(setting.user())) {
                        trial.run(escape, end).ifPresent(misses::add);
                    }
                }
            }
            misses.addAll(trial.leave());
            assertThat(misses).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("settingsAndEndsOfJvm")
    void areHeldByTheEndOfTheJvm(Setting setting, End end) throws IOException, InterruptedException {
        try (CgroupLeaf leaf = CgroupLeaf.create();
                JvmTrial trial = JvmTrial.start(workplace, leaf, setting)) {
            trial.start(Escapes.ALL);
            Aftermath aftermath = trial.end(end);
            trial.note(end, aftermath, TABLE);
            assertThat(aftermath.complaints()).isEmpty();
        }
    }

    /** Only root may end a program that has become root: without a control group there is no way, and no claim. */
    @ParameterizedTest
    @EnumSource(Means.class)
    void areNamedWhereNoProcessMayEndThem(Means means) throws IOException, InterruptedException {
        Setting setting = new Setting(TestUser.UNPRIVILEGED, means);
        try (CgroupLeaf leaf = CgroupLeaf.create();
                ScopeTrial trial = ScopeTrial.start(workplace, leaf, setting, TABLE)) {
            LiveProcess ofRoot = trial.runOfRoot(workplace.setUidRootCopy());
            assertThat(trial.claim()).contains("pid " + ofRoot.pid()).contains("becomes-root");
            assertThat(trial.leave()).isEmpty();
        }
    }
}
