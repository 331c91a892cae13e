package dev.curfew.session;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Where the guards and the warden of this machine report: a named pipe, whose lines one thread reads and hands on.
 *
 * <p>Lines are shorter than PIPE_BUF, so those of several writers do not mix (see pipe(7)). The pipe is open for writing
 * here too: it does not end when nobody else writes.
 */
final class StatusPipe {

    private final RandomAccessFile pipe;
    private final StatusChannel channel;

    private StatusPipe(RandomAccessFile pipe, Consumer<String[]> warden) {
        this.pipe = pipe;
        this.channel = new StatusChannel(this::write, warden);
    }

    /** {@return the channel of the lines of a named pipe} */
    static StatusChannel open(Path path, Consumer<String[]> warden) throws IOException {
        StatusPipe pipe = new StatusPipe(new RandomAccessFile(path.toFile(), "rw"), warden);
        Thread thread = new Thread(pipe::read, "curfew status");
        thread.setDaemon(true);
        thread.start();
        return pipe.channel;
    }

    private void read() {
        String why = "the status pipe has ended";
        try (RandomAccessFile file = pipe;
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new FileInputStream(file.getFD()), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                channel.told(line);
            }
        } catch (IOException | RuntimeException | Error e) {
            why = "the status pipe cannot be read: " + e; // It does not fail while it is open at both ends.
        } finally {
            channel.close(why);
        }
    }

    private void write(String line) throws IOException {
        pipe.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
