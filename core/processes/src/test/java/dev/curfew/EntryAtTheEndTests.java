package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.diagnosis.KillReport;
import dev.curfew.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sandbox that is entered while its scope ends. */
class EntryAtTheEndTests {

    /** Creates a file when it has begun, and enters when another file exists. */
    private static final String GATE = ": >\"$0/begun\"; until [ -e \"$0/go\" ]; do sleep 0.01; done; exec \"$@\"";

    /** The start holds the lock that the end waits for, and is refused when it enters for the second time. */
    @Test
    void refusesTheStartThatIsUnderWay(@TempDir Path folder) throws IOException {
        Sandbox slow = Sandbox.entering("sh", "-c", GATE, folder.toString());
        ProcessRegistry scope =
                ProcessRegistry.open(RegistryOptions.DEFAULT.withName("scope").withSandbox(slow));
        CompletableFuture<BackgroundProcess> start = CompletableFuture.supplyAsync(() -> scope.start("exit 0"));
        await().until(() -> Files.exists(folder.resolve("begun")));
        CompletableFuture<KillReport> end = new CompletableFuture<>();
        Thread ending = new Thread(() -> end.complete(scope.end()));
        ending.start();
        await().until(() -> ending.getState() == Thread.State.WAITING);

        Files.createFile(folder.resolve("go"));

        assertThatThrownBy(start::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(RegistryClosedException.class)
                .hasMessageContaining("the registry of [scope] is closed");
        KillReport report = end.join();
        assertThat(report.isClean()).as(report.diagnosis().render()).isTrue();
    }
}
