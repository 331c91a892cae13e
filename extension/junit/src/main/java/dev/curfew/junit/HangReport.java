package dev.curfew.junit;

import dev.curfew.ProcessRegistry;
import dev.curfew.internal.Durations;
import dev.curfew.internal.StandardError;
import dev.curfew.internal.Text;
import dev.curfew.internal.Time;
import dev.curfew.junit.configuration.RunConfiguration;
import dev.curfew.junit.evidence.Evidence;
import dev.curfew.junit.snapshot.SnapshotMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Shows the state of the processes of a test at intervals as long as the test runs: a run that is canceled because a
 * test hangs reports nothing else.
 *
 * <p>Kept in a store of JUnit, which closes it; see {@link Scope} for the two interfaces. Thread-safe.
 */
final class HangReport implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    private static final String KEY = "hang";
    private static final Duration ON_CI = Duration.ofSeconds(30);

    private final Time time;
    private final Duration every;
    private final Function<Duration, Optional<String>> report;
    private final Consumer<String> console;
    private final long begin;
    private Runnable planned = () -> {};
    private boolean closed;

    /**
     * Begin with the reports.
     *
     * @param every the interval; zero for no reports
     * @param report returns what to show after a time; empty for nothing
     */
    HangReport(Time time, Duration every, Function<Duration, Optional<String>> report, Consumer<String> console) {
        this.time = time;
        this.every = every;
        this.report = report;
        this.console = console;
        this.begin = time.nanos();
        plan();
    }

    /** {@return the reports for a test or class, which begin now} */
    static HangReport of(ExtensionContext context) {
        return new HangReport(
                Time.ofSystem(),
                interval(RunConfiguration.of(context), name -> Optional.ofNullable(System.getenv(name))),
                elapsed -> text(context, elapsed),
                StandardError::println);
    }

    /** Begin with the reports for a test, which JUnit closes after all that belongs to the test. */
    static void begin(ExtensionContext context) {
        Scopes.store(context).put(KEY, of(context));
    }

    /** {@return the interval that is set; by default 30 seconds where a CI system runs the tests, otherwise zero} */
    static Duration interval(RunConfiguration run, Function<String, Optional<String>> variables) {
        return ConfigurationLayer.liveEvery(run).orElseGet(() -> SnapshotMode.isCi(variables) ? ON_CI : Duration.ZERO);
    }

    /** {@return the state of the processes that are visible to a test, without secrets; empty if there are none} */
    static Optional<String> text(ExtensionContext context, Duration elapsed) {
        String name = ScopeNames.of(context);
        List<ProcessRegistry> registries = Scopes.visible(context).stream()
                .flatMap(scope -> scope.registries().stream())
                .toList();
        return Evidence.of(name, registries)
                .render("[" + name + "] has been running for " + Durations.text(elapsed))
                .map(Text::printable);
    }

    private synchronized void plan() {
        if (!closed && !every.isZero()) {
            planned = time.after(every, this::show);
        }
    }

    private void show() {
        try {
            report.apply(time.since(begin)).ifPresent(console);
        } finally {
            plan(); // A report that fails, for example because a sandbox is gone, does not prevent the next one.
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        planned.run();
    }
}
