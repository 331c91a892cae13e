package dev.curfew.watch;

import dev.curfew.BackgroundProcess;
import dev.curfew.internal.Time;
import dev.curfew.output.OutputLog;
import dev.curfew.output.OutputMark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reports when a process prints a pattern, within limits. Not thread-safe. */
final class PatternWatch {

    private final BackgroundProcess process;
    private final String pattern;
    private final WatchLimits.Options limits;
    private final MatchLimiter.OfPattern limiter;
    private final LineScanner scanner;

    PatternWatch(
            BackgroundProcess process,
            OutputLog log,
            OutputMark from,
            String pattern,
            LineScanner.LineSearch sought,
            WatchLimits limits,
            MatchLimiter.OfPattern limiter,
            Time time) {
        this.process = process;
        this.pattern = pattern;
        this.limits = limits.options;
        this.limiter = limiter;
        this.scanner = new LineScanner(log, from, sought, time);
    }

    /**
     * Search the new output.
     *
     * @param now nanoseconds since an arbitrary origin
     * @param events receives the events
     * @return whether the pattern is still enabled
     */
    boolean look(long now, Consumer<ProcessEvent> events) {
        List<String> lines = scanner.look();
        if (!lines.isEmpty()) {
            tell(now, lines, events);
        }
        Optional<String> end = scanner.failure().or(limiter::exhausted);
        end.ifPresent(
                reason -> events.accept(new ProcessEvent.Disabled(process, pattern, reason, limiter.takeSuppressed())));
        return end.isEmpty();
    }

    private void tell(long now, List<String> lines, Consumer<ProcessEvent> events) {
        MatchLimiter.Verdict verdict = limiter.judge(now, lines.size());
        if (verdict == MatchLimiter.Verdict.REPORT) {
            List<String> told = bounded(lines);
            long suppressed = limiter.takeSuppressed() + lines.size() - told.size();
            events.accept(new ProcessEvent.Matched(process, pattern, told, suppressed, scanner.takeMissedBytes()));
        } else if (verdict == MatchLimiter.Verdict.PAUSE) {
            events.accept(new ProcessEvent.MatchesPaused(limits.cooldown));
        }
    }

    private List<String> bounded(List<String> lines) {
        List<String> told = new ArrayList<>();
        int left = limits.maxCharacters;
        for (String line : lines) {
            if (told.size() < limits.maxLines && left > 0) {
                told.add(line.length() <= left ? line : line.substring(0, left));
                left -= line.length();
            }
        }
        return told;
    }
}
