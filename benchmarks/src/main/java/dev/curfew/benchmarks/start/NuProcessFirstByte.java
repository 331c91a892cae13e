package dev.curfew.benchmarks.start;

import com.zaxxer.nuprocess.NuAbstractProcessHandler;
import com.zaxxer.nuprocess.NuProcess;
import com.zaxxer.nuprocess.NuProcessBuilder;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** NuProcess, whose event loop pushes output. */
final class NuProcessFirstByte extends NuAbstractProcessHandler implements FirstByte {

    private final CountDownLatch seen = new CountDownLatch(1);
    private final NuProcess process;

    NuProcessFirstByte() throws InterruptedException {
        NuProcessBuilder builder = new NuProcessBuilder(COMMAND);
        builder.setProcessListener(this);
        process = builder.start();
        seen.await();
    }

    @Override
    public void onStdout(ByteBuffer buffer, boolean closed) {
        if (buffer.hasRemaining()) {
            seen.countDown();
        }
        buffer.position(buffer.limit());
    }

    @Override
    public void awaitEnd() throws InterruptedException {
        process.waitFor(10, TimeUnit.SECONDS);
    }
}
