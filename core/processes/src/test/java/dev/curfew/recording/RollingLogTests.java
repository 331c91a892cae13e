package dev.curfew.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.output.LogPage;
import dev.curfew.output.OutputChunk;
import dev.curfew.output.OutputMark;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollingLogTests {

    @Test
    void keepsTheLastBytes() {
        OutputRecorder recorder = new OutputRecorder(10, TextMode.PLAIN);
        print(recorder, "0123456789");
        print(recorder, "abc");
        RecordedLog log = recorder.log();

        assertThat(log.bytes()).isEqualTo("3456789abc".getBytes(UTF_8));
        assertThat(log.totalBytes()).isEqualTo(13);
        assertThat(log.droppedBytes()).isEqualTo(3);
    }

    @Test
    void staysBoundedInAFlood() {
        OutputRecorder recorder = new OutputRecorder(1000, TextMode.PLAIN);
        byte[] piece = new RandomOutput(1).lines(5000);
        for (int i = 0; i < 50; i++) {
            recorder.append(piece, 0, piece.length);
        }
        RecordedLog log = recorder.log();

        assertThat(log.bytes()).isEqualTo(Arrays.copyOfRange(piece, piece.length - 1000, piece.length));
        assertThat(log.totalBytes()).isEqualTo(50L * piece.length);
        assertThat(log.droppedBytes()).isEqualTo(50L * piece.length - 1000);
    }

    @Test
    void beginsWithAWholeLineAtWhateverByteItWasCut() {
        byte[] line = "\u001B[36m\u001B]0;title\u0007färbig 😀\u001B[0m\r\n".getBytes(UTF_8);
        for (int maxBytes = line.length; maxBytes <= 3 * line.length; maxBytes++) {
            OutputRecorder recorder = new OutputRecorder(maxBytes, TextMode.PLAIN_TERMINAL);
            for (int i = 0; i < 5; i++) {
                recorder.append(line, 0, line.length);
            }

            assertThat(recorder.log().lines())
                    .as("%d bytes", maxBytes)
                    .isNotEmpty()
                    .containsOnly("färbig 😀");
        }
    }

    /** A full-screen program prints no line feeds. */
    @Test
    void cutsNoEscapeSequenceInALongLine() {
        byte[] part = "\u001B[12;1Hfärbig\u001B[0m".getBytes(UTF_8);
        for (int maxBytes = 2 * part.length; maxBytes <= 3 * part.length; maxBytes++) {
            OutputRecorder recorder = new OutputRecorder(maxBytes, TextMode.PLAIN_TERMINAL);
            for (int i = 0; i < 5; i++) {
                recorder.append(part, 0, part.length);
            }

            assertThat(recorder.log().text()).as("%d bytes", maxBytes).matches("(färbig)+");
        }
    }

    @Test
    void cutsNoCharacterInALongLine() {
        OutputRecorder recorder = new OutputRecorder(10, TextMode.PLAIN);
        print(recorder, "😀😀😀");

        assertThat(recorder.log().text()).isEqualTo("😀😀");
        assertThat(recorder.log().raw()).isEqualTo("😀😀");
    }

    @Test
    void showsALineThatIsLongerThanItsLogRatherThanNothing() {
        OutputRecorder recorder = new OutputRecorder(6000, TextMode.PLAIN);
        print(recorder, "x".repeat(10_000) + "\nend");

        assertThat(recorder.log().text()).isEqualTo("x".repeat(5996) + "\nend");
    }

    @Test
    void showsALastLineThatIsWholeOnlyAtItsEnd() {
        OutputRecorder recorder = new OutputRecorder(5, TextMode.PLAIN);
        print(recorder, "0123456789\n");

        assertThat(recorder.log().text()).isEqualTo("6789\n");
    }

    @Test
    void admitsWhatAReaderMissed() {
        OutputRecorder recorder = new OutputRecorder(12, TextMode.PLAIN);
        print(recorder, "one\ntwo\nthree\nfour\n");
        OutputChunk chunk = recorder.log().since(OutputMark.START);

        assertThat(chunk).isEqualTo(new OutputChunk("three\nfour\n".substring(0, 11), new OutputMark(19), 8));
        assertThat(recorder.log().since(chunk.next()).missedBytes()).isZero();
    }

    @Test
    void givesASlowReaderTheRestFromAPlaceWhereTextCanBegin() {
        OutputRecorder recorder = new OutputRecorder(10, TextMode.PLAIN);
        print(recorder, "a\u001B[36mAAA\u001B[0m");

        OutputChunk chunk = recorder.log().since(OutputMark.START);
        assertThat(chunk.text()).isEmpty();
        assertThat(chunk.missedBytes()).isEqualTo(9);
    }

    @Test
    void losesOnlyWhatItAdmitsInAFlood() {
        byte[] flood = new RandomOutput(7).lines(3000);
        OutputRecorder recorder = new OutputRecorder(500, TextMode.PLAIN);
        RandomOutput random = new RandomOutput(8);
        OutputMark next = OutputMark.START;
        long seen = 0;
        for (byte[] piece : random.pieces(flood, 400)) {
            recorder.append(piece, 0, piece.length);
            if (random.coin()) {
                OutputChunk chunk = recorder.log().since(next);
                long begin = next.offset() + chunk.missedBytes();
                seen += chunk.missedBytes() + chunk.text().length();
                next = chunk.next();

                assertThat(chunk.text())
                        .isEqualTo(new String(flood, (int) begin, chunk.text().length(), UTF_8));
                assertThat(next.offset()).isEqualTo(seen);
            }
        }
    }

    @Test
    void saysInItsPagesHowMuchIsGone() {
        OutputRecorder recorder = new OutputRecorder(9, TextMode.PLAIN);
        print(recorder, "one\ntwo\nthree\n");

        assertThat(recorder.log().tail(5)).isEqualTo(new LogPage(List.of("three"), 0, 1, 5));
        assertThat(recorder.log().page(0, 5)).isEqualTo(recorder.log().tail(5));
    }

    private static void print(OutputRecorder recorder, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        recorder.append(bytes, 0, bytes.length);
    }
}
