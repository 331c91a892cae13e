package dev.curfew.watch;

import dev.curfew.BackgroundProcess;
import dev.curfew.process.ExitStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A watched process with its patterns and timers. Not thread-safe. */
final class WatchedProcess {

    private final BackgroundProcess process;
    private final int maxCharacters;
    private final List<PatternWatch> patterns = new ArrayList<>();
    private final List<Heartbeat> heartbeats = new ArrayList<>();
    private boolean tellsExit;
    private boolean consumed;

    WatchedProcess(BackgroundProcess process, int maxCharacters) {
        this.process = process;
        this.maxCharacters = maxCharacters;
    }

    BackgroundProcess process() {
        return process;
    }

    void tellExit() {
        tellsExit = true;
    }

    boolean tellsExit() {
        return tellsExit;
    }

    void consume() {
        consumed = true;
    }

    /** {@return whether, after the process has ended, later requests to watch it report nothing more} */
    boolean isSettled() {
        return tellsExit || consumed;
    }

    void add(PatternWatch pattern) {
        patterns.add(pattern);
    }

    void add(Heartbeat heartbeat) {
        heartbeats.add(heartbeat);
    }

    /**
     * Look for events.
     *
     * @param now nanoseconds since an arbitrary origin
     * @param events receives the events
     * @return whether to continue watching the process
     */
    boolean look(long now, Consumer<ProcessEvent> events) {
        // Query the state before reading the output, so that all output is searched before the end is reported.
        Optional<ExitStatus> status = process.exitStatus();
        if (patterns.removeIf(pattern -> !pattern.look(now, events))) {
            tellsExit = true;
        }
        if (status.isEmpty()) {
            heartbeats.forEach(heartbeat -> heartbeat.look(now).ifPresent(events));
            return true;
        }
        if (tellsExit && !consumed) {
            events.accept(new ProcessEvent.Exited(
                    process, status.get(), process.output().last(maxCharacters)));
        }
        return false;
    }

    /** {@return the time until the next timer is due, or empty if there is none} */
    OptionalLong next(long now) {
        return heartbeats.stream()
                .mapToLong(heartbeat -> heartbeat.next() - now)
                .min();
    }
}
