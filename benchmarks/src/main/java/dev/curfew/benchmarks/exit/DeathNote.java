package dev.curfew.benchmarks.exit;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/** The shared file: -1 before the process runs, 0 while it runs, then the monotonic time of its death, as nanoTime counts it. */
final class DeathNote {

    private static final long POLL_NANOS = 200_000;

    private final MappedByteBuffer shared;

    DeathNote(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            shared = channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
            shared.order(ByteOrder.nativeOrder());
        }
    }

    void clear() {
        shared.putLong(0, -1);
    }

    void awaitBirth() {
        while (time() < 0) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    long time() {
        return shared.getLong(0);
    }
}
