package dev.curfew.spawn;

import dev.curfew.process.Stdio;
import dev.curfew.session.Guarded;
import dev.curfew.session.Session;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;

/**
 * A process on pipes under a guard.
 *
 * <p>The guard is the JVM's child and outlives all that can hold the pipes open. So the pipes end exactly when nobody
 * writes any more, and the JDK, which closes them at the end of its child, does not lose what a grandchild prints.
 */
final class GuardedPipes implements SpawnedProcess {

    private final Root root;
    private final Process process;
    private final ExitGate gate;
    private final EndSource end;

    private GuardedPipes(Root root, Process process, ExitGate gate, EndSource end) {
        this.root = root;
        this.process = process;
        this.gate = gate;
        this.end = end;
    }

    static GuardedPipes start(Invocation invocation) throws IOException {
        Launch launch = invocation.launch();
        boolean merges = launch.command().stdio().equals(Stdio.MERGED_PIPES);
        StreamReader output = new StreamReader(launch.output());
        StreamReader errors = new StreamReader(launch.errors());
        ExitGate gate = new ExitGate(launch, merges ? List.of(output) : List.of(output, errors));
        Guarded guarded = Session.current().expectGuard(launch.mark(), gate::exited);
        Process process = guarded.start(invocation.onStreams().redirectErrorStream(merges));
        try {
            read(
                    output,
                    process.getInputStream(),
                    gate,
                    "output of " + launch.command().name());
            if (!merges) {
                read(
                        errors,
                        process.getErrorStream(),
                        gate,
                        "errors of " + launch.command().name());
            }
            return new GuardedPipes(Root.under(guarded), process, gate, new EndSource.OfGuard(guarded));
        } catch (IOException | IllegalStateException e) {
            guarded.kill(); // A process that nobody reads, or knows, is no use.
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void read(StreamReader reader, InputStream stream, ExitGate gate, String name) throws IOException {
        StreamReader.start("curfew " + name, () -> {
            reader.drain(stream);
            gate.streamEnded(reader.recorder());
        });
    }

    @Override
    public Root root() {
        return root;
    }

    @Override
    public InputSink input() {
        return new PipeInput(process);
    }

    @Override
    public void checkExit() {
        gate.look(end);
    }

    @Override
    public void awaitExit(Duration limit) throws InterruptedException {
        gate.await(end, limit.toNanos());
    }
}
