package dev.curfew.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ToolThreadsTests extends ToolTestCase {

    private static final int THREADS = 16;
    private static final int ROUNDS = 50;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void answersManyThreadsAtOnce() {
        List<CompletableFuture<Integer>> counts = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            counts.add(CompletableFuture.supplyAsync(this::converse, threads));
        }

        assertThat(counts).allSatisfy(count -> assertThat(count.join()).isEqualTo(ROUNDS));
        assertThat(call("{'action':'list','state':'running'}").path("total").asInt())
                .isZero();
    }

    /** {@return how many lines came back, as polls with a cursor see them} */
    private int converse() {
        String id = start("cat");
        for (int i = 0; i < ROUNDS; i++) {
            about(id, "'action':'submit','data':" + i);
        }
        about(id, "'action':'close_stdin'");
        assertStatus(about(id, "'action':'wait','timeout':60"), "exited");
        String output = text(about(id, "'action':'poll','cursor':0"), "output");
        return (int) output.lines().count();
    }
}
