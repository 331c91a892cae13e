package dev.curfew.benchmarks.exit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteException;
import org.apache.commons.exec.ExecuteResultHandler;
import org.apache.commons.exec.PumpStreamHandler;

/** commons-exec at its best: a handler of our own, since the wait of its own handler polls every 50 ms. */
final class CommonsExecMortal implements Mortal, ExecuteResultHandler {

    private final PipedOutputStream input = new PipedOutputStream();
    private final CountDownLatch ended = new CountDownLatch(1);

    CommonsExecMortal(List<String> command) throws IOException {
        OutputStream nowhere = OutputStream.nullOutputStream();
        PumpStreamHandler streams = new PumpStreamHandler(nowhere, nowhere, new PipedInputStream(input));
        CommandLine line = new CommandLine(command.get(0));
        command.stream().skip(1).forEach(argument -> line.addArgument(argument, false));
        DefaultExecutor.builder().setExecuteStreamHandler(streams).get().execute(line, this);
    }

    @Override
    public void onProcessComplete(int exitValue) {
        ended.countDown();
    }

    @Override
    public void onProcessFailed(ExecuteException e) {
        ended.countDown();
    }

    @Override
    public void release() throws IOException {
        // Its pump never flushes, so only the end of the input arrives.
        input.close();
    }

    @Override
    public void awaitExit() throws InterruptedException {
        ended.await();
    }

    @Override
    public void end() {}
}
