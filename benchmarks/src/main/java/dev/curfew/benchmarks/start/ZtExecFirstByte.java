package dev.curfew.benchmarks.start;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.zeroturnaround.exec.ProcessExecutor;
import org.zeroturnaround.exec.StartedProcess;

/** zt-exec, which pumps output into a stream. */
final class ZtExecFirstByte implements FirstByte {

    private final StartedProcess started;

    ZtExecFirstByte() throws IOException, InterruptedException {
        SeenStream output = new SeenStream();
        started = new ProcessExecutor(COMMAND).redirectOutput(output).start();
        output.await();
    }

    @Override
    public void awaitEnd() throws ExecutionException, InterruptedException {
        started.getFuture().get();
    }
}
