package dev.curfew.examples.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class RequiresProgramTests {

    @Test
    void runsWhereAllProgramsAreInstalled() {
        assertThat(run(NeedsShell.class, "true")).containsExactly("passed");
    }

    @Test
    void skipsWithAReason() {
        assertThat(run(NeedsMissingPrograms.class, "false"))
                .containsExactly("skipped: no-such-program, nor-this-one not installed");
    }

    @Test
    void failsWhereNothingMayBeSkipped() {
        assertThat(run(NeedsMissingPrograms.class, "true"))
                .singleElement()
                .asString()
                .endsWith("no-such-program, nor-this-one not installed, and nothing may be skipped");
    }

    @RequiresProgram("sh")
    static class NeedsShell {
        @Test
        void runs() {}
    }

    @RequiresProgram({"sh", "no-such-program", "nor-this-one"})
    static class NeedsMissingPrograms {
        @Test
        void runs() {}
    }

    private static List<String> run(Class<?> type, String noSkip) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(type))
                .configurationParameter(RequiresProgramCondition.NO_SKIP, noSkip)
                .build();
        List<String> outcomes = new ArrayList<>();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionSkipped(TestIdentifier test, String reason) {
                outcomes.add("skipped: " + reason);
            }

            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                result.getThrowable().ifPresent(cause -> outcomes.add("failed: " + cause.getMessage()));
                if (test.isTest()) {
                    outcomes.add("passed");
                }
            }
        });
        return outcomes;
    }
}
