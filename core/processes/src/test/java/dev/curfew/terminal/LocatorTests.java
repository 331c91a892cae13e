package dev.curfew.terminal;

import static dev.curfew.terminal.Locator.pattern;
import static dev.curfew.terminal.Locator.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.curfew.diagnosis.UnexpectedScreenException;
import dev.curfew.emulator.Screens;
import dev.curfew.terminal.Style.Attribute;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LocatorTests {

    private static final Screen MENU =
            Screens.ofLines(20, "Files      Settings", " Open       Save", " Save       Reset", "日本 OK | 9 s | idle");

    private static final ScreenMatch UPPER_SAVE = new ScreenMatch(1, 12, 4, "Save");
    private static final ScreenMatch LOWER_SAVE = new ScreenMatch(2, 1, 4, "Save");

    private static Pattern regex(String regex) {
        return Pattern.compile(regex);
    }

    @Test
    void findsATextAndItsPlace() {
        assertThat(MENU.locate(text("Open"))).isEqualTo(new ScreenMatch(1, 1, 4, "Open"));
        assertThat(MENU.locateAll(text("Save"))).containsExactly(UPPER_SAVE, LOWER_SAVE);
        assertThat(MENU.locateAll(text("open"))).isEmpty();
    }

    @Test
    void findsMatchesOfAPattern() {
        assertThat(MENU.locate(pattern(regex("\\d+ s")))).isEqualTo(new ScreenMatch(3, 10, 3, "9 s"));
        assertThat(MENU.locateAll(pattern(regex("^ \\w+")))).hasSize(2);
        assertThat(MENU.locateAll(pattern(regex("x*")))).isEmpty();
    }

    @Test
    void countsColumnsInsteadOfCharacters() {
        assertThat(MENU.locate(text("本"))).isEqualTo(new ScreenMatch(3, 2, 2, "本"));
        assertThat(MENU.locate(text("OK")).column()).isEqualTo(5);

        Screen accents = Screens.ofLines(9, "e\u0301x 😀y");
        assertThat(accents.locate(text("e")).columns()).isEqualTo(1);
        assertThat(accents.locate(text("x")).column()).isEqualTo(1);
        assertThat(accents.locate(text("😀"))).isEqualTo(new ScreenMatch(0, 3, 2, "😀"));
        assertThat(accents.locate(text("y")).column()).isEqualTo(5);
    }

    @Test
    void looksWithinRowsAndColumns() {
        assertThat(MENU.locate(text("Save").inRow(2))).isEqualTo(LOWER_SAVE);
        assertThat(MENU.locate(text("Save").inRows(0, 1))).isEqualTo(UPPER_SAVE);
        assertThat(MENU.locate(text("Save").inColumns(11, 99))).isEqualTo(UPPER_SAVE);
        assertThat(MENU.locateAll(text("Save").inRow(9))).isEmpty();
        assertThat(MENU.locateAll(text("Save").inColumns(2, 14))).isEmpty();
    }

    @Test
    void matchesTheEndsOfARegion() {
        assertThat(MENU.locate(pattern(regex("^\\S+$")).inColumns(11, 19)).text())
                .isEqualTo("Settings");
        assertThat(MENU.locate(pattern(regex("s$")).inColumns(0, 9))).isEqualTo(new ScreenMatch(0, 4, 1, "s"));
    }

    @Test
    void looksRelativeToOthers() {
        assertThat(MENU.locateAll(text("Save").after(text("Settings")))).containsExactly(UPPER_SAVE, LOWER_SAVE);
        assertThat(MENU.locateAll(text("Save").before(text("Reset")))).containsExactly(UPPER_SAVE, LOWER_SAVE);
        assertThat(MENU.locateAll(text("Save").before(text("Open")))).isEmpty();
        assertThat(MENU.locate(text("Save").inRowOf(text("Reset")))).isEqualTo(LOWER_SAVE);
        assertThat(MENU.locate(
                        text("e").after(text("Save").last()).before(text("s").inRow(2))))
                .isEqualTo(new ScreenMatch(2, 13, 1, "e"));
    }

    @Test
    void looksForAStyle() {
        Screen menu = Screens.ofLines(20, "Open", "\033[7mOpen\033[m", "Op\033[7men\033[m");
        Locator selected = text("Open").withStyle("selected", style -> style.has(Attribute.INVERSE));

        assertThat(menu.locate(selected)).isEqualTo(new ScreenMatch(1, 0, 4, "Open"));
        assertThat(selected).hasToString("\"Open\" with style \"selected\"");
        assertThat(menu.locateAll(text("Open").withStyle("plain", Style.PLAIN::equals)))
                .containsExactly(new ScreenMatch(0, 0, 4, "Open"));
    }

    @Test
    void choosesTheFirstOrTheLast() {
        assertThat(MENU.locate(text("Save").first())).isEqualTo(UPPER_SAVE);
        assertThat(MENU.locate(text("Save").last())).isEqualTo(LOWER_SAVE);
        assertThat(MENU.locateAll(text("nothing").last())).isEmpty();
        assertThat(MENU.locateAll(text("Save").first().after(text("Reset")))).isEmpty();
    }

    @Test
    void showsAllMatchesIfThereIsMoreThanOne() {
        assertThatExceptionOfType(UnexpectedScreenException.class)
                .isThrownBy(() -> MENU.locate(text("Save")))
                .withMessage("""
                        Failed to find exactly one match on the screen
                          awaited:      exactly one "Save"
                          found:        2, marked with ^
                          screen:       (20 columns, 4 rows; cursor in row 0, column 0)
                            | +--------------------+
                            | |Files      Settings |
                            | | Open       Save    |
                            | :            ^^^^    :
                            | | Save       Reset   |
                            | : ^^^^               :
                            | |日本 OK | 9 s | idle|
                            | +--------------------+
                          next:         choose one with inRow(), after(), first() or others""");
    }

    @Test
    void saysIfThereIsNone() {
        assertThatExceptionOfType(UnexpectedScreenException.class)
                .isThrownBy(() -> MENU.locate(text("Quit")))
                .satisfies(failure ->
                        assertThat(failure.diagnosis().value("found")).contains("none"))
                .withMessageContaining("compare with the screen");
    }

    @Test
    void saysIfWhatItIsRelativeToIsMissingOrAmbiguous() {
        Locator missing = text("Save").after(text("Preferences"));
        assertThat(MENU.locateAll(missing)).isEmpty();
        assertThatExceptionOfType(UnexpectedScreenException.class)
                .isThrownBy(() -> MENU.locate(missing))
                .satisfies(failure -> {
                    assertThat(failure.diagnosis().value("awaited"))
                            .contains("exactly one \"Save\" after \"Preferences\"");
                    assertThat(failure.diagnosis().value("found")).contains("none of \"Preferences\"");
                });

        Locator ambiguous = text("OK").after(text("Save"));
        assertThat(MENU.locateAll(ambiguous)).isEmpty();
        assertThatExceptionOfType(UnexpectedScreenException.class)
                .isThrownBy(() -> MENU.locate(ambiguous))
                .satisfies(failure ->
                        assertThat(failure.diagnosis().value("found")).contains("2 of \"Save\", marked with ^"));
    }

    @Test
    void describesItself() {
        assertThat(pattern(regex("\\d")).inRows(1, 2).inColumns(3, 3).last())
                .hasToString("/\\d/ in rows 1 to 2 in column 3 last");
        assertThat(text("a").inRowOf(text("b").first())).hasToString("\"a\" in the row of \"b\" first");
    }

    @Test
    void refusesWhatCannotBeFound() {
        assertThatIllegalArgumentException().isThrownBy(() -> text("")).withMessage("text must not be empty: \"\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> text("a\nb"))
                .withMessage("text must be within one row: \"a\\nb\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> text("a").inRow(-1))
                .withMessage("first row must be zero or more: -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> text("a").inColumns(3, 2))
                .withMessage("last column must be 3 or more: 2");
    }

    @Test
    void givesUpWhereASearchWouldTakeYears() {
        Screen wide = Screens.ofLines(500, "x".repeat(500));
        Locator endless = pattern(regex("x*".repeat(20) + "y"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> wide.locate(endless))
                .withMessageContaining("needs more time than is left; use possessive quantifiers");
    }
}
