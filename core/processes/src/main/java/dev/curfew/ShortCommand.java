package dev.curfew;

import dev.curfew.lane.Started;
import dev.curfew.lane.Starter;
import dev.curfew.lane.Texts;
import dev.curfew.output.OutputRecorder;
import dev.curfew.output.TextMode;
import dev.curfew.process.Command;
import dev.curfew.process.KillPolicy;
import dev.curfew.session.Termination;
import dev.curfew.warden.TreeKiller;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A short command that Curfew runs for its own purposes, and its result. */
record ShortCommand(String output, @Nullable Termination end) {

    private static final int OUTPUT_BYTES = 256 * 1024;

    /** Run a command, and kill it if it has not ended within the limit. */
    static ShortCommand run(Starter place, Command command, Duration limit) {
        OutputRecorder output = new OutputRecorder(OUTPUT_BYTES, TextMode.PLAIN);
        OutputRecorder errors = new OutputRecorder(OUTPUT_BYTES, TextMode.PLAIN);
        CompletableFuture<Termination> ended = new CompletableFuture<>();
        Started started = place.start(command, output, errors, ended::complete);
        started.process().awaitExitUninterruptibly(limit);
        Termination end = ended.getNow(null);
        TreeKiller.end(List.of(started.tree()), KillPolicy.AT_ONCE);
        return new ShortCommand(output.log().text(), end);
    }

    boolean succeeded() {
        return new Termination.Exited(0).equals(end);
    }

    String howItEnded() {
        return end == null ? "did not end" : Texts.of(end);
    }
}
