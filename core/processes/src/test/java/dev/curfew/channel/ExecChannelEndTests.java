package dev.curfew.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.internal.FakeTime;
import dev.curfew.process.Command;
import dev.curfew.recording.OutputSink;
import dev.curfew.session.Mark;
import dev.curfew.session.Termination;
import dev.curfew.spawn.Launch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The orders in which the news of an end, the markers in the streams and the end of the client can come. */
class ExecChannelEndTests {

    private static final Termination END = new Termination.Exited(3);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final FakeTime time = new FakeTime();
    private final TimedSink output = new TimedSink(time);
    private final TimedSink errors = new TimedSink(time);
    private final List<Termination> announced = new ArrayList<>();

    private ExecChannelEnd endOf(Command command) {
        return new ExecChannelEnd(new Launch(command, Mark.NONE, null, false, output, errors, announced::add), time);
    }

    private ExecChannelEnd onPipes() {
        return endOf(Command.of("program"));
    }

    private ExecChannelEnd onTerminal() {
        return endOf(Command.of("program").inTerminal());
    }

    @Test
    void isAnnouncedAtTheMarkerWhenTheNewsCameBefore() {
        ExecChannelEnd end = onPipes();
        end.exited(END);
        assertThat(announced).isEmpty();

        end.stream().run();

        assertThat(announced).containsExactly(END);
    }

    @Test
    void isAnnouncedWithTheNewsWhenTheMarkerCameBefore() {
        ExecChannelEnd end = onPipes();
        end.stream().run();
        assertThat(announced).isEmpty();

        end.exited(END);

        assertThat(announced).containsExactly(END);
    }

    @Test
    void waitsForTheMarkersOfBothStreams() {
        ExecChannelEnd end = endOf(Command.of("program").separateErrors());
        end.exited(END);
        end.stream().run();
        assertThat(announced).isEmpty();

        end.stream().run();

        assertThat(announced).containsExactly(END);
    }

    @Test
    void waitsForNoMarkerWhenTheClientHasEnded() {
        ExecChannelEnd end = onPipes();
        end.exited(END);

        end.clientEnded();

        assertThat(announced).containsExactly(END);
    }

    @Test
    void waitsForTheNewsWhenTheClientHasEnded() {
        ExecChannelEnd end = onPipes();
        end.clientEnded();
        assertThat(announced).isEmpty();

        end.exited(END);

        assertThat(announced).containsExactly(END);
    }

    @Test
    void isAnnouncedOnceWhateverComesLater() throws InterruptedException {
        ExecChannelEnd end = onPipes();
        end.stream().run();
        end.exited(END);

        end.exited(new Termination.Unknown("its guard was lost"));
        end.clientEnded();
        end.look();

        assertThat(announced).containsExactly(END);
        assertThat(end.await(0)).isTrue();
    }

    @Test
    void waitsLongForAPipeThatIsBehind() {
        ExecChannelEnd end = onPipes();
        end.exited(END);

        time.pass(ExecChannelEnd.LATE);
        end.look();
        assertThat(announced).isEmpty();

        time.pass(MOMENT);
        end.look();
        assertThat(announced).containsExactly(END);
    }

    @Test
    void waitsAsLongAgainAfterEachByteOnAPipe() {
        ExecChannelEnd end = onPipes();
        end.exited(END);
        time.pass(ExecChannelEnd.LATE);
        output.append(new byte[1], 0, 1);

        time.pass(ExecChannelEnd.LATE);
        end.look();

        assertThat(announced).isEmpty();
    }

    @Test
    void waitsForErrorsThatAreBehindToo() {
        ExecChannelEnd end = endOf(Command.of("program").separateErrors());
        end.exited(END);
        time.pass(ExecChannelEnd.LATE);
        errors.append(new byte[1], 0, 1);

        time.pass(MOMENT);
        end.look();

        assertThat(announced).isEmpty();
    }

    @Test
    void doesNotWaitForTheMarkerOfATerminalThatIsStopped() {
        ExecChannelEnd end = onTerminal();
        end.exited(END);

        time.pass(ExecChannelEnd.STOPPED);
        end.look();
        assertThat(announced).isEmpty();

        time.pass(MOMENT);
        end.look();
        assertThat(announced).containsExactly(END);
    }

    @Test
    void looksByItselfForAListener() {
        ExecChannelEnd end = onTerminal();
        end.announceUnasked(() -> {});
        end.exited(END);

        time.pass(ExecChannelEnd.STOPPED.plusSeconds(1));

        assertThat(announced).containsExactly(END);
    }

    @Test
    void asksByItselfForTheNewsOfAGuardWhoseClientIsGone() {
        ExecChannelEnd end = onPipes();
        end.announceUnasked(() -> end.exited(END));
        time.pass(ExecChannelEnd.LATE);
        assertThat(announced).isEmpty();

        end.clientEnded();
        time.pass(Duration.ofSeconds(1));

        assertThat(announced).containsExactly(END);
    }

    /** Returns without output until the given time. */
    private static final class TimedSink implements OutputSink {

        private final FakeTime time;
        private long total;
        private long last;

        TimedSink(FakeTime time) {
            this.time = time;
        }

        @Override
        public void append(byte[] bytes, int offset, int length) {
            total += length;
            last = time.nanos();
        }

        @Override
        public void end() {}

        @Override
        public boolean isEnded() {
            return false;
        }

        @Override
        public long totalBytes() {
            return total;
        }

        @Override
        public Duration silence() {
            return time.since(last);
        }
    }
}
