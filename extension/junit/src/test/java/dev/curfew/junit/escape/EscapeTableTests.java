package dev.curfew.junit.escape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.junit.escape.EscapeTable.Setting;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EscapeTableTests {

    private static final Setting SETTING = new Setting(TestUser.ROOT, Means.DEFAULT);

    private final EscapeTable table = new EscapeTable();

    @Test
    void hasATablePerSettingAndAColumnPerEnd() {
        table.note(SETTING, EscapeTable.FILES, End.PASSES, 0, false);
        table.note(SETTING, "stopped", End.PASSES, 0, false);
        table.note(new Setting(TestUser.UNPRIVILEGED, Means.MARKS_ALONE), "stopped", End.EXIT, 0, false);

        assertThat(table.markdown()).endsWith("""

                ## Root, default containment

                | | passes | fails | times out | times out in other thread | interrupted | close | sigkill | sigterm | halt | exit |
                |---|---|---|---|---|---|---|---|---|---|---|
                | stopped | + |  |  |  |  |  |  |  |  |  |
                | _files_ | + |  |  |  |  |  |  |  |  |  |

                ## Unprivileged, marks alone

                | | passes | fails | times out | times out in other thread | interrupted | close | sigkill | sigterm | halt | exit |
                |---|---|---|---|---|---|---|---|---|---|---|
                | stopped |  |  |  |  |  |  |  |  |  | + |
                """);
    }

    @Test
    void saysHowManySurvivedAtMostAndHowOften() {
        table.note(SETTING, "once", End.PASSES, 2, false);
        table.note(SETTING, "named", End.PASSES, 1, true);
        table.note(SETTING, "often", End.PASSES, 1, true);
        table.note(SETTING, "often", End.PASSES, 3, false);
        table.note(SETTING, "often", End.PASSES, 0, false);

        assertThat(table.markdown()).contains("| once | 2 |", "| named | 1 named |", "| often | 3, 2 times of 3 |");
    }

    @Test
    void keepsTheLongestTime() {
        table.noteTime(SETTING, "time", End.SIGKILL, Duration.ofMillis(40));
        table.noteTime(SETTING, "time", End.SIGKILL, Duration.ofMillis(30));

        assertThat(table.markdown()).contains("| 40 ms |");
    }
}
