package dev.curfew.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.diagnosis.SandboxUnavailableException;
import dev.curfew.process.ExitStatus;
import dev.curfew.sandbox.Sandbox;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where the commands of a test run. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "sandboxes need Linux inside")
class SandboxTests {

    private static final String PLACE = "exec:env CURFEW_TEST_PLACE=elsewhere";

    private static final List<String> PRINTED = new CopyOnWriteArrayList<>();

    private static void look(String test, ProcessRegistry processes) {
        BackgroundProcess process = processes.start("echo ${CURFEW_TEST_PLACE:-here}");
        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        PRINTED.add(test + " " + process.output().text().strip());
    }

    @Test
    void isSaidByAnnotations() {
        TestRun.of(AnnotatedCase.class).requireAllPassed();

        assertThat(PRINTED).contains("class elsewhere", "method here");
    }

    @WithBackgroundProcesses(sandbox = PLACE)
    static class AnnotatedCase {

        @Test
        void runsWhereTheClassSays(ProcessRegistry processes) {
            look("class", processes);
        }

        @Test
        @WithBackgroundProcesses(sandbox = "local")
        void runsWhereTheMethodSays(ProcessRegistry processes) {
            look("method", processes);
        }
    }

    @Test
    void isSaidByConfiguration() {
        TestRun.of(ConfiguredCase.class, Map.of("curfew.sandbox", PLACE)).requireAllPassed();

        assertThat(PRINTED).contains("configured elsewhere");
    }

    @WithBackgroundProcesses
    static class ConfiguredCase {

        @Test
        void runsWhereTheConfigurationSays(ProcessRegistry processes) {
            look("configured", processes);
        }
    }

    @Test
    void isSaidByABuilder() {
        TestRun.of(BuiltCase.class).requireAllPassed();

        assertThat(PRINTED).contains("built elsewhere");
    }

    static class BuiltCase {

        @RegisterExtension
        static final BackgroundProcessesExtension PROCESSES = BackgroundProcessesExtension.builder()
                .withSandbox(Sandbox.parse(PLACE))
                .build();

        @Test
        void runsWhereTheBuilderSays(ProcessRegistry processes) {
            look("built", processes);
        }
    }

    @Test
    void isNeverThisMachineInstead() {
        assertThat(TestRun.of(ClosedCase.class).onlyFailure())
                .isInstanceOf(SandboxUnavailableException.class)
                .hasMessageStartingWith("Failed to enter exec:false: false exited with code 1")
                .hasMessageContaining("tried:        false sh -c");
        assertThat(PRINTED).noneMatch(line -> line.startsWith("closed"));
    }

    @WithBackgroundProcesses(sandbox = "exec:false")
    static class ClosedCase {

        @Test
        void cannotStart(ProcessRegistry processes) {
            look("closed", processes);
        }
    }

    @Test
    void decidesWhetherTestsRun() {
        assertThat(TestRun.of(ConditionalCase.class).skipReasons())
                .singleElement()
                .asString()
                .startsWith("Failed to enter exec:false: false exited with code 1");
        assertThat(PRINTED).contains("open elsewhere");
    }

    @Test
    void isNotSkippedWhereItIsRequired() {
        assertThat(TestRun.of(RequiredCase.class, Map.of(SandboxCondition.REQUIRED, "true"))
                        .onlyFailure())
                .isInstanceOf(SandboxUnavailableException.class);
    }

    @Test
    void isNotSkippedForASettingThatCannotBeRead() {
        assertThat(TestRun.of(RequiredCase.class, Map.of(SandboxCondition.REQUIRED, "yes"))
                        .onlyFailure())
                .hasRootCauseMessage("configuration parameter curfew.sandbox.required must be \"true\" or \"false\":"
                        + " \"yes\"; correct it or leave it out");
    }

    static class ConditionalCase {

        @Test
        @EnabledIfSandbox(PLACE)
        @WithBackgroundProcesses(sandbox = PLACE)
        void runsWhereItCan(ProcessRegistry processes) {
            look("open", processes);
        }

        @Test
        @EnabledIfSandbox("exec:false")
        @WithBackgroundProcesses(sandbox = "exec:false")
        void isSkipped(ProcessRegistry processes) {
            look("closed", processes);
        }
    }

    @EnabledIfSandbox("exec:false")
    @WithBackgroundProcesses(sandbox = "exec:false")
    static class RequiredCase {

        @Test
        void fails(ProcessRegistry processes) {
            look("closed", processes);
        }
    }
}
