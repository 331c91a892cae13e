package dev.curfew.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.TerminalSize;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ScreenSnapshotTests {

    private static final Locator TIME = Locator.pattern(Pattern.compile("\\d+ s"));

    private static Screen screen(int cursorRow, String... lines) {
        return new Screen(new TerminalSize(14, lines.length), List.of(lines), cursorRow, 3, true, "title", true);
    }

    private static String masked(String line, Locator... masks) {
        return screen(0, line).snapshot(masks).lines().toList().get(1);
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
        assertThat(screen(0, "1 s", "up 2 s", "idle").snapshot(TIME, Locator.text("idle")))
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
        Screen screen = screen(0, "idle", "");

        assertThat(screen.snapshot(TIME, TIME.after(Locator.text("nothing")))).isEqualTo(screen.snapshot());
    }

    @Test
    void doesNotDependOnTheCursor() {
        assertThat(screen(2, "a", "", "").snapshot())
                .isEqualTo(screen(0, "a", "", "").snapshot())
                .isEqualTo("+--------------+\n|a             |\n+--------------+");
    }
}
