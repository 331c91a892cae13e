package dev.curfew.junit.escape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A judge that sees nothing would report every run as clean, so these tests plant escapes that it must find. */
@RequiresJudge
class JudgeTests {

    private static final EscapeTable.Setting SETTING = new EscapeTable.Setting(TestUser.ROOT, Means.DEFAULT);

    private static Workplace workplace;

    @BeforeAll
    static void prepares() throws IOException, InterruptedException {
        workplace = Workplace.create();
    }

    @AfterAll
    static void cleansUp() throws IOException {
        workplace.close();
    }

    @Test
    void seesAPlantedSurvivorOfAScope() throws IOException, InterruptedException {
        EscapeTable table = new EscapeTable();
        try (CgroupLeaf leaf = CgroupLeaf.create();
                ScopeTrial trial = ScopeTrial.start(workplace, leaf, SETTING, table)) {
            Planted.start(workplace, leaf, "double-fork");

            assertThat(trial.run(Escape.DOUBLE_FORK, End.CLOSE))
                    .hasValueSatisfying(miss -> assertThat(miss)
                            .startsWith("DOUBLE_FORK, close: alive after \"ended clean\": [")
                            .contains("esc double-fork"));
            assertThat(table.markdown()).contains("| double-fork |  |  |  |  |  | 1 |");
            assertThat(trial.run(Escape.DOUBLE_FORK, End.CLOSE))
                    .as("the judge has removed what it saw")
                    .isEmpty();
        }
    }

    @Test
    void seesAPlantedSurvivorOfAJvm() throws IOException, InterruptedException {
        try (CgroupLeaf leaf = CgroupLeaf.create();
                JvmTrial trial = JvmTrial.start(workplace, leaf, SETTING)) {
            Planted.start(workplace, leaf, "double-fork");

            Aftermath aftermath = trial.end(End.SIGKILL, Duration.ofMillis(500));

            assertThat(aftermath.complaints())
                    .anySatisfy(complaint -> assertThat(complaint).contains("esc double-fork"));
            assertThat(aftermath.took()).isGreaterThanOrEqualTo(Duration.ofMillis(500));
        }
    }

    @Test
    void seesOneThatIsAlwaysAnother() throws IOException, InterruptedException {
        try (CgroupLeaf leaf = CgroupLeaf.create()) {
            Planted.start(workplace, leaf, "re-forks");

            for (int look = 0; look < 200; look++) {
                assertThat(leaf.alive()).hasSizeBetween(1, 2);
            }
        }
    }

    @Test
    void seesAPlantedFile(@TempDir Path temp) throws IOException {
        Path programs = Files.createDirectories(temp.resolve("curfew-0/bin"));
        Files.writeString(programs.resolve("guard-1"), "may stay");
        Leftovers leftovers = new Leftovers(temp);
        assertThat(leftovers.find()).isEmpty();

        Path file = Files.writeString(temp.resolve("curfew-0/planted"), "must not");

        assertThat(leftovers.find()).containsExactly(file);
    }

    @Test
    void removesItsControlGroupWithAllThatIsInIt() throws IOException, InterruptedException {
        List<LiveProcess> planted = new ArrayList<>();
        try (CgroupLeaf leaf = CgroupLeaf.create()) {
            Planted.start(workplace, leaf, "ignores-signals");
            planted.addAll(leaf.alive());
        }

        assertThat(planted)
                .hasSize(2)
                .allMatch(process -> LiveProcess.look(process.pid()).isGone());
    }
}
