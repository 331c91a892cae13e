package dev.curfew.episode;

import dev.curfew.internal.Check;
import dev.curfew.internal.Durations;
import dev.curfew.internal.Time;
import java.io.Flushable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Shows the progress of a run: on a terminal as a line that is rewritten, in a log as a line from time to time.
 *
 * <pre>{@code
 * Episodes.of(task).withListener(ProgressLine.toTerminal(System.err, 80))
 * }</pre>
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public final class ProgressLine implements EpisodeListener {

    private static final Duration FRAME = Duration.ofMillis(100);
    private static final String REWRITE = "\r\u001b[K";
    private static final int NARROWEST = 20;

    private final Appendable out;
    private final int columns;
    private final Duration interval;
    private final Time time;

    /** The time of the last line; only valid if there was one. */
    private long last;

    private boolean isBegun;
    private String shown = "";

    ProgressLine(Appendable out, int columns, Duration interval, Time time) {
        this.out = Objects.requireNonNull(out, "out");
        this.columns = columns;
        this.interval = Check.positive(interval, "interval");
        this.time = time;
    }

    /**
     * {@return a line that is rewritten, at most ten times a second}
     *
     * @param out the terminal, such as {@code System.err}
     * @param columns the width of the terminal, at least 20 columns; longer lines are truncated
     */
    public static ProgressLine toTerminal(Appendable out, int columns) {
        Check.argument(columns >= NARROWEST, "columns must be at least " + NARROWEST, columns);
        return new ProgressLine(out, columns, FRAME, Time.ofSystem());
    }

    /**
     * {@return a line from time to time, for logs}
     *
     * @param out the log, such as {@code System.out}
     * @param interval the minimum time between two lines, longer than zero
     */
    public static ProgressLine toLog(Appendable out, Duration interval) {
        return new ProgressLine(out, 0, interval, Time.ofSystem());
    }

    @Override
    public synchronized void progress(EpisodesProgress progress) {
        boolean isDue = !isBegun || time.since(last).compareTo(interval) >= 0;
        boolean isEnd = progress.done() == progress.total();
        if ((isDue || isEnd) && !progress.line().equals(shown)) {
            show(progress.line());
        }
    }

    /** Print a last line that shows how the run ended. */
    @Override
    public synchronized void finished(EpisodesReport report) {
        String stopped = report.stopped().map(why -> ", stopped: " + why).orElse("");
        show("episodes " + report.finished().size() + "/" + report.planned() + " finished in "
                + Durations.text(report.took()) + stopped);
        if (columns > 0) {
            write("\n");
        }
    }

    private void show(String line) {
        last = time.nanos();
        isBegun = true;
        shown = line;
        String text = line.replace('\n', ' ').replace('\r', ' ');
        write(columns > 0 ? REWRITE + text.substring(0, Math.min(text.length(), columns - 1)) : text + "\n");
    }

    private void write(String text) {
        try {
            out.append(text);
            if (out instanceof Flushable flushable) {
                flushable.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Failed to show the progress: " + e.getMessage(), e);
        }
    }
}
