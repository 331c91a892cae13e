package dev.curfew.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the worker process of a peer is started. */
final class WorkerCommand {

    private static final String PYTHON = "/usr/bin/python3";

    private final Fixtures fixtures = Fixtures.located();
    private final Benchmark benchmark;
    private final Peer peer;

    WorkerCommand(Benchmark benchmark, Peer peer) {
        this.benchmark = benchmark;
        this.peer = peer;
    }

    Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(arguments()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("CURFEW_BENCH_MORTAL", fixtures.mortal().toString());
        builder.environment().put("CURFEW_BENCH_FLOOD", fixtures.flood().toString());
        builder.environment().put("CURFEW_BENCH_BYTES", Long.toString(Fixtures.floodBytes()));
        return builder.start();
    }

    /** Says why the peer cannot be measured here; empty if it can. */
    Optional<String> obstacle() throws IOException, InterruptedException {
        if (peer instanceof Peer.Program program && program.language() == Peer.Program.Language.PYTHON) {
            return pexpectObstacle();
        }
        return peer instanceof Peer.Java java ? java.obstacle().get() : Optional.empty();
    }

    private static Optional<String> pexpectObstacle() throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of(PYTHON))) {
            return Optional.of("there is no " + PYTHON);
        }
        Process check = new ProcessBuilder(PYTHON, "-c", "import pexpect")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return check.waitFor() == 0
                ? Optional.empty()
                : Optional.of(PYTHON + " has no pexpect; install python3-pexpect");
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (peer instanceof Peer.Program program) {
            if (program.language() == Peer.Program.Language.PYTHON) {
                arguments.addAll(List.of(PYTHON, fixtures.pexpectWorker().toString()));
            } else {
                arguments.add(fixtures.cWorker().toString());
            }
            arguments.addAll(program.arguments());
        } else if (peer instanceof Peer.Java java) {
            arguments.addAll(jvm(java));
            arguments.addAll(List.of(benchmark.name(), java.name()));
        }
        return arguments;
    }

    private List<String> jvm(Peer.Java java) {
        List<String> jvm = fixtures.java();
        jvm.addAll(benchmark.plan().jvmOptions());
        jvm.addAll(java.jvmOptions());
        jvm.addAll(fixtures.jvmOptions());
        jvm.add("dev.curfew.benchmarks.Worker");
        return jvm;
    }
}
