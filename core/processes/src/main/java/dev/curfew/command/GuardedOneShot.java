package dev.curfew.command;

import dev.curfew.process.Command;
import dev.curfew.process.KillPolicy;
import dev.curfew.recording.OutputSink;
import dev.curfew.session.OneShotProcess;
import dev.curfew.session.Termination;
import dev.curfew.spawn.InputSink;
import dev.curfew.warden.TreeKiller;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A one-shot command that is guarded and marked like the commands of a scope, so that everything it starts ends with
 * it, and with this JVM: a client on this machine, or a command in any place.
 */
public final class GuardedOneShot extends OneShotProcess {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final CompletableFuture<Termination> end = new CompletableFuture<>();
    private final Started started;

    /**
     * Start a command.
     *
     * @param place where
     * @param command what to run
     * @throws dev.curfew.diagnosis.CurfewException if it cannot be started; nothing is left running
     */
    public GuardedOneShot(Starter place, Command command) {
        super(MOST_OUTPUT_BYTES);
        started = place.start(command, output, errors, end::complete);
    }

    /** Start a client that ends by itself, such as one that removes a container. */
    public static GuardedOneShot client(Command command) {
        return new GuardedOneShot(GuardedOneShot::startClient, command.separateErrors());
    }

    private static Started startClient(
            Command command, OutputSink output, OutputSink errors, Consumer<Termination> onExit) {
        Client client = Client.start(command.name(), command, output, errors, onExit);
        return new Started(client.spawned(), client.tree());
    }

    /** {@return the {@linkplain #answer(Command, Duration) answer} of a client that may take 20 seconds} */
    public static Optional<String> answer(Command command) {
        return answer(command, LIMIT);
    }

    /**
     * {@return what a client printed to its standard output, or empty if it failed; what it printed to its standard
     * error is not part of the answer, because clients print warnings there and succeed}
     *
     * <p>Not interruptible, because many clients clean up.
     */
    public static Optional<String> answer(Command command, Duration limit) {
        return client(command).awaitUninterruptibly(limit).answer();
    }

    /** {@return its standard input} */
    public InputSink input() {
        return started.process().input();
    }

    @Override
    protected Optional<Termination> awaitEnd(Duration limit) throws InterruptedException {
        started.process().awaitExit(limit);
        return Optional.ofNullable(end.getNow(null));
    }

    /** Kill it, and also what a command that has ended left behind. */
    @Override
    public void close() {
        TreeKiller.end(List.of(started.tree()), KillPolicy.AT_ONCE);
    }
}
