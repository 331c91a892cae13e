package dev.curfew.watch;

import dev.curfew.BackgroundProcess;
import dev.curfew.expect.PatternSearch;
import dev.curfew.internal.Check;
import dev.curfew.internal.Durations;
import dev.curfew.internal.Time;
import dev.curfew.output.OutputLog;
import dev.curfew.output.OutputMark;
import dev.curfew.process.Stdio;
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

/**
 * Watches processes, and tells what happens to them: to listeners at once, and to those who take events when they have
 * time.
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
 * <p>The end of a process is told exactly once, after all that it printed before was looked at, and not at all if somebody
 * has {@link #consume(BackgroundProcess) consumed} it: who waited for the end need not be told. Looking at a process
 * consumes nothing.
 *
 * <p>Nothing is polled: output, ends and the times that were asked for wake one thread, which goes when there is nothing
 * to do. A process that is not watched costs nothing.
 *
 * <p>Safe to use from several threads.
 *
 * @since 0.1
 */
public final class ProcessWatch implements AutoCloseable {

    private final WatchLimits limits;
    private final Time time;
    private final Executor executor;
    private final EventQueue queue;
    private final List<Consumer<ProcessEvent>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean lookPlanned = new AtomicBoolean();

    /** Guarded by this, as all below. */
    private final Map<BackgroundProcess, WatchedProcess> watched = new LinkedHashMap<>();

    private final Map<BackgroundProcess, List<Runnable>> wakers = new LinkedHashMap<>();
    private final Set<BackgroundProcess> over = Collections.newSetFromMap(new WeakHashMap<>());
    private final Breaker breaker;
    private Runnable timer = () -> {};
    private boolean closed;

    ProcessWatch(WatchLimits limits, Time time, Executor executor) {
        this.limits = Objects.requireNonNull(limits, "limits");
        this.time = time;
        this.executor = executor;
        this.queue = new EventQueue(limits.maxEvents());
        this.breaker = new Breaker(limits);
    }

    /** {@return a watch with {@link WatchLimits#DEFAULT}, which watches nothing yet} */
    public static ProcessWatch open() {
        return open(WatchLimits.DEFAULT);
    }

    /**
     * {@return a watch that watches nothing yet}
     *
     * @param limits how much it tells at most
     */
    public static ProcessWatch open(WatchLimits limits) {
        return new ProcessWatch(limits, Time.ofSystem(), WatchThread.executor());
    }

    /**
     * Tell when a process has ended, once, however often this is asked for; at once if it has.
     *
     * @param process the process
     */
    public void exit(BackgroundProcess process) {
        watch(process, WatchedProcess::tellExit);
    }

    /**
     * Tell when a process prints a text from now on.
     *
     * @param process the process
     * @param text the text, which lies within one line; not empty
     */
    public void text(BackgroundProcess process, String text) {
        Check.argument(!text.isEmpty(), "text must not be empty", "\"\"");
        pattern(process, text, (line, deadline) -> line.contains(text));
    }

    /**
     * Tell when a process prints something that a regular expression matches from now on. Lines are searched without their
     * escape sequences as soon as they arrive, whole or not, and each is told once; so how the output arrives in pieces
     * makes no difference to what is found.
     *
     * <p>An expression for which lines cannot be searched, because that takes more stack or more time than there is, is
     * {@link ProcessEvent.Disabled}.
     *
     * @param process the process
     * @param pattern the expression, found anywhere in one line
     */
    public void pattern(BackgroundProcess process, Pattern pattern) {
        pattern(
                process,
                pattern.pattern(),
                (line, deadline) ->
                        PatternSearch.find(pattern, line, time::nanos, deadline).isPresent());
    }

    /**
     * Tell when a process prints a text, or has printed it already, as far as its logs still hold that.
     *
     * @param process the process
     * @param text the text, which lies within one line; not empty
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
                .map(log -> new PatternWatch(process, log, from.apply(log), name, sought, limits, breaker, time))
                .toList();
        watch(process, it -> {
            patterns.forEach(it::add);
            wakeOnOutput(process);
        });
    }

    /**
     * Tell at intervals that a process still runs, until it ends.
     *
     * @param process the process
     * @param interval the time between two events, {@link WatchLimits#minInterval()} or longer
     */
    public void every(BackgroundProcess process, Duration interval) {
        requireAtLeast(limits.minInterval(), interval);
        watch(process, it -> it.add(new Beat(process, interval, false, limits.maxCharacters(), time.nanos())));
    }

    /**
     * Tell at intervals what a process has printed, if it has printed something, until it ends.
     *
     * @param process the process
     * @param interval the time between two events, {@link WatchLimits#minHeartbeat()} or longer
     */
    public void heartbeat(BackgroundProcess process, Duration interval) {
        requireAtLeast(limits.minHeartbeat(), interval);
        watch(process, it -> it.add(new Beat(process, interval, true, limits.maxCharacters(), time.nanos())));
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
        // The first one is about the end; one look at the output is enough for all patterns.
        List<Runnable> ends = Objects.requireNonNull(wakers.get(process));
        if (ends.size() == 1) {
            ends.add(process.output().onChange(this::wake));
            if (process.command().stdio().equals(Stdio.SEPARATE_PIPES)) {
                ends.add(process.errors().onChange(this::wake));
            }
        }
    }

    private void wake() {
        if (!lookPlanned.getAndSet(true)) {
            executor.execute(this::look);
        }
    }

    private void look() {
        lookPlanned.set(false); // Before anything is looked at: what happens from now on plans another look.
        List<ProcessEvent> events = new ArrayList<>();
        synchronized (this) {
            if (closed) {
                return;
            }
            long now = time.nanos();
            if (breaker.releases(now)) {
                events.add(new ProcessEvent.MatchesResumed(breaker.suppressed()));
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
        long next = breaker.left(now).orElse(Long.MAX_VALUE);
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
     * Have a listener told of every event from now on, in the thread of the watch, which looks at nothing else meanwhile.
     * What it throws becomes a {@link ProcessEvent.ListenerFailed} that can be taken, and stops no other.
     *
     * @param listener the listener
     * @return ends that
     */
    public Runnable listen(Consumer<ProcessEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** {@return the oldest event that nobody has taken, which is taken, or empty} */
    public Optional<ProcessEvent> poll() {
        try {
            return queue.poll(Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /**
     * Take the oldest event that nobody has taken, and wait for one if there is none.
     *
     * @param timeout how long to wait at most
     * @return the event, or empty if there was none in time
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public Optional<ProcessEvent> poll(Duration timeout) throws InterruptedException {
        return queue.poll(timeout);
    }

    /** {@return all events that nobody has taken, oldest first, which are taken} */
    public List<ProcessEvent> drain() {
        return queue.drain();
    }

    /** {@return how many events nobody has taken yet} */
    public int waitingEvents() {
        return queue.size();
    }

    /** {@return how much it tells at most} */
    public WatchLimits limits() {
        return limits;
    }

    /** {@return how many events were lost because nobody took them} */
    public long droppedEvents() {
        return queue.dropped();
    }

    /**
     * Take note that somebody knows of the end of a process, because he waited for it, read all of its output, or ended it
     * himself: it is not told any more, neither now nor later.
     *
     * @param process the process
     * @return whether its end waited to be taken
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
     * Wait until all processes whose end is to be told have ended, and their ends were told or consumed.
     *
     * @param timeout how long to wait at most
     * @return whether they have
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

    /** {@return how many processes are watched} */
    public synchronized int watchedProcesses() {
        return watched.size();
    }

    /** Watch nothing any more. What was told can still be taken. */
    @Override
    public synchronized void close() {
        closed = true;
        List.copyOf(watched.values()).forEach(this::forget);
        timer.run();
        notifyAll();
    }
}
