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
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A bounded queue of events. Thread-safe. */
final class EventQueue {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final Deque<ProcessEvent> events = new ArrayDeque<>();
    private final int maxEvents;
    private long dropped;

    EventQueue(int maxEvents) {
        this.maxEvents = maxEvents;
    }

    void add(ProcessEvent event) {
        lock.lock();
        try {
            if (events.size() == maxEvents) {
                dropOne();
            }
            events.add(event);
            added.signalAll();
        } finally {
            lock.unlock();
        }
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

    Optional<ProcessEvent> poll(Duration limit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = Durations.nanos(limit);
            while (events.isEmpty() && nanos > 0) {
                nanos = added.awaitNanos(nanos);
            }
            return Optional.ofNullable(events.poll());
        } finally {
            lock.unlock();
        }
    }

    List<ProcessEvent> drain() {
        lock.lock();
        try {
            List<ProcessEvent> all = new ArrayList<>(events);
            events.clear();
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether the queue contained the exit of a process, which is removed} */
    boolean removeExit(BackgroundProcess process) {
        lock.lock();
        try {
            return events.removeIf(event -> event instanceof ProcessEvent.Exited exit && exit.process() == process);
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return events.size();
        } finally {
            lock.unlock();
        }
    }

    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }
}
