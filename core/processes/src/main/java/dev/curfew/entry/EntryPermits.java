package dev.curfew.entry;

import dev.curfew.internal.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Permits to enter a sandbox. A client is often a large program: if 64 of them start at the same moment, each one times
 * out while the others use the CPU. Requests are granted in order, those for which a caller waits first. Thread-safe.
 */
public final class EntryPermits {

    /**
     * Two per processor keep it busy while some clients wait for a network; 4 hide the latency of one client on a small
     * machine.
     */
    static final int MOST = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

    /**
     * An entry that takes longer probably waits for something other than the CPU, such as a Slurm queue or an image. It
     * may even wait for the end of a scope that itself needs a permit. So its permit is passed to the next request
     * while the entry continues.
     */
    static final Duration LONGEST = Duration.ofSeconds(10);

    /** The permits of this JVM. */
    static final EntryPermits SHARED = new EntryPermits(MOST, Time.ofSystem());

    private final Time time;
    private final Deque<Request> urgent = new ArrayDeque<>();
    private final Deque<Request> background = new ArrayDeque<>();
    private int free;

    /**
     * Create an instance of which all permits are free.
     *
     * @param most the number of permits
     * @param time measures how long each is held
     */
    public EntryPermits(int most, Time time) {
        this.free = most;
        this.time = time;
    }

    /** {@return a request of a waiting caller} */
    public Request urgent() {
        return new Request(urgent);
    }

    /** {@return a request for an entry that is kept ready for later} */
    public Request inBackground() {
        return new Request(background);
    }

    private void grantNext() {
        while (free > 0 && !(urgent.isEmpty() && background.isEmpty())) {
            (urgent.isEmpty() ? background : urgent).remove().grant();
        }
    }

    /**
     * One permit: requested, then granted or refused, then released. Its fields are guarded by the enclosing object.
     */
    public final class Request {

        private final CompletableFuture<Boolean> answer = new CompletableFuture<>();
        private Deque<Request> queue;
        private @Nullable Runnable alarm;

        private Request(Deque<Request> queue) {
            this.queue = queue;
        }

        /**
         * Wait until the request is granted or refused.
         *
         * @return whether the permit is granted; otherwise the request was refused
         * @throws InterruptedException if the thread is interrupted while it waits; there is nothing to release then
         */
        public boolean await() throws InterruptedException {
            synchronized (EntryPermits.this) {
                if (!answer.isDone()) {
                    queue.add(this);
                    grantNext();
                }
            }
            try {
                return answer.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                refuse();
                release(); // It may have been granted at the same moment.
                throw e;
            }
        }

        /** Give a background request priority, because a caller waits for it now. */
        public void hurry() {
            synchronized (EntryPermits.this) {
                if (queue.remove(this)) {
                    urgent.add(this);
                }
                queue = urgent;
            }
        }

        /** Refuse it, unless it is granted. */
        void refuse() {
            synchronized (EntryPermits.this) {
                queue.remove(this);
                answer.complete(false);
            }
        }

        /** Release the permit to the next request; a second call does nothing. */
        public void release() {
            synchronized (EntryPermits.this) {
                if (alarm != null) {
                    alarm.run();
                    alarm = null;
                    free++;
                    grantNext();
                }
            }
        }

        private void grant() {
            free--;
            alarm = time.after(LONGEST, this::release);
            answer.complete(true);
        }
    }
}
