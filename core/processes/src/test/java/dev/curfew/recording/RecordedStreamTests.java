package dev.curfew.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordedStreamTests {

    private static RecordedStream recording(int maxBytes, String... appended) {
        OutputRecorder recorder = new OutputRecorder(maxBytes, TextMode.PLAIN);
        for (String text : appended) {
            byte[] bytes = text.getBytes(UTF_8);
            recorder.append(bytes, 0, bytes.length);
        }
        return recorder.log().recording();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    @Test
    void isWholeIfNothingWasDropped() {
        RecordedStream stream = recording(10, "one\n", "two\n");

        assertThat(text(stream.tail())).isEqualTo("one\ntwo\n");
        assertThat(stream.head()).isEmpty();
        assertThat(stream.tailStart()).isZero();
        assertThat(stream.omittedBytes()).isZero();
        assertThat(stream.arrivals()).last().extracting(Arrival::end).isEqualTo(8L);
    }

    @Test
    void isWholeIfHeadAndTailOverlap() {
        RecordedStream stream = recording(10, "0123456789", "abcde");

        assertThat(text(stream.tail())).isEqualTo("0123456789abcde");
        assertThat(stream.omittedBytes()).isZero();
    }

    @Test
    void keepsHeadAndTail() {
        RecordedStream stream = recording(10, "first\n", "second\n", "dropped\n", "xx\nlast\n");

        assertThat(text(stream.head())).isEqualTo("first\nsecond\n");
        assertThat(text(stream.tail())).isEqualTo("xx\nlast\n");
        assertThat(stream.tailStart()).isEqualTo(21);
        assertThat(stream.omittedBytes()).isEqualTo(8);
    }

    @Test
    void limitsTheHead() {
        String line = "x".repeat(999) + "\n";
        int maxBytes = 2 * ByteRing.HEAD;
        RecordedStream stream = recording(maxBytes, line.repeat(60), line.repeat(60), line.repeat(60));

        assertThat(stream.head()).hasSize(ByteRing.HEAD);
        assertThat(stream.tail()).hasSizeBetween(maxBytes - line.length(), maxBytes);
        assertThat(stream.head().length + stream.omittedBytes() + stream.tail().length)
                .isEqualTo(180_000);
    }

    @Test
    void decodesPartsAsTheLogDoes() {
        RecordedLog log = new OutputRecorder(10, TextMode.PLAIN_TERMINAL).log();

        assertThat(log.text("\u001B[1mbold\u001B[m\r\n")).isEqualTo("bold\n");
    }
}
