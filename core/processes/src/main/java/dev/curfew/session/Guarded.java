package dev.curfew.session;

import dev.curfew.internal.Time;
import dev.curfew.process.ProcessIdentity;
import dev.curfew.process.ResourceUse;
import dev.curfew.process.Signal;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One command under a guard, and what the guard has reported so far. Thread-safe.
 *
 * <p>A guard that dies without its final report is lost: its processes may be alive, and are no longer guarded.
 */
public final class Guarded {

    private static final long KIBIBYTE = 1024;
    private static final Duration LOOK = Duration.ofMillis(50);

    /** A guard starts within milliseconds, and within seconds on a machine that is out of memory. */
    private static final Duration LONGEST_START = Duration.ofMinutes(1);

    private final String id;
    private final MessageKey key;
    private final StatusChannel channel;
    private final Consumer<Termination> onEnd;
    private final CompletableFuture<ProcessIdentity> started = new CompletableFuture<>();
    private final CompletableFuture<Termination> ended = new CompletableFuture<>();
    private final CompletableFuture<ResourceUse> used = new CompletableFuture<>();
    private final CompletableFuture<Emptied> emptied = new CompletableFuture<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final ReentrantLock asking = new ReentrantLock();

    /** The answer to the last question. */
    private volatile CompletableFuture<Boolean> echo = CompletableFuture.completedFuture(true);

    private volatile @Nullable GuardDoor door;
    private volatile boolean cutOff;
    private volatile Served served = new Served(0, List.of());
    private volatile @Nullable ProcessIdentity guard;

    /**
     * What a guard that the fork server has forked reports with its start.
     *
     * @param pid the pid of the guard
     * @param ends the descriptors of the server that are the other ends of the command's streams
     */
    record Served(long pid, List<String> ends) {}

    /**
     * The final report of a guard: no process is left.
     *
     * @param found how many processes there were when it was told to end them; zero if it was not told
     * @param killed how many it had to kill
     */
    public record Emptied(int found, int killed) {}

    /**
     * A guard could not start its command: the directory, the program, the limits or the order cannot be used, or no
     * process can be forked.
     */
    public static final class Refusal extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        private final int error;
        private final String what;

        Refusal(int error, String what) {
            super(what + " refused with errno " + error);
            this.error = error;
            this.what = what;
        }

        /** {@return the number of the error, see errno(3)} */
        public int error() {
            return error;
        }

        /** {@return what cannot be used: directory, program, limits or order; or fork} */
        public String what() {
            return what;
        }
    }

    Guarded(String id, MessageKey key, StatusChannel channel, Consumer<Termination> onEnd) {
        this.id = id;
        this.key = key;
        this.channel = channel;
        this.onEnd = onEnd;
    }

    String id() {
        return id;
    }

    MessageKey key() {
        return key;
    }

    /**
     * {@return the key with which the guard seals its reports, in the form that its order contains; must not be given
     * to any other process}
     */
    public String keyText() {
        return key.text();
    }

    /**
     * Start the guard, and with it the command.
     *
     * @param builder starts it
     * @return the guard
     * @throws IOException if it cannot be started
     */
    public Process start(ProcessBuilder builder) throws IOException {
        builder.environment().put(MessageKey.VARIABLE, key.text());
        try {
            Process process = builder.start();
            door = new GuardDoor.Child(process);
            return process;
        } catch (IOException e) {
            channel.forget(this);
            throw e;
        }
    }

    /**
     * Set a guard that was started elsewhere.
     *
     * @param reached the connection to it
     */
    public void isReachedBy(GuardDoor reached) {
        door = reached;
    }

    /**
     * Process a line that begins with the id of this guard.
     *
     * @return whether this guard has sealed it
     */
    boolean told(String line) {
        Optional<String> report = key.open(line);
        if (report.isPresent()) {
            reported(report.get().split(" ", -1));
        }
        return report.isPresent();
    }

    private void reported(String[] words) {
        switch (words[1]) {
            case "pid" -> {
                if (words.length > 4) {
                    served = new Served(Long.parseLong(words[4]), List.of(words).subList(5, words.length));
                }
                started.complete(new ProcessIdentity(Long.parseLong(words[2]), Long.parseLong(words[3])));
            }
            case "guard" -> guard = new ProcessIdentity(Long.parseLong(words[2]), Long.parseLong(words[3]));
            case "echo" -> echo.complete(!words[2].equals("0"));
            case "gone" -> cutOff("its guard ended unexpectedly"); // After all that it has reported, in the same pipe.
            case "failed" -> isRefused(Integer.parseInt(words[2]), "fork");
            case "refused" -> isRefused(Integer.parseInt(words[2]), words[3]);
            case "exit" -> hasEnded(new Termination.Exited(Integer.parseInt(words[2])));
            case "signal" -> hasEnded(signaled(Integer.parseInt(words[2])));
            case "used" ->
                used.complete(new ResourceUse(
                        Duration.of(Long.parseLong(words[2]), ChronoUnit.MICROS), Long.parseLong(words[3]) * KIBIBYTE));
            case "empty" -> isEmptied(new Emptied(Integer.parseInt(words[2]), Integer.parseInt(words[3])));
            default -> {}
        }
    }

    /** Note that there will be no command. */
    void isRefused(int error, String what) {
        started.completeExceptionally(new Refusal(error, what));
    }

    /** Note that the guard cannot report any more, although it may be alive. */
    void cutOff(String why) {
        cutOff = true;
        started.completeExceptionally(new IllegalStateException(why));
        hasEnded(new Termination.Unknown(why));
        over.complete(null);
        channel.forget(this);
    }

    /**
     * No report follows this one: what has not arrived by now was lost, for example to another process that reads the
     * pipe.
     */
    private void isEmptied(Emptied lastWords) {
        channel.forget(this);
        started.completeExceptionally(new IllegalStateException("the guard did not report the start of the command"));
        hasEnded(new Termination.Unknown("its guard did not report how it ended"));
        emptied.complete(lastWords);
        over.complete(null);
    }

    private void hasEnded(Termination how) {
        if (ended.complete(how)) {
            onEnd.accept(how);
        }
    }

    private static Termination signaled(int number) {
        return Signal.of(number)
                .<Termination>map(Termination.Signaled::new)
                .orElseGet(() -> new Termination.Unknown("real-time signal " + number + " ended it"));
    }

    /** {@return the resources that the command and all its descendants used; completes when none of them is left} */
    public CompletableFuture<ResourceUse> used() {
        return used.copy();
    }

    /**
     * Wait until the command runs, for a minute at most.
     *
     * @return its pid and start time
     * @throws Refusal if the guard could not start the command
     * @throws IllegalStateException if it does not run and, as far as is known, will not run
     */
    public ProcessIdentity awaitStart() {
        return awaitStart(LONGEST_START);
    }

    /**
     * Wait until the command runs.
     *
     * @param patience how long to wait at most
     * @return its pid and start time
     * @throws Refusal if the guard could not start the command
     * @throws IllegalStateException if it does not run and, as far as is known, will not run
     */
    public ProcessIdentity awaitStart(Duration patience) {
        long begin = channel.time().nanos();
        boolean interrupted = false;
        try {
            while (!started.isDone()) {
                try {
                    if (!channel.time().await(started, LOOK)) {
                        failIfLost();
                        failIfLate(begin, patience);
                    }
                } catch (InterruptedException e) {
                    interrupted = true; // A process that was started must be known so that it can be ended.
                }
            }
            return startedOrFailed();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private ProcessIdentity startedOrFailed() {
        try {
            return started.join();
        } catch (CompletionException e) {
            channel.forget(this); // This was its final report.
            if (e.getCause() instanceof Refusal refusal) {
                throw new Refusal(refusal.error(), refusal.what());
            }
            throw new IllegalStateException(
                    Objects.requireNonNullElse(e.getCause(), e).getMessage(), e);
        }
    }

    private void failIfLate(long begin, Duration patience) {
        if (channel.time().since(begin).compareTo(patience) > 0) {
            throw new IllegalStateException("the guard did not start within " + patience.toSeconds() + " s");
        }
    }

    private void failIfLost() {
        if (isLost() && !started.isDone()) {
            throw new IllegalStateException("the guard ended before the command ran");
        }
    }

    /**
     * {@return whether the terminal of the command shows what is typed; true if the guard does not answer in time}
     *
     * @param patience how long to wait for the answer
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public boolean echoes(Duration patience) throws InterruptedException {
        asking.lockInterruptibly();
        try {
            GuardDoor reached = door;
            // A late answer to the question before would be taken for one to this question.
            if (reached == null || !channel.time().await(echo, patience)) {
                return true;
            }
            CompletableFuture<Boolean> answer = new CompletableFuture<>();
            echo = answer;
            reached.askForEcho();
            return !channel.time().await(answer, patience) || answer.join();
        } finally {
            asking.unlock();
        }
    }

    /** {@return how the command ended, or empty as long as it has not} */
    public Optional<Termination> poll() {
        return ended.isDone() || isLost() ? Optional.of(ended.join()) : Optional.empty();
    }

    /**
     * Wait until the end of the command is known.
     *
     * @param nanos how long to wait at most, in nanoseconds
     * @return whether it is
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public boolean awaitEnd(long nanos) throws InterruptedException {
        return await(ended, channel.time(), nanos, this::isLost);
    }

    /**
     * Wait until no process is left, or the guard is lost.
     *
     * @param nanos how long to wait at most, in nanoseconds
     * @return whether no process is left
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public boolean awaitEmpty(long nanos) throws InterruptedException {
        return awaitEmpty(List.of(this), channel.time(), nanos);
    }

    /**
     * Wait until no process of several commands is left, or their guards are lost. The waiting thread is woken once.
     *
     * @param guards the guards
     * @param time measures how long to wait
     * @param nanos how long to wait at most, in nanoseconds
     * @return whether no process is left
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public static boolean awaitEmpty(Collection<Guarded> guards, Time time, long nanos) throws InterruptedException {
        CompletableFuture<?>[] all = guards.stream().map(guard -> guard.over).toArray(CompletableFuture<?>[]::new);
        await(CompletableFuture.allOf(all), time, nanos, () -> guards.forEach(Guarded::isLost));
        return guards.stream().allMatch(guard -> guard.emptied.isDone());
    }

    /** The look completes what is awaited if a guard is lost. */
    private static boolean await(CompletableFuture<?> news, Time time, long nanos, Runnable look)
            throws InterruptedException {
        long begin = time.nanos();
        while (!news.isDone()) {
            Duration left = Duration.ofNanos(nanos).minus(time.since(begin));
            if (left.isNegative() || left.isZero()) {
                return false;
            }
            look.run();
            time.await(news, left.compareTo(LOOK) < 0 ? left : LOOK);
        }
        return true;
    }

    /** {@return the final report, or {@code null} if there is none yet} */
    public @Nullable Emptied emptied() {
        return emptied.getNow(null);
    }

    /** {@return whether the guard is gone without a final report} */
    public boolean isLost() {
        if (emptied.isDone() || cutOff) {
            return cutOff && !emptied.isDone();
        }
        GuardDoor reached = door;
        if (reached == null || reached.isAlive()) {
            return false;
        }
        channel.awaitEarlierNews();
        boolean lost = !emptied.isDone();
        if (lost) {
            hasEnded(new Termination.Unknown(reached.whyLost()));
            over.complete(null);
            channel.forget(this);
        }
        return lost;
    }

    /** {@return what it has reported with its start, if the fork server has forked it} */
    Served served() {
        return served;
    }

    /** {@return what the guard has reported as its own pid and start time, which some do before the start} */
    public Optional<ProcessIdentity> identity() {
        return Optional.ofNullable(guard);
    }

    /**
     * Do something when the command runs, even if no thread waits for its start any more.
     *
     * @param action done once, by a thread that must not be blocked
     */
    @SuppressWarnings("FutureReturnValueIgnored") // An action tells something, and has no outcome.
    void whenStarted(Runnable action) {
        started.thenRun(action);
    }

    /**
     * Do something when no process is left, or nothing more is reported.
     *
     * @param action done once, by a thread that must not be blocked
     */
    @SuppressWarnings("FutureReturnValueIgnored") // An action closes something, and has no outcome.
    public void whenOver(Runnable action) {
        over.thenRun(action);
    }

    /** {@return the pid of the guard, or zero before it runs} */
    public long pid() {
        GuardDoor reached = door;
        return reached == null ? 0 : reached.pid();
    }

    /** {@return whether the guard was told to ask all processes to end; if not, send SIGUSR1 to it on this machine} */
    public boolean askToEnd() {
        GuardDoor reached = door;
        return reached != null && reached.askToEnd();
    }

    /** Tell the guard to kill all processes. */
    public void kill() {
        GuardDoor reached = door;
        if (reached != null) {
            reached.kill();
        }
    }

    /**
     * Tell guards to kill all processes, those of one server in one message.
     *
     * @param guards the guards
     */
    public static void kill(Collection<Guarded> guards) {
        Map<ForkServer, List<Guarded>> byServer = new HashMap<>();
        for (Guarded guard : guards) {
            GuardDoor reached = guard.door;
            ForkServer server = reached == null ? null : reached.forkedBy().orElse(null);
            if (server == null) {
                guard.kill();
            } else {
                byServer.computeIfAbsent(server, key -> new ArrayList<>()).add(guard);
            }
        }
        byServer.forEach((server, forked) -> server.tell(Signal.TERM, forked));
    }

    /** Kill a guard that does not do its work, so that its command can be ended without it. */
    public void abandon() {
        GuardDoor reached = door;
        if (reached != null) {
            reached.abandon();
        }
    }
}
