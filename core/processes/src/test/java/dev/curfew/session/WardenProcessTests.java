package dev.curfew.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class WardenProcessTests {

    private final FakeProgram program = new FakeProgram();
    private final List<Runnable> restarts = new CopyOnWriteArrayList<>();
    private final WardenProcess warden = new WardenProcess(program, restarts::add);

    private void restart() {
        List<Runnable> due = List.copyOf(restarts);
        restarts.clear();
        due.forEach(Runnable::run);
    }

    @Test
    void isReplacedWhenItWasEnded() throws IOException {
        warden.start();
        program.end();
        restart();

        assertThat(program.events).containsExactly("start", "start");
    }

    @Test
    void isNotReplacedForEver() throws IOException {
        warden.start();
        for (int i = 0; i < 2 * WardenProcess.MOST_RESTARTS; i++) {
            program.end();
            restart();
        }

        assertThat(program.events).hasSize(1 + WardenProcess.MOST_RESTARTS);
    }

    @Test
    void isNotReplacedAfterItWasReleased() throws IOException {
        warden.start();
        warden.leave();
        program.end();
        restart();

        assertThat(program.events).containsExactly("start", "release");
    }

    /** The end was seen before the release, and its turn comes afterwards. */
    @Test
    void isNotReplacedIfItIsReleasedBeforeTheReplacementBegins() throws IOException {
        warden.start();
        program.end();
        warden.leave();
        restart();

        assertThat(program.events).containsExactly("start", "release");
    }

    @Test
    void failureOfAReplacementDoesNotReachTheCaller() throws IOException {
        warden.start();
        program.fails = true;
        program.end();
        restart();

        assertThat(program.events).containsExactly("start");
    }

    private static final class FakeProgram implements WardenProgram {

        private final List<String> events = new ArrayList<>();
        private CompletableFuture<Void> end = new CompletableFuture<>();
        private boolean fails;

        void end() {
            end.complete(null);
        }

        @Override
        public long start() throws IOException {
            if (fails) {
                throw new IOException("no more processes");
            }
            events.add("start");
            end = new CompletableFuture<>();
            return 7;
        }

        @Override
        public CompletableFuture<?> endOf(long pid) {
            assertThat(pid).isEqualTo(7);
            return end;
        }

        @Override
        public void release() {
            events.add("release");
        }
    }
}
