package dev.curfew.junit.assertj;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.output.OutputLog;
import dev.curfew.process.ExitStatus;
import dev.curfew.terminal.Screen;
import org.apiguardian.api.API;
import org.assertj.core.api.SoftAssertionsProvider;

/**
 * Soft assertions of Curfew, for classes that combine them with soft assertions of other libraries; otherwise, use
 * {@link CurfewSoftAssertions}.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public interface CurfewSoftAssertionsProvider extends SoftAssertionsProvider {

    /**
     * Begin soft assertions on a process.
     *
     * @param actual the process
     * @return the assertions
     */
    default BackgroundProcessAssert assertThat(BackgroundProcess actual) {
        return DiagnosedAssert.soft(this, BackgroundProcessAssert.class, BackgroundProcess.class, actual);
    }

    /**
     * Begin soft assertions on the output of a process so far.
     *
     * @param actual the log
     * @return the assertions
     */
    default OutputLogAssert assertThat(OutputLog actual) {
        return DiagnosedAssert.soft(this, OutputLogAssert.class, OutputLog.class, actual);
    }

    /**
     * Begin soft assertions on how a process ended.
     *
     * @param actual the status
     * @return the assertions
     */
    default ExitStatusAssert assertThat(ExitStatus actual) {
        return DiagnosedAssert.soft(this, ExitStatusAssert.class, ExitStatus.class, actual);
    }

    /**
     * Begin soft assertions on the screen of a terminal, which does not change any more.
     *
     * @param actual the screen
     * @return the assertions
     */
    default ScreenAssert assertThat(Screen actual) {
        return DiagnosedAssert.soft(this, ScreenAssert.class, Screen.class, actual);
    }

    /**
     * Begin soft assertions on the processes of a scope.
     *
     * @param actual the registry
     * @return the assertions
     */
    default ProcessRegistryAssert assertThat(ProcessRegistry actual) {
        return DiagnosedAssert.soft(this, ProcessRegistryAssert.class, ProcessRegistry.class, actual);
    }

    /**
     * Begin soft assertions on the result of ending processes.
     *
     * @param actual the report
     * @return the assertions
     */
    default KillReportAssert assertThat(KillReport actual) {
        return DiagnosedAssert.soft(this, KillReportAssert.class, KillReport.class, actual);
    }
}
