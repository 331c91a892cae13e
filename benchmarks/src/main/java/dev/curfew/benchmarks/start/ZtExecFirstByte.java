package dev.curfew.benchmarks.start;

import org.zeroturnaround.exec.ProcessExecutor;
import org.zeroturnaround.exec.StartedProcess;

/** zt-exec, which pumps output into a stream. */
final class ZtExecFirstByte implements FirstByte {

    @Override
    public AutoCloseable await() throws Exception {
        SeenStream output = new SeenStream();
        StartedProcess started =
                new ProcessExecutor(COMMAND).redirectOutput(output).start();
        output.await();
        return () -> started.getFuture().get();
    }
}
