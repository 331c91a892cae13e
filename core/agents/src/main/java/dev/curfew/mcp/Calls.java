package dev.curfew.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.curfew.internal.Threads;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The calls in progress, each on a separate thread. */
final class Calls implements AutoCloseable {

    static final int MOST = 64;

    private static final int KEEP_SECONDS = 10;
    private static final int GRACE_SECONDS = 1;
    private static final int END_SECONDS = 5;

    private final Map<JsonNode, Call> running = new ConcurrentHashMap<>();

    private final ExecutorService threads = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            KEEP_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            action -> Threads.create("curfew call", action));

    /** Carry out a call; its answer is sent unless the call is canceled first. Called only by the reading thread. */
    void run(JsonNode id, Replies replies, Supplier<JsonNode> action) {
        if (running.containsKey(id)) {
            replies.send(Rpc.error(id, Rpc.INVALID_REQUEST, "The id belongs to a request that was not answered yet"));
        } else if (running.size() >= MOST) {
            replies.send(
                    Rpc.error(id, Rpc.TOO_MANY_CALLS, "More than " + MOST + " calls at a time; wait for some to end"));
        } else {
            Call call = new Call(replies);
            running.put(id, call);
            threads.execute(() -> carryOut(id, call, action));
        }
    }

    private void carryOut(JsonNode id, Call call, Supplier<JsonNode> action) {
        if (call.begin()) {
            JsonNode result = action.get();
            call.end();
            if (running.remove(id, call)) {
                call.replies.send(Rpc.result(id, result));
            }
        }
    }

    /** Interrupt a call if it is still in progress; it gets no answer. */
    void cancel(JsonNode id) {
        Call call = running.remove(id);
        if (call != null) {
            call.interrupt();
            call.replies.sendNothing();
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        if (!awaitEnd(GRACE_SECONDS)) {
            threads.shutdownNow();
            awaitEnd(END_SECONDS);
        }
    }

    private boolean awaitEnd(int seconds) {
        try {
            return threads.awaitTermination(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A call and its thread, which may be interrupted only between the beginning and the end of the call. */
    private static final class Call {

        private final Replies replies;
        private Thread thread = Thread.currentThread();
        private boolean begun;
        private boolean over;

        Call(Replies replies) {
            this.replies = replies;
        }

        synchronized boolean begin() {
            thread = Thread.currentThread();
            begun = true;
            return !over;
        }

        /** Clear the interrupt flag, because the thread is reused for other calls. */
        synchronized void end() {
            over = true;
            Thread.interrupted();
        }

        synchronized void interrupt() {
            if (begun && !over) {
                thread.interrupt();
            }
            over |= !begun;
        }
    }
}
