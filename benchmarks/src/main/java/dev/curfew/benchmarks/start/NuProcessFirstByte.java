package dev.curfew.benchmarks.start;

import com.zaxxer.nuprocess.NuAbstractProcessHandler;
import com.zaxxer.nuprocess.NuProcess;
import com.zaxxer.nuprocess.NuProcessBuilder;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** NuProcess, whose event loop pushes output. */
final class NuProcessFirstByte implements FirstByte {

    @Override
    public AutoCloseable await() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        NuProcessBuilder builder = new NuProcessBuilder(COMMAND);
        builder.setProcessListener(new NuAbstractProcessHandler() {
            @Override
            public void onStdout(ByteBuffer buffer, boolean closed) {
                if (buffer.hasRemaining()) {
                    seen.countDown();
                }
                buffer.position(buffer.limit());
            }
        });
        NuProcess process = builder.start();
        seen.await();
        return () -> process.waitFor(10, TimeUnit.SECONDS);
    }
}
