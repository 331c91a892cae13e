package dev.curfew.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.curfew.junit.EnabledIfProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Whatever fails is shown and counted, so that the demo cannot succeed then. */
class OutcomesTests {

    private final List<String> lines = new ArrayList<>();

    private Outcomes outcomesOf(Class<?> type) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(type))
                .configurationParameter(
                        "curfew.program.required", "false") // This is about what the demo shows, not about this run.
                .build();
        Launcher launcher = LauncherFactory.create();
        TestPlan plan = launcher.discover(request);
        Outcomes outcomes = new Outcomes(plan, lines::add);
        launcher.execute(plan, outcomes);
        return outcomes;
    }

    @Test
    void countATestThatPasses() {
        assertThat(outcomesOf(Passes.class).summary()).startsWith("1 passed, 0 skipped, 0 failed, in ");
        assertThat(lines.get(1)).contains("does its work").contains("passed");
    }

    @Test
    void countAClassWhosePreparationFails() {
        assertThat(outcomesOf(FailsBefore.class).failures()).hasSize(1);
        assertThat(lines.get(1)).contains("is never run").contains("FAILED");
    }

    @Test
    void countATestWhoseParametersFail() {
        assertThat(outcomesOf(FailsToProvide.class).failures()).hasSize(1);
        assertThat(lines.get(1)).contains("is never run").contains("FAILED");
    }

    @Test
    void sayWhatIsMissing() {
        assertThat(outcomesOf(NeedsAProgram.class).summary())
                .startsWith("0 passed, 1 skipped (not installed: no-such-program), 0 failed, in ");
        assertThat(lines.get(1))
                .contains("is never run")
                .contains("skipped")
                .contains("not installed: no-such-program");
    }

    static class Passes {
        @Test
        void doesItsWork() {}
    }

    static class FailsBefore {
        @BeforeAll
        static void prepare() {
            assertThat(true).as("on purpose").isFalse();
        }

        @Test
        void isNeverRun() {}
    }

    static class FailsToProvide {
        static Stream<String> parameters() {
            assertThat(true).as("on purpose").isFalse();
            return Stream.empty();
        }

        @ParameterizedTest
        @MethodSource("parameters")
        void isNeverRun(String parameter) {}
    }

    @EnabledIfProgram("no-such-program")
    static class NeedsAProgram {
        @Test
        void isNeverRun() {}
    }
}
