package dev.curfew.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.curfew.internal.FakeTime;
import dev.curfew.internal.Latch;
import dev.curfew.internal.OtherThread;
import dev.curfew.process.Command;
import dev.curfew.recording.OutputRecorder;
import dev.curfew.recording.TextMode;
import dev.curfew.session.Mark;
import dev.curfew.session.Termination;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ExitGateTests {

    private static final Termination CODE = new Termination.Exited(3);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final FakeTime time = new FakeTime();
    private final FakeCommand command = new FakeCommand(time);
    private final OutputRecorder output = recorder();
    private final OutputRecorder errors = recorder();
    private final Arrival arrival = new Arrival();
    private final List<Termination> announced = new CopyOnWriteArrayList<>();

    private static OutputRecorder recorder() {
        return new OutputRecorder(1000, TextMode.PLAIN);
    }

    private ExitGate gate(OutputProgress... readers) {
        return gate(announced::add, readers);
    }

    private ExitGate gate(Consumer<Termination> receiver, OutputProgress... readers) {
        Launch launch = new Launch(Command.of("true"), Mark.NONE, null, false, output, errors, receiver);
        return new ExitGate(launch, List.of(readers), time);
    }

    @Test
    void announcesTheEndAfterTheLastStream() {
        ExitGate gate = gate(new Arrival(), new Arrival());

        gate.exited(CODE);
        assertThat(gate.streamEnded(output)).isFalse();
        assertThat(announced).isEmpty();
        assertThat(gate.streamEnded(errors)).isTrue();

        assertThat(announced).containsExactly(CODE);
        assertThat(output.isEnded()).isTrue();
    }

    @Test
    void announcesTheEndOfACommandThatHadClosedItsStreams() {
        ExitGate gate = gate(arrival);

        gate.streamEnded(output);
        assertThat(announced).isEmpty();
        gate.exited(CODE);

        assertThat(announced).containsExactly(CODE);
    }

    @Test
    void announcesTheEndWhenTheReaderHasCaughtUpWithAStreamThatOthersHold() {
        ExitGate gate = gate(arrival);
        gate.announceUnasked(new EndSource.OfJvm(command), command.onExit());

        command.exits(3);
        time.pass(LOOK.multipliedBy(5));
        assertThat(announced).isEmpty();
        assertThat(arrival.knowsTheExit).isTrue();
        arrival.caughtUp = true;
        time.pass(LOOK);

        assertThat(announced).containsExactly(CODE);
        assertThat(time.planned()).isZero();
    }

    @Test
    void announcesTheEndToThoseThatWaitForIt() throws Exception {
        ExitGate gate = gate(arrival);
        time.after(LOOK, () -> command.exits(3));
        time.after(LOOK.multipliedBy(2), () -> arrival.caughtUp = true);

        gate.await(new EndSource.OfJvm(command), LOOK.multipliedBy(4).toNanos());

        assertThat(announced).containsExactly(CODE);
        assertThat(time.nanos())
                .isBetween(LOOK.multipliedBy(2).toNanos(), LOOK.multipliedBy(3).toNanos());
    }

    @Test
    void hasTheReadersReadAllWhenAThreadWaits() throws Exception {
        ExitGate gate = gate(arrival);

        gate.await(new EndSource.OfJvm(command), LOOK.toNanos());

        assertThat(arrival.readsOn).isTrue();
    }

    @Test
    void waitsNoLongerThanItIsAsked() throws Exception {
        ExitGate gate = gate(arrival);
        gate.await(new EndSource.OfJvm(command), LOOK.toNanos());
        assertThat(time.nanos()).isEqualTo(LOOK.toNanos());

        command.exits(3);
        gate.await(new EndSource.OfJvm(command), LOOK.toNanos());
        gate.awaitAnnouncement(LOOK.toNanos());

        assertThat(time.nanos()).isEqualTo(LOOK.multipliedBy(3).toNanos());
        assertThat(announced).isEmpty();
    }

    @Test
    void announcesOnceAlthoughTwoThreadsSeeTheEnd() throws Exception {
        Latch entered = new Latch();
        Latch released = new Latch();
        ExitGate gate = gate(
                how -> {
                    announced.add(how);
                    entered.open();
                    released.await();
                },
                arrival);
        gate.streamEnded(output);
        OtherThread first = OtherThread.run(() -> gate.exited(CODE));
        entered.await();

        gate.exited(new Termination.Exited(4));
        gate.look(new EndSource.OfJvm(command));
        released.open();

        first.join();
        assertThat(announced).containsExactly(CODE);
    }

    @Test
    void lookDoesNotCountAnEndThatWasToldAlready() {
        ExitGate gate = gate(arrival);
        gate.exited(CODE);
        command.exits(4);
        gate.look(new EndSource.OfJvm(command));

        gate.streamEnded(output);

        assertThat(announced).containsExactly(CODE);
    }

    @Test
    void letsThoseThatWaitGoOnIfTheReceiverFails() throws Exception {
        ExitGate gate = gate(
                how -> {
                    throw new IllegalStateException("receiver");
                },
                arrival);
        gate.streamEnded(output);

        assertThatIllegalStateException().isThrownBy(() -> gate.exited(CODE));
        gate.awaitAnnouncement(LOOK.toNanos());

        assertThat(time.nanos()).isZero();
    }

    @Test
    void takesAStreamWhoseSinkFailsForEnded() {
        ExitGate gate = gate(arrival);

        assertThatIllegalStateException()
                .isThrownBy(() -> gate.read(StreamReader.ofPipe(output), () -> {
                    throw new IllegalStateException("sink");
                }));
        gate.exited(CODE);

        assertThat(announced).containsExactly(CODE);
    }

    /** A simulated state of the arrival of output. */
    private static final class Arrival implements OutputProgress {

        private volatile boolean knowsTheExit;
        private volatile boolean caughtUp;
        private volatile boolean readsOn;

        @Override
        public void processExited() {
            knowsTheExit = true;
        }

        @Override
        public void readOn() {
            readsOn = true;
        }

        @Override
        public boolean hasCaughtUp() {
            return caughtUp;
        }
    }
}
