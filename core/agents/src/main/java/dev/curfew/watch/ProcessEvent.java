package dev.curfew.watch;

import dev.curfew.BackgroundProcess;
import dev.curfew.process.ExitStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * An event concerning a process, or the watch itself.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public sealed interface ProcessEvent {

    /** {@return the process concerned, or empty if the event concerns all processes} */
    default Optional<BackgroundProcess> about() {
        return Optional.empty();
    }

    /** An event concerning one process. */
    sealed interface OfProcess extends ProcessEvent {

        /** {@return the process} */
        BackgroundProcess process();

        @Override
        default Optional<BackgroundProcess> about() {
            return Optional.of(process());
        }
    }

    /**
     * A process has ended. Reported once per process.
     *
     * @param process the process
     * @param status how it ended
     * @param lastOutput the end of its output, up to {@link WatchLimits#maxCharacters()}
     */
    record Exited(BackgroundProcess process, ExitStatus status, String lastOutput) implements OfProcess {}

    /**
     * A process printed lines that match a watched pattern.
     *
     * @param process the process
     * @param pattern the pattern, or the text
     * @param lines the matching lines, as far as they had arrived, within the {@link WatchLimits}
     * @param suppressed how many more matching lines were not reported since the last event of this pattern
     * @param missedBytes how many bytes the log dropped before they were searched
     */
    record Matched(BackgroundProcess process, String pattern, List<String> lines, long suppressed, long missedBytes)
            implements OfProcess {
        /**
         * Copy the lines.
         *
         * @param process the process
         * @param pattern the pattern, or the text
         * @param lines the lines
         * @param suppressed how many more matching lines were not reported
         * @param missedBytes how many bytes the log dropped before they were searched
         */
        public Matched {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A pattern was disabled because it matched too often or is too complex. The end of the process will be reported
     * instead.
     *
     * @param process the process
     * @param pattern the pattern, or the text
     * @param reason the reason
     * @param suppressed how many matching lines were not reported since the last event of this pattern
     */
    record Disabled(BackgroundProcess process, String pattern, String reason, long suppressed) implements OfProcess {}

    /**
     * A process is still running; reported at intervals.
     *
     * @param process the process
     * @param uptime the time since its start
     * @param lastOutput the end of its output
     */
    record StillRunning(BackgroundProcess process, Duration uptime, String lastOutput) implements OfProcess {}

    /**
     * A process has printed something since its last heartbeat.
     *
     * @param process the process
     * @param number the number of this heartbeat for the process, from 1
     * @param output the end of the new output
     * @param omitted how many characters of the new output were omitted before it
     */
    record Heartbeat(BackgroundProcess process, long number, String output, long omitted) implements OfProcess {}

    /**
     * All patterns are paused because too many matches were found in a short time.
     *
     * @param cooldown the length of the pause
     */
    record MatchesPaused(Duration cooldown) implements ProcessEvent {}

    /**
     * The pause is over, and matches are reported again.
     *
     * @param suppressed how many matching lines were not reported during the pause
     */
    record MatchesResumed(long suppressed) implements ProcessEvent {}

    /**
     * A listener threw an exception; the other listeners still received the event.
     *
     * @param event the event that the listener received
     * @param exception the exception
     */
    record ListenerFailed(ProcessEvent event, RuntimeException exception) implements ProcessEvent {
        @Override
        public Optional<BackgroundProcess> about() {
            return event.about();
        }
    }
}
