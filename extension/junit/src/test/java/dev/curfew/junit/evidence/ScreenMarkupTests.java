package dev.curfew.junit.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.emulator.Screens;
import dev.curfew.process.Command;
import dev.curfew.process.Redaction;
import dev.curfew.process.TerminalSize;
import org.junit.jupiter.api.Test;

class ScreenMarkupTests {

    @Test
    void showsStylesInHtml() {
        Frame frame = frame("a<\033[1mb>\033[m c\r\n\033[44m  \033[m", Redaction.ofThisJvm());

        assertThat(ScreenMarkup.html(frame))
                .isEqualTo("a&lt;<span style=\"font-weight:bold\">b&gt;</span> c\n"
                        + "<span style=\"background:#2472c8;color:#ffffff\">  </span>");
    }

    @Test
    void showsStylesInAReplay() {
        Frame frame = frame("a\033[1mb", Redaction.ofThisJvm());

        assertThat(ScreenMarkup.json(frame.rows().get(0))).isEqualTo("[[\"a\", \"\"], [\"b\", \"font-weight:bold\"]]");
    }

    @Test
    void showsStylesInAPicture() {
        String svg = ScreenMarkup.svg(frame("a\033[1;44mb", Redaction.ofThisJvm()), "screen");

        assertThat(svg)
                .contains("<text xml:space=\"preserve\" x=\"12.0\" y=\"26\" textLength=\"8.4\""
                        + " lengthAdjust=\"spacingAndGlyphs\">a</text>")
                .containsSubsequence(
                        "<rect shape-rendering=\"crispEdges\" x=\"20.4\" y=\"12\" width=\"8.4\" height=\"18\""
                                + " style=\"fill:#2472c8\"/>",
                        "x=\"20.4\" y=\"26\"",
                        " style=\"fill:#ffffff;font-weight:bold\">b</text>");
    }

    @Test
    void showsARowWithASecretWithoutStyles() {
        Redaction redaction = Redaction.ofThisJvm().and(Command.of("true").withEnv("API_TOKEN", "alphabravo"));

        Frame frame = frame("\033[1malpha\033[31mbravo\r\n\033[0;1mnext", redaction);

        assertThat(ScreenMarkup.html(frame)).isEqualTo("[redacted]\n<span style=\"font-weight:bold\">next</span>");
    }

    private static Frame frame(String printed, Redaction redaction) {
        return Frame.of(new TimedText(0, 0, printed), Screens.of(printed, new TerminalSize(20, 3)), redaction);
    }
}
