package dev.curfew.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.curfew.output.LogPage;
import dev.curfew.output.OutputChunk;
import dev.curfew.output.OutputMark;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedLogTests {

    private final OutputRecorder recorder = new OutputRecorder(200_000, TextMode.PLAIN);
    private final RecordedLog log = recorder.log();

    @Test
    void isEmptyAtFirst() {
        assertThat(log.text()).isEmpty();
        assertThat(log.raw()).isEmpty();
        assertThat(log.bytes()).isEmpty();
        assertThat(log.lines()).isEmpty();
        assertThat(log.mark()).isEqualTo(OutputMark.START);
        assertThat(log.totalBytes()).isZero();
        assertThat(log.droppedBytes()).isZero();
        assertThat(log.maxBytes()).isEqualTo(200_000);
        assertThat(log.isEnded()).isFalse();
        assertThat(log.since(OutputMark.START).isEmpty()).isTrue();
    }

    @Test
    void showsPartialLinesAtOnce() {
        print("What is your name? ");

        assertThat(log.text()).isEqualTo("What is your name? ");
    }

    @Test
    void showsTextWithoutEscapesAndBytesAsTheyAre() {
        String printed = "\u001B[1mbold\u001B[0m\r\n";
        print(printed);

        assertThat(log.text()).isEqualTo("bold\r\n");
        assertThat(log.raw()).isEqualTo(printed);
        assertThat(log.bytes()).isEqualTo(printed.getBytes(UTF_8));
    }

    @Test
    void readsAgainWhatWasRead() {
        print("text");

        assertThat(log.text()).isEqualTo(log.text());
        assertThat(log.since(OutputMark.START)).isEqualTo(log.since(OutputMark.START));
    }

    @Test
    void takesPartsOfAnArray() {
        recorder.append("skip this not".getBytes(UTF_8), 5, 4);

        assertThat(log.text()).isEqualTo("this");
    }

    @Test
    void showsWhatIsUnfinishedWhenNothingCanFollow() {
        recorder.append(new byte[] {'a', (byte) 0xE2, (byte) 0x82}, 0, 3);
        assertThat(log.text()).isEqualTo("a");

        recorder.end();
        assertThat(log.text()).isEqualTo("a\uFFFD");
        assertThat(log.isEnded()).isTrue();
        assertThat(log.mark()).isEqualTo(new OutputMark(3));
    }

    @Test
    void countsTheTimeSinceTheLastByte() {
        long before = System.nanoTime();
        print("x");
        Duration silence = log.silence();

        assertThat(silence).isBetween(Duration.ZERO, Duration.ofNanos(System.nanoTime() - before));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void mustBeBoundedByAPositiveNumber(int maxBytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OutputRecorder(maxBytes, TextMode.RAW))
                .withMessage("maxBytes must be positive: " + maxBytes);
    }

    @Nested
    class SinceAMark {

        @Test
        void givesWhatIsNew() {
            print("old");
            OutputMark mark = log.mark();
            print("new");

            assertThat(log.since(mark)).isEqualTo(new OutputChunk("new", log.mark(), 0));
        }

        @Test
        void leavesACharacterToTheChunkThatHasAllOfIt() {
            byte[] euro = "€".getBytes(UTF_8);
            print("1 ");
            recorder.append(euro, 0, 2);
            OutputChunk first = log.since(OutputMark.START);
            recorder.append(euro, 2, 1);

            assertThat(first).isEqualTo(new OutputChunk("1 ", new OutputMark(2), 0));
            assertThat(log.since(first.next()).text()).isEqualTo("€");
        }

        @Test
        void neverBeginsWithinAnEscapeSequence() {
            print("\u001B[3");
            OutputMark mark = log.mark();
            print("6mAAA");

            assertThat(log.since(mark).text()).isEqualTo("AAA");
        }

        @Test
        void neverRepeatsAReplacedCharacterBeforeAnEscapeSequence() {
            recorder.append(new byte[] {(byte) 0xE2, 0x1B}, 0, 2);
            OutputChunk first = log.since(OutputMark.START);
            print("[mx");

            assertThat(first.text()).isEqualTo("\uFFFD");
            assertThat(log.since(first.next()).text()).isEqualTo("x");
        }

        /** Readers that follow each other, from the start and from marks at any moment, see everything once. */
        @ParameterizedTest
        @EnumSource
        void losesAndRepeatsNothing(TextMode mode) {
            for (int seed = 0; seed < 60; seed++) {
                RandomOutput random = new RandomOutput(seed);
                OutputRecorder written = new OutputRecorder(100_000, mode);
                OutputMark next = OutputMark.START;
                StringBuilder read = new StringBuilder();
                Map<OutputMark, String> before = new HashMap<>();
                for (byte[] piece : random.pieces(random.garbage(), 6)) {
                    written.append(piece, 0, piece.length);
                    if (random.coin()) {
                        OutputChunk chunk = written.log().since(next);
                        read.append(chunk.text());
                        next = chunk.next();
                        before.put(written.log().mark(), read.toString());
                    }
                }
                written.end();
                read.append(written.log().since(next).text());

                String whole = written.log().since(OutputMark.START).text();
                assertThat(read).as("seed %d", seed).hasToString(whole);
                before.forEach((mark, head) ->
                        assertThat(head + written.log().since(mark).text()).isEqualTo(whole));
            }
        }

        @Test
        void refusesAMarkOfAnotherLog() {
            print("12345");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.since(new OutputMark(6)))
                    .withMessage("mark must not be after the end at 5: 6");
        }

        @Test
        void refusesANegativeOffset() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new OutputMark(-1))
                    .withMessage("offset must not be negative: -1");
        }
    }

    @Nested
    class Lines {

        @Test
        void endWithALineFeedOrACarriageReturnOrNothingYet() {
            print("one\ntwo\r\nthree\rfour");

            assertThat(log.lines()).containsExactly("one", "two", "three", "four");
        }

        @Test
        void comeInPages() {
            print("a\nb\nc\nd");

            assertThat(log.page(0, 2)).isEqualTo(new LogPage(List.of("a", "b"), 0, 4, 0));
            assertThat(log.page(2, 5)).isEqualTo(new LogPage(List.of("c", "d"), 2, 4, 0));
            assertThat(log.page(1, Integer.MAX_VALUE).lines()).containsExactly("b", "c", "d");
            assertThat(log.page(9, 2)).isEqualTo(new LogPage(List.of(), 4, 4, 0));
            assertThat(log.page(1, 0).lines()).isEmpty();
        }

        @Test
        void comeFromTheEnd() {
            print("a\nb\nc\n");

            assertThat(log.tail(2)).isEqualTo(new LogPage(List.of("b", "c"), 1, 3, 0));
            assertThat(log.tail(9).lines()).containsExactly("a", "b", "c");
            assertThat(log.tail(0).omitted()).isEqualTo(3);
        }

        @Test
        void areNotCountedBelowZero() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.tail(-1))
                    .withMessage("maxLines must not be negative: -1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.page(-1, 1))
                    .withMessage("first must not be negative: -1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.page(0, -1))
                    .withMessage("maxLines must not be negative: -1");
        }
    }

    /** A mark costs the same however much the log holds, so it cannot read all of it. */
    @Test
    void marksTheEndOfALongLog() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new RandomOutput(1).lines(5000));
        bytes.writeBytes("\u001B]0;title".getBytes(UTF_8));
        recorder.append(bytes.toByteArray(), 0, bytes.size());

        assertThat(log.mark()).isEqualTo(new OutputMark(bytes.size() - "\u001B]0;title".length()));
    }

    @Test
    void marksTheBeginningOfALongSequenceThatIsUnfinished() {
        print("before\u001B]52;c;" + "A".repeat(100_000));
        OutputMark mark = log.mark();
        print("\u0007after");

        assertThat(mark).isEqualTo(new OutputMark("before".length()));
        assertThat(log.since(mark).text()).isEqualTo("after");
    }

    private void print(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        recorder.append(bytes, 0, bytes.length);
    }
}
