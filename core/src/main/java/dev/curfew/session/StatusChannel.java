package dev.curfew.session;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Where guards and the warden report: a named pipe, whose lines one thread reads and hands on.
 *
 * <p>Lines are shorter than PIPE_BUF, so those of several writers do not mix (see pipe(7)). The pipe is open for writing
 * here too: it does not end when nobody else writes.
 */
final class StatusChannel {

    private static final String SYNC = "sync";
    private static final String CLOSE = "close";
    private static final long LONGEST_SYNC_SECONDS = 5;

    private final RandomAccessFile pipe;
    private final Consumer<String[]> warden;
    private final Map<String, Guarded> guards = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> syncs = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();

    private StatusChannel(RandomAccessFile pipe, Consumer<String[]> warden) {
        this.pipe = pipe;
        this.warden = warden;
    }

    /** {@return the channel on a named pipe} */
    static StatusChannel open(Path path, Consumer<String[]> warden) throws IOException {
        StatusChannel channel = new StatusChannel(new RandomAccessFile(path.toFile(), "rw"), warden);
        Thread thread = new Thread(channel::read, "curfew status");
        thread.setDaemon(true);
        thread.start();
        return channel;
    }

    Guarded expect(String id, Consumer<Termination> onEnd) {
        Guarded guarded = new Guarded(id, this, onEnd);
        guards.put(id, guarded);
        return guarded;
    }

    void forget(Guarded guarded) {
        guards.remove(guarded.id());
    }

    private void read() {
        try (RandomAccessFile file = pipe;
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new FileInputStream(file.getFD()), StandardCharsets.US_ASCII))) {
            String line = lines.readLine();
            while (line != null && !line.equals(CLOSE)) {
                handOn(line.split(" ", -1));
                line = lines.readLine();
            }
        } catch (IOException e) {
            // The pipe cannot fail while it is open at both ends; if it does, guards show as lost.
        }
    }

    /** Whatever others write here must not end the thread: without it no process ever ends. */
    private void handOn(String[] words) {
        try {
            Guarded guarded = guards.get(words[0]);
            if (guarded != null) {
                guarded.told(words);
            } else if (words[0].equals(SYNC)) {
                Optional.ofNullable(syncs.remove(words[1])).ifPresent(CountDownLatch::countDown);
            } else if (words[0].equals("warden")) {
                warden.accept(words);
            }
        } catch (RuntimeException e) {
            System.getLogger("dev.curfew")
                    .log(System.Logger.Level.WARNING, "Unexpected news: " + String.join(" ", words), e);
        }
    }

    /** Wait until what was written before has been handed on. */
    void awaitEarlierNews() {
        String number = Long.toString(count.incrementAndGet());
        CountDownLatch handedOn = new CountDownLatch(1);
        syncs.put(number, handedOn);
        try {
            write(SYNC + " " + number);
            awaitUninterruptibly(handedOn);
        } catch (IOException e) {
            // The channel is closed: there are no news any more.
        } finally {
            syncs.remove(number);
        }
    }

    /** Who is interrupted must not take a guard for lost. */
    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SYNC_SECONDS);
        while (System.nanoTime() < deadline) {
            try {
                if (latch.await(LONGEST_SYNC_SECONDS, TimeUnit.SECONDS)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(String line) throws IOException {
        pipe.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    void close() {
        try {
            write(CLOSE);
        } catch (IOException e) {
            // It is closed.
        }
    }
}
