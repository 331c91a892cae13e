package dev.curfew.junit.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.curfew.episode.Reward;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

class JUnitVerifierTests {

    @Test
    void givesAllIfAllPass() {
        assertThat(Judged.by(Good.class)).isEqualTo(Reward.of(1, "2 of 2 tests passed"));
    }

    @VerifiesEpisode
    static class Good {

        @Test
        void passes() {}

        @Test
        void passesToo() {}
    }

    @Test
    void givesNothingIfNonePasses() {
        assertThat(Judged.by(Bad.class))
                .isEqualTo(Reward.of(0, "0 of 1 test passed\nJUnitVerifierTests.Bad.fails() failed: first line"));
    }

    static class Bad {

        @Test
        void fails() {
            throw new AssertionError("\n \n  first line\t\nsecond line");
        }
    }

    @Test
    void weighsTests() {
        Reward reward = Judged.by(Weighed.class);

        assertThat(reward.value()).hasValue(7.0 / 9);
        assertThat(reward.reason())
                .isEqualTo("3 of 4 tests passed, weight 7 of 9\n"
                        + "JUnitVerifierTests.Weighed.fails() failed: java.lang.IllegalStateException");
    }

    @Weight(2)
    static class Weighed {

        @Test
        @Weight(3)
        void isHeavy() {}

        @Test
        void isAsItsClass() {}

        @Test
        void fails() {
            throw new IllegalStateException();
        }

        @Nested
        class Inner {

            @Test
            void isAsTheEnclosingClass() {}
        }
    }

    @Test
    void sharesAWeightAmongInvocations() {
        Reward reward = Judged.by(Repeated.class);

        assertThat(reward.value()).hasValue(5.5 / 9);
        assertThat(reward.reason().lines())
                .containsExactly(
                        "4 of 6 tests passed, weight 5.5 of 9",
                        "JUnitVerifierTests.Repeated.isRepeated() repetition 4 of 4 failed: too much",
                        "JUnitVerifierTests.Repeated.isDynamic() second failed: no");
    }

    static class Repeated {

        @Weight(4)
        @RepeatedTest(4)
        void isRepeated(RepetitionInfo repetition) {
            if (repetition.getCurrentRepetition() == 4) {
                throw new AssertionError("too much");
            }
        }

        @Weight(5)
        @TestFactory
        List<DynamicTest> isDynamic() {
            return List.of(DynamicTest.dynamicTest("first", () -> {}), DynamicTest.dynamicTest("second", () -> {
                throw new AssertionError("no");
            }));
        }
    }

    @Test
    void doesNotCountWhatSaysNothing() {
        assertThat(Judged.by(Silent.class))
                .isEqualTo(Reward.of(
                        1,
                        "1 of 1 test passed\nJUnitVerifierTests.Silent.isAborted() was aborted: assumption was not met\n"
                                + "JUnitVerifierTests.Silent.isDisabled() is disabled: not now"));
    }

    @Test
    void givesNoRewardIfNoTestCounts() {
        Reward reward = Judged.by(JUnitVerifier.selecting(selectMethod(Silent.class, "isDisabled")));

        assertThat(reward)
                .isEqualTo(
                        Reward.missing("no test counts\nJUnitVerifierTests.Silent.isDisabled() is disabled: not now"));
    }

    static class Silent {

        @Test
        void passes() {}

        @Test
        void isAborted() {
            throw new TestAbortedException("assumption was not met");
        }

        @Test
        @Disabled("not now")
        void isDisabled() {}
    }

    @Test
    void givesNoRewardIfThereIsNoTest() {
        assertThat(Judged.by(String.class))
                .isInstanceOf(Reward.Missing.class)
                .extracting(Reward::reason)
                .asString()
                .startsWith("no test was found by ")
                .contains("java.lang.String");
    }

    @Test
    void countsTheFailureOfABeforeEachAsThatOfItsTests() {
        assertThat(Judged.by(FailingBeforeEach.class).value()).hasValue(0);
    }

    static class FailingBeforeEach {

        @BeforeEach
        void fails() {
            throw new AssertionError("no");
        }

        @Test
        void isNotReached() {}
    }

    @Test
    void namesAtMostTwentyFailures() {
        Reward reward = Judged.by(Many.class);

        assertThat(reward.value()).hasValue(0);
        assertThat(reward.reason().lines()).hasSize(22).last().isEqualTo("and 5 more");
    }

    static class Many {

        @TestFactory
        Stream<DynamicTest> fail() {
            return Stream.iterate(1, number -> number + 1)
                    .limit(25)
                    .map(number -> DynamicTest.dynamicTest("number " + number, () -> {
                        throw new AssertionError("\u001b[31m" + "x".repeat(1_000));
                    }));
        }
    }

    @Test
    void keepsLinesShortAndFreeOfControlCharacters() {
        assertThat(Judged.by(Many.class).reason().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(400).doesNotContain("\u001b"));
    }

    @Test
    void needsTests() {
        assertThatThrownBy(JUnitVerifier::of)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tests must not be empty; name a test class");
    }

    @Test
    void saysWhichTestsItRuns() {
        assertThat(JUnitVerifier.of(Good.class)).asString().contains("JUnitVerifierTests$Good");
    }
}
