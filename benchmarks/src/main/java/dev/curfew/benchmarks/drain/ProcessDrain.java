package dev.curfew.benchmarks.drain;

import java.io.InputStream;
import java.util.List;

/** A bare {@link Process}, read 64 KiB at a time. */
final class ProcessDrain implements Drain {

    @Override
    public long drain(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).start();
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        try (InputStream in = process.getInputStream()) {
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                total += got;
            }
        }
        process.waitFor();
        return total;
    }
}
