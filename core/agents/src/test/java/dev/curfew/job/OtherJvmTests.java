package dev.curfew.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.process.ProcessIdentity;
import dev.curfew.process.Signal;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that another JVM has launched. */
class OtherJvmTests extends JobTestCase {

    private Process jvm;
    private BufferedReader printed;

    @BeforeEach
    void startJvm() throws IOException {
        jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LaunchAndWait.class.getName(),
                        folder().toString(),
                        "setsid sleep 1000 & echo up; sleep 1000")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        printed = jvm.inputReader(StandardCharsets.UTF_8);
    }

    @AfterEach
    void endJvm() {
        jvm.destroyForcibly().onExit().join();
    }

    @Test
    void areRecoveredWhenItHasCrashed() throws IOException {
        String id = printed.readLine();
        jvm.destroyForcibly().onExit().join();

        try (JobStore store = open()) {
            Job job = store.find(id).orElseThrow();

            assertThat(job.isRecovered()).isTrue();
            assertThat(store.recovered()).containsExactly(job);
            assertThat(isAlive(job.identity().orElseThrow())).isTrue();
            await().until(() -> job.output().text().equals("up\n"));
        }
    }

    @Test
    void areKilledFromHereAndItKnows() throws IOException {
        String id = printed.readLine();

        try (JobStore store = open()) {
            Job job = store.find(id).orElseThrow();
            ProcessIdentity command = job.identity().orElseThrow();

            assertThat(job.stop().isClean()).isTrue();

            assertThat(isAlive(command)).isFalse();
            assertThat(store.recovered()).isEmpty();
            assertThat(printed.readLine()).contains("was killed").contains(Signal.TERM.toString());
        }
    }
}
