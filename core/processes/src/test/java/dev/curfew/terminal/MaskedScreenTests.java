package dev.curfew.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.TerminalSize;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MaskedScreenTests {

    private static final Locator TIME = Locator.pattern(Pattern.compile("\\d+ s"));

    private static Screen screen(String... lines) {
        return new Screen(new TerminalSize(15, lines.length), List.of(lines), 0, 3, true, "title", true);
    }

    private static String masked(String line, Locator... locators) {
        return screen(line).masked(locators).line(0);
    }

    @Test
    void doesNotDependOnTheLengthOfWhatIsReplaced() {
        assertThat(masked("up 9 s", TIME)).isEqualTo("up ***");
        assertThat(masked("up 10 s", TIME)).isEqualTo("up ***");
        assertThat(masked("t 9 s   | idle", TIME)).isEqualTo("t ******| idle");
        assertThat(masked("t 10 s  | idle", TIME)).isEqualTo("t ******| idle");
    }

    @Test
    void replacesAllMatchesOfAllLocators() {
        assertThat(screen("1 s", "up 2 s", "idle").masked(TIME, Locator.text("idle")).lines())
                .containsExactly("***", "up ***", "***");
        assertThat(masked("ab1 s", Locator.text("ab"), TIME)).isEqualTo("***");
    }

    @Test
    void keepsColumnsOfWideAndJoinedCharacters() {
        assertThat(masked("日本 x", Locator.text("本"))).isEqualTo("日***x");
        assertThat(masked("日本", Locator.text("本"))).isEqualTo("日***");
        assertThat(masked("e\u0301 |", Locator.text("e"))).isEqualTo("**|");
    }

    @Test
    void leavesTheRest() {
        Screen screen = screen("idle", "");

        assertThat(screen.masked(TIME)).isEqualTo(screen);
        assertThat(screen.masked()).isEqualTo(screen);
        assertThat(screen.masked(TIME.after(Locator.text("nothing")))).isEqualTo(screen);
    }

    @Test
    void isFramedWhereverTheCursorIs() {
        String frame = "+----+\n|a   |\n+----+";

        assertThat(new Screen(new TerminalSize(4, 3), List.of("a", "", ""), 2, 1, true, "", false).frame())
                .isEqualTo(frame);
        assertThat(new Screen(new TerminalSize(4, 3), List.of("a", "", ""), 0, 0, false, "", false).frame())
                .isEqualTo(frame);
    }
}
