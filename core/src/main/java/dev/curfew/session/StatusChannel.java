package dev.curfew.session;

import dev.curfew.internal.Time;
import dev.curfew.internal.Uninterruptibly;
import dev.curfew.table.Cookies;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands on what guards and a warden report, line by line. Thread-safe.
 *
 * <p>A line about a guard counts only if that guard has sealed it: what it guards may be able to write lines here too, but has not its
 * {@link MessageKey key}.
 */
public final class StatusChannel {

    private static final String SYNC = "sync";
    private static final Duration LONGEST_SYNC = Duration.ofSeconds(5);

    private final Echo echo;
    private final Consumer<String[]> others;
    private final Time time;
    private final Map<String, Guarded> guards = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> syncs = new ConcurrentHashMap<>();
    private final AtomicBoolean warned = new AtomicBoolean();
    private volatile @Nullable String closed;
    private volatile boolean finished;

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

    Time time() {
        return time;
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
        cutOffIfClosed(guarded); // After the entry, so that either this call or close() finds it.
        return guarded;
    }

    /**
     * Note that nothing can be reported any more. All that wait for a report fail at once instead of waiting for ever.
     *
     * @param why why not
     */
    public void close(String why) {
        closed = why;
        guards.values().forEach(this::cutOffIfClosed);
        endSyncs();
    }

    /**
     * Note that nothing follows, and that everything that came before has been handed on: end all waiting for earlier news. What becomes of
     * the guards is told in another way.
     */
    public void finish() {
        finished = true;
        endSyncs();
    }

    private void endSyncs() {
        syncs.values().forEach(handedOn -> handedOn.complete(null));
    }

    private void cutOffIfClosed(Guarded guarded) {
        String why = closed;
        if (why != null) {
            guarded.cutOff(why);
        }
    }

    void forget(Guarded guarded) {
        guards.remove(guarded.id());
    }

    /**
     * Hand a line on. No line and no failure of a receiver ends the thread that reads, because without it no process ever
     * ends.
     *
     * @param line the line, without its end
     */
    public void told(String line) {
        try {
            String[] words = line.split(" ", -1);
            Guarded guarded = guards.get(words[0]);
            if (guarded != null) {
                if (!guarded.told(line)) {
                    warnOfForgery();
                }
            } else if (words[0].equals(SYNC) && words.length > 1) {
                Optional.ofNullable(syncs.remove(words[1])).ifPresent(handedOn -> handedOn.complete(null));
            } else {
                others.accept(words);
            }
        } catch (RuntimeException | Error e) {
            warn(line, e);
        }
    }

    /** Once, and without the line: it says what somebody else wants to be read. */
    private void warnOfForgery() {
        if (warned.compareAndSet(false, true)) {
            System.getLogger("dev.curfew")
                    .log(
                            System.Logger.Level.WARNING,
                            "A process of this user pretends to be a guard of Curfew; what it reports is ignored");
        }
    }

    private static void warn(String line, Throwable failure) {
        try {
            System.getLogger("dev.curfew").log(System.Logger.Level.WARNING, "Unexpected news: " + line, failure);
        } catch (RuntimeException | Error e) {
            // The logger fails too, as without memory. The next line matters more.
        }
    }

    /** Wait until what was written before has been handed on. */
    void awaitEarlierNews() {
        String number = Cookies.create(); // Nobody can send it ahead.
        CompletableFuture<Void> handedOn = new CompletableFuture<>();
        syncs.put(number, handedOn);
        if (finished) {
            handedOn.complete(null); // After the entry, so that either this call or finish() finds it.
        }
        try {
            echo.request(SYNC + " " + number);
            // A thread that is interrupted must not take a guard for lost.
            Uninterruptibly.await(time, LONGEST_SYNC.toNanos(), nanos -> time.await(handedOn, Duration.ofNanos(nanos)));
        } catch (IOException e) {
            // The channel is closed: there are no news any more.
        } finally {
            syncs.remove(number);
        }
    }
}
