package dev.curfew.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.curfew.output.OutputMark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextCursorTests {

    private final OutputRecorder recorder = new OutputRecorder(100, TextMode.PLAIN_TERMINAL);
    private final RecordedLog log = recorder.log();

    @Test
    void readsOnAsOutputArrives() {
        print("one");
        try (TextCursor cursor = log.cursor(OutputMark.START, false)) {
            assertThat(cursor.advance()).isTrue();
            assertThat(cursor.text()).hasToString("one");
            assertThat(cursor.advance()).isFalse();

            print(" two");
            assertThat(cursor.advance()).isTrue();
            assertThat(cursor.text()).hasToString("one two");
            assertThat(cursor.indexOf("two", 0)).isEqualTo(4);
            assertThat(cursor.indexOf("one", 1)).isEqualTo(-1);
        }
    }

    @Test
    void beginsAtItsMark() {
        print("skipped");
        try (TextCursor cursor = log.cursor(log.mark(), false)) {
            print("seen");
            cursor.advance();

            assertThat(cursor.text()).hasToString("seen");
            assertThat(cursor.missedBytes()).isZero();
        }
    }

    @Test
    void readsPlainTextOrRaw() {
        print("\u001B[1mbold\u001B[0m\r\n");
        try (TextCursor plain = log.cursor(OutputMark.START, false);
                TextCursor raw = log.cursor(OutputMark.START, true)) {
            plain.advance();
            raw.advance();

            assertThat(plain.text()).hasToString("bold\n");
            assertThat(raw.text()).hasToString("\u001B[1mbold\u001B[0m\r\n");
        }
    }

    @Test
    void marksTheEndOfEachCharacter() {
        print("\u001B[1mä\r\nb");
        try (TextCursor cursor = log.cursor(OutputMark.START, false)) {
            cursor.advance();

            assertThat(cursor.text()).hasToString("ä\nb");
            assertThat(cursor.markAfter(0)).isEqualTo(new OutputMark(6));
            assertThat(cursor.markAfter(1)).isEqualTo(new OutputMark(8));
            assertThat(cursor.markAfter(2)).isEqualTo(log.mark());
        }
    }

    /** As readline prints it, before what a command prints. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\u001B[?2004l", "\u001B]0;title\u0007\u001B[?2004l"})
    void seesNoCarriageReturnAfterALineFeedThatAnotherHasRead(String between) {
        print("cmd\r\n");
        OutputMark mark = log.mark();
        print(between);
        OutputMark later = log.mark();
        print("\ranswer");
        try (TextCursor cursor = log.cursor(mark, false);
                TextCursor second = log.cursor(later, false)) {
            cursor.advance();
            second.advance();

            assertThat(cursor.text()).hasToString("answer");
            assertThat(second.text()).hasToString("answer");
        }
        assertThat(log.since(mark).text()).isEqualTo("answer");
        assertThat(log.text()).isEqualTo("cmd\nanswer");
    }

    @Test
    void seesTheCarriageReturnsWithinALineThatAnotherHasBegunToRead() {
        print("\n10%");
        OutputMark mark = log.mark();
        print("\r20%");
        try (TextCursor cursor = log.cursor(mark, false)) {
            cursor.advance();

            assertThat(cursor.text()).hasToString("\r20%");
        }
        assertThat(log.text()).isEqualTo("\n20%");
    }

    @Test
    void seesTheEndAfterTheLastText() {
        print("half a line end\r");
        recorder.end();
        try (TextCursor cursor = log.cursor(OutputMark.START, false)) {
            assertThat(cursor.isAtEnd()).isFalse();
            cursor.advance();

            assertThat(cursor.text()).hasToString("half a line end\r");
            assertThat(cursor.isAtEnd()).isTrue();
        }
    }

    @Test
    void admitsWhatWasDroppedBeforeItWasOpened() {
        print("x".repeat(150));
        try (TextCursor cursor = log.cursor(new OutputMark(20), false)) {
            cursor.advance();

            assertThat(cursor.missedBytes()).isEqualTo(30);
            assertThat(cursor.text()).hasSize(100);
        }
    }

    @Test
    void saysHowManyCharactersAreTooManyAndForgetsThem() {
        try (TextCursor cursor = log.cursor(OutputMark.START, false)) {
            print("a".repeat(90));
            cursor.advance();
            assertThat(cursor.excess()).isZero();

            print("b".repeat(90));
            cursor.advance();
            assertThat(cursor.excess()).isEqualTo(80);

            cursor.discard(cursor.excess());
            assertThat(cursor.text()).hasToString("a".repeat(10) + "b".repeat(90));
            assertThat(cursor.markAfter(0)).isEqualTo(new OutputMark(81));
        }
    }

    @Test
    void refusesAMarkOfAnotherLog() {
        print("12345");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> log.cursor(new OutputMark(6), false))
                .withMessage("mark must not be after the end at 5: 6");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 100})
    void missesNoByteOfAFloodThroughATinyLog(int maxBytes) {
        OutputRecorder tiny = new OutputRecorder(maxBytes, TextMode.RAW);
        byte[] flood = new RandomOutput(maxBytes).lines(30);
        StringBuilder read = new StringBuilder();
        try (TextCursor cursor = tiny.log().cursor(OutputMark.START, false);
                Background writer = Background.run(() -> {
                    tiny.append(flood, 0, flood.length);
                    tiny.end();
                })) {
            while (!cursor.isAtEnd() && !Thread.currentThread().isInterrupted()) {
                cursor.advance();
                read.append(cursor.text());
                cursor.discard(cursor.text().length());
            }
            writer.join();
        }

        assertThat(read).hasToString(new String(flood, UTF_8));
    }

    @Test
    void letsTheWriterGoWhenItIsClosed() {
        TextCursor cursor = log.cursor(OutputMark.START, false);
        try (Background writer = Background.run(() -> print("x".repeat(500)))) {
            writer.awaitWaiting();
            assertThat(log.totalBytes()).isEqualTo(100);

            cursor.close();
            writer.join();
        }

        assertThat(log.totalBytes()).isEqualTo(500);
    }

    @Test
    void holdsTheWriterBackForTheSlowestOfSeveral() {
        TextCursor slow = log.cursor(OutputMark.START, false);
        TextCursor fast = log.cursor(OutputMark.START, false);
        print("a".repeat(100));
        fast.advance();
        try (Background writer = Background.run(() -> print("b".repeat(50)))) {
            writer.awaitWaiting();
            slow.advance();
            writer.join();
        }
        slow.advance();
        fast.advance();

        assertThat(slow.text()).hasToString("a".repeat(100) + "b".repeat(50));
        assertThat(fast.text()).hasToString(slow.text().toString());
    }

    private void print(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        recorder.append(bytes, 0, bytes.length);
    }
}
