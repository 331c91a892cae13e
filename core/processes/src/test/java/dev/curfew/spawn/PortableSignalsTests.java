package dev.curfew.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.Signal;
import dev.curfew.sandbox.fixture.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PortableSignalsTests {

    @ParameterizedTest
    @EnumSource(names = {"HUP", "USR1", "CONT", "TSTP", "KILL"})
    void haveTheNumbersOfThisSystem(Signal signal) {
        assertThat(PortableSignals.numbered(signal.number())).contains(signal);
    }

    @Test
    void haveNoOtherNumbers() {
        assertThat(PortableSignals.numbered(0)).isEqualTo(Optional.empty());
        assertThat(PortableSignals.numbered(99)).isEqualTo(Optional.empty());
    }

    @Test
    void areSentByName() throws IOException {
        try (Trapping process = new Trapping()) {
            PortableSignals.send(Signal.USR1, List.of(process.pid()));
            assertThat(process.said()).isEqualTo("got USR1");

            PortableSignals.send(Signal.TERM, List.of(process.pid()));
            assertThat(process.said()).isEqualTo("got TERM");
        }
    }

    /** A process that has ended does not keep the signal from the others. */
    @Test
    void skipWhatIsGone() throws IOException {
        long gone = Long.MAX_VALUE >> 33;
        try (Trapping process = new Trapping()) {
            PortableSignals.send(Signal.USR1, List.of(gone, -gone, process.pid()));
            assertThat(process.said()).isEqualTo("got USR1");
        }
    }

    @Test
    void killAtOnce() throws Exception {
        try (Trapping process = new Trapping()) {
            PortableSignals.send(Signal.KILL, List.of(process.pid()));

            assertThat(process.process.waitFor(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    /** A shell that says which signals it gets. */
    private static final class Trapping implements AutoCloseable {

        private final Process process;
        private final BufferedReader output;

        Trapping() throws IOException {
            process = new ProcessBuilder(
                            "/bin/sh",
                            "-c",
                            "for s in USR1 TERM; do trap \"echo got $s\" $s; done; echo up; while :; do sleep 0.05; done")
                    .start();
            output = process.inputReader();
            assertThat(said()).isEqualTo("up");
        }

        long pid() {
            return process.pid();
        }

        String said() throws IOException {
            return output.readLine();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
