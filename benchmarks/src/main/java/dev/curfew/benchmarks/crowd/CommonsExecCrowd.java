package dev.curfew.benchmarks.crowd;

import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecuteResultHandler;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteWatchdog;
import org.apache.commons.exec.PumpStreamHandler;

/** commons-exec, whose input is pumped from a stream. */
final class CommonsExecCrowd implements Crowd {

    private final Ears ears = new Ears();
    private final List<PipedOutputStream> inputs = new ArrayList<>();
    private final List<ExecuteWatchdog> watchdogs = new ArrayList<>();

    @Override
    public void addTalker(List<String> command) throws IOException {
        PipedOutputStream input = new PipedOutputStream();
        inputs.add(input);
        start(command, new PipedInputStream(input));
    }

    @Override
    public void addSleeper(List<String> command) throws IOException {
        start(command, InputStream.nullInputStream());
    }

    private void start(List<String> command, InputStream input) throws IOException {
        EarStream output = new EarStream(ears.one());
        ExecuteWatchdog watchdog = ExecuteWatchdog.builder()
                .setTimeout(ExecuteWatchdog.INFINITE_TIMEOUT_DURATION)
                .get();
        DefaultExecutor executor = DefaultExecutor.builder()
                .setExecuteStreamHandler(new PumpStreamHandler(output, output, input))
                .get();
        executor.setWatchdog(watchdog);
        CommandLine line = new CommandLine(command.get(0));
        command.stream().skip(1).forEach(argument -> line.addArgument(argument, false));
        executor.execute(line, new DefaultExecuteResultHandler());
        watchdogs.add(watchdog);
    }

    @Override
    public void sayToAll(String line) throws IOException {
        for (PipedOutputStream input : inputs) {
            input.write(line.getBytes(StandardCharsets.US_ASCII));
            input.flush();
        }
    }

    @Override
    public int answers() {
        return ears.answers();
    }

    @Override
    public void end() throws IOException {
        watchdogs.forEach(ExecuteWatchdog::destroyProcess);
        for (PipedOutputStream input : inputs) {
            input.close();
        }
    }
}
