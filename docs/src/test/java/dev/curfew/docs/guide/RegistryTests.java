package dev.curfew.docs.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.AdoptedProcess;
import dev.curfew.BackgroundProcess;
import dev.curfew.Bounds;
import dev.curfew.OwnedProcesses;
import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.output.OutputChunk;
import dev.curfew.output.OutputMark;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.ResourceUse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@WithBackgroundProcesses
class RegistryTests {

    @Test
    void lists(ProcessRegistry processes) {
        BackgroundProcess server = processes.start("echo ready; sleep 1000");
        // snippet:lists
        List<BackgroundProcess> all = processes.processes();
        List<BackgroundProcess> running = processes.running();
        List<BackgroundProcess> finished = processes.finished();
        // end

        String id = server.id();
        // snippet:find
        BackgroundProcess found = processes.find(id).orElseThrow();
        BackgroundProcess same = processes.find(id.substring(0, 9)).orElseThrow(); // such as proc_3f9a
        // end

        assertThat(all).containsExactly(server).isEqualTo(running);
        assertThat(finished).isEmpty();
        assertThat(found).isSameAs(same);
    }

    @Test
    void ownsByName(ProcessRegistry processes) {
        // snippet:owners
        OwnedProcesses agent = processes.ownedBy("agent-1");
        BackgroundProcess build = agent.start("sleep 1000");

        assertThat(agent.hasRunning()).isTrue();
        assertThat(processes.ownedBy("agent-2").running()).isEmpty();

        agent.stopAll();
        // end

        assertThat(build.isRunning()).isFalse();
    }

    @Test
    void handsOver(ProcessRegistry session) {
        // snippet:transfer
        BackgroundProcess server;
        try (ProcessRegistry setUp = ProcessRegistry.open()) {
            server = setUp.start("echo ready; sleep 1000");
            server.expect("ready");
            server.transferTo(session.ownedBy("servers"));
        }

        assertThat(server.isRunning()).isTrue();
        assertThat(session.running()).containsExactly(server);
        // end
    }

    @Test
    void adopts() throws Exception {
        ProcessRegistry processes = ProcessRegistry.open();
        // snippet:adopt
        Process server = new ProcessBuilder("sleep", "1000").start();
        AdoptedProcess adopted = processes.adopt(server.toHandle());

        assertThat(adopted.isRunning()).isTrue();
        // end
        processes.close();
        assertThat(server.waitFor()).isNotZero();
    }

    @Test
    void reads(ProcessRegistry processes) throws Exception {
        BackgroundProcess process = processes.start("echo one; echo two");
        process.waitFor();
        // snippet:poll
        OutputMark seen = OutputMark.START;
        OutputChunk news = process.output().since(seen);
        seen = news.next();
        // end

        assertThat(news.text()).isEqualTo("one\ntwo\n");
        assertThat(news.missedBytes()).isZero();
        assertThat(process.output().since(seen).isEmpty()).isTrue();

        // snippet:pages
        List<String> first = process.output().page(0, 200).lines();
        List<String> last = process.output().tail(200).lines();
        // end
        assertThat(first).containsExactly("one", "two").isEqualTo(last);
    }

    @Test
    void tells(ProcessRegistry processes) {
        BackgroundProcess process = processes.start("exit 3");
        // snippet:exit
        CompletableFuture<String> told = process.onExit().thenApply(ExitStatus::describe);
        // end

        assertThat(told.join()).contains("3");
    }

    @Test
    void counts(ProcessRegistry processes) {
        BackgroundProcess process = processes.start("i=0; while [ $i -lt 20000 ]; do i=$((i + 1)); done");
        process.waitFor();
        await().until(() -> process.resourceUse().isPresent());
        // snippet:use
        Optional<ResourceUse> use = process.resourceUse();
        ResourceUse soFar = processes.resourceUse();
        // end
        assertThat(use).contains(soFar);
        assertThat(soFar.cpu()).isPositive();
    }

    @Test
    void isBounded() {
        // snippet:bounds
        Bounds bounds = Bounds.DEFAULT
                .withMaxRunning(8)
                .withStartTimeout(Duration.ofMinutes(1))
                .withFinished(Duration.ofHours(1), 500);
        ProcessRegistry processes = ProcessRegistry.open(RegistryOptions.DEFAULT.withBounds(bounds));
        // end

        processes.close();
    }
}
