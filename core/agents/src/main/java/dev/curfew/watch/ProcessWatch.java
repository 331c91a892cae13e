package dev.curfew.watch;

import dev.curfew.BackgroundProcess;
import dev.curfew.internal.Check;
import dev.curfew.internal.Durations;
import dev.curfew.internal.Time;
import dev.curfew.output.OutputLog;
import dev.curfew.output.OutputMark;
import dev.curfew.process.Stdio;
import dev.curfew.recording.RecordedLog;
import dev.curfew.search.PatternSearch;
import dev.curfew.watch.LineScanner.LineSearch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Watches processes and reports events: immediately to listeners, and through a queue to callers that poll.
 *
 * <pre>{@code
 * try (ProcessWatch watch = ProcessWatch.open()) {
 *     watch.exit(build);
 *     watch.pattern(server, Pattern.compile("ERROR|FATAL"));
 *     ...
 *     watch.drain().forEach(this::report);
 * }
 * }</pre>
 *
 * <p>The end of a process is reported exactly once, after all of its output has been searched. It is not reported if it
 * has been {@linkplain #consume(BackgroundProcess) consumed}, because the caller already learned of it in another way.
 * Reading the state or the output of a process consumes nothing.
 *
 * <p>The watch does not poll processes: output, ends and timers wake a single thread, which stops when it is idle.
 * Processes that are not watched cause no cost.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public final class ProcessWatch implements AutoCloseable {

    private final WatchLimits limits;
    private final Time time;
    private final Executor executor;
    private final EventQueue queue;
    private final List<Consumer<ProcessEvent>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean lookPlanned = new AtomicBoolean();

    /** Guarded by this, as are all fields below. */
    private final Map<BackgroundProcess, WatchedProcess> watched = new LinkedHashMap<>();

    private final Map<BackgroundProcess, List<Runnable>> wakers = new LinkedHashMap<>();
    private final Set<BackgroundProcess> over = Collections.newSetFromMap(new WeakHashMap<>());
    private final MatchLimiter limiter;
    private Runnable timer = () -> {};
    private boolean closed;

    ProcessWatch(WatchLimits limits, Time time, Executor executor) {
        this.limits = Objects.requireNonNull(limits, "limits");
        this.time = time;
        this.executor = executor;
        this.queue = new EventQueue(limits.options.maxEvents);
        this.limiter = new MatchLimiter(limits);
    }

    /** {@return a watch with {@link WatchLimits#DEFAULT} that does not watch any process yet} */
    public static ProcessWatch open() {
        return open(WatchLimits.DEFAULT);
    }

    /**
     * {@return a watch that does not watch any process yet}
     *
     * @param limits the limits on events
     */
    public static ProcessWatch open(WatchLimits limits) {
        return new ProcessWatch(limits, Time.ofSystem(), WatchThread.executor());
    }

    /**
     * Report the end of a process, once, regardless of the number of calls; immediately if it has already ended.
     *
     * @param process the process
     */
    public void exit(BackgroundProcess process) {
        watch(process, WatchedProcess::tellExit);
    }

    /**
     * Report when a process prints a text from now on.
     *
     * @param process the process
     * @param text the text, which must be within one line; not empty
     */
    public void text(BackgroundProcess process, String text) {
        Check.argument(!text.isEmpty(), "text must not be empty", "\"\"");
        pattern(process, text, (line, deadline) -> line.contains(text));
    }

    /**
     * Report when a process prints a match of a regular expression from now on. Escape sequences are removed before
     * lines are searched. A line is searched as soon as any part of it arrives, and is reported at most once, so the
     * result does not depend on how the output is split into pieces.
     *
     * <p>An expression for which lines cannot be searched, because that needs more stack or more time than is
     * available, is {@link ProcessEvent.Disabled}.
     *
     * @param process the process
     * @param pattern the expression, which may match anywhere in one line
     */
    public void pattern(BackgroundProcess process, Pattern pattern) {
        pattern(
                process,
                pattern.pattern(),
                (line, deadline) ->
                        PatternSearch.find(pattern, line, time::nanos, deadline).isPresent());
    }

    /**
     * Report when a process prints a text, including output already printed, as far as its logs still contain it.
     *
     * @param process the process
     * @param text the text, which must be within one line; not empty
     */
    public void textFromStart(BackgroundProcess process, String text) {
        Check.argument(!text.isEmpty(), "text must not be empty", "\"\"");
        LineSearch sought = (line, deadline) -> line.contains(text);
        pattern(process, text, sought, log -> OutputMark.START);
    }

    private void pattern(BackgroundProcess process, String name, LineSearch sought) {
        pattern(process, name, sought, OutputLog::mark);
    }

    private void pattern(
            BackgroundProcess process, String name, LineSearch sought, Function<OutputLog, OutputMark> from) {
        boolean apart = process.command().stdio().equals(Stdio.SEPARATE_PIPES);
        List<OutputLog> logs = apart ? List.of(process.output(), process.errors()) : List.of(process.output());
        List<PatternWatch> patterns = logs.stream()
                .map(log ->
                        new PatternWatch(process, log, from.apply(log), name, sought, limits, limiter.pattern(), time))
                .toList();
        watch(process, it -> {
            patterns.forEach(it::add);
            wakeOnOutput(process);
        });
    }

    /**
     * Report at intervals that a process is still running, until it ends.
     *
     * @param process the process
     * @param interval the time between two events, {@link WatchLimits#minInterval()} or longer
     */
    public void every(BackgroundProcess process, Duration interval) {
        requireAtLeast(limits.minInterval(), interval);
        watch(process, it -> it.add(new Heartbeat(process, interval, false, limits.maxCharacters(), time.nanos())));
    }

    /**
     * Report at intervals what a process has printed since the last report, if anything, until it ends.
     *
     * @param process the process
     * @param interval the time between two events, {@link WatchLimits#minHeartbeat()} or longer
     */
    public void heartbeat(BackgroundProcess process, Duration interval) {
        requireAtLeast(limits.minHeartbeat(), interval);
        watch(process, it -> it.add(new Heartbeat(process, interval, true, limits.maxCharacters(), time.nanos())));
    }

    private static void requireAtLeast(Duration least, Duration interval) {
        Check.argument(
                interval.compareTo(least) >= 0,
                "interval must be " + Durations.text(least) + " or longer",
                Durations.text(interval));
    }

    private synchronized void watch(BackgroundProcess process, Consumer<WatchedProcess> addition) {
        if (closed) {
            throw new IllegalStateException(
                    "Failed to watch [" + process.name() + "]: the watch is closed; watch before it is closed");
        }
        if (over.contains(process)) {
            return;
        }
        if (!watched.containsKey(process)) {
            watched.put(process, new WatchedProcess(process, limits.maxCharacters()));
            CompletableFuture<Void> end = process.onExit().thenRun(this::wake);
            wakers.put(process, new ArrayList<>(List.of(() -> end.cancel(false))));
        }
        addition.accept(Objects.requireNonNull(watched.get(process)));
        wake();
    }

    private void wakeOnOutput(BackgroundProcess process) {
        // The first one is for the end; one subscription to the output serves all patterns.
        List<Runnable> ends = Objects.requireNonNull(wakers.get(process));
        if (ends.size() == 1) {
            ends.add(RecordedLog.of(process.output()).onChange(this::wake));
            if (process.command().stdio().equals(Stdio.SEPARATE_PIPES)) {
                ends.add(RecordedLog.of(process.errors()).onChange(this::wake));
            }
        }
    }

    private void wake() {
        if (!lookPlanned.getAndSet(true)) {
            executor.execute(this::look);
        }
    }

    private void look() {
        lookPlanned.set(false); // Reset before looking, so that later changes plan another look.
        List<ProcessEvent> events = new ArrayList<>();
        synchronized (this) {
            if (closed) {
                return;
            }
            long now = time.nanos();
            if (limiter.resumes(now)) {
                events.add(new ProcessEvent.MatchesResumed(limiter.suppressed()));
            }
            for (WatchedProcess process : List.copyOf(watched.values())) {
                if (!process.look(now, events::add)) {
                    forget(process);
                }
            }
            events.forEach(queue::add);
            planTimer(now);
            notifyAll();
        }
        events.forEach(this::tell);
    }

    private void forget(WatchedProcess process) {
        watched.remove(process.process());
        if (process.isSettled()) {
            over.add(process.process());
        }
        List<Runnable> ends = wakers.remove(process.process());
        if (ends != null) {
            ends.forEach(Runnable::run);
        }
    }

    private void planTimer(long now) {
        timer.run();
        timer = () -> {};
        long next = limiter.pauseLeft(now).orElse(Long.MAX_VALUE);
        for (WatchedProcess process : watched.values()) {
            next = Math.min(next, process.next(now).orElse(Long.MAX_VALUE));
        }
        if (next < Long.MAX_VALUE) {
            timer = time.after(Duration.ofNanos(Math.max(0, next)), this::wake);
        }
    }

    private void tell(ProcessEvent event) {
        for (Consumer<ProcessEvent> listener : listeners) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                queue.add(new ProcessEvent.ListenerFailed(event, e));
            }
        }
    }

    /**
     * Add a listener for all events from now on. It runs on the thread of the watch, which does nothing else meanwhile.
     * If it throws an exception, a {@link ProcessEvent.ListenerFailed} event is added to the queue, and the other
     * listeners are still called.
     *
     * @param listener the listener
     * @return removes the listener
     */
    public Runnable listen(Consumer<ProcessEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** {@return the oldest event in the queue, which is removed, or empty if there is none} */
    public Optional<ProcessEvent> poll() {
        try {
            return queue.poll(Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /**
     * Remove the oldest event from the queue, waiting for one if the queue is empty.
     *
     * @param timeout how long to wait at most
     * @return the event, or empty if there was none in time
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public Optional<ProcessEvent> poll(Duration timeout) throws InterruptedException {
        return queue.poll(timeout);
    }

    /** {@return all events in the queue, oldest first, which are removed} */
    public List<ProcessEvent> drain() {
        return queue.drain();
    }

    /** {@return the number of events in the queue} */
    public int waitingEvents() {
        return queue.size();
    }

    /** {@return the limits on events} */
    public WatchLimits limits() {
        return limits;
    }

    /** {@return the number of events dropped because the queue was full} */
    public long droppedEvents() {
        return queue.dropped();
    }

    /**
     * Mark the end of a process as known, for example after waiting for it, reading all of its output, or ending it:
     * the end is then never reported, and is removed from the queue if it is waiting there.
     *
     * @param process the process
     * @return whether its end was in the queue
     */
    public synchronized boolean consume(BackgroundProcess process) {
        WatchedProcess known = watched.get(process);
        if (known == null) {
            over.add(process);
        } else {
            known.consume();
        }
        return queue.removeExit(process);
    }

    /**
     * Wait until all processes whose end is to be reported have ended, and their ends have been reported or consumed.
     *
     * @param timeout how long to wait at most
     * @return whether that happened in time
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public synchronized boolean awaitExits(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + Durations.nanos(timeout);
        while (watched.values().stream().anyMatch(WatchedProcess::tellsExit)) {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }

    /** {@return the number of watched processes} */
    public synchronized int watchedProcesses() {
        return watched.size();
    }

    /** Stop watching all processes. Events in the queue can still be polled. */
    @Override
    public synchronized void close() {
        closed = true;
        List.copyOf(watched.values()).forEach(this::forget);
        timer.run();
        notifyAll();
    }
}
