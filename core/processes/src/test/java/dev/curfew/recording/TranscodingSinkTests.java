package dev.curfew.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranscodingSinkTests {

    private static final String TEXT = "Grüße, ありがとう: €\n";

    private final OutputRecorder recorder = new OutputRecorder(1000, TextMode.PLAIN);

    private static void print(byte[] bytes, OutputSink sink) {
        for (byte single : bytes) {
            sink.append(new byte[] {0, single, 0}, 1, 1); // Each character arrives in pieces.
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "Shift_JIS", "ISO-8859-15", "IBM500"})
    void convertsWhateverThePieces(String name) {
        Charset charset = Charset.forName(name);
        String known = charset.newEncoder().canEncode(TEXT) ? TEXT : new String(TEXT.getBytes(charset), charset);
        byte[] printed = known.getBytes(charset);
        OutputSink sink = new TranscodingSink(charset, recorder);

        print(printed, sink);
        sink.end();

        assertThat(recorder.log().text()).isEqualTo(known);
        assertThat(recorder.log().bytes()).isEqualTo(known.getBytes(StandardCharsets.UTF_8));
        assertThat(sink.totalBytes()).isEqualTo(printed.length);
        assertThat(sink.isEnded()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-8"})
    void replacesWhatIsIncompleteAtTheEnd(String name) {
        Charset charset = Charset.forName(name);
        byte[] printed = "a€".getBytes(charset);
        OutputSink sink = new TranscodingSink(charset, recorder);

        sink.append(printed, 0, printed.length - 1);
        assertThat(recorder.log().text()).isEqualTo("a");
        sink.end();
        sink.end();

        assertThat(recorder.log().text()).isEqualTo("a\uFFFD");
    }
}
