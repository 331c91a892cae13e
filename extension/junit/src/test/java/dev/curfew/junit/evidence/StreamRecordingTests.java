package dev.curfew.junit.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.Redaction;
import dev.curfew.process.Secrets;
import dev.curfew.process.TerminalSize;
import dev.curfew.recording.OutputRecorder;
import dev.curfew.recording.Step;
import dev.curfew.recording.Steps;
import dev.curfew.recording.TextMode;
import dev.curfew.terminal.ScreenLine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamRecordingTests {

    private static final Redaction REDACTION = Redaction.of(Map.of("A_TOKEN", "0123456789"), Secrets.DEFAULT);
    private static final TerminalSize SIZE = new TerminalSize(40, 3);
    private static final int CELLS = 1_000_000;

    private final OutputRecorder output = new OutputRecorder(50, TextMode.PLAIN_TERMINAL);

    private void print(String text) {
        print(text.getBytes(UTF_8));
    }

    private void print(byte[] bytes) {
        output.append(bytes, 0, bytes.length);
    }

    private void step(Step.Kind kind, Object what) {
        output.log().steps().done(kind, what);
    }

    private List<Step> steps() {
        return output.log().steps().kept().all();
    }

    private StreamRecording recording() {
        return StreamRecording.of(output.log().recording(), steps(), REDACTION);
    }

    private List<Frame> frames() {
        return Replay.of(SIZE, recording(), steps(), REDACTION, CELLS);
    }

    @Test
    void isDividedWhereStepsEnded() {
        print("one\n");
        step(Step.Kind.EXPECTED, "");
        print("two\n");

        assertThat(recording().tail()).extracting(TimedText::text).containsExactly("one\n", "two\n");
        assertThat(recording().tail()).extracting(TimedText::nanos).isSorted();
        assertThat(recording().raw()).isEqualTo("one\ntwo\n");
    }

    @Test
    void doesNotDivideCharacters() {
        byte[] bytes = "a€b".getBytes(UTF_8);
        print(new byte[] {bytes[0], bytes[1], bytes[2]});
        step(Step.Kind.EXPECTED, "");
        print(new byte[] {bytes[3], bytes[4]});

        assertThat(recording().tail()).extracting(TimedText::text).containsExactly("a", "€b");
    }

    @Test
    void saysWhatIsMissing() {
        print("first\r\n");
        for (int i = 0; i < 20; i++) {
            print("dropped line\r\n");
        }
        print("last\r\n");

        StreamRecording recording = recording();
        assertThat(recording.raw())
                .startsWith("first\r\n")
                .contains("\n[" + recording.omittedBytes() + " bytes left out]\n")
                .endsWith("last\r\n");
        assertThat(recording.omittedBytes()).isGreaterThan(100);
        assertThat(recording.forTerminal())
                .extracting(TimedText::text)
                .contains("\u001Bc[" + recording.omittedBytes() + " bytes left out]\r\n");
        assertThat(text(frames().get(frames().size() - 1))).contains("last");
    }

    @Test
    void showsTheScreenAtTheEndOfEachStep() {
        print("name: ");
        step(Step.Kind.EXPECTED, "");
        print("Ada\r\n");
        step(Step.Kind.EXPECTED, "");
        print("\u001B[2Jover");

        List<Frame> frames = frames();
        assertThat(at(frames, 0)).containsExactly("name:", "", "");
        assertThat(at(frames, 1)).containsExactly("name: Ada", "", "");
        assertThat(text(frames.get(frames.size() - 1))).containsExactly("", "over", "");
        assertThat(Replay.at(frames, 0)).isEmpty();
    }

    private List<String> at(List<Frame> frames, int step) {
        Optional<Frame> frame = Replay.at(frames, steps().get(step).outputAfter());
        return text(frame.orElseThrow());
    }

    private static List<String> text(Frame frame) {
        return frame.rows().stream().map(ScreenLine::text).toList();
    }

    @Test
    void resizesTheScreenBetweenTheOutputs() {
        print("wide");
        step(Step.Kind.RESIZED, new TerminalSize(20, 2));
        print(" narrow");

        assertThat(frames()).extracting(Frame::size).containsExactly(SIZE, new TerminalSize(20, 2));
    }

    @Test
    void resizesTheScreenBeforeWhatIsPrintedMeanwhile() {
        print("wide\r\n");
        try (Steps.Attempt resize = output.log().steps().attempt(Step.Kind.RESIZED, new TerminalSize(4, 3))) {
            print("narrow");
            resize.succeeded();
        }

        assertThat(text(frames().get(1))).containsExactly("wide", "narr", "ow");
    }

    @Test
    void hasNoSecretsOnAnyScreen() {
        print("key 01234");
        step(Step.Kind.EXPECTED, "");
        print("56789\r\n");
        print("\u001B[2;1H01234\u001B[2;6H56789");

        assertThat(frames())
                .allSatisfy(frame -> assertThat(String.join("\n", text(frame)))
                        .doesNotContain("01234")
                        .doesNotContain("56789"));
    }

    @Test
    void isBounded() {
        OutputRecorder large = new OutputRecorder(1_000_000, TextMode.PLAIN_TERMINAL);
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = ("\rline " + i).getBytes(UTF_8);
            large.append(bytes, 0, bytes.length);
            if (i % 10 == 0) {
                large.log().steps().done(Step.Kind.EXPECTED, "");
            }
        }
        List<Step> steps = large.log().steps().kept().all();
        StreamRecording recording = StreamRecording.of(large.log().recording(), steps, REDACTION);

        assertThat(Replay.of(SIZE, recording, steps, REDACTION, CELLS))
                .hasSizeLessThanOrEqualTo(1 + 2 * Replay.MOST_FRAMES);
        List<Frame> huge = Replay.of(new TerminalSize(2000, 500), recording, steps, REDACTION, CELLS);
        assertThat(huge).hasSizeLessThanOrEqualTo(3);
        assertThat(text(huge.get(huge.size() - 1))).startsWith("line 2999");
    }
}
