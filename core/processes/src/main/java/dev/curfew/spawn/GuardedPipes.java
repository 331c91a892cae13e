package dev.curfew.spawn;

import dev.curfew.process.Stdio;
import dev.curfew.session.Guarded;
import dev.curfew.session.Session;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Starts processes on pipes under guards.
 *
 * <p>A guard is a child of the JVM and outlives all processes that can hold the pipes open. So the pipes end exactly
 * when the last writer is gone, and the JDK, which closes them when its child ends, does not lose what a grandchild
 * prints.
 */
final class GuardedPipes {

    private GuardedPipes() {}

    static SpawnedProcess start(Invocation invocation) throws IOException {
        Launch launch = invocation.launch();
        boolean merges = launch.command().stdio().equals(Stdio.MERGED_PIPES);
        StreamReader output = StreamReader.ofPipe(launch.output());
        StreamReader errors = StreamReader.ofPipe(launch.errors());
        ExitGate gate = new ExitGate(launch, merges ? List.of(output) : List.of(output, errors));
        Guarded guarded = Session.current().expectGuard(launch.mark(), gate::exited);
        Process process = guarded.start(invocation.guarded().redirectErrorStream(merges));
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
            return new OnPipes(Root.under(guarded), process, gate, new EndSource.OfGuard(guarded));
        } catch (IOException | IllegalStateException e) {
            guarded.kill(); // A process that is not read, or not known, is of no use.
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void read(StreamReader reader, InputStream stream, ExitGate gate, String name) throws IOException {
        StreamReader.start("curfew " + name, () -> gate.read(reader, () -> reader.drain(stream)));
    }
}
