package dev.curfew.benchmarks.exit;

import com.zaxxer.nuprocess.NuAbstractProcessHandler;
import com.zaxxer.nuprocess.NuProcess;
import com.zaxxer.nuprocess.NuProcessBuilder;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** NuProcess. */
final class NuProcessMortal implements Mortal {

    private final NuProcess process;

    NuProcessMortal(List<String> command) {
        NuProcessBuilder builder = new NuProcessBuilder(command);
        builder.setProcessListener(new NuAbstractProcessHandler() {});
        process = builder.start();
    }

    @Override
    public void release() {
        process.writeStdin(ByteBuffer.wrap(new byte[] {'\n'}));
    }

    @Override
    public void awaitExit() throws InterruptedException {
        process.waitFor(0, TimeUnit.SECONDS);
    }

    @Override
    public void end() {}
}
