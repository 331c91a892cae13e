package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.process.ExitStatus;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several commands at once. */
interface ParallelContract extends InSandbox {

    int MANY = 8;

    @Test
    default void startsManyAtOnce() {
        List<BackgroundProcess> cats = manyAtOnce(i -> start("echo ready; cat"));

        for (int i = 0; i < MANY; i++) {
            cats.get(i).submit("number " + i);
        }
        for (int i = 0; i < MANY; i++) {
            cats.get(i).closeInput();
            assertThat(cats.get(i).waitFor()).isEqualTo(new ExitStatus.Exited(0));
            assertThat(cats.get(i).output().text()).isEqualTo("ready\nnumber " + i + "\n");
        }
        assertThat(cats).extracting(BackgroundProcess::pid).doesNotHaveDuplicates();
    }

    @Test
    default void isEnteredOnceByManyStartsAtOnce() {
        inOwnScope(scope -> {
            List<BackgroundProcess> processes =
                    manyAtOnce(i -> scope.start("readlink /proc/self/ns/pid; read -r line"));

            assertThat(processes)
                    .extracting(process -> process.expect("\n").before())
                    .containsOnly(processes.get(0).output().text().strip());
        });
    }

    private static List<BackgroundProcess> manyAtOnce(IntFunction<BackgroundProcess> start) {
        ExecutorService threads = Executors.newFixedThreadPool(MANY);
        try {
            List<CompletableFuture<BackgroundProcess>> started = IntStream.range(0, MANY)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> start.apply(i), threads))
                    .toList();
            return started.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdown();
        }
    }
}
