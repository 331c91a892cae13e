package dev.curfew.benchmarks.start;

import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/** Where zt-exec and commons-exec pump output to: tells when the first byte has come. */
final class SeenStream extends OutputStream {

    private final CountDownLatch seen = new CountDownLatch(1);

    @Override
    public void write(int value) {
        seen.countDown();
    }

    @Override
    public void write(byte[] data, int offset, int length) {
        if (length > 0) {
            seen.countDown();
        }
    }

    void await() throws InterruptedException {
        seen.await();
    }
}
