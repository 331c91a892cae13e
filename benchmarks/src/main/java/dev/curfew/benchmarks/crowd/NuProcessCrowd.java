package dev.curfew.benchmarks.crowd;

import com.zaxxer.nuprocess.NuAbstractProcessHandler;
import com.zaxxer.nuprocess.NuProcess;
import com.zaxxer.nuprocess.NuProcessBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** NuProcess. */
final class NuProcessCrowd implements Crowd {

    private final Ears ears = new Ears();
    private final List<NuProcess> talkers = new ArrayList<>();
    private final List<NuProcess> sleepers = new ArrayList<>();

    @Override
    public void addTalker(List<String> command) {
        talkers.add(start(command));
    }

    @Override
    public void addSleeper(List<String> command) {
        sleepers.add(start(command));
    }

    private NuProcess start(List<String> command) {
        Ears.Ear ear = ears.one();
        NuProcessBuilder builder = new NuProcessBuilder(command);
        builder.setProcessListener(new NuAbstractProcessHandler() {
            @Override
            public void onStdout(ByteBuffer buffer, boolean closed) {
                byte[] data = new byte[buffer.remaining()];
                buffer.get(data);
                ear.hear(data, 0, data.length);
            }
        });
        return builder.start();
    }

    @Override
    public void sayToAll(String line) {
        talkers.forEach(talker -> talker.writeStdin(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII))));
    }

    @Override
    public int answers() {
        return ears.answers();
    }

    /** Does not wait: that would take as long as any process, such as a child, holds an output open. */
    @Override
    public void end() {
        sleepers.addAll(talkers);
        sleepers.forEach(process -> process.destroy(true));
    }
}
