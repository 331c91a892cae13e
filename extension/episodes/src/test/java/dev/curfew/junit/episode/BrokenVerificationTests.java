package dev.curfew.junit.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryClosedException;
import dev.curfew.episode.Reward;
import dev.curfew.process.Command;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A verification that itself fails says nothing about the agent. */
class BrokenVerificationTests {

    @ParameterizedTest
    @ValueSource(
            classes = {
                FailingBeforeAll.class,
                FailingFactory.class,
                UnknownParameter.class,
                ClosedRegistry.class,
                MissingLibrary.class,
                WrongWeight.class
            })
    void givesNoReward(Class<?> tests) {
        Reward reward = Judged.by(JUnitVerifier.selecting(selectClass(Sound.class), selectClass(tests)));

        assertThat(reward).isInstanceOf(Reward.Missing.class);
        assertThat(reward.reason()).startsWith("the verification is broken\n").contains(tests.getSimpleName());
    }

    static class Sound {

        @Test
        void passes() {}
    }

    static class FailingBeforeAll {

        @BeforeAll
        static void fails() {
            throw new AssertionError("no");
        }

        @Test
        void isNotReached() {}
    }

    static class FailingFactory {

        @TestFactory
        List<DynamicTest> fails() {
            throw new AssertionError("no");
        }
    }

    static class UnknownParameter {

        @Test
        void isNotReached(StringBuilder unknownParameter) {}
    }

    @VerifiesEpisode
    static class ClosedRegistry {

        @Test
        void fails(ProcessRegistry processes) {
            try (ProcessRegistry closed = ProcessRegistry.open()) {
                closed.end();
                closed.start(Command.of("true"));
            } catch (RegistryClosedException e) {
                throw new AssertionError("the process did not start", e);
            }
        }
    }

    static class MissingLibrary {

        @Test
        void fails() {
            throw new NoClassDefFoundError("com/acme/Missing");
        }
    }

    static class WrongWeight {

        @Test
        @Weight(-1)
        void passes() {}
    }

    @Test
    void saysWhichClassCannotBeFound() {
        Reward reward = Judged.by(JUnitVerifier.selecting(selectClass("com.acme.MissingChecks")));

        assertThat(reward).isInstanceOf(Reward.Missing.class);
        assertThat(reward.reason()).contains("com.acme.MissingChecks");
    }
}
