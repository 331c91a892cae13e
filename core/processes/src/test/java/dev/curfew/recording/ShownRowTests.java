package dev.curfew.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.output.OutputMark;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownRowTests {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "total\\e[5C42,total     42",
                "10%\\r20%,20%",
                "100%\\r5%\\n,5%0%\\n",
                "100%\\r\\e[K5%\\n,5%\\n",
                "100%\\r5%\\e[K\\n,5%\\n",
                "hellp\\b \\bo,hello",
                "wrong\\b\\b\\b\\b\\b\\e[Kright,right",
                "ab\\b\\b\\b\\bc,cb",
                "a\\r\\nb\\r\\n,a\\nb\\n",
                "a\\r\\r\\nb,a\\nb",
                "$ \\r\\e[2C,$ ",
                "abc\\e[2DX,aXc",
                "abc\\e[2GX,aXc",
                "abc\\e[5GX,abc X",
                "abcd\\e[3D\\e[2Px,ax",
                "abcd\\e[3D\\e[2@x,ax bcd",
                "abcd\\e[3D\\e[2X,a  d",
                "abcd\\e[2D\\e[9X,ab",
                "abcd\\e[2D\\e[1K,   d",
                "abcd\\e[2D\\e[2Kx,  x",
                "abcd\\r\\e[Jx,x",
                "a\\tb\\rc,c\\tb",
                "abc\\r\\tX,abc     X",
                "abcdefghij\\r\\tX,abcdefghXj",
                "日本\\rab,ab本",
                "日本\\ra,a 本",
                "日本\\b!,日 !",
                "e\\u0301x\\re,ex",
                "färbig 😀\\b\\b!,färbig ! ",
                "\\e(0lqk\\e(B,┌─┐",
                "-\\e[4b\\r+,+----",
                "end\\r,end",
                "rung\\u0007,rung\\u0007",
            })
    void showsWhatATerminalShows(String printed, String text) {
        assertThat(shown(printed, 80)).isEqualTo(unescape(text));
    }

    /** What is printed elsewhere is appended, in the order of the output. */
    @ParameterizedTest
    @CsvSource({
        "one\\e[2;1Htwo, onetwo",
        "one\\e[2;1Htwo\\rx, onetwox",
        "one\\e[2;1Htwo\\e[1Gx, onetwox",
        "one\\e[2;1Htwo\\b\\b\\b\\bx, onexwo",
        "one\\ntwo\\e[A\\rx, one\\ntwox",
        "one\\eMtwo\\rx, onetwox",
        "one\\e[2Jtwo, onetwo",
    })
    void changesNoOtherRow(String printed, String text) {
        assertThat(shown(printed, 80)).isEqualTo(unescape(text));
    }

    @Test
    void endsAtTheMarginOfTheTerminal() {
        assertThat(shown("0123456789abcdef\\rX", 10)).isEqualTo("0123456789Xbcdef");
        assertThat(shown("0123456789\\rX", 10)).isEqualTo("X123456789");
        assertThat(shown("0123456789a\\b\\b\\bX", 10)).isEqualTo("0123456789X");
        assertThat(shown("0123456789\\r\\e[2@x", 10)).isEqualTo("x 01234567");
        assertThat(shown("01\\e[999CX", 10)).isEqualTo("01       X");
        assertThat(shown("日本日本日本\\rX", 10)).isEqualTo("日本日本日X ");
    }

    @Test
    void isWhatALogShowsAndWhatASearchReadsIsNot() {
        OutputRecorder recorder = new OutputRecorder(1000, TextMode.PLAIN_TERMINAL);
        recorder.wrapAt(10);
        byte[] bytes = "10%\r20%\r\nlong line here\rX".getBytes(UTF_8);
        recorder.append(bytes, 0, bytes.length);
        RecordedLog log = recorder.log();

        assertThat(log.text()).isEqualTo("20%\nlong line Xere");
        assertThat(log.lines()).containsExactly("20%", "long line Xere");
        assertThat(log.tail(1).lines()).containsExactly("long line Xere");
        assertThat(log.last(4)).isEqualTo("Xere");
        assertThat(log.since(OutputMark.START).text()).isEqualTo("10%\r20%\nlong line here\rX");
    }

    private static String shown(String printed, int columns) {
        TextDecoder decoder = TextDecoder.shown(TextMode.PLAIN_TERMINAL, 0, new byte[0], columns);
        List.of(unescape(printed).getBytes(UTF_8)).forEach(decoder::decode);
        decoder.finish();
        return decoder.text().toString();
    }

    private static String unescape(String text) {
        return text.replace("\\e", "\u001B")
                .replace("\\u0301", "\u0301")
                .replace("\\u0007", "\u0007")
                .translateEscapes();
    }
}
