package dev.curfew.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscapeFilterTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\e[m",
                "\\e[1;31m",
                "\\e[38:2::255:0:10m",
                "\\e[?25l",
                "\\e[>0;276;0c",
                "\\e[=1u",
                "\\e[<0;10;20M",
                "\\e[!p",
                "\\e[2 q",
                "\\e[?2026$p",
                "\\e[1;2'}",
                "\\e[200~",
                "\\e[@",
                "\\e[A\\e[B",
            })
    void takesControlSequencesAway(String sequence) {
        takesAway(sequence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\e]0;title\\u0007",
                "\\e]0;title\\e\\\\",
                "\\e]8;;https://example.org/ä€😀\\e\\\\",
                "\\e]11;?\\u0007",
                "\\e]0;two\\nlines\\u0007",
                "\\e]0;cancelled\\u0018",
                "\\e]0;substituted\\u001A",
                "\\eP1$r0m\\e\\\\",
                "\\ePq#0;2;0;0;0~-\\e\\\\",
                "\\ePtmux;\\e\\e]0;title\\u0007\\e\\\\",
                "\\eXstart of string\\e\\\\",
                "\\e^privacy\\e\\\\",
                "\\e_Gf=100;AAAA\\e\\\\",
                "\\ePq\\u0007;0\\e\\\\",
                "\\e]0;Stra\u00c3\\u009Fe\\u0007",
                "\\e]0;abandoned\\e[31m",
                "\\eP1;abandoned\\u0018",
            })
    void takesStringsAway(String sequence) {
        takesAway(sequence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\e(B", "\\e)0", "\\e#8", "\\e%G", "\\e F", "\\e$(C", "\\e7", "\\e8", "\\e=", "\\e>", "\\eD", "\\eM",
                "\\eE", "\\eN", "\\e\\\\", "\\ec", "\\en", "\\e~", "\\e\\e7",
            })
    void takesShortEscapesAway(String sequence) {
        takesAway(sequence);
    }

    /** A character that is invalid in a sequence ends it, and remains in the text. */
    @ParameterizedTest
    @CsvSource({
        "\\e[31\\nnext, \\nnext",
        "\\e[\\tnext, \\tnext",
        "\\e\\nnext, \\nnext",
        "\\e(\\nnext, \\nnext",
        "\\e[3é, é",
        "\\eé, é",
        "\\e[3\\u0018next, next",
        "\\e\\u001Anext, next",
        "\\e[3\\e[4mnext, next",
        "\\e[3\\u009B4mnext, next",
        "\\e(\\e7next, next",
    })
    void keepsWhatFollowsASequenceThatWasCutShort(String printed, String text) {
        assertThat(filter(unescape(printed))).isEqualTo(unescape(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[31m", "\\u0007", "\\u0008", "\\u0000", "\\u007F", "\\u00A0", "a\\tb\\r\\n"})
    void leavesTextAlone(String text) {
        assertThat(filter(unescape(text))).isEqualTo(unescape(text));
    }

    /** Each of them begins or ends a sequence on a terminal that reads bytes, and none on one that reads UTF-8. */
    @Test
    void takesControlsInUtf8AwayAndNothingWithThem() {
        for (char control = 0x80; control <= 0x9F; control++) {
            assertThat(filter("before" + control + "31mafter")).isEqualTo("before31mafter");
            assertThat(filter("\u001B[3" + control + "1mafter")).isEqualTo("after");
            assertThat(filter("\u001B]0;ti" + control + "tle\u0007after")).isEqualTo("after");
        }
    }

    @Test
    void showsWhatFollowsTextInAWrongEncoding() {
        assertThat(filter("Stra\u00c3\u009fe ok\r\nERROR: disk full")).isEqualTo("Stra\u00c3e ok\r\nERROR: disk full");
    }

    /** Clipboards and images have no limit. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\e]52;c;%s\\u0007",
                "\\e]1337;File=inline=1:%s\\e\\\\",
                "\\ePq%s\\e\\\\",
                "\\eX%s\\e\\\\",
                "\\e^%s\\e\\\\",
                "\\e_Ga=T,f=100;%s\\e\\\\",
                "\\e]52;c;%s\\u0018",
                "\\ePq%s\\u001A",
                "\\ePq%s\\e[0m",
            })
    void takesLongStringsAwayToTheirEnd(String string) {
        assertThat(filter("a" + unescape(string).formatted("A".repeat(1_000_000)) + "b"))
                .isEqualTo("ab");
    }

    private static void takesAway(String escaped) {
        String sequence = unescape(escaped);
        byte[] bytes = ("before" + sequence + "after").getBytes(UTF_8);
        for (int split = 0; split <= bytes.length; split++) {
            TextDecoder decoder = new TextDecoder(TextMode.PLAIN, 0, new byte[0]);
            decoder.decode(Arrays.copyOf(bytes, split));
            decoder.decode(Arrays.copyOfRange(bytes, split, bytes.length));

            assertThat(decoder.text()).as("split at %d", split).hasToString("beforeafter");
        }
    }

    private static String filter(String printed) {
        TextDecoder decoder = new TextDecoder(TextMode.PLAIN, 0, new byte[0]);
        decoder.decode(printed.getBytes(UTF_8));
        return decoder.text().toString();
    }

    /** Readable parameters: \e, \n, \t and {@code \}uXXXX. */
    private static String unescape(String escaped) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            if (escaped.startsWith("\\e", i)) {
                text.append('\u001B');
                i++;
            } else if (escaped.startsWith("\\u", i)) {
                text.append((char) Integer.parseInt(escaped.substring(i + 2, i + 6), 16));
                i += 5;
            } else if (escaped.charAt(i) == '\\') {
                text.append(escaped.substring(i, i + 2).translateEscapes());
                i++;
            } else {
                text.append(escaped.charAt(i));
            }
        }
        return text.toString();
    }
}
