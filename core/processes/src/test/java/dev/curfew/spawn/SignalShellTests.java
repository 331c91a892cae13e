package dev.curfew.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.Signal;
import dev.curfew.sandbox.fixture.Patience;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SignalShellTests {

    /** Any process of this user can stop it, and the end of a scope would wait for it forever. */
    @Test
    void isReplacedIfItWasStopped() throws IOException, InterruptedException {
        Process target = new ProcessBuilder("sleep", "1000").start();
        try {
            SignalShell.shared().send(Signal.CONT, List.of(target.pid()));
            run("kill -STOP " + shells());

            SignalShell.shared().send(Signal.KILL, List.of(target.pid()));

            assertThat(target.waitFor(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } finally {
            target.destroyForcibly();
        }
    }

    private static String shells() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info()
                        .commandLine()
                        .filter(line -> line.contains("read -r signal targets"))
                        .isPresent())
                .map(child -> Long.toString(child.pid()))
                .collect(Collectors.joining(" "));
    }

    private static void run(String script) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("sh", "-c", script).start().waitFor()).isZero();
    }
}
