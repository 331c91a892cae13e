package dev.curfew.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.recording.OutputRecorder;
import dev.curfew.recording.TextMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The parts that are distinguished in the streams of an exec channel. */
class ExecChannelSinkTests {

    private static final String NONCE = "0123456789abcdef";
    private static final String MARKER = "\u001e" + NONCE + "\u001e";
    private static final String SECRET = "fedcba9876543210";
    private static final String LAST_MARKER = "\u001e" + SECRET + "\u001e";

    private final List<String> ready = new ArrayList<>();
    private final ExecChannelSink sink = new ExecChannelSink(NONCE, ready::add);
    private final OutputRecorder command = new OutputRecorder(1000, TextMode.PLAIN);
    private final AtomicLong atMarker = new AtomicLong(-1);
    private final AtomicLong atEnd = new AtomicLong(-1);

    private void hear(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sink.append(bytes, 0, bytes.length);
    }

    private void direct() {
        direct(command);
    }

    private void direct(OutputRecorder to) {
        sink.direct(to, () -> atMarker.set(to.totalBytes()), SECRET, () -> atEnd.set(to.totalBytes()));
    }

    private String commandSaid() {
        return command.log().text();
    }

    @Test
    void findsTheReadyLineBehindWhatAShellSays() {
        hear("Welcome!\nLast login: today\n\u001e0123");
        hear("456789abcdef ready 12 345 pid:[1]");
        assertThat(ready).isEmpty();

        hear("\r\n");

        assertThat(ready).containsExactly("12 345 pid:[1]");
        assertThat(sink.text()).startsWith("Welcome!\nLast login: today");
    }

    @Test
    void takesTheMarkerOut() {
        direct();
        hear("last words" + MARKER + "of a grandchild");

        assertThat(commandSaid()).isEqualTo("last wordsof a grandchild");
        assertThat(atMarker).hasValue("last words".length());
    }

    @Test
    void takesTheMarkerOutHoweverItArrives() {
        String text = "before" + MARKER + "after";
        for (int first = 0; first <= text.length(); first++) {
            for (int second = first; second <= text.length(); second++) {
                ExecChannelSinkTests test = new ExecChannelSinkTests();
                test.direct();
                test.hear(text.substring(0, first));
                test.hear(text.substring(first, second));
                test.hear(text.substring(second));

                assertThat(test.commandSaid())
                        .as("cut at %d and %d", first, second)
                        .isEqualTo("beforeafter");
                assertThat(test.atMarker).hasValue("before".length());
            }
        }
    }

    @Test
    void endsTheCommandAtTheLastMarkerHoweverItArrives() {
        String text = "before" + MARKER + "of a grandchild" + LAST_MARKER;
        for (int first = 0; first <= text.length(); first++) {
            ExecChannelSinkTests test = new ExecChannelSinkTests();
            test.direct();
            test.hear(text.substring(0, first));
            assertThat(test.command.isEnded()).isEqualTo(first == text.length());
            test.hear(text.substring(first));

            assertThat(test.commandSaid()).as("cut at %d", first).isEqualTo("beforeof a grandchild");
            assertThat(test.command.isEnded()).isTrue();
            assertThat(test.atEnd).hasValue("beforeof a grandchild".length());
        }
    }

    /** A command may know the nonce of its guard, but not its key. */
    @Test
    void takesNoOtherTextForTheLastMarker() {
        direct();
        hear(MARKER + MARKER + "\u001efedcba9876543211\u001e.");

        assertThat(commandSaid()).isEqualTo(MARKER + "\u001efedcba9876543211\u001e.");
        assertThat(atEnd).hasValue(-1);
    }

    @Test
    void passesNothingFromOneCommandToTheNext() {
        direct();
        hear("first" + MARKER + LAST_MARKER + "of a stranger");
        OutputRecorder next = new OutputRecorder(1000, TextMode.PLAIN);
        hear("of a stranger");

        direct(next);
        hear("second" + MARKER);

        assertThat(commandSaid()).isEqualTo("first");
        assertThat(next.log().text()).isEqualTo("second");
        assertThat(next.isEnded()).isFalse();
    }

    @Test
    void keepsWhatOnlyBeginsLikeTheMarker() {
        direct();
        hear("a\u001e0123\u001e\u001e01x\u001e");
        assertThat(commandSaid()).isEqualTo("a\u001e0123\u001e\u001e01x");

        sink.end();

        assertThat(commandSaid()).isEqualTo("a\u001e0123\u001e\u001e01x\u001e");
        assertThat(atMarker).hasValue(-1);
        assertThat(command.isEnded()).isTrue();
    }

    @Test
    void losesNothingOfWhatLooksMuchLikeMarkers() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            text.append(MARKER, 0, random.nextInt(MARKER.length())).append((char) ('a' + random.nextInt(3)));
        }
        OutputRecorder all = new OutputRecorder(text.length() + 1, TextMode.PLAIN);
        direct(all);
        for (int at = 0; at < text.length(); ) {
            int end = Math.min(text.length(), at + 1 + random.nextInt(40));
            hear(text.substring(at, end));
            at = end;
        }
        sink.end();

        assertThat(all.log().text()).as("seed %d", seed).isEqualTo(text.toString());
        assertThat(atMarker).hasValue(-1);
    }
}
