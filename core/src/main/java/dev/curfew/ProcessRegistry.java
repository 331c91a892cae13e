package dev.curfew;

import dev.curfew.diagnosis.ContainmentException;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.LeftBehindException;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.diagnosis.Survivor;
import dev.curfew.lane.Site;
import dev.curfew.lane.Sites;
import dev.curfew.lane.Started;
import dev.curfew.lane.Starter;
import dev.curfew.lane.ThisMachine;
import dev.curfew.process.Command;
import dev.curfew.process.Containment;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.session.Session;
import dev.curfew.warden.Census;
import dev.curfew.warden.Leftovers;
import dev.curfew.warden.ProcessTree;
import dev.curfew.warden.ScopeFolder;
import dev.curfew.warden.TreeKiller;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts background processes and owns them: closing it ends all of them, with everything they started, and deletes the
 * files they were given.
 *
 * <pre>{@code
 * try (ProcessRegistry processes = ProcessRegistry.open()) {
 *     BackgroundProcess server = processes.start("python3 -u -m http.server 0");
 *     String port = server.expect(Pattern.compile("port (\\d+)")).group(1);
 * }
 * }</pre>
 *
 * <p>In JUnit tests the extension opens and closes registries; see {@code @WithBackgroundProcesses}.
 *
 * <p>Safe to use from several threads. A registry that starts nothing creates no process, no thread and no file.
 *
 * @since 0.1
 */
public final class ProcessRegistry implements AutoCloseable {

    private final RegistryOptions options;
    private final List<BackgroundProcess> processes = new CopyOnWriteArrayList<>();
    private final ScopeFolder folder = new ScopeFolder();
    private final Sites sites = new Sites();

    /** Read by those who start, written by the one who closes: when it is closed, no start is under way. */
    private final ReadWriteLock open = new ReentrantReadWriteLock();

    private final Runnable atShutdown = this::end;
    private volatile boolean closed;
    private @Nullable KillReport report;

    private ProcessRegistry(RegistryOptions options) {
        this.options = Objects.requireNonNull(options, "options");
    }

    /** {@return a new registry with {@link RegistryOptions#DEFAULT}} */
    public static ProcessRegistry open() {
        return open(RegistryOptions.DEFAULT);
    }

    /**
     * {@return a new registry}
     *
     * @param options how it behaves
     */
    public static ProcessRegistry open(RegistryOptions options) {
        return new ProcessRegistry(options);
    }

    /** {@return the name of the scope} */
    public String name() {
        return options.name();
    }

    /**
     * Start a line of text with {@code sh -c}.
     *
     * @param shellLine the line
     * @return the process, which runs
     * @throws dev.curfew.diagnosis.SpawnException if it cannot be started; nothing is left running
     * @throws RegistryClosedException if this registry is closed
     */
    public BackgroundProcess start(String shellLine) {
        return start(Command.shell(shellLine));
    }

    /**
     * Start a command, in the sandbox of the options of this registry.
     *
     * @param command what to run
     * @return the process, which runs
     * @throws dev.curfew.diagnosis.SpawnException if it cannot be started; nothing is left running
     * @throws dev.curfew.diagnosis.SandboxUnavailableException if the sandbox cannot be entered; nothing runs anywhere
     * @throws dev.curfew.diagnosis.SandboxGoneException if the sandbox cannot be reached any more
     * @throws dev.curfew.diagnosis.ContainmentException if the options of this registry require more than there is
     * @throws RegistryClosedException if this registry is closed
     */
    public BackgroundProcess start(Command command) {
        return start(command, options.sandbox());
    }

    BackgroundProcess start(Command command, Sandbox sandbox) {
        Objects.requireNonNull(command, "command");
        return whileOpen("start [" + command.name() + "]", () -> {
            BackgroundProcess process =
                    spawn(command, place(sandbox, "start [" + command.name() + "]", "command", command.toString()));
            processes.add(process);
            LimitWatch.over(process);
            return process;
        });
    }

    RegistryOptions options() {
        return options;
    }

    private <T> T whileOpen(String what, Supplier<T> action) {
        open.readLock().lock();
        try {
            requireOpen(what);
            return action.get();
        } finally {
            open.readLock().unlock();
        }
    }

    /**
     * Enter a sandbox, or make it if it is to be made: it is entered once, however often this is called, and left or removed
     * at the end of the scope.
     *
     * @param sandbox the sandbox
     * @return the sandbox, which can be used
     * @throws dev.curfew.diagnosis.SandboxUnavailableException if that fails; nothing is left
     * @throws RegistryClosedException if this registry is closed
     */
    public EnteredSandbox enter(Sandbox sandbox) {
        Objects.requireNonNull(sandbox, "sandbox");
        return whileOpen("enter " + sandbox, () -> {
            Starter place = place(sandbox, "enter " + sandbox, "sandbox", sandbox.toString());
            return new EnteredSandbox(sandbox, this, place);
        });
    }

    /**
     * Enter the sandbox of the options of this registry, where {@link #start(Command)} starts commands.
     *
     * @return the sandbox, which can be used
     * @throws dev.curfew.diagnosis.SandboxUnavailableException if that fails; nothing is left
     * @throws RegistryClosedException if this registry is closed
     */
    public EnteredSandbox sandbox() {
        return enter(options.sandbox());
    }

    private BackgroundProcess spawn(Command command, Starter place) {
        ProcessState state = new ProcessState(command);
        Started started = place.start(command, state.output(), state.errors(), state::exited);
        String id = "proc_" + started.tree().mark().cookie();
        return new BackgroundProcess(id, command, options, state, started.process(), started.tree());
    }

    /** The place for a command; entering one takes a while, if it is the first time. */
    Starter place(Sandbox sandbox, String what, String key, String value) {
        Session session = session(what, key, value);
        Curfew.requireContainment(options.containment());
        session.opened(atShutdown);
        if (sandbox.equals(Sandbox.local())) {
            return new ThisMachine(session, options.containment());
        }
        Site site = sites.enter(sandbox);
        requireGuardsAreEnough(site);
        return site;
    }

    private void requireGuardsAreEnough(Site site) {
        if (options.containment().compareTo(Containment.GUARD) > 0) {
            throw new ContainmentException(Diagnosis.of(
                            "Required containment " + options.containment() + " is not available in " + site.sandbox())
                    .with("available", Containment.GUARD.toString())
                    .with("next", "require GUARD or less in sandboxes"));
        }
    }

    private static Session session(String what, String key, String value) {
        if (Session.opened().isEmpty()) {
            Leftovers.sweep(); // They may hold the ports and files that this start needs.
        }
        try {
            return Session.current();
        } catch (UncheckedIOException e) {
            throw new SpawnException(
                    Diagnosis.of("Failed to " + what + ": " + e.getMessage()).with(key, value), e);
        }
    }

    private void requireOpen(String what) {
        if (closed) {
            throw new RegistryClosedException("Failed to " + what + ": the registry of [" + name()
                    + "] is closed; start processes before the end of the scope that owns them");
        }
    }

    /** {@return the processes that were started, in that order, whether they run or not; a copy} */
    public List<BackgroundProcess> processes() {
        return List.copyOf(processes);
    }

    /** {@return the processes that run, in the order of their start; a copy} */
    public List<BackgroundProcess> running() {
        return processes.stream().filter(BackgroundProcess::isRunning).toList();
    }

    /**
     * {@return the process with an id, or empty if this registry did not start it}
     *
     * @param id the id
     */
    public Optional<BackgroundProcess> find(String id) {
        return processes.stream().filter(process -> process.id().equals(id)).findFirst();
    }

    /**
     * {@return a folder of this machine for the files of this scope, which only this user may enter; deleted at the end of the scope}
     *
     * @throws RegistryClosedException if this registry is closed
     * @throws java.io.UncheckedIOException if it cannot be created
     */
    public Path directory() {
        return whileOpen("create a directory", folder::get);
    }

    /**
     * End all processes that were started so far, with everything they started, all at once.
     *
     * @return what was done, and what is left
     */
    public KillReport killAll() {
        return endTrees("all processes of its scope were ended");
    }

    /**
     * End the scope: refuse new starts, end all processes with everything they started, and delete the files. A second
     * call returns the report of the first one.
     *
     * @return what was done, and what is left
     */
    public synchronized KillReport end() {
        if (report == null) {
            refuseStarts();
            KillReport ended = endTrees("its scope ended");
            List<Survivor> survivors = new ArrayList<>(ended.survivors());
            survivors.addAll(sites.close());
            // Files last: a process that is still alive could create them again.
            report = new KillReport(ended.took(), ended.trees(), survivors, folder.prune());
            Session.opened().ifPresent(session -> session.ended(atShutdown));
        }
        return report;
    }

    private void refuseStarts() {
        open.writeLock().lock();
        try {
            closed = true;
        } finally {
            open.writeLock().unlock();
        }
    }

    private KillReport endTrees(String reason) {
        List<BackgroundProcess> all = processes();
        all.forEach(process -> process.isBeingEnded(reason));
        KillReport ended =
                TreeKiller.end(all.stream().map(BackgroundProcess::tree).toList(), options.killPolicy());
        awaitAnnouncements(all);
        return ended;
    }

    private static void awaitAnnouncements(List<BackgroundProcess> processes) {
        long deadline = System.nanoTime() + BackgroundProcess.ANNOUNCEMENT.toNanos();
        for (BackgroundProcess process : processes) {
            if (process.isRunning()) {
                process.awaitAnnouncement(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            }
        }
    }

    /**
     * {@return the living processes that a command has left alone: their parents have ended, as those of daemons do}
     *
     * <p>They end with the scope as all others do. A test that regards them as a fault looks here before.
     */
    public List<Survivor> daemons() {
        return Census.daemons(trees());
    }

    /**
     * Make sure that nothing is alive of what was started here, neither commands nor what they started.
     *
     * @throws LeftBehindException if something is; nothing is ended
     */
    public void assertNothingLeft() {
        List<Survivor> living = Census.living(trees());
        if (!living.isEmpty()) {
            throw new LeftBehindException(new KillReport(Duration.ZERO, List.of(), living, List.of()));
        }
    }

    private List<ProcessTree> trees() {
        return processes.stream().map(BackgroundProcess::tree).toList();
    }

    /** {@return whether this registry is closed} */
    public boolean isClosed() {
        return closed;
    }

    /** {@return the state of all processes, as facts named after them} */
    public Diagnosis diagnosis() {
        Diagnosis diagnosis = Diagnosis.of("Processes of [" + name() + "]");
        for (BackgroundProcess process : processes) {
            diagnosis = diagnosis.with(process.name(), process.toString());
        }
        return diagnosis;
    }

    /**
     * End the scope as {@link #end()} does.
     *
     * @throws LeftBehindException if a process or a file is left
     */
    @Override
    public void close() {
        KillReport ended = end();
        if (!ended.isClean()) {
            throw new LeftBehindException(ended);
        }
    }
}
