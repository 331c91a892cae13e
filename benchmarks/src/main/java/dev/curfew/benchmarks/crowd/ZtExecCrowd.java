package dev.curfew.benchmarks.crowd;

import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.zeroturnaround.exec.ProcessExecutor;

/** zt-exec, whose input is pumped from a stream. */
final class ZtExecCrowd implements Crowd {

    private final Ears ears = new Ears();
    private final List<PipedOutputStream> inputs = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();

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
        processes.add(new ProcessExecutor(command)
                .redirectInput(input)
                .redirectOutput(new EarStream(ears.one()))
                .start()
                .getProcess());
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
    public void end() throws IOException, InterruptedException {
        processes.forEach(Process::destroyForcibly);
        for (Process process : processes) {
            process.waitFor();
        }
        for (PipedOutputStream input : inputs) {
            input.close();
        }
    }
}
