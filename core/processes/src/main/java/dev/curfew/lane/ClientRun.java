package dev.curfew.lane;

import dev.curfew.internal.Durations;
import dev.curfew.process.Command;
import dev.curfew.session.Termination;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Runs a client that ends by itself, such as one that removes a container. */
final class ClientRun {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Engines list all containers of a machine; the beginning of a list must not be mistaken for all of it. */
    private static final int MOST_OUTPUT_BYTES = 4 * 1024 * 1024;

    private ClientRun() {}

    /**
     * {@return what it printed to its standard output, or empty if it failed; what it printed to its standard error is
     * not part of the answer, because clients print warnings there and succeed}
     *
     * @param command what to run
     */
    static Optional<String> run(Command command) {
        return run(command, LIMIT);
    }

    /**
     * {@return what it printed to its standard output, or empty if it failed}
     *
     * @param command what to run
     * @param limit how long it may take; then it is killed
     */
    static Optional<String> run(Command command, Duration limit) {
        Result result = result(command, limit);
        return result.success() ? Optional.of(result.output()) : Optional.empty();
    }

    /**
     * The result of a client.
     *
     * @param success whether it ended in time, with code 0, and its output is complete
     * @param output what it printed to its standard output
     * @param errors what it printed to its standard error
     */
    record Result(boolean success, String output, String errors) {}

    static Result result(Command command, Duration limit) {
        TextSink output = new TextSink(MOST_OUTPUT_BYTES);
        TextSink errors = new TextSink();
        CompletableFuture<Termination> ended = new CompletableFuture<>();
        Client client = Client.start(command.name(), command.separateErrors(), output, errors, ended::complete);
        client.spawned().awaitExitUninterruptibly(limit);
        boolean over = ended.isDone();
        client.kill();
        return new Result(
                over && ended.join().equals(new Termination.Exited(0)) && output.isWhole(),
                output.text(),
                over ? errors.text() : errors.text() + "\nkilled after " + Durations.text(limit));
    }
}
