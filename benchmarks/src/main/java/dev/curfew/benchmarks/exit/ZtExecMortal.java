package dev.curfew.benchmarks.exit;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.List;
import org.zeroturnaround.exec.ProcessExecutor;
import org.zeroturnaround.exec.StartedProcess;

/** zt-exec, whose input is pumped from a stream. */
final class ZtExecMortal implements Mortal {

    private final PipedOutputStream input = new PipedOutputStream();
    private final StartedProcess started;

    ZtExecMortal(List<String> command) throws IOException {
        started = new ProcessExecutor(command)
                .redirectInput(new PipedInputStream(input))
                .start();
    }

    @Override
    public void release() throws IOException {
        input.close();
    }

    @Override
    public void awaitExit() throws Exception {
        started.getFuture().get();
    }

    @Override
    public void end() {}
}
