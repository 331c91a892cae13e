package dev.curfew.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.internal.FakeTime;
import dev.curfew.process.ExitStatus;
import dev.curfew.sandbox.fixture.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessWatchTests {

    private final FakeTime time = new FakeTime();
    private final Queue<Runnable> looks = new ConcurrentLinkedQueue<>();
    private final ProcessWatch watch = new ProcessWatch(WatchLimits.DEFAULT, time, looks::add);
    private final ProcessRegistry processes = ProcessRegistry.open();
    private final BackgroundProcess cat = processes.start("cat");

    @AfterEach
    void end() {
        watch.close();
        processes.close();
    }

    private void print(String line) {
        cat.submit(line);
        cat.expect(line + "\n");
        look();
    }

    private void look() {
        for (Runnable next = looks.poll(); next != null; next = looks.poll()) {
            next.run();
        }
    }

    private List<ProcessEvent> pass(Duration duration) {
        time.pass(duration);
        look();
        return watch.drain();
    }

    private void endCat() {
        cat.closeInput();
        cat.waitFor();
        lookUntilNoProcessIsWatched();
    }

    /** The thread that reports an end may be a moment later than the threads that wait for the end. */
    private void lookUntilNoProcessIsWatched() {
        await().pollInSameThread().until(() -> {
            look();
            return watch.watchedProcesses() == 0;
        });
    }

    @Test
    void tellsTheEndOnce() {
        watch.exit(cat);
        watch.exit(cat);
        print("last words");
        endCat();
        watch.exit(cat);
        look();

        assertThat(watch.drain())
                .containsExactly(new ProcessEvent.Exited(cat, new ExitStatus.Exited(0), "last words\n"));
        assertThat(watch.watchedProcesses()).isZero();
    }

    @Test
    void tellsTheEndOfWhatHasEnded() {
        cat.closeInput();
        cat.waitFor();
        watch.exit(cat);
        look();

        assertThat(watch.poll()).get().isInstanceOf(ProcessEvent.Exited.class);
        assertThat(watch.poll()).isEmpty();
    }

    @Test
    void reportsTheEndToAWatchThatStartsAfterTheEndWasSeen() {
        watch.text(cat, "never printed");
        endCat();
        assertThat(watch.drain()).isEmpty();

        watch.exit(cat);
        look();
        assertThat(watch.drain()).singleElement().isInstanceOf(ProcessEvent.Exited.class);

        watch.exit(cat);
        look();
        assertThat(watch.drain()).isEmpty();
    }

    @Test
    void doesNotReportAnEndThatWasConsumed() {
        watch.exit(cat);
        assertThat(watch.consume(cat)).isFalse();
        endCat();
        assertThat(watch.drain()).isEmpty();

        BackgroundProcess other = processes.start("true");
        watch.exit(other);
        other.waitFor();
        lookUntilNoProcessIsWatched();
        assertThat(watch.consume(other)).isTrue();
        assertThat(watch.drain()).isEmpty();
    }

    @Test
    void tellsWhatIsPrintedFromNowOn() {
        print("ERROR before");
        watch.pattern(cat, Pattern.compile("ERR(OR)?"));
        print("fine");
        print("ERROR after");

        assertThat(watch.drain())
                .containsExactly(new ProcessEvent.Matched(cat, "ERR(OR)?", List.of("ERROR after"), 0, 0));
    }

    @Test
    void tellsWhatWasPrintedBeforeTheEndBeforeTheEnd() {
        BackgroundProcess failing = processes.start("read -r line; echo FATAL");
        watch.text(failing, "FATAL");
        watch.exit(failing);
        failing.submit("go");
        failing.waitFor();
        lookUntilNoProcessIsWatched();

        assertThat(watch.drain())
                .hasSize(2)
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(ProcessEvent.Matched.class),
                        second -> assertThat(second).isInstanceOf(ProcessEvent.Exited.class));
    }

    @Test
    void disablesAPatternThatIsFoundTooOftenAndTellsTheEndInstead() {
        watch.text(cat, "tick");
        for (int window = 0; window < 3; window++) {
            print("tick " + window + " a");
            print("tick " + window + " b");
            time.pass(Duration.ofSeconds(15));
        }
        print("tick again");
        endCat();

        assertThat(watch.drain())
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Matched", "Matched", "Matched", "Disabled", "Exited");
    }

    @Test
    void disablesAPatternThatIsTooComplexAndGoesOnWithTheOthers() {
        watch.pattern(cat, Pattern.compile("((a|b)|(c|d))*e"));
        watch.text(cat, "ba");
        print("ab e");
        print("ab".repeat(50_000));
        endCat();

        List<ProcessEvent> events = watch.drain();
        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Matched", "Disabled", "Matched", "Exited");
        assertThat(events.get(1)).isInstanceOfSatisfying(ProcessEvent.Disabled.class, disabled -> {
            assertThat(disabled.pattern()).isEqualTo("((a|b)|(c|d))*e");
            assertThat(disabled.reason())
                    .isEqualTo("searching 8192 characters for /((a|b)|(c|d))*e/ needs more stack than the thread has");
        });
    }

    @Test
    void pausesAllPatternsAndSaysSoOnce() {
        for (int pattern = 0; pattern < 20; pattern++) {
            watch.text(cat, "x");
        }
        print("x");
        List<ProcessEvent> events = watch.drain();
        assertThat(events).filteredOn(ProcessEvent.Matched.class::isInstance).hasSize(15);
        assertThat(events)
                .filteredOn(ProcessEvent.MatchesPaused.class::isInstance)
                .containsExactly(new ProcessEvent.MatchesPaused(Duration.ofSeconds(30)));

        assertThat(pass(Duration.ofSeconds(29))).isEmpty();
        assertThat(pass(Duration.ofSeconds(1))).containsExactly(new ProcessEvent.MatchesResumed(5));
    }

    @Test
    void tellsAtIntervalsThatAProcessStillRuns() {
        watch.every(cat, Duration.ofSeconds(30));
        look();
        assertThat(pass(Duration.ofSeconds(29))).isEmpty();
        assertThat(pass(Duration.ofSeconds(1))).singleElement().isInstanceOf(ProcessEvent.StillRunning.class);
        assertThat(pass(Duration.ofSeconds(30))).hasSize(1);
        endCat();
        assertThat(pass(Duration.ofMinutes(5))).isEmpty();
    }

    @Test
    void heartbeatsComeOnlyWithOutput() {
        watch.heartbeat(cat, Duration.ofSeconds(60));
        look();
        assertThat(pass(Duration.ofSeconds(60))).isEmpty();
        print("one");
        assertThat(pass(Duration.ofSeconds(60))).containsExactly(new ProcessEvent.Heartbeat(cat, 1, "one\n", 0));
        print("y".repeat(3000));
        assertThat(pass(Duration.ofSeconds(60)))
                .containsExactly(new ProcessEvent.Heartbeat(cat, 2, "y".repeat(1999) + "\n", 1001));
        assertThat(pass(Duration.ofSeconds(60))).isEmpty();
    }

    @Test
    void refusesIntervalsThatAreTooShort() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> watch.every(cat, Duration.ofSeconds(29)))
                .withMessage("interval must be 30 s or longer: 29 s");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> watch.heartbeat(cat, Duration.ofSeconds(59)))
                .withMessage("interval must be 60 s or longer: 59 s");
    }

    @Test
    void aListenerThatFailsStopsNoOther() {
        List<ProcessEvent> heard = new ArrayList<>();
        RuntimeException failure = new IllegalStateException("listener is tired");
        watch.listen(event -> {
            throw failure;
        });
        Runnable end = watch.listen(heard::add);
        watch.exit(cat);
        endCat();

        assertThat(heard).hasSize(1);
        assertThat(watch.drain()).containsExactly(heard.get(0), new ProcessEvent.ListenerFailed(heard.get(0), failure));
        end.run();
    }

    @Test
    void losesTheOldestButNotAnEnd() {
        EventQueue queue = new EventQueue(2);
        ProcessEvent end = new ProcessEvent.Exited(cat, new ExitStatus.Exited(0), "");
        queue.add(end);
        queue.add(new ProcessEvent.MatchesResumed(1));
        queue.add(new ProcessEvent.MatchesResumed(2));

        assertThat(queue.drain()).containsExactly(end, new ProcessEvent.MatchesResumed(2));
        assertThat(queue.dropped()).isEqualTo(1);
    }

    @Test
    void isWokenByOutputAndEndAlone() throws InterruptedException {
        try (ProcessWatch live = ProcessWatch.open()) {
            live.text(cat, "now");
            live.exit(cat);
            assertThat(live.awaitExits(Duration.ofMillis(1))).isFalse();
            cat.submit("now");
            assertThat(live.poll(Patience.LIMIT)).get().isInstanceOf(ProcessEvent.Matched.class);
            cat.closeInput();
            assertThat(live.awaitExits(Patience.LIMIT)).isTrue();
            assertThat(live.poll()).get().isInstanceOf(ProcessEvent.Exited.class);
            assertThat(live.poll(Duration.ofMillis(1))).isEqualTo(Optional.empty());
        }
    }

    @Test
    void waitsForTheEndsOfAllAndTellsEachToItsListener() throws InterruptedException {
        BackgroundProcess other = processes.start("cat");
        BlockingQueue<ProcessEvent> heard = new LinkedBlockingQueue<>();
        try (ProcessWatch live = ProcessWatch.open()) {
            live.listen(heard::add);
            live.exit(cat);
            live.exit(other);
            cat.closeInput();
            assertThat(heard.poll(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo(new ProcessEvent.Exited(cat, new ExitStatus.Exited(0), ""));

            assertThat(live.awaitExits(Duration.ofMillis(1)))
                    .as("one of two has ended")
                    .isFalse();
            other.closeInput();
            assertThat(live.awaitExits(Patience.LIMIT)).isTrue();
            assertThat(heard.poll(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo(new ProcessEvent.Exited(other, new ExitStatus.Exited(0), ""));
        }
    }

    @Test
    void watchesNothingWhenItIsClosed() {
        watch.exit(cat);
        watch.close();
        endCat();

        assertThat(watch.drain()).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> watch.exit(cat))
                .withMessage("Failed to watch [cat]: the watch is closed; watch before it is closed");
    }
}
