package dev.curfew.lane;

import dev.curfew.process.Command;
import dev.curfew.session.Termination;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Runs a client that ends by itself, such as one that removes a container. */
final class ClientRun {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private ClientRun() {}

    /**
     * {@return what it printed, or empty if it failed}
     *
     * @param command what to run
     */
    static Optional<String> run(Command command) {
        return run(command, LIMIT);
    }

    /**
     * {@return what it printed, or empty if it failed}
     *
     * @param command what to run
     * @param limit how long it may take; then it is killed
     */
    static Optional<String> run(Command command, Duration limit) {
        TextSink output = new TextSink();
        CompletableFuture<Termination> ended = new CompletableFuture<>();
        Client client = Client.start(command.name(), command.separateErrors(), output, new TextSink(), ended::complete);
        client.spawned().awaitExitUninterruptibly(limit);
        boolean over = ended.isDone();
        client.kill();
        return over && ended.join().equals(new Termination.Exited(0)) ? Optional.of(output.text()) : Optional.empty();
    }
}
