package dev.curfew.junit.assertj;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.output.OutputLog;
import dev.curfew.process.ExitStatus;
import dev.curfew.terminal.Screen;
import org.apiguardian.api.API;
import org.assertj.core.api.InstanceOfAssertFactory;

/**
 * Factories for navigating from AssertJ's assertions to those of Curfew, as in
 * {@code assertThat(object).asInstanceOf(PROCESS)} or {@code assertThat(list).first(as(PROCESS))}.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class CurfewAssertFactories {

    /** For a process. */
    public static final InstanceOfAssertFactory<BackgroundProcess, BackgroundProcessAssert> PROCESS =
            new InstanceOfAssertFactory<>(BackgroundProcess.class, BackgroundProcessAssert::new);

    /** For the output of a process. */
    public static final InstanceOfAssertFactory<OutputLog, OutputLogAssert> OUTPUT_LOG =
            new InstanceOfAssertFactory<>(OutputLog.class, OutputLogAssert::new);

    /** For how a process ended. */
    public static final InstanceOfAssertFactory<ExitStatus, ExitStatusAssert> EXIT_STATUS =
            new InstanceOfAssertFactory<>(ExitStatus.class, ExitStatusAssert::new);

    /** For the screen of a terminal. */
    public static final InstanceOfAssertFactory<Screen, ScreenAssert> SCREEN =
            new InstanceOfAssertFactory<>(Screen.class, ScreenAssert::new);

    /** For a registry. */
    public static final InstanceOfAssertFactory<ProcessRegistry, ProcessRegistryAssert> PROCESS_REGISTRY =
            new InstanceOfAssertFactory<>(ProcessRegistry.class, ProcessRegistryAssert::new);

    /** For the result of ending processes. */
    public static final InstanceOfAssertFactory<KillReport, KillReportAssert> KILL_REPORT =
            new InstanceOfAssertFactory<>(KillReport.class, KillReportAssert::new);

    private CurfewAssertFactories() {}
}
