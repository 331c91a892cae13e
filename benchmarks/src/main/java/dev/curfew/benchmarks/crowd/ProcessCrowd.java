package dev.curfew.benchmarks.crowd;

import dev.curfew.benchmarks.harness.Launcher;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Bare processes with a reader thread each, of the JDK or of pty4j. */
final class ProcessCrowd implements Crowd {

    private final Ears ears = new Ears();
    private final List<Process> talkers = new ArrayList<>();
    private final List<Process> sleepers = new ArrayList<>();
    private final Launcher launcher;
    private final Consumer<Process> killer;

    ProcessCrowd(Launcher launcher, Consumer<Process> killer) {
        this.launcher = launcher;
        this.killer = killer;
    }

    static void killWithDescendants(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void addTalker(List<String> command) throws IOException {
        talkers.add(start(command));
    }

    @Override
    public void addSleeper(List<String> command) throws IOException {
        sleepers.add(start(command));
    }

    private Process start(List<String> command) throws IOException {
        Process process = launcher.start(command);
        Ears.Ear ear = ears.one();
        Thread reader = new Thread(() -> read(process.getInputStream(), ear), "reader");
        reader.setDaemon(true);
        reader.start();
        return process;
    }

    private static void read(InputStream in, Ears.Ear ear) {
        byte[] buffer = new byte[8192];
        try {
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                ear.hear(buffer, 0, got);
            }
        } catch (IOException e) {
            // A terminal reports its end in this way.
        }
    }

    @Override
    public void sayToAll(String line) throws IOException {
        for (Process talker : talkers) {
            OutputStream out = talker.getOutputStream();
            out.write(line.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }

    @Override
    public int answers() {
        return ears.answers();
    }

    @Override
    public void end() throws InterruptedException {
        sleepers.addAll(talkers);
        sleepers.forEach(killer);
        for (Process process : sleepers) {
            process.waitFor();
        }
    }
}
