package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.diagnosis.TooManyProcessesException;
import dev.curfew.output.OutputMark;
import dev.curfew.process.KillPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many threads over two registries. {@code -Dcurfew.concurrency.seconds=60} makes them work for that long. */
@Tag("thorough")
class RegistryConcurrencyTests {

    private static final int THREADS = 32;
    private static final int MOST = 16;
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("curfew.concurrency.seconds", 2));

    private final ProcessRegistry one = open("one");
    private final ProcessRegistry two = open("two");
    private final Set<BackgroundProcess> started = ConcurrentHashMap.newKeySet();
    private final Queue<CompletableFuture<Void>> notices = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ends = new AtomicInteger();
    private final long deadline = System.nanoTime() + TIME.toNanos();

    private static ProcessRegistry open(String name) {
        return ProcessRegistry.open(RegistryOptions.DEFAULT
                .withName(name)
                .withKillPolicy(KillPolicy.AT_ONCE)
                .withBounds(Bounds.DEFAULT.withMaxRunning(MOST).withFinished(Duration.ofHours(1), 1_000_000)));
    }

    @Test
    void nothingIsLostOrTwiceOrLeft() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> work = new ArrayList<>();
        for (int seed = 0; seed < THREADS; seed++) {
            Random random = new Random(seed);
            work.add(threads.submit(() -> work(random)));
        }
        for (Future<?> thread : work) {
            thread.get();
        }
        threads.shutdown();

        List<BackgroundProcess> all = new ArrayList<>(one.processes());
        all.addAll(two.processes());
        assertThat(all).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(started);
        one.close();
        two.close();
        assertThat(started).noneMatch(BackgroundProcess::isRunning).hasSizeGreaterThan(MOST);
        notices.forEach(CompletableFuture::join);
        assertThat(ends).hasValue(started.size());
    }

    private void work(Random random) {
        while (System.nanoTime() < deadline) {
            ProcessRegistry registry = random.nextBoolean() ? one : two;
            OwnedProcesses owner = registry.ownedBy("agent-" + random.nextInt(4));
            List<BackgroundProcess> seen = registry.processes();
            BackgroundProcess any = seen.isEmpty() ? null : seen.get(random.nextInt(seen.size()));
            assertThat(seen).doesNotHaveDuplicates();
            assertThat(registry.running()).hasSizeLessThanOrEqualTo(2 * MOST);
            if (any == null || random.nextInt(3) == 0) {
                start(owner, random);
            } else {
                act(any, owner, random);
            }
        }
    }

    private void start(OwnedProcesses owner, Random random) {
        try {
            BackgroundProcess process = owner.start(random.nextBoolean() ? "echo hi; sleep 1000" : "echo hi");
            notices.add(process.onExit().thenRun(ends::incrementAndGet));
            started.add(process);
        } catch (TooManyProcessesException e) {
            assertThat(e.maxRunning()).isEqualTo(MOST);
        }
    }

    private static void act(BackgroundProcess process, OwnedProcesses owner, Random random) {
        switch (random.nextInt(5)) {
            case 0 -> process.kill();
            case 1 ->
                assertThat(process.output().since(OutputMark.START).missedBytes())
                        .isZero();
            case 2 -> assertThat(process.owner().registry().name()).isIn("one", "two");
            case 3 -> handOver(process, owner);
            default -> owner.stopAll();
        }
    }

    private static void handOver(BackgroundProcess process, OwnedProcesses owner) {
        try {
            process.transferTo(owner);
        } catch (TooManyProcessesException e) {
            assertThat(e.maxRunning()).isEqualTo(MOST);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("being ended");
        }
    }
}
