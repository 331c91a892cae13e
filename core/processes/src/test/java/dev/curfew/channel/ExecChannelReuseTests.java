package dev.curfew.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.internal.WaitingThread;
import dev.curfew.process.Command;
import dev.curfew.recording.OutputRecorder;
import dev.curfew.recording.TextMode;
import dev.curfew.session.Mark;
import dev.curfew.session.Reports;
import dev.curfew.session.Termination;
import dev.curfew.spawn.Launch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Exec channels that serve one command after another, with scripted clients. */
class ExecChannelReuseTests {

    private static final Duration SOON = Duration.ofMillis(10);

    private final ScriptedDriver sandbox = new ScriptedDriver(100);
    private final WardenConnection connection = sandbox.open();
    private final ExecChannels channels = new ExecChannels(connection, sandbox);
    private final Map<ExecChannel, String> keys = new HashMap<>();
    private final List<Termination> announced = new ArrayList<>();
    private int cookies;

    /** A command in an exec channel, which a test lets end step by step. */
    private final class Running {

        final ExecChannel channel;
        final ScriptedClient client;
        final OutputRecorder output = new OutputRecorder(1000, TextMode.PLAIN);
        final OutputRecorder errors = new OutputRecorder(1000, TextMode.PLAIN);
        final String cookie = "cookie-" + cookies++;
        final List<String> order = new ArrayList<>();
        final ExecChannelProcess process;

        Running(Command command, ExecChannel channel) {
            this.channel = channel;
            this.client = (ScriptedClient) channel.client().spawned();
            Launch launch = new Launch(command, new Mark(cookie, 0), null, false, output, errors, announced::add);
            client.takesOrders(this::begin);
            this.process = channel.start(launch);
        }

        private void begin(String text) {
            order.addAll(List.of(text.split("\0", -1)));
            keys.putIfAbsent(channel, order.get(1));
            report("guard " + guardPid() + " 3");
            report("pid 301 4");
        }

        long guardPid() {
            return 300 + Long.parseLong(cookie.substring("cookie-".length()));
        }

        void report(String words) {
            sandbox.first().print(Reports.sealed(keys.get(channel), cookie + " " + words) + "\n");
        }

        void reportEnd() {
            report("exit 0");
            report("empty 0 0");
        }

        String markers() {
            List<String> argv = client.asClient().command().argv();
            return "\u001e" + argv.get(argv.size() - 1) + "\u001e\u001e"
                    + Reports.sealOf(keys.get(channel), cookie + " over") + "\u001e";
        }

        Running end() {
            client.print(markers());
            reportEnd();
            return this;
        }
    }

    private static Command program() {
        return Command.of("program");
    }

    private Running startOnNew(Command command) {
        WaitingThread<ExecChannel> taking = WaitingThread.start(() -> channels.take(null));
        sandbox.time.pass(SOON);
        sandbox.channel().arrive();
        return new Running(command, taking.result());
    }

    private Running startOnNew() {
        return startOnNew(program());
    }

    /** Starts a command in an exec channel that waits. */
    private Running start() {
        return new Running(program(), channels.take(null));
    }

    private List<Running> severalWait(int count) {
        List<Running> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(startOnNew());
        }
        all.forEach(Running::end);
        return all;
    }

    private static long alive(List<Running> all) {
        return all.stream().filter(running -> running.client.isAlive()).count();
    }

    private static void awaitAlive(List<Running> all, long count) {
        await().until(() -> alive(all) == count);
    }

    @Test
    void givesOneAgainWhenItsCommandIsOver() {
        Running first = startOnNew();
        first.client.print("one");
        first.end();

        Running second = start();
        second.client.print("two");

        assertThat(second.channel).isSameAs(first.channel);
        assertThat(first.output.log().text()).isEqualTo("one");
        assertThat(first.output.isEnded()).isTrue();
        assertThat(announced).containsExactly(new Termination.Exited(0));
        assertThat(second.output.log().text()).isEqualTo("two");
        assertThat(sandbox.startedChannels()).isZero();
    }

    /** Processes of the first command may have kept its input, and read what comes next. */
    @Test
    void sendsTheKeyOnlyOnce() {
        Running first = startOnNew().end();
        Running second = start();

        String key = first.order.get(1);
        assertThat(key).hasSize(32);
        assertThat(second.order.get(1)).isEqualTo("-");
        assertThat(second.order).doesNotContain(key);
    }

    @Test
    void signalsTheGuardOfTheCommand() {
        Running first = startOnNew().end();
        Running second = start();
        assertThat(second.channel).isSameAs(first.channel);

        second.process.guard().kill();
        assertThat(sandbox.request()).isEqualTo("tell TERM " + second.guardPid() + "/3");
        first.process.guard().kill();
        assertThat(sandbox.request()).isEqualTo("tell TERM " + first.guardPid() + "/3");
    }

    @Test
    void keepsOneUntilBothStreamsAndTheGuardAreAtTheirEnd() {
        Running first = startOnNew(program().separateErrors());
        first.client.print(first.markers());
        first.reportEnd();
        Running second = startOnNew();
        assertThat(second.channel).isNotSameAs(first.channel);

        first.client.printError(first.markers());

        assertThat(start().channel).isSameAs(first.channel);
    }

    /** The reports travel through another client than the output. */
    @Test
    void keepsOneUntilTheGuardHasReported() {
        Running first = startOnNew();
        first.client.print(first.markers());
        assertThat(startOnNew().channel).isNotSameAs(first.channel);

        first.reportEnd();

        assertThat(start().channel).isSameAs(first.channel);
    }

    @Test
    void dismissesOneThatMayHaveInputLeft() throws Exception {
        Running first = startOnNew();
        first.process.input().write(new byte[] {'x'});

        first.end();

        awaitAlive(List.of(first), 0);
        assertThat(startOnNew().channel).isNotSameAs(first.channel);
    }

    @Test
    void refusesInputOfACommandThatIsOver() throws Exception {
        Running first = startOnNew().end();

        assertThatThrownBy(() -> first.process.input().write(new byte[] {'x'}))
                .isInstanceOf(IOException.class)
                .hasMessage("the command has ended");
        first.process.input().end();

        assertThat(first.client.isAlive()).isTrue();
    }

    /** The connection was cut while several waited. */
    @Test
    void givesNoneThatHasEnded() {
        List<Running> all = severalWait(3);
        all.get(2).client.end(new Termination.Exited(255));
        all.get(1).client.end(new Termination.Exited(255));

        assertThat(start().channel).isSameAs(all.get(0).channel);
    }

    @Test
    void keepsOnlySoMany() {
        List<Running> all = severalWait(ExecChannels.MOST_WAITING + 2);

        awaitAlive(all, ExecChannels.MOST_WAITING);
    }

    @Test
    void dismissesAllButOneThatAreNotUsed() {
        List<Running> all = severalWait(4);

        sandbox.time.pass(ExecChannels.PERIOD.multipliedBy(2));

        awaitAlive(all, 1);
        assertThat(all.get(3).client.isAlive()).isTrue();
        assertThat(start().channel).isSameAs(all.get(3).channel);
    }

    @Test
    void keepsOneMoreThanWereUsedAtTheSameTime() {
        List<Running> all = severalWait(4);
        for (int i = 0; i < 5; i++) {
            Running one = start();
            Running other = start();
            one.end();
            other.end();
            sandbox.time.pass(ExecChannels.PERIOD);
        }

        awaitAlive(all, 3);
        sandbox.time.pass(ExecChannels.PERIOD.multipliedBy(2));
        awaitAlive(all, 1);
    }

    @Test
    void leavesNoneWhenTheyAreClosed() {
        List<Running> all = severalWait(3);
        Running runs = start();
        int planned = sandbox.time.planned();
        WaitingThread<Boolean> closing =
                WaitingThread.start(() -> channels.close(true).isEmpty());
        await().until(() -> sandbox.time.planned() < planned);

        runs.end();

        assertThat(closing.result()).isTrue();
        awaitAlive(all, 0);
    }
}
