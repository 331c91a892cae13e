package dev.curfew.watch;

import dev.curfew.internal.Threads;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The thread of a watch, which ends after two idle seconds. */
final class WatchThread {

    private WatchThread() {}

    static Executor executor() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1, 1, 2, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> Threads.create("curfew watch", task));
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
