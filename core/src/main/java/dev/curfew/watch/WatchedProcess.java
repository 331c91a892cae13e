package dev.curfew.watch;

import dev.curfew.BackgroundProcess;
import dev.curfew.process.ExitStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** All that watches one process. Not thread-safe. */
final class WatchedProcess {

    private final BackgroundProcess process;
    private final int maxCharacters;
    private final List<PatternWatch> patterns = new ArrayList<>();
    private final List<Beat> beats = new ArrayList<>();
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

    /** {@return whether its end is not to be told any more once it is over; whoever asks later has to be told else} */
    boolean isSettled() {
        return tellsExit || consumed;
    }

    void add(PatternWatch pattern) {
        patterns.add(pattern);
    }

    void add(Beat beat) {
        beats.add(beat);
    }

    /**
     * Look at what is new.
     *
     * @param now nanoseconds since some moment
     * @param events takes what is to be told
     * @return whether to go on looking
     */
    boolean look(long now, Consumer<ProcessEvent> events) {
        // Asked before the output is read: what was printed before the end is looked at before the end is told.
        Optional<ExitStatus> status = process.exitStatus();
        if (patterns.removeIf(pattern -> !pattern.look(now, events))) {
            tellsExit = true;
        }
        if (status.isEmpty()) {
            beats.forEach(beat -> beat.look(now).ifPresent(events));
            return true;
        }
        if (tellsExit && !consumed) {
            events.accept(new ProcessEvent.Exited(
                    process, status.get(), process.output().last(maxCharacters)));
        }
        return false;
    }

    /** {@return when it is time to look again though nothing happens} */
    OptionalLong next(long now) {
        return beats.stream().mapToLong(beat -> beat.next() - now).min();
    }
}
