package dev.curfew.session;

import dev.curfew.internal.RandomIds;
import dev.curfew.internal.Time;
import dev.curfew.internal.Uninterruptibly;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Dispatches what guards and a warden report, line by line. Thread-safe.
 *
 * <p>A report of a guard is accepted only if that guard has sealed it: the guarded processes may be able to write lines
 * here too, but do not have the guard's {@link MessageKey key}.
 */
public final class StatusChannel {

    private static final String SYNC = "sync";
    private static final Duration LONGEST_SYNC = Duration.ofSeconds(5);

    private final Echo echo;
    private final Consumer<String[]> others;
    private final Time time;
    private final Map<String, Guarded> guards = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> syncs = new ConcurrentHashMap<>();
    private final Map<String, Consumer<String>> answers = new ConcurrentHashMap<>();
    private final AtomicBoolean warned = new AtomicBoolean();
    private volatile @Nullable String closed;
    private volatile boolean finished;

    /** Requests a line that comes back through the channel after all earlier reports. */
    @FunctionalInterface
    public interface Echo {
        /**
         * Request the line.
         *
         * @param line the line, without its end
         * @throws IOException if nothing comes back any more
         */
        void request(String line) throws IOException;
    }

    /** Asks something that is answered in one line, which begins with an id and is sealed. */
    @FunctionalInterface
    interface Question {
        /**
         * Ask.
         *
         * @param id the id
         * @param key the key for the seal, in hexadecimal digits
         * @throws IOException if it cannot be asked
         */
        void ask(String id, String key) throws IOException;
    }

    /**
     * Create a channel.
     *
     * @param echo proves that earlier reports have arrived
     * @param others receives the words of lines that are not about a guard
     */
    public StatusChannel(Echo echo, Consumer<String[]> others) {
        this(echo, others, Time.ofSystem());
    }

    /**
     * Create a channel with a clock.
     *
     * @param echo proves that earlier reports have arrived
     * @param others receives the words of lines that are not about a guard
     * @param time measures how long to wait for earlier reports
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
     * {@return a command whose guard is about to be started}
     *
     * @param id the id that the guard uses in its reports
     * @param onEnd called once with the end of the command, by a thread that must not be blocked
     */
    public Guarded expect(String id, Consumer<Termination> onEnd) {
        return expect(id, MessageKey.create(), onEnd);
    }

    /**
     * {@return a command whose guard is about to be started}
     *
     * @param id the id that the guard uses in its reports, used once
     * @param key the key of the guard
     * @param onEnd called once with the end of the command, by a thread that must not be blocked
     */
    public Guarded expect(String id, MessageKey key, Consumer<Termination> onEnd) {
        Guarded guarded = new Guarded(id, key, this, onEnd);
        guards.put(id, guarded);
        cutOffIfClosed(guarded); // After the entry, so that either this call or close() finds it.
        return guarded;
    }

    /**
     * Note that nothing can be reported any more. All threads that wait for a report fail at once instead of waiting
     * forever.
     *
     * @param why the reason
     */
    public void close(String why) {
        closed = why;
        guards.values().forEach(this::cutOffIfClosed);
        endSyncs();
    }

    /**
     * Note that nothing follows, and that all earlier reports have been dispatched: ends all waiting for earlier
     * reports. What becomes of the guards is reported in another way.
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
     * Dispatch a line. Neither a line nor the failure of a receiver ends the thread that reads, because without that
     * thread no command would ever end.
     *
     * @param line the line, without its end
     */
    public void told(String line) {
        try {
            String[] words = line.split(" ", -1);
            Guarded guarded = guards.get(words[0]);
            Consumer<String> answer = answers.get(words[0]);
            if (guarded != null) {
                if (!guarded.told(line)) {
                    warnOfForgery();
                }
            } else if (answer != null) {
                answer.accept(line);
            } else if (words[0].equals(SYNC) && words.length > 1) {
                Optional.ofNullable(syncs.remove(words[1])).ifPresent(handedOn -> handedOn.complete(null));
            } else {
                others.accept(words);
            }
        } catch (RuntimeException | Error e) {
            warn(line, e);
        }
    }

    /** Logged once, and without the line, whose text was chosen by the other process. */
    private void warnOfForgery() {
        if (warned.compareAndSet(false, true)) {
            System.getLogger("dev.curfew")
                    .log(
                            System.Logger.Level.WARNING,
                            "A process of this user imitates a guard of Curfew; its reports are ignored");
        }
    }

    private static void warn(String line, Throwable failure) {
        try {
            System.getLogger("dev.curfew").log(System.Logger.Level.WARNING, "Unexpected report: " + line, failure);
        } catch (RuntimeException | Error e) {
            // The logger fails too, for example without memory. The next line matters more.
        }
    }

    /** Wait until all reports that were written before have been dispatched. */
    void awaitEarlierNews() {
        awaitEcho(echo, LONGEST_SYNC);
    }

    /**
     * Wait until a line has come back through the channel.
     *
     * @param asked requests the line
     * @param limit how long to wait at most
     * @return whether it has come back
     */
    boolean awaitEcho(Echo asked, Duration limit) {
        String number = RandomIds.create(); // It cannot be guessed, and so not be sent early.
        CompletableFuture<Void> handedOn = new CompletableFuture<>();
        syncs.put(number, handedOn);
        if (finished) {
            handedOn.complete(null); // After the entry, so that either this call or finish() finds it.
        }
        try {
            asked.request(SYNC + " " + number);
            // An interrupted thread must not conclude that a guard is lost.
            return Uninterruptibly.await(time, limit.toNanos(), nanos -> time.await(handedOn, Duration.ofNanos(nanos)));
        } catch (IOException e) {
            return false; // The channel is closed: there are no more reports.
        } finally {
            syncs.remove(number);
        }
    }

    /**
     * Ask something, and wait for the answer.
     *
     * @param question asks it
     * @param limit how long to wait at most
     * @return the words of the answer, the id among them; empty if there is none
     */
    Optional<List<String>> answer(Question question, Duration limit) {
        String id = RandomIds.create();
        MessageKey key = MessageKey.create(); // Other processes of this user can write to the pipe, and read from it.
        CompletableFuture<List<String>> answer = new CompletableFuture<>();
        answers.put(id, line -> key.open(line).ifPresent(text -> answer.complete(List.of(text.split(" ", -1)))));
        try {
            question.ask(id, key.text());
            Uninterruptibly.await(time, limit.toNanos(), nanos -> time.await(answer, Duration.ofNanos(nanos)));
        } catch (IOException e) {
            // The answer is missing.
        } finally {
            answers.remove(id);
        }
        return Optional.ofNullable(answer.getNow(null));
    }
}
