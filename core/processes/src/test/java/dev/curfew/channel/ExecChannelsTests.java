package dev.curfew.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.diagnosis.SandboxUnavailableException;
import dev.curfew.entry.EntryGate;
import dev.curfew.entry.EntryPermits;
import dev.curfew.internal.WaitingThread;
import dev.curfew.process.TerminalSize;
import dev.curfew.session.Termination;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Exec channels with scripted clients. */
class ExecChannelsTests {

    private static final Duration SOON = Duration.ofMillis(10);

    private final ScriptedDriver sandbox = new ScriptedDriver(2);
    private final WardenConnection connection = sandbox.open();
    private final ExecChannels channels = new ExecChannels(connection, sandbox);

    /** {@return the client that is kept ready, which has begun to enter} */
    private ScriptedClient warm() {
        sandbox.time.pass(SOON);
        return sandbox.channel();
    }

    private WaitingThread<ExecChannel> taking() {
        return WaitingThread.start(() -> channels.take(null)).awaitWaiting();
    }

    private WaitingThread<Boolean> closing() {
        return WaitingThread.start(() -> channels.close(true).isEmpty()).awaitWaiting();
    }

    private EntryPermits.Request hold() {
        EntryPermits.Request request = sandbox.permits.urgent();
        try {
            assertThat(request.await()).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return request;
    }

    @Test
    void giveTheOneThatIsEnteringInsteadOfAnother() {
        ScriptedClient entering = warm();
        WaitingThread<ExecChannel> taking = taking();
        assertThat(sandbox.startedChannels()).isZero();

        entering.arrive();

        assertThat(taking.result().client().spawned()).isSameAs(entering);
    }

    @Test
    void giveTheOneThatWaitsOnce() {
        warm().arrive();
        ExecChannel first = channels.take(null);
        WaitingThread<ExecChannel> second = taking();

        sandbox.channel().arrive();

        assertThat(second.result()).isNotSameAs(first);
    }

    @Test
    void haveOneEnterAfterEachThatIsTaken() {
        warm().arrive();
        channels.take(null);

        channels.refill(false);
        channels.refill(false);
        warm().arrive();
        sandbox.time.pass(SOON);

        channels.take(null);
        assertThat(sandbox.startedChannels()).isZero();
    }

    /** The connection was cut while the client waited. */
    @Test
    void giveAnotherForOneThatHasEnded() {
        ScriptedClient cut = warm();
        cut.arrive();
        channels.take(null);
        channels.refill(false);
        ScriptedClient second = warm();
        second.end(new Termination.Exited(1));
        WaitingThread<ExecChannel> taking = taking();

        ScriptedClient third = sandbox.channel();
        third.arrive();

        assertThat(taking.result().client().spawned()).isSameAs(third);
    }

    @Test
    void sayWhyNoneArrives() {
        warm().end(new Termination.Exited(1));
        WaitingThread<ExecChannel> taking = taking();

        sandbox.channel().end(new Termination.Exited(7));

        assertThat(taking.failure())
                .isInstanceOf(SandboxUnavailableException.class)
                .hasMessageContaining("exited with code 7");
    }

    @Test
    void giveUpOneThatDoesNotArriveInTime() {
        int planned = sandbox.time.planned();
        ScriptedClient never = warm();
        WaitingThread<ExecChannel> taking = taking();
        await().until(() -> sandbox.time.planned() == planned); // At its limit instead of the moment before it enters.

        sandbox.time.pass(ExecChannel.PATIENCE);

        sandbox.channel().arrive();
        assertThat(taking.result().isOpen()).isTrue();
        assertThat(never.isAlive()).isFalse();
    }

    /** The time limit of a client begins when it is started, not when it is requested. */
    @Test
    void bearWithOneThatHadToWaitForItsTurn() {
        warm().arrive();
        channels.take(null);
        EntryPermits.Request first = hold();
        EntryPermits.Request second = hold();
        WaitingThread<ExecChannel> taking = taking();
        sandbox.time.pass(ExecChannel.PATIENCE.multipliedBy(3));
        assertThat(sandbox.startedChannels()).isZero();

        first.release();
        ScriptedClient late = sandbox.channel();
        sandbox.time.pass(ExecChannel.PATIENCE.minusNanos(1));
        late.arrive();

        assertThat(taking.result().client().spawned()).isSameAs(late);
        second.release();
    }

    @Test
    void letOnlySoManyEnterAtTheSameTime() {
        warm().arrive();
        channels.take(null);
        List<WaitingThread<ExecChannel>> all =
                IntStream.range(0, 64).mapToObj(i -> taking()).toList();

        for (int i = 0; i < 32; i++) {
            ScriptedClient one = sandbox.channel();
            ScriptedClient other = sandbox.channel();
            assertThat(sandbox.startedChannels()).isZero();
            one.arrive();
            other.arrive();
        }

        all.forEach(taking -> assertThat(taking.result().isOpen()).isTrue());
    }

    @Test
    void endTheWaitingOfCallersWhenTheyAreClosed() {
        warm().arrive();
        channels.take(null).client().kill();
        hold();
        hold();
        WaitingThread<ExecChannel> taking = taking();

        assertThat(channels.close(true)).isEmpty();

        assertThat(taking.failure())
                .satisfies(failure -> assertThat(EntryGate.isRefusal(failure)).isTrue());
        assertThat(sandbox.startedChannels()).isZero();
    }

    @Test
    void dismissTheOneThatArrivesWhileTheyAreClosed() {
        ScriptedClient entering = warm();
        WaitingThread<Boolean> closing = closing();

        entering.arrive();

        assertThat(closing.result()).isTrue();
        assertThat(entering.isAlive()).isFalse();
    }

    @Test
    void killTheOneThatIsEnteringWhenTheSandboxDoesNotAnswer() {
        ScriptedClient entering = warm();

        assertThat(channels.close(false)).isEmpty();

        assertThat(entering.isAlive()).isFalse();
    }

    @Test
    void haveNoneEnterAfterTheyAreClosed() {
        warm().arrive();
        channels.take(null).client().kill();
        channels.close(true);

        channels.refill(false);
        sandbox.time.pass(SOON);

        assertThat(sandbox.startedChannels()).isZero();
    }

    @Test
    void keepForTheNextCallerWhatAnInterruptedOneWaitedFor() {
        ScriptedClient entering = warm();
        WaitingThread<ExecChannel> interrupted = taking();

        interrupted.interrupt();
        assertThat(interrupted.failure()).hasMessageContaining("interrupted");
        entering.arrive();

        assertThat(channels.take(null).client().spawned()).isSameAs(entering);
    }

    /** A client sends the size that it begins with a moment later, and that must not come after another one. */
    @Test
    void giveATerminalOfAnotherSizeOnlyAfterAMoment() {
        TerminalSize other = new TerminalSize(66, 22);
        warm();
        channels.refill(true);
        ScriptedClient ready = warm();
        ready.arrive();
        await().until(sandbox.time::planned, planned -> planned == 2); // The lease, and the limit of the one on pipes.
        WaitingThread<ExecChannel> taking =
                WaitingThread.start(() -> channels.take(other)).awaitWaiting();
        ScriptedClient fresh = sandbox.channel();
        fresh.arrive();
        assertThat(taking.result().client().spawned()).isSameAs(fresh);

        sandbox.time.pass(Duration.ofSeconds(1));

        assertThat(channels.take(other).client().spawned()).isSameAs(ready);
    }
}
