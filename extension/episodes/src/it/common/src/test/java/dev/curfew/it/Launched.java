package dev.curfew.it;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Test classes that JUnit has run, inside a test. */
final class Launched implements TestExecutionListener {

    private static final Logger JUNIT = Logger.getLogger("org.junit");

    private final List<Throwable> failures = new ArrayList<>();
    private final List<String> entries = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    static Launched of(Class<?>... testClasses) {
        Launched launched = new Launched();
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
        for (Class<?> testClass : testClasses) {
            request.selectors(selectClass(testClass));
        }
        launched.execute(request.build());
        return launched;
    }

    private void execute(LauncherDiscoveryRequest request) {
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord log) {
                if (log.getLevel().intValue() >= Level.WARNING.intValue()) {
                    warnings.add(log.getMessage());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        JUNIT.addHandler(handler);
        try {
            LauncherFactory.create().execute(request, this);
        } finally {
            JUNIT.removeHandler(handler);
        }
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        result.getThrowable().ifPresent(failures::add);
    }

    @Override
    public synchronized void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        entries.addAll(entry.getKeyValuePairs().values());
    }

    List<Throwable> failures() {
        return failures;
    }

    List<String> entries() {
        return entries;
    }

    /** {@return the warnings of JUnit, such as one about a stored resource} */
    List<String> warnings() {
        return warnings;
    }
}
