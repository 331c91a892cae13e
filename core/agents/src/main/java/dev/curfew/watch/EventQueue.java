package dev.curfew.watch;

import dev.curfew.BackgroundProcess;
import dev.curfew.internal.Durations;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A bounded queue of events. Thread-safe. */
final class EventQueue {

    private final Deque<ProcessEvent> events = new ArrayDeque<>();
    private final int maxEvents;
    private long dropped;

    EventQueue(int maxEvents) {
        this.maxEvents = maxEvents;
    }

    synchronized void add(ProcessEvent event) {
        if (events.size() == maxEvents) {
            dropOne();
        }
        events.add(event);
        notifyAll();
    }

    /** Drop the oldest event that is not an exit: exits are reported only once, so they are dropped last. */
    private void dropOne() {
        dropped++;
        Iterator<ProcessEvent> all = events.iterator();
        while (all.hasNext()) {
            if (!(all.next() instanceof ProcessEvent.Exited)) {
                all.remove();
                return;
            }
        }
        events.removeFirst();
    }

    synchronized Optional<ProcessEvent> poll(Duration limit) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        long begin = System.nanoTime();
        long nanos = Durations.nanos(limit);
        for (long left = nanos; events.isEmpty() && left > 0; left = nanos - (System.nanoTime() - begin)) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return Optional.ofNullable(events.poll());
    }

    synchronized List<ProcessEvent> drain() {
        List<ProcessEvent> all = new ArrayList<>(events);
        events.clear();
        return all;
    }

    /** {@return whether the queue contained the exit of a process, which is removed} */
    synchronized boolean removeExit(BackgroundProcess process) {
        return events.removeIf(event -> event instanceof ProcessEvent.Exited exit && exit.process() == process);
    }

    synchronized int size() {
        return events.size();
    }

    synchronized long dropped() {
        return dropped;
    }
}
