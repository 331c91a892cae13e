package dev.curfew.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalTests {

    @Test
    void namesEveryNumberBelowTheRealTimeSignals() {
        assertThat(IntStream.rangeClosed(1, 31))
                .allSatisfy(number -> assertThat(Signal.of(number))
                        .hasValueSatisfying(
                                signal -> assertThat(signal.number()).isEqualTo(number)));
    }

    @ParameterizedTest
    @CsvSource({"1, SIGHUP", "2, SIGINT", "9, SIGKILL", "11, SIGSEGV", "15, SIGTERM", "27, SIGPROF", "28, SIGWINCH"})
    void isShownAsInManuals(int number, String name) {
        assertThat(Signal.of(number)).get().hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 32, 64, 128})
    void knowsNoOtherNumbers(int number) {
        assertThat(Signal.of(number)).isEmpty();
    }
}
