package dev.curfew.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.channel.ScriptedDriver;
import dev.curfew.channel.TextSink;
import dev.curfew.entry.EntryGate;
import dev.curfew.entry.EntryPermits;
import dev.curfew.internal.WaitingThread;
import dev.curfew.process.Command;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The sandboxes of a scope, here a single one with scripted clients. */
class SandboxConnectionsTests {

    private final ScriptedDriver sandbox = new ScriptedDriver(1);
    private final AtomicInteger entered = new AtomicInteger();
    private final CountDownLatch arrives = new CountDownLatch(1);

    private SandboxConnection enter(EntryGate gate) {
        return gate.enter("the sandbox", sandbox.permits.urgent(), () -> {
            WaitingThread.awaitLatch(arrives);
            entered.incrementAndGet();
            return new SandboxConnection(ScriptedDriver.SANDBOX, sandbox, sandbox.open());
        });
    }

    private final SandboxConnections sites = new SandboxConnections((place, gate) -> enter(gate));

    private WaitingThread<SandboxConnection> entering() {
        return WaitingThread.start(() -> sites.enter(ScriptedDriver.SANDBOX)).awaitWaiting();
    }

    @Test
    void enterEachOnceHoweverManyAskForIt() {
        WaitingThread<SandboxConnection> first = entering();
        WaitingThread<SandboxConnection> second = entering();

        arrives.countDown();

        assertThat(second.result()).isSameAs(first.result());
        assertThat(entered).hasValue(1);
    }

    @Test
    void endTheWaitingOfAllCallersWhenTheyRefuse() throws InterruptedException {
        EntryPermits.Request other = sandbox.permits.urgent();
        assertThat(other.await()).isTrue();
        WaitingThread<SandboxConnection> first = entering();
        WaitingThread<SandboxConnection> second = entering();

        sites.refuse();

        assertThat(SandboxConnections.isRefusal(first.failure())).isTrue();
        assertThat(SandboxConnections.isRefusal(second.failure())).isTrue();
        assertThat(sites.close(List.of())).isEmpty();
    }

    /** It has its permit already, and arrives after the check of those that have arrived. */
    @Test
    void startNothingInTheOneThatArrivesLater() {
        WaitingThread<SandboxConnection> entering = entering();
        sites.refuse();

        arrives.countDown();

        SandboxConnection site = entering.result();
        assertThatThrownBy(() -> start(site))
                .satisfies(failure ->
                        assertThat(SandboxConnections.isRefusal(failure)).isTrue());
    }

    @Test
    void startNothingMoreInTheOneThatHasArrived() {
        arrives.countDown();
        SandboxConnection site = sites.enter(ScriptedDriver.SANDBOX);

        sites.refuse();

        assertThatThrownBy(() -> start(site))
                .satisfies(failure ->
                        assertThat(SandboxConnections.isRefusal(failure)).isTrue());
    }

    private static void start(SandboxConnection site) {
        site.start(Command.of("program"), new TextSink(), new TextSink(), how -> {});
    }
}
