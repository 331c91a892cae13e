package dev.curfew.benchmarks.harness;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Runs one benchmark: in every round each peer has its turn, each round in another order. */
public final class Runner {

    private static final int WARM_UP_STEPS = 10;
    private static final long WARM_UP_NANOS = 20_000_000_000L;

    private final Benchmark benchmark;
    private final PrintStream progress;
    private final Map<Peer, WorkerProcess> workers = new LinkedHashMap<>();
    private final Map<Peer, List<Samples>> samples = new LinkedHashMap<>();
    private final List<String> skipped = new ArrayList<>();

    /**
     * Creates a runner.
     *
     * @param benchmark what to run
     * @param progress where to say what is going on
     */
    public Runner(Benchmark benchmark, PrintStream progress) {
        this.benchmark = benchmark;
        this.progress = progress;
    }

    /**
     * Run the benchmark.
     *
     * @param wanted which peers, by name
     * @return the results
     * @throws IOException if a worker cannot be started
     * @throws InterruptedException if the calling thread is interrupted
     */
    public Results run(Predicate<String> wanted) throws IOException, InterruptedException {
        List<Peer> peers = able(benchmark.peers().stream()
                .filter(peer -> wanted.test(peer.name()))
                .toList());
        try {
            for (int round = 0; round < benchmark.plan().rounds(); round++) {
                progress.println(benchmark.name() + ": round " + (round + 1) + " of "
                        + benchmark.plan().rounds());
                for (Peer peer : List.copyOf(peers)) {
                    turn(peer, peers);
                }
                Collections.rotate(peers, 1);
            }
        } finally {
            for (WorkerProcess worker : workers.values()) {
                worker.end();
            }
        }
        return new Results(benchmark, measurements(), skipped);
    }

    private List<Peer> able(List<Peer> peers) throws IOException, InterruptedException {
        List<Peer> able = new ArrayList<>();
        for (Peer peer : peers) {
            Optional<String> obstacle = new WorkerCommand(benchmark, peer).obstacle();
            obstacle.ifPresentOrElse(why -> skipped.add(peer.name() + ": " + why), () -> able.add(peer));
        }
        return able;
    }

    private void turn(Peer peer, List<Peer> peers) throws IOException, InterruptedException {
        try {
            int count = Math.max(1, benchmark.plan().samples() / peer.divisor());
            samples.computeIfAbsent(peer, key -> new ArrayList<>())
                    .add(worker(peer).take(count));
        } catch (IOException e) {
            progress.println(benchmark.name() + ": " + peer.name() + " failed: " + e.getMessage());
            skipped.add(peer.name() + ": failed, see the error output of the run");
            peers.remove(peer);
            samples.remove(peer);
        } finally {
            if (benchmark.plan().fresh()) {
                retire(peer);
            }
        }
    }

    private WorkerProcess worker(Peer peer) throws IOException {
        WorkerProcess known = workers.get(peer);
        if (known != null) {
            return known;
        }
        WorkerProcess worker = new WorkerProcess(new WorkerCommand(benchmark, peer));
        workers.put(peer, worker);
        warmUp(peer, worker);
        return worker;
    }

    private void warmUp(Peer peer, WorkerProcess worker) throws IOException {
        int count = peer instanceof Peer.Java ? benchmark.plan().warmUp() / WARM_UP_STEPS : 0;
        long end = System.nanoTime() + WARM_UP_NANOS;
        for (int step = 0; count > 0 && step < WARM_UP_STEPS && System.nanoTime() < end; step++) {
            worker.take(count);
        }
    }

    private void retire(Peer peer) throws InterruptedException {
        WorkerProcess worker = workers.remove(peer);
        if (worker != null) {
            worker.end();
        }
    }

    private List<Measurement> measurements() {
        List<Measurement> measurements = new ArrayList<>();
        for (Peer peer : benchmark.peers()) {
            for (Metric metric : benchmark.metrics()) {
                List<List<Long>> rounds = samples.getOrDefault(peer, List.of()).stream()
                        .map(one -> one.values().getOrDefault(metric.key(), List.of()))
                        .filter(round -> !round.isEmpty())
                        .toList();
                if (!rounds.isEmpty()) {
                    measurements.add(new Measurement(peer.name(), metric, rounds));
                }
            }
        }
        return measurements;
    }
}
