package dev.curfew.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.curfew.internal.FakeTime;
import dev.curfew.internal.OtherThread;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusChannelTests {

    private static final Duration LONGEST_SYNC = Duration.ofSeconds(5);

    private final FakeTime time = new FakeTime();
    private final Deque<String> onTheWay = new ArrayDeque<>();
    private final List<String> others = new ArrayList<>();
    private final List<Termination> ends = new ArrayList<>();
    private final FakeGuard door = new FakeGuard(time);
    private boolean delivers = true;
    private final StatusChannel channel =
            new StatusChannel(this::echo, words -> others.add(String.join(" ", words)), time);

    /** What is on the way arrives before the line that was asked for. */
    private void echo(String line) throws IOException {
        onTheWay.add(line);
        while (delivers && !onTheWay.isEmpty()) {
            channel.told(onTheWay.remove());
        }
    }

    /** A guard reports something. */
    private void reports(Guarded guarded, String news) {
        channel.told(line(guarded, news));
    }

    private static String line(Guarded guarded, String news) {
        return Reports.sealed(guarded, guarded.id() + " " + news);
    }

    private Guarded expect(String id) {
        Guarded guarded = channel.expect(id, ends::add);
        guarded.isReachedBy(door);
        return guarded;
    }

    @Test
    void handsEachLineToTheOneThatItIsAbout() {
        Guarded one = expect("one");
        Guarded two = expect("two");

        reports(one, "pid 7 1234");
        reports(two, "exit 3");
        channel.told("warden ready 5");

        assertThat(one.awaitStart().pid()).isEqualTo(7);
        assertThat(one.poll()).isEmpty();
        assertThat(two.poll()).contains(new Termination.Exited(3));
        assertThat(others).containsExactly("warden ready 5");
    }

    @Test
    void goesOnAfterLinesThatMakeNoSense() {
        Guarded one = expect("one");

        List.of("", " ", "sync", "one").forEach(channel::told);
        List.of("", "pid x", "exit", "signal 99999999999").forEach(news -> reports(one, news));
        reports(one, "exit 3");

        assertThat(one.poll()).contains(new Termination.Exited(3));
    }

    @Test
    void goesOnAfterAReceiverThatThrowsAnything() {
        Guarded bug = channel.expect("bug", how -> {
            throw new IllegalStateException("receiver");
        });
        Guarded error = channel.expect("error", how -> {
            throw new LinkageError("receiver");
        });
        Guarded next = expect("next");

        reports(bug, "exit 1");
        reports(error, "exit 2");
        reports(next, "exit 3");

        assertThat(next.poll()).contains(new Termination.Exited(3));
    }

    @Test
    void takesOnlyASealedAnswer() {
        assertThat(channel.answer(
                        (id, key) -> {
                            channel.told(id + " young");
                            channel.told(MessageKey.create().seal(id + " young"));
                            channel.told(keyOf(key).seal(id + " young 7 8"));
                        },
                        LONGEST_SYNC))
                .hasValueSatisfying(words -> assertThat(words).endsWith("young", "7", "8"));
        assertThat(time.nanos()).isZero();
    }

    @Test
    void waitsForAnAnswerOnlySoLong() {
        assertThat(channel.answer((id, key) -> channel.told(id + " young"), LONGEST_SYNC))
                .isEmpty();
        assertThat(time.nanos()).isEqualTo(LONGEST_SYNC.toNanos());
        assertThat(channel.answer(
                        (id, key) -> {
                            throw new IOException("gone");
                        },
                        LONGEST_SYNC))
                .isEmpty();
        assertThat(time.nanos()).isEqualTo(LONGEST_SYNC.toNanos());
    }

    private static MessageKey keyOf(String digits) {
        return new MessageKey(
                Long.parseUnsignedLong(digits.substring(0, 16), 16), Long.parseUnsignedLong(digits.substring(16), 16));
    }

    /** A command knows its own id, and can guess that of the next one. */
    @Test
    void believesNoReportThatItsGuardHasNotSealed() {
        Guarded one = expect("one");
        Guarded two = expect("two");

        channel.told("one exit 0");
        channel.told("one empty 0 0");
        channel.told(MessageKey.create().seal("one exit 0"));
        channel.told(Reports.sealed(two, "one exit 0"));
        channel.told(Reports.sealed(one, "two exit 0").replace("two", "one"));

        assertThat(one.poll()).isEmpty();
        assertThat(one.emptied()).isNull();
        reports(one, "exit 3");
        assertThat(one.poll()).contains(new Termination.Exited(3));
    }

    /** Another reader of the pipe can send the report of a guard again, without effect. */
    @Test
    void takesAReportThatIsSentAgainForNothingNew() {
        Guarded one = expect("one");
        reports(one, "pid 7 1234");
        reports(one, "exit 3");

        reports(one, "pid 7 1234");
        reports(one, "exit 3");

        assertThat(ends).containsExactly(new Termination.Exited(3));
    }

    @Test
    void guardWhoseLastWordIsOnTheWayIsNotLost() {
        Guarded one = expect("one");
        onTheWay.add(line(one, "exit 3"));
        onTheWay.add(line(one, "empty 2 1"));
        door.dies();

        assertThat(one.isLost()).isFalse();

        assertThat(one.emptied()).isEqualTo(new Guarded.Emptied(2, 1));
        assertThat(ends).containsExactly(new Termination.Exited(3));
    }

    @Test
    void guardThatDiesWithoutALastWordIsLost() {
        Guarded one = expect("one");
        door.dies();

        assertThat(one.isLost()).isTrue();

        assertThat(one.poll()).contains(new Termination.Unknown("its guard is gone"));
        assertThat(ends).containsExactly(new Termination.Unknown("its guard is gone"));
    }

    @Test
    void deadGuardIsLostIfNothingComesBackForLong() {
        Guarded one = expect("one");
        delivers = false;
        onTheWay.add(line(one, "exit 3"));
        door.dies();

        assertThat(one.isLost()).isTrue();

        assertThat(time.nanos()).isEqualTo(LONGEST_SYNC.toNanos());
        reports(one, "exit 3"); // Too late: the end counts once.
        assertThat(ends).containsExactly(new Termination.Unknown("its guard is gone"));
    }

    @Test
    void endsAllWaitsWhenNothingCanBeReportedAnyMore() throws Exception {
        Guarded before = expect("before");
        OtherThread starter = OtherThread.run(before::awaitStart);

        channel.close("the pipe has ended");

        Guarded after = expect("after");
        for (Guarded guarded : List.of(before, after)) {
            assertThat(guarded.isLost()).isTrue();
            assertThat(guarded.poll()).contains(new Termination.Unknown("the pipe has ended"));
            assertThat(guarded.awaitEmpty(Long.MAX_VALUE)).isFalse();
            assertThatIllegalStateException()
                    .isThrownBy(guarded::awaitStart)
                    .withMessageContaining("the pipe has ended");
        }
        assertThatIllegalStateException().isThrownBy(starter::join);
        assertThat(ends).hasSize(2);
    }
}
