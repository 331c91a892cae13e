package dev.curfew.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.command.Client;
import dev.curfew.entry.EntryContext;
import dev.curfew.entry.EntryPermits;
import dev.curfew.internal.FakeTime;
import dev.curfew.process.Command;
import dev.curfew.recording.OutputSink;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.SandboxDriver;
import dev.curfew.sandbox.fixture.Patience;
import dev.curfew.session.Termination;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Enters a simulated sandbox, with simulated clients and a clock that tests advance. */
public final class ScriptedDriver implements SandboxDriver, EntryContext.ClientStarter {

    static final String NAMESPACE = "pid:[1]";
    static final Duration LEASE = Duration.ofSeconds(40);

    public static final Sandbox SANDBOX = Sandbox.entering("scripted");
    private static final String LANE = "lane";

    public final FakeTime time = new FakeTime();
    final FakeTime timeOfPermits = new FakeTime();
    public final EntryPermits permits;
    private final BlockingQueue<ScriptedClient> channels = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private volatile Consumer<ScriptedClient> warden = this::enter;
    private volatile Consumer<String> onRequest = requests::add;
    private volatile @Nullable ScriptedClient first;

    public ScriptedDriver() {
        this(4);
    }

    public ScriptedDriver(int permits) {
        this.permits = new EntryPermits(permits, timeOfPermits);
    }

    /** {@return a connection, which has been entered} */
    public WardenConnection open() {
        return WardenConnection.open(SANDBOX, this, context());
    }

    public EntryContext context() {
        return new EntryContext(this, permits, time);
    }

    /** Let the first client do something other than enter. */
    void firstClient(Consumer<ScriptedClient> behavior) {
        warden = behavior;
    }

    /** Let the warden do something other with requests than keep them for {@link #request()}. */
    public void onRequest(Consumer<String> answer) {
        onRequest = answer;
    }

    public ScriptedClient first() {
        return Objects.requireNonNull(first);
    }

    /** {@return the next request that the warden has read; waits for it} */
    String request() {
        return next(requests);
    }

    boolean hasRequest() {
        return !requests.isEmpty();
    }

    /** {@return the next client of an exec channel; waits for its start} */
    ScriptedClient channel() {
        return next(channels);
    }

    int startedChannels() {
        return channels.size();
    }

    private static <T> T next(BlockingQueue<T> queue) {
        try {
            T next = queue.poll(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(next).isNotNull();
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Client start(
            String place, Command command, OutputSink output, OutputSink errors, Consumer<Termination> onExit) {
        ScriptedClient client = new ScriptedClient(command, output, errors, onExit);
        if (command.name().equals(LANE)) {
            channels.add(client);
        } else {
            first = client;
            warden.accept(client);
        }
        return client.asClient();
    }

    /** It gets a script, and then a program, each in a line; then it is the warden, and gets requests. */
    private void enter(ScriptedClient client) {
        client.reads(script -> {
            client.reads(program -> {
                client.reads(request -> onRequest.accept(request));
                client.print("curfew entered /tmp/scripted 100 1 " + NAMESPACE + "\n");
            });
            client.print("curfew machine x86_64\n");
        });
    }

    @Override
    public Command open(List<String> argv) {
        return Command.of("warden");
    }

    @Override
    public Command exec(List<String> argv, boolean terminal) {
        return Command.of(LANE, argv.toArray(String[]::new));
    }

    @Override
    public Duration lease() {
        return LEASE;
    }

    @Override
    public List<Advice> advice() {
        return List.of(new Advice("", "read the script"));
    }
}
