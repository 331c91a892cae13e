package dev.curfew.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LastOutputTests {

    private final RecordedLog log = new RecordedLog(200_000, TextMode.PLAIN);

    private void print(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        log.append(bytes, 0, bytes.length);
    }

    @Test
    void givesTheLastCharacters() {
        print("one two");

        assertThat(log.last(3)).isEqualTo("two");
        assertThat(log.last(100)).isEqualTo("one two");
        assertThat(log.last(0)).isEmpty();
    }

    @Test
    void looksFurtherBackWhereEscapeSequencesFillTheEnd() {
        print("start" + "\u001B[38;5;196mA".repeat(10_000));

        assertThat(log.last(9000)).isEqualTo("A".repeat(9000));
        assertThat(log.last(10_005)).startsWith("start");
    }

    @Test
    void splitsNoCharacter() {
        print("x".repeat(20_000) + "😀".repeat(2000));

        assertThat(log.last(3)).isEqualTo("😀");
        assertThat(log.last(4001)).isEqualTo("x" + "😀".repeat(2000));
    }

    @Test
    void givesAllThatABoundedLogHolds() {
        RecordedLog small = new RecordedLog(10, TextMode.PLAIN);
        byte[] bytes = "first\nsecond\n".getBytes(StandardCharsets.UTF_8);
        small.append(bytes, 0, bytes.length);

        assertThat(small.last(100)).isEqualTo("second\n");
    }

    @Test
    void refusesANegativeNumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> log.last(-1))
                .withMessage("maxCharacters must not be negative: -1");
    }
}
