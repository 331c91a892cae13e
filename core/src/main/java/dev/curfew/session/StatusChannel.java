package dev.curfew.session;

import dev.curfew.internal.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Hands on what guards and a warden report, line by line. Thread-safe. */
public final class StatusChannel {

    private static final String SYNC = "sync";
    static final Duration LONGEST_SYNC = Duration.ofSeconds(5);

    private final Echo echo;
    private final Consumer<String[]> others;
    private final Time time;
    private final Map<String, Guarded> guards = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Boolean>> syncs = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();
    private volatile boolean closed;

    /** Has a line come back through the channel, after all that was reported before. */
    @FunctionalInterface
    public interface Echo {
        /**
         * Ask for the line.
         *
         * @param line the line, without its end
         * @throws IOException if nothing comes back any more
         */
        void request(String line) throws IOException;
    }

    /**
     * Create a channel.
     *
     * @param echo proves that earlier news have arrived
     * @param others takes the words of lines that are not about a guard
     */
    public StatusChannel(Echo echo, Consumer<String[]> others) {
        this(echo, others, Time.ofSystem());
    }

    /**
     * Create a channel with a clock.
     *
     * @param echo proves that earlier news have arrived
     * @param others takes the words of lines that are not about a guard
     * @param time measures how long earlier news are waited for
     */
    public StatusChannel(Echo echo, Consumer<String[]> others, Time time) {
        this.echo = echo;
        this.others = others;
        this.time = time;
    }

    /**
     * {@return what a guard will tell of a command}
     *
     * @param id how the guard calls itself
     * @param onEnd is told the end of the command, once, by a thread that must not be kept
     */
    public Guarded expect(String id, Consumer<Termination> onEnd) {
        Guarded guarded = new Guarded(id, this, onEnd);
        guards.put(id, guarded);
        return guarded;
    }

    void forget(Guarded guarded) {
        guards.remove(guarded.id());
    }

    /**
     * Hand a line on. Whatever others write must not end the thread that reads: without it no process ever ends.
     *
     * @param line the line, without its end
     */
    public void told(String line) {
        String[] words = line.split(" ", -1);
        try {
            Guarded guarded = guards.get(words[0]);
            if (guarded != null) {
                guarded.told(words);
            } else if (words[0].equals(SYNC)) {
                Optional.ofNullable(syncs.remove(words[1])).ifPresent(sync -> sync.complete(true));
            } else {
                others.accept(words);
            }
        } catch (RuntimeException e) {
            System.getLogger("dev.curfew").log(System.Logger.Level.WARNING, "Unexpected news: " + line, e);
        }
    }

    /** Nothing follows, and all that came before is handed on: end all waiting for earlier news. */
    public void close() {
        closed = true;
        syncs.values().forEach(sync -> sync.complete(true));
        syncs.clear();
    }

    /** Wait until what was written before has been handed on. */
    void awaitEarlierNews() {
        String number = Long.toString(count.incrementAndGet());
        CompletableFuture<Boolean> handedOn = new CompletableFuture<>();
        syncs.put(number, handedOn);
        if (closed) {
            syncs.remove(number);
            return; // Looked at after it is there: either this thread sees that, or close() sees what is there.
        }
        Runnable inTime = time.after(LONGEST_SYNC, () -> handedOn.complete(false));
        try {
            echo.request(SYNC + " " + number);
            handedOn.join(); // Not interruptible: a thread that is interrupted must not take a guard for lost.
        } catch (IOException e) {
            // The channel is closed: there are no news any more.
        } finally {
            inTime.run();
            syncs.remove(number);
        }
    }
}
