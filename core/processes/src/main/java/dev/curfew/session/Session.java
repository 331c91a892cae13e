package dev.curfew.session;

import dev.curfew.internal.Time;
import dev.curfew.process.Containment;
import dev.curfew.process.Signal;
import dev.curfew.table.ProcessTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The resources that all scopes of this JVM share. The session is opened by the first start and closed when the JVM
 * ends.
 *
 * <p>Its folder allows others to clean up after a JVM that was killed: it contains the journal and all files of all
 * scopes.
 */
public final class Session {

    private static @Nullable Session current;

    private final Path folder;
    private final Marks marks;
    private final Optional<NativeProgram> program;
    private final Optional<Path> guard;
    private final Journal journal;
    private final @Nullable StatusChannel channel;
    private final @Nullable ForkServers forkServers;
    private final @Nullable WardenProcess warden;
    private final SessionCgroup cgroup;
    private final NamespaceProbe namespaces;
    private final AtomicInteger scopes = new AtomicInteger();
    private final Set<Runnable> open = ConcurrentHashMap.newKeySet();
    private volatile Runnable lastLook = () -> {};
    private volatile @Nullable Consumer<Path> viewers;

    /**
     * Writes the journal before the folder gets its final name, because the journal records the PID namespace of the
     * owner. Without it, a sweep in another namespace would conclude that the owner is gone.
     *
     * @param draft the folder, under a name that sweeps do not recognize as that of a session
     * @param server the first fork server, which is launched here
     */
    private Session(RunMode mode, Path draft, FirstServer server) throws IOException {
        this.program = mode == RunMode.PORTABLE ? Optional.empty() : NativeProgram.find(server);
        boolean guards = program.isPresent() && program.get().guards();
        this.guard = guards ? Optional.of(program.get().file()) : Optional.empty();
        this.marks = Marks.create(guards && program.get().marks());
        this.journal = Journal.ofThisJvm(marks);
        journal.write(draft);
        this.folder = SessionFolders.publish(draft);
        this.cgroup = new SessionCgroup(folder);
        this.namespaces = new NamespaceProbe(program);
        // In a system that shows no processes, a warden finds nothing and ends at once.
        boolean finds = ProcessTable.ofThisSystem().showsProcesses();
        this.warden = guards && finds ? new WardenProcess(folder, journal, program.orElseThrow()) : null;
        this.channel = guards ? StatusPipe.open(statusPipe(folder), this::requested, Time.ofSystem()) : null;
        this.forkServers = channel == null
                ? null
                : new ForkServers(program.orElseThrow().file(), folder, channel, server.process());
        if (!guards) {
            server.end();
        }
    }

    /**
     * {@return the session of this JVM, which is opened by the first call}
     *
     * @throws UncheckedIOException if its folder cannot be created
     */
    public static synchronized Session current() {
        Session session = current;
        if (session == null) {
            session = open();
            current = session;
        }
        return session;
    }

    /** {@return the session of this JVM, or empty if nothing was started yet} */
    public static synchronized Optional<Session> opened() {
        return Optional.ofNullable(current);
    }

    private static Session open() {
        RunMode mode = RunMode.current(); // First, because nothing else works on Windows.
        try {
            Session session = in(mode, SessionFolders.draft(UserFolder.inTemp()));
            Runtime.getRuntime().addShutdownHook(new Thread(session::close, "curfew shutdown"));
            Thread starter = new Thread(session::startWarden, "curfew warden");
            starter.setDaemon(true);
            starter.start();
            return session;
        } catch (IOException | UnsupportedOperationException e) {
            throw new UncheckedIOException(
                    "Failed to make the folder of this session in the temp directory "
                            + System.getProperty("java.io.tmpdir") + ": " + e.getMessage()
                            + "; check that it exists, is writable and not full",
                    e instanceof IOException io ? io : new IOException(e));
        }
    }

    private static Session in(RunMode mode, Path draft) throws IOException {
        FirstServer server = new FirstServer(draft);
        try {
            return new Session(mode, draft, server);
        } catch (IOException e) {
            server.end();
            FolderPruner.prune(draft); // If it has its final name already, a later sweep deletes it.
            throw e;
        }
    }

    /**
     * {@return the folders of all sessions of this user}
     *
     * @throws IOException if they cannot be listed
     */
    public static List<Path> folders() throws IOException {
        return SessionFolders.all();
    }

    /**
     * {@return the folders of sessions that never began, so that nothing was started in them}
     *
     * @throws IOException if they cannot be listed
     */
    public static List<Path> abandonedDrafts() throws IOException {
        return SessionFolders.abandonedDrafts();
    }

    static Path statusPipe(Path folder) {
        return folder.resolve("status");
    }

    static Path requestPipe(Path folder) {
        return folder.resolve("requests");
    }

    private void startWarden() {
        try {
            if (warden != null) {
                warden.start();
            } else if (!ProcessTable.ofThisSystem().showsProcesses()) {
                System.getLogger("dev.curfew")
                        .log(Level.WARNING, "No warden is started, because this system shows no processes in /proc");
            }
        } catch (IOException e) {
            System.getLogger("dev.curfew")
                    .log(
                            Level.WARNING,
                            "No warden can be started: files and processes may be left if this JVM is killed",
                            e);
        }
    }

    /** {@return the folder of this session} */
    public Path folder() {
        return folder;
    }

    /** {@return the path of a folder for the files of a scope, which does not exist yet} */
    public Path nextScopeFolder() {
        return folder.resolve("scope-" + scopes.incrementAndGet());
    }

    /** {@return the identity of this JVM, in one word; see {@link #isOwnerGone(String)}} */
    public String owner() {
        return journal.ownerWord();
    }

    /**
     * {@return whether a JVM of this system has ended; false for those of other systems}
     *
     * @param owner what {@link #owner()} returned in that JVM
     */
    public static boolean isOwnerGone(String owner) {
        return Journal.isOwnerGone(owner);
    }

    /** {@return marks for a command} */
    public Mark nextMark() {
        return marks.next();
    }

    /** {@return marks for processes in a sandbox, with a prefix of their own} */
    public Marks marksBelow() {
        return marks.below();
    }

    /** {@return the native program that starts and guards commands; empty in portable mode} */
    public Optional<Path> guard() {
        return guard;
    }

    /** {@return the process table in which the processes of this JVM's scopes are found} */
    public ProcessTable processes() {
        return forkServers == null
                ? ProcessTable.ofHandles()
                : new ServedProcessTable(ProcessTable.ofThisSystem(), forkServers);
    }

    /**
     * {@return a folder that permits programs to run, as far as is known: that of this session, unless the native
     * program runs only elsewhere}
     */
    public Path executableFolder() {
        Path programs = program.map(found -> found.file().getParent()).orElse(folder);
        return programs.startsWith(Objects.requireNonNull(folder.getParent())) ? folder : programs;
    }

    /** {@return how the processes of this session are held together} */
    public Containment containment() {
        return channel == null ? Containment.PARENTS : Containment.GUARD;
    }

    /**
     * {@return why a level above {@link Containment#GUARD} is not available, or empty if it is; determined once}
     *
     * @param level the level
     */
    public Optional<String> problemOf(Containment level) {
        return switch (level) {
            case PARENTS, GUARD -> Optional.empty();
            case CGROUP -> cgroup.problem();
            case NAMESPACE -> namespaces.problem();
        };
    }

    /** {@return the cgroup of this session, for a scope that requires it} */
    public SessionCgroup cgroup() {
        return cgroup;
    }

    /**
     * {@return a command whose guard is about to be started; only if {@link #containment()} is
     * {@link Containment#GUARD}}
     *
     * @param mark the marks of the command
     * @param onEnd called once with the end of the command, by a thread that must not be blocked
     */
    public Guarded expectGuard(Mark mark, Consumer<Termination> onEnd) {
        if (channel == null) {
            throw new IllegalStateException("There are no guards here");
        }
        return channel.expect(mark.cookie(), onEnd);
    }

    /**
     * Have a guard forked that starts a command.
     *
     * @param guarded the command
     * @param order what to start, as {@code serve.h} describes it
     * @return the server that forks the guard; empty if the JDK must start it
     */
    public Optional<ForkServer> fork(Guarded guarded, byte[] order) {
        return forkServers == null ? Optional.empty() : forkServers.start(guarded, order);
    }

    /**
     * Send a signal; only if {@link #containment()} is not {@link Containment#PARENTS}.
     *
     * @param signal the signal
     * @param targets process ids, and process group ids as negative numbers; those that do not exist are skipped
     * @throws IOException if it cannot be sent
     */
    public void signal(Signal signal, Collection<Long> targets) throws IOException {
        if (forkServers == null) {
            throw new IllegalStateException("There is no server here");
        }
        forkServers.signal(signal, targets);
    }

    /**
     * {@return why guards are not forked by a server, but started by the JDK, which takes longer; empty if a server
     * forks them, or there are no guards}
     */
    public Optional<String> problemOfForkServer() {
        return forkServers == null ? Optional.empty() : forkServers.problem();
    }

    /**
     * Register an action that ends something when this JVM shuts down.
     *
     * @param scope the action; may take a while
     */
    public void opened(Runnable scope) {
        open.add(scope);
    }

    /**
     * Remove an action that was registered with {@link #opened(Runnable)}, because its subject has been ended.
     *
     * @param scope the same object
     */
    public void ended(Runnable scope) {
        open.remove(scope);
    }

    /**
     * Set an action that runs at shutdown, after all {@link #opened(Runnable) registered} actions and before the files
     * are deleted.
     *
     * @param look ends whatever is left; may take a while
     */
    public void lookAtLast(Runnable look) {
        lastLook = look;
    }

    /**
     * Set the action that serves programs that view processes of this JVM.
     *
     * @param action takes the socket of a viewer, for {@link ViewSocket#connect(Path)}; must not block
     */
    public void serveViewers(Consumer<Path> action) {
        viewers = action;
    }

    private void requested(String[] words) {
        Consumer<Path> action = viewers;
        if (action != null) {
            ViewSocket.requested(folder, words).ifPresent(action);
        }
    }

    private void close() {
        List<Thread> enders = open.stream()
                .map(scope -> new Thread(scope, "curfew shutdown of a scope"))
                .toList();
        enders.forEach(Thread::start);
        for (Thread ender : enders) {
            try {
                ender.join();
            } catch (InterruptedException e) {
                return; // The warden completes the clean-up.
            }
        }
        lastLook.run();
        cgroup.end();
        if (FolderPruner.prune(folder).isEmpty() && warden != null) {
            warden.leave();
        }
    }
}
