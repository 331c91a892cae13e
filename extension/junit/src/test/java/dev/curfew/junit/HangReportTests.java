package dev.curfew.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.curfew.ProcessRegistry;
import dev.curfew.internal.FakeTime;
import dev.curfew.junit.configuration.RunConfiguration;
import dev.curfew.process.Command;
import dev.curfew.sandbox.fixture.Patience;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

class HangReportTests {

    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final List<String> SEEN = new CopyOnWriteArrayList<>();

    private final FakeTime time = new FakeTime();
    private final List<String> shown = new ArrayList<>();

    private HangReport every(Duration interval, Function<Duration, Optional<String>> report) {
        return new HangReport(time, interval, report, shown::add);
    }

    @Test
    void isShownAtEveryIntervalUntilTheTestEnds() {
        HangReport report = every(EVERY, elapsed -> Optional.of(elapsed.toString()));
        time.pass(Duration.ofSeconds(29));
        assertThat(shown).isEmpty();
        time.pass(Duration.ofSeconds(61));
        assertThat(shown).containsExactly("PT30S", "PT1M", "PT1M30S");

        report.close();
        time.pass(Duration.ofMinutes(10));

        assertThat(shown).hasSize(3);
        assertThat(time.planned()).isZero();
    }

    @Test
    void costsNothingIfItIsOff() {
        every(Duration.ZERO, elapsed -> Optional.of("report")).close();

        assertThat(time.planned()).isZero();
    }

    @Test
    void comesAgainAfterOneThatFailed() {
        every(EVERY, elapsed -> {
            if (elapsed.equals(EVERY)) {
                throw new IllegalStateException("gone");
            }
            return Optional.of("report");
        });

        assertThatIllegalStateException().isThrownBy(() -> time.pass(EVERY)).withMessage("gone");
        time.pass(EVERY);

        assertThat(shown).containsExactly("report");
    }

    private static Duration interval(String setting, Map<String, String> variables) {
        Function<String, Optional<String>> values = name -> Optional.ofNullable(variables.get(name));
        RunConfiguration run = new RunConfiguration(
                name -> name.equals("curfew.live.every") ? Optional.of(setting) : Optional.empty(), values);
        return HangReport.interval(run, values);
    }

    @Test
    void isOnWhereACiSystemRunsTheTestsUnlessItIsSetOtherwise() {
        assertThat(interval("", Map.of())).isZero();
        assertThat(interval("", Map.of("CI", "true"))).isEqualTo(EVERY);
        assertThat(interval("", Map.of("CI", "false"))).isZero();
        assertThat(interval("", Map.of("BUILD_NUMBER", "17"))).isEqualTo(EVERY);
        assertThat(interval("5s", Map.of("CI", "true"))).isEqualTo(Duration.ofSeconds(5));
        assertThat(interval("0s", Map.of("CI", "true"))).isZero();
        assertThat(interval("", Map.of("CURFEW_LIVE_EVERY", "2m"))).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void describesTheProcessesOfTheTest() {
        TestRun.of(SlowCase.class).requireAllPassed();

        assertThat(SEEN)
                .singleElement()
                .asString()
                .satisfies(text -> assertThat(text.replace(", waiting for input)", ")")
                                .replaceAll("pid \\d+, up [\\d.]+ m?s", "pid 1, up 1 s"))
                        .isEqualTo("""
                            [HangReportTests.SlowCase.asks()] has been running for 30 s
                              process:      [greeter]
                              state:        running (pid 1, up 1 s)
                              command:      echo 'What is your name? '; cat
                              streams:      pipes
                              last output:  (1 line)
                                | What is your name?\
                            """ + " "));
    }

    @Test
    @ResourceLock(Resources.SYSTEM_ERR)
    void goesToStandardErrorFromTheFirstMethodToTheLast() {
        PrintStream before = System.err;
        System.setErr(new Tee(before));
        try {
            TestRun.of(HangingCase.class, Map.of("curfew.live.every", "10ms")).requireAllPassed();
        } finally {
            System.setErr(before);
        }
    }

    /** Prints and keeps lines: other tests may print at the same time. */
    private static final class Tee extends PrintStream {

        private static final BlockingQueue<String> PRINTED = new LinkedBlockingQueue<>();

        Tee(PrintStream out) {
            super(out, true, StandardCharsets.UTF_8);
        }

        @Override
        public void println(String text) {
            super.println(text);
            PRINTED.add(text);
        }

        static void await(String headline, String process) throws InterruptedException {
            String text = "";
            while (!text.startsWith(headline) || !text.contains(process)) {
                text = Objects.requireNonNull(PRINTED.poll(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS), headline);
            }
        }
    }

    @WithBackgroundProcesses
    static class HangingCase {
        @BeforeAll
        static void hangsBeforeAll(ProcessRegistry processes) throws InterruptedException {
            processes.start(Command.of("cat").withName("shared"));
            Tee.await("[HangReportTests.HangingCase] has been running for ", "[shared]");
        }

        @Test
        void hangs(ProcessRegistry processes) throws InterruptedException {
            processes.start(Command.of("cat").withName("own"));
            Tee.await("[HangReportTests.HangingCase.hangs()] has been running for ", "[own]");
        }
    }

    /** Notes the report while the processes run. */
    static final class Witness implements AfterTestExecutionCallback {
        @Override
        public void afterTestExecution(ExtensionContext context) {
            HangReport.text(context, EVERY).ifPresent(SEEN::add);
        }
    }

    @ExtendWith(Witness.class)
    @WithBackgroundProcesses
    static class SlowCase {
        @Test
        void asks(ProcessRegistry processes) {
            processes
                    .start(Command.shell("echo 'What is your name? '; cat").withName("greeter"))
                    .expect("name? ");
        }
    }
}
