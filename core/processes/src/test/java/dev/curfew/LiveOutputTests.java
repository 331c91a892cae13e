package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.internal.Threads;
import dev.curfew.internal.Time;
import dev.curfew.process.Command;
import dev.curfew.process.KillPolicy;
import dev.curfew.process.LiveOutput;
import dev.curfew.sandbox.fixture.Patience;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveOutputTests {

    /** Kept here, because the JDK does not keep it. */
    private static final Logger LOGGER = Logger.getLogger("dev.curfew.live");

    private final BlockingQueue<String> shown = new LinkedBlockingQueue<>();
    private final ProcessRegistry registry = ProcessRegistry.open(RegistryOptions.DEFAULT
            .withKillPolicy(KillPolicy.AT_ONCE)
            .withTimeout(Patience.LIMIT)
            .withLiveOutput(LiveOutput.LOGGER));

    @AfterEach
    void close() {
        registry.close();
    }

    private String next() throws InterruptedException {
        return Objects.requireNonNull(shown.poll(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS), "nothing was shown");
    }

    private BackgroundProcess quiet(String line) {
        return registry.start(Command.shell(line).withLiveOutput(LiveOutput.OFF));
    }

    @Test
    void endsWithTheCommand() {
        BackgroundProcess process = quiet("printf 'one\\ntwo'; exit 3");
        List<String> lines = new ArrayList<>();

        new LivePrinter(process, process.output(), lines::add, Time.ofSystem()).run();

        assertThat(lines).containsExactly("one", "two", "(exited with code 3)");
    }

    @Test
    void showsAPromptWhileTheProcessWaits() throws Exception {
        BackgroundProcess process = quiet("printf 'name? '; read name; echo \"hello $name\"");
        LivePrinter printer = new LivePrinter(process, process.output(), shown::add, Time.ofSystem());
        Thread thread = Threads.start("printer", printer);

        assertThat(next()).isEqualTo("name? ");
        process.submit("Ada");

        assertThat(next()).isEqualTo("hello Ada");
        assertThat(next()).isEqualTo("(exited with code 0)");
        thread.join(Patience.LIMIT.toMillis());
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void goesToTheLoggerUnlessTheCommandSaysOtherwise() throws Exception {
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                if (logged.getMessage().startsWith("[live-output-")) {
                    shown.add(logged.getMessage());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        LOGGER.addHandler(handler);
        try {
            Command command = Command.shell("echo out; echo err >&2").separateErrors();
            registry.start(command.withName("live-output-off").withLiveOutput(LiveOutput.OFF))
                    .waitFor();
            registry.start(command.withName("live-output-on")).waitFor();

            assertThat(List.of(next(), next(), next()))
                    .containsExactlyInAnyOrder(
                            "[live-output-on] out",
                            "[live-output-on] (exited with code 0)",
                            "[live-output-on errors] err");
        } finally {
            LOGGER.removeHandler(handler);
        }
    }

    @Test
    void hasNameTimeAndColorOnTheConsole() {
        LocalTime at = LocalTime.of(9, 5, 3, 7_000_000);

        assertThat(LiveTarget.line(at, "db", "ready", false)).isEqualTo("09:05:03.007 [db] ready");
        assertThat(LiveTarget.line(at, "db", "ready", true))
                .matches("09:05:03\\.007 \033\\[3[2-6]m\\[db]\033\\[0m ready");
    }
}
