package dev.curfew;

import dev.curfew.command.Started;
import dev.curfew.command.Starter;
import dev.curfew.connection.ScopeEnvironment;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.LeftBehindException;
import dev.curfew.diagnosis.SandboxUnavailableException;
import dev.curfew.diagnosis.Survivor;
import dev.curfew.internal.Check;
import dev.curfew.internal.Time;
import dev.curfew.process.Command;
import dev.curfew.process.KillPolicy;
import dev.curfew.process.ResourceUse;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.warden.ProcessTree;
import dev.curfew.warden.ProcessTreeSnapshot;
import dev.curfew.warden.ScopeFolder;
import dev.curfew.warden.TreeKiller;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Starts background processes and owns them: closing it ends all of them with their descendants, and deletes the files
 * created for them.
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
 * <p>Thread-safe. A registry that starts nothing creates no process, no thread and no file.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class ProcessRegistry implements AutoCloseable {

    /** The order in which the locks of several registries are acquired. */
    private static final AtomicLong COUNT = new AtomicLong();

    private final long number = COUNT.incrementAndGet();
    private final RegistryOptions options;
    private final Time time;
    private final Inventory inventory;
    private final Adoptions adoptions = new Adoptions();
    private final Consumption consumption = new Consumption();
    private final Permits permits;
    private final ExecutionEnvironments places;
    private final ScopeFolder folder = new ScopeFolder();
    private final ScopeEnvironment environment = new ScopeEnvironment(folder);
    private final OwnedProcesses own;
    private final LivePrinters live;

    /**
     * Starts hold the read lock and closing holds the write lock: once the registry is closed, no start is in progress.
     */
    private final ReadWriteLock open = new ReentrantReadWriteLock();

    private volatile boolean closed;
    private @Nullable KillReport report;

    private ProcessRegistry(RegistryOptions options, Time time) {
        this.options = Objects.requireNonNull(options, "options");
        this.time = time;
        this.inventory = new Inventory(this, options.bounds(), time);
        this.permits = new Permits(options.name(), options.bounds(), this::running);
        this.places = new ExecutionEnvironments(options.containment(), this::end);
        this.own = new OwnedProcesses(this, options.name());
        this.live = new LivePrinters(time);
    }

    /** {@return a new registry with {@link RegistryOptions#DEFAULT}} */
    public static ProcessRegistry open() {
        return open(RegistryOptions.DEFAULT);
    }

    /**
     * {@return a new registry}
     *
     * @param options the options of the registry
     */
    public static ProcessRegistry open(RegistryOptions options) {
        return open(options, Time.ofSystem());
    }

    static ProcessRegistry open(RegistryOptions options, Time time) {
        return new ProcessRegistry(options, time);
    }

    /** {@return the name of the scope} */
    public String name() {
        return options.name();
    }

    /** {@return how many registries this JVM had opened when it opened this one} */
    long number() {
        return number;
    }

    /**
     * Start a shell command line with {@code sh -c}.
     *
     * @param shellLine the command line
     * @return the running process
     * @throws dev.curfew.diagnosis.SpawnException if it cannot be started; nothing is left running
     * @throws dev.curfew.diagnosis.TooManyProcessesException if as many processes run as the bounds of this registry
     *     allow
     * @throws RegistryClosedException if this registry is closed
     */
    public BackgroundProcess start(String shellLine) {
        return start(Command.shell(shellLine));
    }

    /**
     * Start a command in the sandbox given by the options of this registry.
     *
     * <p>If the start fails, no process is left running and none is listed. When as many processes run as the
     * {@link Bounds} of this registry allow, the start fails, or waits for one of them to end, depending on the bounds.
     *
     * @param command what to run
     * @return the running process
     * @throws dev.curfew.diagnosis.SpawnException if it cannot be started; nothing is left running
     * @throws dev.curfew.diagnosis.SandboxUnavailableException if the sandbox cannot be entered; nothing is started,
     *     here or there
     * @throws dev.curfew.diagnosis.SandboxGoneException if the sandbox can no longer be reached
     * @throws dev.curfew.diagnosis.ContainmentException if the options of this registry require more containment than
     *     is available
     * @throws dev.curfew.diagnosis.TooManyProcessesException if as many processes run as the bounds of this registry
     *     allow
     * @throws dev.curfew.diagnosis.InterruptedWaitException if the thread is interrupted while it waits to start the
     *     command
     * @throws RegistryClosedException if this registry is closed
     */
    public BackgroundProcess start(Command command) {
        return start(command, options.sandbox());
    }

    BackgroundProcess start(Command command, Sandbox sandbox) {
        return start(command, sandbox, own);
    }

    BackgroundProcess start(Command command, Sandbox sandbox, OwnedProcesses owner) {
        Objects.requireNonNull(command, "command");
        String what = "start [" + command.name() + "]";
        requireOpen(what); // Fail early. Waiting for a permit outside of the lock does not delay closing.
        Permits.Slot slot = permits.take(what);
        boolean started = false;
        try {
            BackgroundProcess process =
                    whileOpen(what, () -> spawn(command, entered(sandbox, what, "command", command), owner, slot));
            started = true;
            return process;
        } finally {
            if (!started) {
                slot.giveBack();
            }
        }
    }

    Inventory inventory() {
        return inventory;
    }

    Permits permits() {
        return permits;
    }

    /** Prepare to own a process that was not started by this registry. */
    void prepare() {
        places.open("take a process", "scope", name());
    }

    RegistryOptions options() {
        return options;
    }

    void whileOpen(String what, Runnable action) {
        whileOpen(what, () -> {
            action.run();
            return this;
        });
    }

    private <T> T whileOpen(String what, Supplier<T> action) {
        open.readLock().lock();
        try {
            requireOpen(what);
            return action.get();
        } catch (SandboxUnavailableException e) {
            throw ExecutionEnvironments.isRefusal(e) ? isClosed(what) : e;
        } finally {
            open.readLock().unlock();
        }
    }

    /**
     * Enter a sandbox, creating it first if necessary. It is entered once, regardless of the number of calls, and left
     * or removed at the end of the scope.
     *
     * @param sandbox the sandbox
     * @return the sandbox, ready for use
     * @throws dev.curfew.diagnosis.SandboxUnavailableException if that fails; nothing is left behind
     * @throws RegistryClosedException if this registry is closed
     */
    public EnteredSandbox enter(Sandbox sandbox) {
        Objects.requireNonNull(sandbox, "sandbox");
        return whileOpen("enter " + sandbox, () -> entered(sandbox, "enter " + sandbox, "sandbox", sandbox));
    }

    private EnteredSandbox entered(Sandbox sandbox, String what, String key, Object value) {
        return new EnteredSandbox(sandbox, this, places.place(sandbox, what, key, value));
    }

    /**
     * Enter the sandbox given by the options of this registry, in which {@link #start(Command)} starts commands.
     *
     * @return the sandbox, ready for use
     * @throws dev.curfew.diagnosis.SandboxUnavailableException if that fails; nothing is left behind
     * @throws RegistryClosedException if this registry is closed
     */
    public EnteredSandbox enterSandbox() {
        return enter(options.sandbox());
    }

    private BackgroundProcess spawn(Command given, EnteredSandbox sandbox, OwnedProcesses owner, Permits.Slot slot) {
        Command command = FreePorts.choose(given, sandbox);
        Starter place = sandbox.place();
        ProcessState state = new ProcessState(command, time);
        Ownership ownership = new Ownership(owner, slot);
        state.atEnd(ownership::ended);
        Command furnished = environment.furnish(command, place);
        Started started = place.start(furnished, state.outputSink(), state.errorSink(), state::exited);
        try {
            BackgroundProcess process = new BackgroundProcess(
                    ProcessIds.next(), command, sandbox, ownership, state, started.process(), started.tree());
            LimitWatch.over(process, time);
            inventory.add(process);
            Viewers.OF_THIS_JVM.opened(this);
            live.begin(process, options.liveOutput());
            consumption.began(started.tree());
            process.atEnd(() -> process.owner().registry().inventory.ended());
            return process;
        } catch (RuntimeException | Error e) {
            TreeKiller.end(List.of(started.tree()), KillPolicy.AT_ONCE); // The process is not in the inventory.
            throw e;
        }
    }

    private void requireOpen(String what) {
        if (closed) {
            throw isClosed(what);
        }
    }

    private RegistryClosedException isClosed(String what) {
        return new RegistryClosedException("Failed to " + what + ": the registry of [" + name()
                + "] is closed; start processes before the end of the scope that owns them");
    }

    /**
     * {@return a copy of the list of processes that this registry owns, running or not, in the order in which they were
     * added}
     *
     * <p>Processes that have ended are removed as specified by the {@link Bounds}, except those with living
     * descendants.
     */
    public List<BackgroundProcess> processes() {
        return inventory.look();
    }

    /** {@return how many processes this registry has started, including those removed or transferred since} */
    public int started() {
        return consumption.started();
    }

    /**
     * {@return the resources used by the processes that this registry has started, and by their descendants}
     *
     * <p>A process is counted once its whole tree has ended; after {@link #end()}, all are counted. Without a guard, as
     * in portable mode, nothing is counted. Processes that ended with the removal of their sandbox may
     * be missing.
     */
    public ResourceUse resourceUse() {
        return consumption.use();
    }

    /** {@return a copy of the list of running processes, in the order of their start} */
    public List<BackgroundProcess> running() {
        return processes().stream().filter(BackgroundProcess::isRunning).toList();
    }

    /** {@return a copy of the list of processes that have ended and are still kept, in the order of their start} */
    public List<BackgroundProcess> finished() {
        return processes().stream().filter(process -> !process.isRunning()).toList();
    }

    /** {@return whether a process is running} */
    public boolean hasRunning() {
        return processes().stream().anyMatch(BackgroundProcess::isRunning);
    }

    /**
     * {@return a view of the processes of one owner in this scope}
     *
     * <p>An owner is identified by its name and need not be registered. Processes started without an owner belong to
     * the owner with the name of the scope.
     *
     * @param owner the name of the owner, not blank
     */
    public OwnedProcesses ownedBy(String owner) {
        Check.argument(!owner.isBlank(), "owner must not be blank", '"' + owner + '"');
        return new OwnedProcesses(this, owner);
    }

    /** {@return the owners that currently have processes in this registry, each once} */
    public List<OwnedProcesses> owners() {
        return processes().stream().map(BackgroundProcess::owner).distinct().toList();
    }

    /**
     * Adopt a process of this machine that was not started by a registry, such as one started by the code under test:
     * it is ended with this scope, together with its descendants, even if this JVM is killed.
     *
     * <pre>{@code
     * processes.adopt(new ProcessBuilder("server").start().toHandle());
     * }</pre>
     *
     * <p>Adopted processes carry no mark, so the guarantee is weaker than for processes
     * {@linkplain #start(Command) started} here: a descendant whose parent has ended, such as a daemon, is not found.
     * On Linux, all other descendants are ended; on other systems, an adopted process is not ended if this JVM is
     * killed. It is not among the {@link #processes()}, and the {@link Bounds} do not count it.
     *
     * @param process the process; adopting it again returns the same object
     * @return the adopted process
     * @throws IllegalArgumentException if it has ended, or is this JVM or an ancestor of it
     * @throws dev.curfew.diagnosis.ContainmentException if the options of this registry require any containment
     * @throws RegistryClosedException if this registry is closed
     * @throws java.io.UncheckedIOException if it cannot be recorded for cleanup after the death of this JVM; it is not
     *     adopted
     */
    public AdoptedProcess adopt(ProcessHandle process) {
        Objects.requireNonNull(process, "process");
        return whileOpen("adopt pid " + process.pid(), () -> {
            prepare();
            return adoptions.add(process, options);
        });
    }

    /** {@return a copy of the list of {@linkplain #adopt(ProcessHandle) adopted} processes, running or not} */
    public List<AdoptedProcess> adopted() {
        return adoptions.all();
    }

    /**
     * {@return the process with an id; empty if there is none, or if the given prefix is ambiguous}
     *
     * @param id the id, or at least its first 4 digits, with or without the prefix {@code proc_}
     */
    public Optional<BackgroundProcess> find(String id) {
        return find(id, processes());
    }

    Optional<BackgroundProcess> find(String id, List<BackgroundProcess> among) {
        return Inventory.find(Objects.requireNonNull(id, "id"), among);
    }

    /**
     * Create the directory of this machine for the files of this scope, accessible only to this user. It is created
     * once, regardless of the number of calls, and deleted at the end of the scope.
     *
     * @return its absolute path
     * @throws RegistryClosedException if this registry is closed
     * @throws java.io.UncheckedIOException if it cannot be created
     */
    public Path createDirectory() {
        return whileOpen("create a directory", folder::get);
    }

    /**
     * Stop all processes that were started so far and their descendants, all at the same time: ask them to end, and
     * kill those that are alive after the grace period of the {@link KillPolicy}.
     *
     * @return what was done, and what is left
     */
    public KillReport stopAll() {
        return endThose(process -> true, "ProcessRegistry.stopAll() was called");
    }

    /**
     * End the scope: refuse further starts, end all processes and their descendants, and delete the files. A second
     * call returns the report of the first one.
     *
     * @return what was done, and what is left
     */
    public synchronized KillReport end() {
        if (report == null) {
            places.refuse(); // The next line waits for starts, which may be waiting to enter a sandbox.
            refuseStarts();
            inventory.close();
            permits.close();
            long begin = System.nanoTime();
            // These claims are never released: survivors of a scope cannot be transferred.
            KillReport ended =
                    endTrees(claim(process -> true), adoptions.trees(), "its scope ended", TreeKiller::endForGood);
            List<Survivor> survivors = places.leave(ended.survivors());
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            // Files last: a process that is still alive could create them again.
            report = new KillReport(took, ended.trees(), survivors, folder.prune());
            adoptions.release();
            places.close();
            Viewers.OF_THIS_JVM.ended(this);
            live.finish();
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

    /** End the selected processes; a process that is transferred before it is claimed is spared. */
    KillReport endThose(Predicate<BackgroundProcess> selection, String reason) {
        List<BackgroundProcess> claimed = claim(selection);
        try {
            return endTrees(claimed, List.of(), reason, TreeKiller::end);
        } finally {
            claimed.forEach(process -> process.ownership().release());
        }
    }

    private List<BackgroundProcess> claim(Predicate<BackgroundProcess> selection) {
        return inventory.all().stream()
                .filter(process ->
                        process.ownership().claim(() -> process.owner().registry() == this && selection.test(process)))
                .toList();
    }

    private KillReport endTrees(
            List<BackgroundProcess> all,
            List<ProcessTree> others,
            String reason,
            BiFunction<List<ProcessTree>, KillPolicy, KillReport> way) {
        all.forEach(process -> process.isBeingEnded(reason));
        List<ProcessTree> trees = Stream.concat(all.stream().map(BackgroundProcess::tree), others.stream())
                .toList();
        KillReport ended = way.apply(trees, options.killPolicy());
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
     * {@return the living descendants whose parents have ended, such as daemons}
     *
     * <p>They are ended with the scope like all other processes. A test that considers them a defect can check this
     * list before the scope ends.
     */
    public List<Survivor> daemons() {
        return ProcessTreeSnapshot.daemons(trees());
    }

    /**
     * Verify that no process of this registry is alive, neither commands nor their descendants.
     *
     * @throws LeftBehindException if a process is alive; it is not ended
     */
    public void assertNothingLeft() {
        List<Survivor> living = ProcessTreeSnapshot.living(trees());
        if (!living.isEmpty()) {
            throw new LeftBehindException(new KillReport(Duration.ZERO, List.of(), living, List.of()));
        }
    }

    private List<ProcessTree> trees() {
        return Stream.concat(inventory.all().stream().map(BackgroundProcess::tree), adoptions.trees().stream())
                .toList();
    }

    /** {@return whether this registry is closed} */
    public boolean isClosed() {
        return closed;
    }

    /** {@return the state of all processes, one fact per process with the name of the process as its key} */
    public Diagnosis diagnosis() {
        Diagnosis diagnosis = Diagnosis.of("Processes of [" + name() + "]");
        for (BackgroundProcess process : processes()) {
            diagnosis = diagnosis.with(process.name(), process.toString());
        }
        for (AdoptedProcess process : adopted()) {
            diagnosis = diagnosis.with("adopted", process.toString());
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
