package dev.curfew.junit.episode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A launch in a launch shares nothing with it but the JVM. */
class IsolationTests {

    private static final String KEY = "dev.curfew.junit.episode.IsolationTests";

    @Test
    void doesNotSeeTheConfigurationOfTheHarness() {
        System.setProperty(KEY, "for the harness");
        try {
            assertThat(Judged.by(Configured.class).reason()).endsWith("is disabled: not configured");
        } finally {
            System.clearProperty(KEY);
        }
    }

    @Test
    void seesItsOwn() {
        JUnitVerifier verifier = JUnitVerifier.of(Configured.class).withConfiguration(KEY, "for the verifier");

        assertThat(Judged.by(verifier).value()).hasValue(1);
    }

    @ExtendWith(OnlyWithKey.class)
    static class Configured {

        @Test
        void passes() {}
    }

    static class OnlyWithKey implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return context.getConfigurationParameter(KEY).isPresent()
                    ? ConditionEvaluationResult.enabled("configured")
                    : ConditionEvaluationResult.disabled("not configured");
        }
    }

    @Test
    void runsInAThreadOfItsOwn() {
        assertThat(Judged.by(Named.class).value()).hasValue(1);
    }

    static class Named {

        @Test
        void isNotTheThreadOfTheHarness() {
            assertThat(Thread.currentThread()).satisfies(thread -> {
                assertThat(thread.getName()).isEqualTo("curfew verification tests");
                assertThat(thread.isDaemon()).isTrue();
            });
        }
    }
}
