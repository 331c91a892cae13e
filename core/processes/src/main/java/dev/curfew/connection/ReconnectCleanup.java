package dev.curfew.connection;

import dev.curfew.channel.WardenConnection;
import dev.curfew.command.GuardedOneShot;
import dev.curfew.entry.EntryContext;
import dev.curfew.entry.EntryGate;
import dev.curfew.entry.EntryPermits;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.SandboxDriver;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Ends a tree whose connection was cut: the warden in the sandbox ends all processes, and this verifies that it did.
 */
final class ReconnectCleanup {

    /**
     * The minimum time to wait for an answer. Guards that could not be reached, and entering again, may have used up
     * the budget. But a warden that has just entered does answer: it searches for up to 10 s, and then reports what it
     * found. Giving up earlier would report processes as survivors that have ended.
     */
    static final Duration ANSWER = Duration.ofSeconds(15);

    private ReconnectCleanup() {}

    /**
     * {@return the pids of the processes that are left, or an empty text if it is proven that none is}
     *
     * @throws IOException if it cannot be determined
     * @throws TimeoutException if there is no answer
     */
    static String of(Sandbox sandbox, SandboxDriver driver, EntryContext context, List<String> elements, Duration limit)
            throws IOException, TimeoutException {
        if (driver.removal().isPresent()) {
            if (GuardedOneShot.answer(driver.removal().get()).isEmpty()) {
                throw new IOException("the engine did not confirm that the container is removed");
            }
            return "";
        }
        if (driver.isGone()) {
            return "";
        }
        return throughAnother(enter(sandbox, driver, context), elements, limit);
    }

    /**
     * Not interruptible, because it is part of a clean-up. The gate is never closed: this is needed when the gates of
     * the scope are closed.
     */
    private static WardenConnection enter(Sandbox sandbox, SandboxDriver driver, EntryContext context) {
        boolean interrupted = Thread.interrupted();
        try {
            EntryPermits.Request request = context.permits().urgent();
            return new EntryGate()
                    .enter(sandbox.toString(), request, () -> WardenConnection.open(sandbox, driver, context));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String throughAnother(WardenConnection again, List<String> elements, Duration limit)
            throws IOException, TimeoutException {
        Duration enough = limit.compareTo(ANSWER) < 0 ? ANSWER : limit;
        try {
            return again.end(elements, enough);
        } finally {
            again.askToLeave(false);
            again.awaitEnd(limit);
            again.close();
        }
    }
}
