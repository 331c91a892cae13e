package dev.curfew.expect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.curfew.output.OutputMark;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;

class ExpectationTests {

    private static final Expectation READY = Expectation.text("ready");

    @Test
    void isAboutOutputFromTheLastPositionByDefault() {
        assertThat(READY.from()).isEmpty();
        assertThat(READY.isAboutErrors()).isFalse();
    }

    @Test
    void keepsEverythingThatWasSetBefore() {
        Expectation full = READY.or("done")
                .butNot("FATAL")
                .withTimeout(Duration.ofSeconds(1))
                .withMaxSilence(Duration.ofMillis(100))
                .from(new OutputMark(7))
                .raw()
                .fromErrors()
                .pastExit();

        assertThat(full.timeout()).contains(Duration.ofSeconds(1));
        assertThat(full.maxSilence()).contains(Duration.ofMillis(100));
        assertThat(full.isRaw()).isTrue();
        assertThat(full.isPastExit()).isTrue();
        assertThat(full.from()).contains(new OutputMark(7));
        assertThat(full.isAboutErrors()).isTrue();
        assertThat(full).hasToString("\"ready\" or \"done\" but not \"FATAL\"");
    }

    @Test
    void leavesTheOneThatIsVariedAlone() {
        READY.or("done")
                .butNot("FATAL")
                .withTimeout(Duration.ofSeconds(1))
                .raw()
                .fromErrors();

        assertThat(READY).hasToString("\"ready\"");
        assertThat(READY.timeout()).isEmpty();
        assertThat(READY.isRaw()).isFalse();
        assertThat(READY.isAboutErrors()).isFalse();
    }

    @Test
    void givesTextsAsLiteralPatterns() {
        Pattern digits = Pattern.compile("[0-9]+");
        Expectation either = Expectation.text("[0-9]+").or(digits).butNot("no");

        assertThat(either.wanted()).extracting(Pattern::flags).containsExactly(Pattern.LITERAL, 0);
        assertThat(either.wanted()).extracting(Pattern::pattern).containsExactly("[0-9]+", "[0-9]+");
        assertThat(either.wanted()).last().isSameAs(digits);
        assertThat(either.unwanted()).extracting(Pattern::pattern).containsExactly("no");
        assertThat(either).hasToString("\"[0-9]+\" or /[0-9]+/ but not \"no\"");
    }

    @Test
    void saysWhatItIsAbout() {
        assertThat(Expectation.regex("port (\\d+)")).hasToString("/port (\\d+)/");
        assertThat(Expectation.anyOf("yes", "no").or(Pattern.compile("[yn]")))
                .hasToString("\"yes\" or \"no\" or /[yn]/");
        assertThat(READY.butNot(Pattern.compile("ERR.*")).butNot("x"))
                .hasToString("\"ready\" but not /ERR.*/ or \"x\"");
    }

    @Test
    void showsControlCharactersWithoutSendingThemToTheReadersTerminal() {
        assertThat(Expectation.text("a\r\n\t\u001B[1m\u009B")).hasToString("\"a\\r\\n\\t\\u001B[1m\\u009B\"");
    }

    @Test
    void refusesAPatternThatCannotCompile() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Expectation.regex("(yes|no"))
                .withMessage("regex must be a regular expression: /(yes|no/ (Unclosed group near index 7);"
                        + " use text(...) to expect it literally")
                .withCauseInstanceOf(PatternSyntaxException.class);
    }

    @Test
    void refusesNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Expectation.text(""))
                .withMessage("text must not be empty: \"\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> READY.butNot(""))
                .withMessage("text must not be empty: \"\"");
        assertThatIllegalArgumentException()
                .isThrownBy(Expectation::anyOf)
                .withMessage("texts must name at least one alternative: 0");
    }

    @Test
    void refusesTimesThatAreNotPositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> READY.withTimeout(Duration.ZERO))
                .withMessage("timeout must be longer than zero: PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> READY.withMaxSilence(Duration.ofSeconds(-1)))
                .withMessage("silence must be longer than zero: PT-1S");
    }

    @Test
    void refusesNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> Expectation.text(null))
                .withMessage("text");
        assertThatNullPointerException()
                .isThrownBy(() -> Expectation.pattern(null))
                .withMessage("pattern");
        assertThatNullPointerException().isThrownBy(() -> READY.from(null)).withMessage("mark");
        assertThatNullPointerException()
                .isThrownBy(() -> READY.withTimeout(null))
                .withMessage("timeout");
    }
}
