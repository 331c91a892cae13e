package dev.curfew.junit.assertj;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.diagnosis.Diagnosis;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Assertions on the processes of a scope.
 *
 * <p>They check the current state and do not wait.
 *
 * <p>Not thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public class ProcessRegistryAssert extends DiagnosedAssert<ProcessRegistryAssert, ProcessRegistry> {

    /**
     * Create assertions.
     *
     * @param actual the registry
     */
    public ProcessRegistryAssert(ProcessRegistry actual) {
        super(actual, ProcessRegistryAssert.class);
    }

    /**
     * Verify that no process of the registry is running.
     *
     * @return these assertions
     */
    public ProcessRegistryAssert hasNoRunningProcesses() {
        isNotNull();
        List<BackgroundProcess> running = actual.running();
        if (!running.isEmpty()) {
            String headline =
                    "Expected no process of [" + actual.name() + "] to be running, but " + areRunning(running.size());
            throw failure(list(headline, running)
                    .with("next", "end them with stop() or kill(), or wait with assertThat(process).exits()"));
        }
        return this;
    }

    /**
     * Verify the number of running processes of the registry.
     *
     * @param count the expected number
     * @return these assertions
     */
    public ProcessRegistryAssert hasRunningProcesses(int count) {
        isNotNull();
        int running = actual.running().size();
        if (running != count) {
            String headline = "Expected " + count + (count == 1 ? " process" : " processes") + " of [" + actual.name()
                    + "] to be running, but " + areRunning(running);
            throw failure(list(headline, actual.processes()));
        }
        return this;
    }

    /**
     * Verify that the registry is closed, and that its end left no process and no file behind.
     *
     * @return these assertions
     */
    public ProcessRegistryAssert leftNothingBehind() {
        isNotNull();
        String rule = "[" + actual.name() + "] to leave nothing behind";
        if (!actual.isClosed()) {
            throw failure(list("Expected " + rule + ", but it is still open", actual.running())
                    .with("next", "end the scope with end() or close() first"));
        }
        return require(KillReportAssert.leftovers(actual.end(), rule));
    }

    private static String areRunning(int count) {
        return count + (count == 1 ? " is" : " are");
    }

    private static Diagnosis list(String headline, List<BackgroundProcess> processes) {
        Diagnosis diagnosis = Diagnosis.of(headline);
        for (BackgroundProcess process : processes) {
            diagnosis = diagnosis.with("process", process + ": " + process.command());
        }
        return diagnosis;
    }
}
