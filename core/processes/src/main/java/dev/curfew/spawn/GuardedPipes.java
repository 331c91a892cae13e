package dev.curfew.spawn;

import dev.curfew.process.Stdio;
import dev.curfew.session.ForkServer;
import dev.curfew.session.Guarded;
import dev.curfew.session.OutputPipe;
import dev.curfew.session.Session;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Starts processes on pipes under guards, which the fork server forks, or the JDK starts where there is no server.
 *
 * <p>A guard of the JDK is a child of the JVM and outlives all processes that can hold the pipes open. So the pipes end
 * exactly when the last writer is gone, and the JDK, which closes them when its child ends, does not lose what a
 * grandchild prints.
 */
final class GuardedPipes {

    private final Invocation invocation;
    private final Launch launch;
    private final boolean merges;
    private final StreamReader output;
    private final StreamReader errors;
    private final ExitGate gate;
    private final Guarded guarded;

    private GuardedPipes(Invocation invocation) {
        this.invocation = invocation;
        this.launch = invocation.launch();
        this.merges = launch.command().stdio() instanceof Stdio.Pipes pipes && pipes.mergesErrors();
        this.output = StreamReader.ofPipe(launch.output());
        this.errors = StreamReader.ofPipe(launch.errors());
        this.gate = new ExitGate(launch, merges ? List.of(output) : List.of(output, errors));
        this.guarded = Session.current().expectGuard(launch.mark(), gate::exited);
    }

    static SpawnedProcess start(Invocation invocation) throws IOException {
        GuardedPipes pipes = new GuardedPipes(invocation);
        byte[] order = Order.local(invocation, pipes.guarded.keyText(), NativeOrder.ABSENT);
        Optional<ForkServer> server = Session.current().fork(pipes.guarded, order);
        return server.isPresent() ? pipes.attachTo(server.get()) : pipes.startByJdk();
    }

    private SpawnedProcess attachTo(ForkServer server) throws IOException {
        try {
            Root root = Root.under(guarded);
            ForkServer.Streams streams = server.open(guarded);
            OutputStream input = new IdleClosedStream(streams.input());
            guarded.whenOver(() -> close(input));
            share(output, streams.output());
            share(errors, streams.errors());
            read(streams.output(), streams.errors());
            return new OnPipes(root, input, guarded::used, gate, new EndSource.OfGuard(guarded));
        } catch (IOException | IllegalStateException e) {
            throw failed(e);
        } finally {
            server.release(guarded);
        }
    }

    private SpawnedProcess startByJdk() throws IOException {
        Process process = guarded.start(invocation.guarded().redirectErrorStream(merges));
        try {
            read(process.getInputStream(), process.getErrorStream());
            return new OnPipes(
                    Root.under(guarded),
                    process.getOutputStream(),
                    process::onExit,
                    gate,
                    new EndSource.OfGuard(guarded));
        } catch (IOException | IllegalStateException e) {
            throw failed(e);
        }
    }

    /** A process that is not read, or not known, is of no use. */
    private IOException failed(Exception e) {
        guarded.kill();
        return new IOException(e.getMessage(), e);
    }

    private static void share(StreamReader reader, @Nullable OutputPipe pipe) {
        if (pipe != null) {
            reader.share(new PipeReads(pipe));
        }
    }

    private void read(InputStream outputStream, @Nullable InputStream errorStream) throws IOException {
        String name = launch.command().name();
        read(output, outputStream, "curfew output of " + name);
        if (errorStream != null && !merges) {
            read(errors, errorStream, "curfew errors of " + name);
        }
    }

    private void read(StreamReader reader, InputStream stream, String name) throws IOException {
        StreamReader.start(
                name,
                () -> gate.read(reader, () -> {
                    try {
                        reader.drain(stream);
                    } finally {
                        close(stream);
                    }
                }));
    }

    private static void close(Closeable stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // The descriptor is released even if closing it reports an error (close(2)).
        }
    }
}
