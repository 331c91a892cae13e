package dev.curfew.warden;

import dev.curfew.internal.FakeTime;
import dev.curfew.process.ProcessIdentity;
import dev.curfew.process.Signal;
import dev.curfew.table.ProcessEntry;
import dev.curfew.table.ProcessMarks;
import dev.curfew.table.ProcessTable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A machine with simulated processes. SIGKILL ends a process unless it is immortal, SIGSTOP and SIGCONT do what they
 * do, and for all other signals a test says what happens.
 */
final class FakeMachine implements ProcessTable, Machine.Signals {

    /** Above all pids that a system gives out, so that nothing here can be taken for a process that exists. */
    static final long ROOT = 20_000_100;

    private static final Duration LOOK = Duration.ofNanos(100_000);

    final FakeTime time = new FakeTime();
    final List<String> sent = new ArrayList<>();
    final Map<Long, String> cookies = new HashMap<>();
    final Map<Signal, LongConsumer> reactions = new HashMap<>();
    final List<Long> immortal = new ArrayList<>();
    Runnable beforeEachLook = () -> {};
    boolean refusesSignals;
    boolean isComplete = true;
    long lastPid = ROOT;
    private final Map<Long, ProcessEntry> entries = new LinkedHashMap<>();

    Machine machine() {
        return new Machine(this, this, time);
    }

    /** Add a process in a session of which it is the leader. */
    void add(long pid, long parent) {
        add(pid, parent, pid, 'S');
    }

    void add(long pid, long parent, long session, char state) {
        entries.put(pid, new ProcessEntry(new ProcessIdentity(pid, pid), parent, session, session, state));
        if (lastPid >= 0) {
            lastPid = Math.max(lastPid, pid);
        }
    }

    void remove(long pid) {
        entries.remove(pid);
    }

    boolean isAlive(long pid) {
        return entries.containsKey(pid);
    }

    /** {@return an entry of the table} */
    ProcessEntry get(long pid) {
        return entry(pid).orElseThrow();
    }

    @Override
    public void send(Signal signal, Collection<Long> targets) throws IOException {
        if (refusesSignals) {
            throw new IOException("no shell");
        }
        if (!targets.isEmpty()) {
            sent.add(signal.name() + " " + targets.stream().sorted().toList());
        }
        List.copyOf(entries.values()).stream()
                .filter(entry -> targets.contains(entry.pid()) || targets.contains(-entry.group()))
                .forEach(entry -> react(signal, entry));
    }

    private void react(Signal signal, ProcessEntry entry) {
        switch (signal) {
            case KILL -> {
                if (!immortal.contains(entry.pid())) {
                    remove(entry.pid());
                }
                reactions.getOrDefault(signal, pid -> {}).accept(entry.pid());
            }
            case STOP -> add(entry.pid(), entry.parent(), entry.session(), 'T');
            case CONT -> add(entry.pid(), entry.parent(), entry.session(), 'S');
            default -> reactions.getOrDefault(signal, pid -> {}).accept(entry.pid());
        }
    }

    @Override
    public List<ProcessEntry> entries() {
        time.pass(LOOK); // Each look takes time; otherwise a repetition until a deadline would never end.
        beforeEachLook.run();
        return List.copyOf(entries.values());
    }

    @Override
    public Optional<ProcessEntry> entry(long pid) {
        return Optional.ofNullable(entries.get(pid));
    }

    @Override
    public ProcessMarks marks(long pid) {
        List<String> names = Optional.ofNullable(cookies.get(pid)).map(List::of).orElse(List.of());
        return new ProcessMarks(ProcessMarks.NONE, ProcessMarks.NONE, names);
    }

    @Override
    public long lastPid() {
        return lastPid;
    }

    @Override
    public boolean isComplete() {
        return isComplete;
    }

    @Override
    public String commandLine(long pid) {
        return "command of " + pid;
    }
}
