package dev.curfew.junit.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.recording.Step;
import dev.curfew.terminal.Key;
import org.junit.jupiter.api.Test;

class TypedTextTests {

    private static String typed(String input) {
        return TypedText.of(Step.Input.of(input.getBytes(UTF_8), UTF_8), text -> !text.equals("secret"));
    }

    @Test
    void namesKeys() {
        assertThat(typed(Key.DOWN.sequence())).isEqualTo("DOWN");
        assertThat(typed(Key.function(1).sequence())).isEqualTo("F1");
        assertThat(typed(Key.function(5).sequence())).isEqualTo("F5");
        assertThat(typed(Key.CTRL_C.sequence())).isEqualTo("CTRL_C");
        assertThat(typed(Key.ESCAPE.sequence())).isEqualTo("ESCAPE");
        assertThat(typed(Key.DOWN.application())).isEqualTo("DOWN");
        assertThat(typed(Key.ESCAPE.unambiguous())).isEqualTo("ESCAPE");
        assertThat(typed("\u001B[9;9u")).isEqualTo("\"\\u001B[9;9u\"");
    }

    @Test
    void quotesText() {
        assertThat(typed("Ada\r")).isEqualTo("\"Ada\" ENTER");
        assertThat(typed("one\ntwo\n")).isEqualTo("\"one\" line feed \"two\" line feed");
        assertThat(typed("")).isEmpty();
    }

    @Test
    void showsTheLengthOfWhatIsNotPublic() {
        assertThat(typed("secret\r")).isEqualTo("6 characters without echo ENTER");
    }

    @Test
    void saysHowMuchIsLeftOut() {
        assertThat(typed("x".repeat(300))).isEqualTo("\"" + "x".repeat(200) + "\" and 100 more bytes");
    }
}
