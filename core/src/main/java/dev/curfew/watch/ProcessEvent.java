package dev.curfew.watch;

import dev.curfew.BackgroundProcess;
import dev.curfew.process.ExitStatus;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that happened to a process, or to those who watch it.
 *
 * @since 0.1
 */
public sealed interface ProcessEvent {

    /** {@return the process that it happened to, or empty if it is about all of them} */
    Optional<BackgroundProcess> about();

    /**
     * A process has ended. Told once for each process.
     *
     * @param process the process
     * @param status how it ended
     * @param lastOutput the end of what it printed, as much as {@link WatchLimits#maxCharacters()} allows
     */
    record Exited(BackgroundProcess process, ExitStatus status, String lastOutput) implements ProcessEvent {
        @Override
        public Optional<BackgroundProcess> about() {
            return Optional.of(process);
        }
    }

    /**
     * A process printed lines in which a watched pattern was found.
     *
     * @param process the process
     * @param pattern the pattern, or the text
     * @param lines the lines, as far as they had arrived; as many as {@link WatchLimits} allows
     * @param suppressed how many more lines were not told since the last event of this pattern
     * @param missedBytes how much the log dropped before it was looked at
     */
    record Matched(BackgroundProcess process, String pattern, List<String> lines, long suppressed, long missedBytes)
            implements ProcessEvent {
        /**
         * Copy the lines.
         *
         * @param process the process
         * @param pattern the pattern, or the text
         * @param lines the lines
         * @param suppressed how many more lines were not told
         * @param missedBytes how much the log dropped before it was looked at
         */
        public Matched {
            lines = List.copyOf(lines);
        }

        @Override
        public Optional<BackgroundProcess> about() {
            return Optional.of(process);
        }
    }

    /**
     * A pattern is not watched any more, because it was found too often, or is too complex; the end of the process is told
     * instead.
     *
     * @param process the process
     * @param pattern the pattern, or the text
     * @param reason why
     * @param suppressed how many lines were not told since the last event of this pattern
     */
    record Disabled(BackgroundProcess process, String pattern, String reason, long suppressed) implements ProcessEvent {
        @Override
        public Optional<BackgroundProcess> about() {
            return Optional.of(process);
        }
    }

    /**
     * A process still runs; told at intervals.
     *
     * @param process the process
     * @param uptime the time since its start
     * @param lastOutput the end of what it printed
     */
    record StillRunning(BackgroundProcess process, Duration uptime, String lastOutput) implements ProcessEvent {
        @Override
        public Optional<BackgroundProcess> about() {
            return Optional.of(process);
        }
    }

    /**
     * A process has printed something since its last heartbeat.
     *
     * @param process the process
     * @param number which heartbeat of this process it is, from 1
     * @param output the end of what is new
     * @param omitted how many characters of what is new are left out before it
     */
    record Heartbeat(BackgroundProcess process, long number, String output, long omitted) implements ProcessEvent {
        @Override
        public Optional<BackgroundProcess> about() {
            return Optional.of(process);
        }
    }

    /**
     * So many patterns were found in so short a time that none is told for a while.
     *
     * @param cooldown for how long
     */
    record MatchesPaused(Duration cooldown) implements ProcessEvent {
        @Override
        public Optional<BackgroundProcess> about() {
            return Optional.empty();
        }
    }

    /**
     * What is found is told again.
     *
     * @param suppressed how many lines were not told meanwhile
     */
    record MatchesResumed(long suppressed) implements ProcessEvent {
        @Override
        public Optional<BackgroundProcess> about() {
            return Optional.empty();
        }
    }

    /**
     * A listener threw an exception; the others were told all the same.
     *
     * @param event what it was told
     * @param exception what it threw
     */
    record ListenerFailed(ProcessEvent event, RuntimeException exception) implements ProcessEvent {
        /**
         * Check that nothing is {@code null}.
         *
         * @param event what it was told
         * @param exception what it threw
         */
        public ListenerFailed {
            Objects.requireNonNull(event, "event");
            Objects.requireNonNull(exception, "exception");
        }

        @Override
        public Optional<BackgroundProcess> about() {
            return event.about();
        }
    }
}
