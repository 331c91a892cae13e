package dev.curfew.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.emulator.Screens;
import dev.curfew.process.TerminalSize;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ScreenSnapshotTests {

    private static final Locator TIME = Locator.pattern(Pattern.compile("\\d+ s"));

    private static String masked(String line, Locator... masks) {
        return Screens.ofLines(14, line).snapshot(masks).lines().toList().get(1);
    }

    @Test
    void doesNotDependOnTheLengthOfWhatIsReplaced() {
        assertThat(masked("up 9 s", TIME)).isEqualTo("|up ***        |");
        assertThat(masked("up 10 s", TIME)).isEqualTo("|up ***        |");
        assertThat(masked("t 9 s   | idle", TIME)).isEqualTo("|t ******| idle|");
        assertThat(masked("t 10 s  | idle", TIME)).isEqualTo("|t ******| idle|");
    }

    @Test
    void replacesAllMatchesOfAllMasks() {
        assertThat(Screens.ofLines(14, "1 s", "up 2 s", "idle").snapshot(TIME, Locator.text("idle")))
                .isEqualTo("""
                        +--------------+
                        |***           |
                        |up ***        |
                        |***           |
                        +--------------+""");
        assertThat(masked("ab1 s", Locator.text("ab"), TIME)).isEqualTo("|***           |");
    }

    @Test
    void keepsColumnsOfWideAndJoinedCharacters() {
        assertThat(masked("日本 x", Locator.text("本"))).isEqualTo("|日***x        |");
        assertThat(masked("日本", Locator.text("本"))).isEqualTo("|日***         |");
        assertThat(masked("e\u0301 |", Locator.text("e"))).isEqualTo("|**|           |");
    }

    @Test
    void leavesTheRest() {
        Screen screen = Screens.ofLines(14, "idle", "");

        assertThat(screen.snapshot(TIME, TIME.after(Locator.text("nothing")))).isEqualTo(screen.snapshot());
    }

    @Test
    void doesNotDependOnTheCursor() {
        String frame = "+----+\n|a   |\n+----+";

        assertThat(Screens.of("a", new TerminalSize(4, 3)).snapshot()).isEqualTo(frame);
        assertThat(Screens.of("a\033[3;2H\033[?25l", new TerminalSize(4, 3)).snapshot())
                .isEqualTo(frame);
    }
}
