package dev.curfew.junit.assertj;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.output.OutputLog;
import dev.curfew.process.ExitStatus;
import dev.curfew.terminal.Screen;
import org.apiguardian.api.API;
import org.assertj.core.api.Assertions;

/**
 * Entry point for assertions on processes. It extends AssertJ's entry point, so one static import serves both; a second
 * import from {@link Assertions} causes no conflict.
 *
 * <pre>{@code
 * import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;
 *
 * assertThat(greeter).prints("Hello, Ada!");
 * assertThat(greeter).exits().withCode(0);
 * assertThat(greeter.output().lines()).hasSize(2);
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public class CurfewAssertions extends Assertions {

    /** Only for entry points that extend this one. */
    protected CurfewAssertions() {}

    /**
     * Begin assertions on a process.
     *
     * @param actual the process
     * @return the assertions
     */
    public static BackgroundProcessAssert assertThat(BackgroundProcess actual) {
        return new BackgroundProcessAssert(actual);
    }

    /**
     * Begin assertions on the output of a process so far.
     *
     * @param actual the log
     * @return the assertions
     */
    public static OutputLogAssert assertThat(OutputLog actual) {
        return new OutputLogAssert(actual);
    }

    /**
     * Begin assertions on how a process ended.
     *
     * @param actual the status
     * @return the assertions
     */
    public static ExitStatusAssert assertThat(ExitStatus actual) {
        return new ExitStatusAssert(actual);
    }

    /**
     * Begin assertions on the screen of a terminal, which does not change any more.
     *
     * @param actual the screen
     * @return the assertions
     */
    public static ScreenAssert assertThat(Screen actual) {
        return new ScreenAssert(actual);
    }

    /**
     * Begin assertions on the processes of a scope.
     *
     * @param actual the registry
     * @return the assertions
     */
    public static ProcessRegistryAssert assertThat(ProcessRegistry actual) {
        return new ProcessRegistryAssert(actual);
    }

    /**
     * Begin assertions on the result of ending processes.
     *
     * @param actual the report
     * @return the assertions
     */
    public static KillReportAssert assertThat(KillReport actual) {
        return new KillReportAssert(actual);
    }
}
