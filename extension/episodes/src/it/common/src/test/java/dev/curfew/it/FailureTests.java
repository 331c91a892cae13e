package dev.curfew.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.ProcessRegistry;
import dev.curfew.junit.ProcessesLeftBehindError;
import dev.curfew.junit.WithBackgroundProcesses;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages and files of a failed test, on this JUnit. */
class FailureTests {

    @ParameterizedTest
    @ValueSource(
            classes = {
                FailingCase.class,
                FailingBeforeAllCase.class,
                FailingBeforeEachCase.class,
                FailingAfterEachCase.class,
                FailingConstructorCase.class,
                FailingDynamicCase.class,
                TimeoutInSameThreadCase.class,
                TimeoutInSeparateThreadCase.class
            })
    void showsTheProcessesAndEndsThem(Class<?> testCase) {
        Launched launched = Launched.of(testCase);

        assertThat(Proc.forgetDead()).isEqualTo(2);
        assertThat(launched.failures()).singleElement().satisfies(failure -> {
            String told = told(failure);
            assertThat(told)
                    .startsWith("Processes of [FailureTests." + testCase.getSimpleName())
                    .contains("\n  process:      [server]")
                    .contains("\n  state:        running (pid ")
                    .contains("\n  last output:  (1 line)\n    | child ");
        });
        assertThat(launched.warnings()).isEmpty();
    }

    @Test
    void attachesTranscripts() {
        Launched launched = Launched.of(FailingCase.class);

        assertThat(Proc.forgetDead()).isEqualTo(2);
        Path folder = Path.of(told(launched.failures().get(0))
                .lines()
                .filter(line -> line.startsWith("  transcripts:  "))
                .findFirst()
                .orElseThrow()
                .substring("  transcripts:  ".length()));
        assertThat(folder.startsWith(Path.of("target", "curfew"))).isEqualTo(!VersionTests.hasAttachments());
        assertThat(folder.resolve("processes.txt")).isNotEmptyFile();
        assertThat(folder.resolve("1-server.out.txt")).content().startsWith("child ");
        assertThat(launched.entries())
                .contains("[[ATTACHMENT|" + folder.resolve("1-server.out.txt").toAbsolutePath() + "]]\n[[ATTACHMENT|"
                        + folder.resolve("index.html").toAbsolutePath() + "]]\n[[ATTACHMENT|"
                        + folder.resolve("processes.txt").toAbsolutePath() + "]]");
    }

    @Test
    void attachesTranscriptsOfManyFailuresOfOneTest() {
        Launched first = Launched.of(FailingCase.class);
        Launched second = Launched.of(FailingCase.class);

        assertThat(Proc.forgetDead()).isEqualTo(4);
        assertThat(List.of(told(first.failures().get(0)), told(second.failures().get(0))))
                .noneMatch(told -> told.contains("could not be written"));
    }

    private static String told(Throwable failure) {
        assertThat(failure).isNotInstanceOf(ProcessesLeftBehindError.class);
        return Arrays.stream(failure.getSuppressed())
                .map(Throwable::getMessage)
                .filter(message -> message.startsWith("Processes of ["))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing was told", failure));
    }

    @WithBackgroundProcesses
    static class FailingCase {
        @Test
        void fails(ProcessRegistry processes) {
            Proc.start(processes);
            throw new IllegalStateException("on purpose");
        }
    }

    @WithBackgroundProcesses
    static class FailingBeforeAllCase {
        @BeforeAll
        static void fails(ProcessRegistry processes) {
            Proc.start(processes);
            throw new IllegalStateException("on purpose");
        }

        @Test
        void isNotReached() {}
    }

    @WithBackgroundProcesses
    static class FailingBeforeEachCase {
        @BeforeEach
        void fails(ProcessRegistry processes) {
            Proc.start(processes);
            throw new IllegalStateException("on purpose");
        }

        @Test
        void isNotReached() {}
    }

    @WithBackgroundProcesses
    static class FailingAfterEachCase {
        @Test
        void passes() {}

        @AfterEach
        void fails(ProcessRegistry processes) {
            Proc.start(processes);
            throw new IllegalStateException("on purpose");
        }
    }

    @WithBackgroundProcesses
    static class FailingConstructorCase {
        FailingConstructorCase(ProcessRegistry processes) {
            Proc.start(processes);
            throw new IllegalStateException("on purpose");
        }

        @Test
        void isNotReached() {}
    }

    @WithBackgroundProcesses
    static class FailingDynamicCase {
        @TestFactory
        DynamicTest test(ProcessRegistry processes) {
            Proc.start(processes);
            return DynamicTest.dynamicTest("dynamic", () -> {
                throw new IllegalStateException("on purpose");
            });
        }
    }

    @WithBackgroundProcesses
    static class TimeoutInSameThreadCase {
        @Test
        @Timeout(1)
        void timesOut(ProcessRegistry processes) {
            Proc.start(processes).waitFor();
        }
    }

    @WithBackgroundProcesses
    static class TimeoutInSeparateThreadCase {
        @Test
        @Timeout(value = 1, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void timesOut(ProcessRegistry processes) {
            Proc.start(processes).waitFor();
        }
    }
}
