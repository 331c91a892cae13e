package dev.curfew.session;

import dev.curfew.internal.Uninterruptibly;
import dev.curfew.process.Signal;
import dev.curfew.table.ProcessTable;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A native process that forks guards for this JVM, which takes a fraction of the time of a start by the JDK. See
 * {@code serve.h}. Thread-safe.
 *
 * <p>It ends with this JVM. If it ends before, its guards continue: they watch the JVM themselves.
 */
public final class ForkServer {

    /**
     * An answer takes less than a millisecond. Each further wait is twice as long, up to the longest, so that a server
     * that has ended is noticed soon, and one is replaced only if it was stopped, not because the machine is busy.
     */
    private static final Duration FIRST_WAIT = Duration.ofMillis(50);

    private static final Duration LONGEST_WAIT = FIRST_WAIT.multipliedBy(64);

    /** A start that takes longer is a reason to ask whether the server answers. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A machine that has just begun, or has no memory left, takes seconds to start a program. */
    private static final Duration LONGEST_LAUNCH = Duration.ofSeconds(10);

    /** The limit for sending a request, all others that are being sent included. */
    private static final Duration LONGEST_SEND = Duration.ofSeconds(10);

    /** See {@code lane.h}. The arguments and variables of a program have less than half of it. */
    private static final int LARGEST_REQUEST = (1 << 24) - 1;

    private static final int TOO_LARGE = 7;

    /** A pipe of 16 pages holds this, even if each request begins a new page. */
    private static final int PIPE_ROOM = 32 * 1024;

    private static final int SIZE_DIGITS = 8;

    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    /** Two digits and a newline. */
    private static final int ANSWER_BYTES = 3;

    private static final String NO_END = "-";

    private final Process process;
    private final OutputStream requests;
    private final StatusChannel channel;

    /** Held for a request, which blocks if the server is stopped. */
    private final ReentrantLock sending = new ReentrantLock();

    /** How many bytes may be in the pipe. */
    private int unread;

    private volatile boolean ended;

    ForkServer(Process process, StatusChannel channel) {
        this.process = process;
        this.requests = process.getOutputStream();
        this.channel = channel;
    }

    /**
     * The streams of a command, which its user closes.
     *
     * @param input its input
     * @param output what it prints
     * @param errors what it prints on standard error, if that is separate
     */
    public record Streams(
            OutputStream input, OutputPipe output, @Nullable OutputPipe errors) {}

    /**
     * Launch a server, which makes the named pipes of the session unless they exist.
     *
     * @param program the native program
     * @param folder the folder of the session
     * @return its process
     */
    static Process launch(Path program, Path folder) throws IOException {
        String owner = Long.toString(ProcessHandle.current().pid());
        return new ProcessBuilder(program.toString(), "serve", owner, folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /**
     * Read what a server that was launched reports before it is used.
     *
     * @param launched its process
     * @return what works here, as the exit code of "probe" tells it; a negative number if it does not answer
     */
    static int answer(Process launched) throws IOException {
        long begin = System.nanoTime();
        try (InputStream stream = launched.getInputStream()) {
            while (stream.available() < ANSWER_BYTES) {
                if (!launched.isAlive() || System.nanoTime() - begin > LONGEST_LAUNCH.toNanos()) {
                    launched.destroyForcibly();
                    return -1;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            byte[] line = stream.readNBytes(ANSWER_BYTES);
            return (line[0] - '0') * 10 + line[1] - '0';
        }
    }

    /**
     * {@return a server, which may have a {@link #problem()}}
     *
     * @param program the native program
     * @param folder the folder of the session
     * @param channel the channel to which its guards report
     * @throws IOException if no process can be started now
     */
    static ForkServer start(Path program, Path folder, StatusChannel channel) throws IOException {
        Process launched = launch(program, folder);
        ForkServer server = new ForkServer(launched, channel);
        if (answer(launched) < 0) {
            server.end();
        }
        return server;
    }

    /** {@return why this server cannot fork, or empty if it lives, and its descriptors can be opened} */
    Optional<String> problem() {
        if (!isAlive()) {
            return Optional.of("the fork server ended at once, or does not answer");
        }
        if (!Files.exists(end("0"))) { // It can still send signals.
            return Optional.of("this JVM may not open " + end("0") + ", a file of a process of its own");
        }
        return Optional.empty();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return !ended && process.isAlive();
    }

    /** End it, because it does not do its work. The kernel then kills all guards that have not reported their start. */
    private void end() {
        ended = true;
        process.destroyForcibly();
    }

    /** {@return whether it answers; if not, it is ended} */
    private boolean answers() {
        return echoes(line -> send(sync(line)));
    }

    private boolean echoes(StatusChannel.Echo echo) {
        boolean answers = false;
        Duration wait = FIRST_WAIT;
        while (!answers && isAlive() && wait.compareTo(LONGEST_WAIT) <= 0) {
            answers = channel.awaitEcho(echo, wait);
            wait = wait.multipliedBy(2);
        }
        if (!answers) {
            end();
        }
        return answers;
    }

    /**
     * Fork a guard, which starts a command.
     *
     * @param guarded the command
     * @param order what to start
     * @return whether it was told to; if not, the server is ended, and nothing is started
     */
    boolean start(Guarded guarded, byte[] order) {
        guarded.isReachedBy(new Door(this, guarded, channel.time().nanos()));
        byte[] request = concat(ascii("start"), order);
        if (request.length > LARGEST_REQUEST) {
            guarded.isRefused(TOO_LARGE, "program");
            return true;
        }
        try {
            send(request);
            return true;
        } catch (IOException e) {
            end();
            return false;
        }
    }

    /**
     * Open the streams of a command that was started.
     *
     * @param guarded the command, whose start was reported
     * @return its streams
     * @throws IOException if they cannot be opened
     */
    public Streams open(Guarded guarded) throws IOException {
        List<String> ends = guarded.served().ends();
        OutputStream input = new FileOutputStream(end(ends.get(0)).toFile());
        try {
            OutputPipe output = OutputPipe.open(end(ends.get(1)));
            try {
                String errors = ends.get(2);
                return new Streams(input, output, errors.equals(NO_END) ? null : OutputPipe.open(end(errors)));
            } catch (IOException e) {
                output.close();
                throw e;
            }
        } catch (IOException e) {
            input.close();
            throw e;
        }
    }

    /**
     * Let the server close its ends of the streams of a command, because they are open here, or never will be.
     *
     * @param guarded the command
     */
    public void release(Guarded guarded) {
        try {
            send(concat(ascii("opened"), ascii(guarded.id())));
        } catch (IOException e) {
            // The server has ended, and with it its descriptors.
        }
    }

    /**
     * Send a signal; targets that do not exist any more are skipped.
     *
     * @param signal the signal
     * @param targets process ids, and process group ids as negative numbers
     * @return whether it was sent; if not, the server does not answer, and is ended
     */
    boolean signal(Signal signal, Collection<Long> targets) {
        try {
            sendSignal("signal", signal, targets);
            return answers();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * {@return the pids of the living processes that have begun since a time, without guards and kernel threads; empty if
     * there are too many, or the server does not answer and is ended}
     *
     * @param earliest the time, as {@link ProcessIdentity#start()}
     */
    Optional<List<Long>> young(long earliest) {
        Optional<List<String>> answer = channel.answer(
                (id, key) -> send(ascii(String.join("\0", "young", id, key, Long.toString(earliest)))), PATIENCE);
        if (answer.isEmpty()) {
            answers();
        }
        List<String> words = answer.orElse(List.of("", ""));
        if (!words.get(1).equals("young")) {
            return Optional.empty();
        }
        List<Long> pids = new ArrayList<>();
        for (String pid : words.subList(2, words.size())) {
            pids.add(Long.valueOf(pid));
        }
        return Optional.of(pids);
    }

    /** Send a signal to guards that this server has forked. */
    void tell(Signal signal, Collection<Guarded> guards) {
        List<Guarded> known = new ArrayList<>();
        for (Guarded guard : guards) {
            if (guard.served().pid() > 0) {
                known.add(guard);
            } else {
                guard.whenStarted(() -> tellLater(signal, guard));
            }
        }
        if (!hasTold(signal, known)) {
            known.stream()
                    .filter(ForkServer::exists)
                    .forEach(guard -> ProcessHandle.of(guard.pid())
                            .ifPresent(
                                    signal == Signal.KILL ? ProcessHandle::destroyForcibly : ProcessHandle::destroy));
        }
    }

    /** In a thread of its own, because the one that reads the reports must not wait for the server. */
    private void tellLater(Signal signal, Guarded guard) {
        channel.time().after(Duration.ZERO, () -> tell(signal, List.of(guard)));
    }

    /** A guard that is killed did not do its work, perhaps because the server is stopped and has told it nothing. */
    private boolean hasTold(Signal signal, List<Guarded> guards) {
        List<Long> pids = new ArrayList<>();
        for (Guarded guard : guards) {
            pids.add(guard.pid());
        }
        try {
            sendSignal("tell", signal, pids);
            return signal != Signal.KILL || answers();
        } catch (IOException e) {
            return false;
        }
    }

    /** A process that started later than the command is another one with the same pid. */
    private static boolean exists(Guarded guarded) {
        long latest = guarded.awaitStart().start();
        return ProcessTable.ofThisSystem()
                .entry(guarded.served().pid())
                .filter(entry -> entry.isAlive() && entry.identity().start() <= latest)
                .isPresent();
    }

    private void sendSignal(String request, Signal signal, Collection<Long> targets) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(ascii(request));
        message.writeBytes(ascii(Integer.toString(signal.number())));
        for (long target : targets) {
            message.writeBytes(ascii(Long.toString(target)));
        }
        send(message.toByteArray());
    }

    /** {@return the request for a line: "sync TEXT", as the server writes it} */
    private static byte[] sync(String line) {
        return ascii(line.replace(' ', '\0'));
    }

    private Path end(String number) {
        return Path.of("/proc", Long.toString(pid()), "fd", number);
    }

    private void send(byte[] message) throws IOException {
        lock();
        Runnable inTime = () -> {};
        try {
            if (!isAlive()) {
                throw new IOException("the fork server has ended");
            }
            if (unread + message.length > PIPE_ROOM) {
                awaitRead();
                inTime = message.length > PIPE_ROOM ? channel.time().after(LONGEST_SEND, this::end) : inTime;
            }
            write(message);
        } finally {
            inTime.run();
            sending.unlock();
        }
    }

    /** A server that is stopped reads nothing, and a write to a full pipe would never end. */
    private void awaitRead() throws IOException {
        if (!echoes(line -> write(sync(line)))) {
            throw new IOException("the fork server does not read");
        }
        unread = 0;
    }

    private void write(byte[] message) throws IOException {
        String size = Integer.toString(message.length);
        byte[] header = ("0".repeat(SIZE_DIGITS - size.length()) + size + "\n").getBytes(StandardCharsets.US_ASCII);
        unread += header.length + message.length;
        requests.write(concat(header, message));
        requests.flush();
    }

    private void lock() throws IOException {
        boolean locked = sending.tryLock()
                || Uninterruptibly.await(LONGEST_SEND.toNanos(), nanos -> sending.tryLock(nanos, TimeUnit.NANOSECONDS));
        if (!locked) {
            end();
            throw new IOException("the fork server does not read");
        }
    }

    /** {@return a text with the NUL that ends it} */
    private static byte[] ascii(String text) {
        return (text + "\0").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream(first.length + second.length);
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    /**
     * A guard that the server has forked.
     *
     * @param server the server
     * @param guarded its command
     * @param begun when it was asked for, by the clock of the channel
     */
    private record Door(ForkServer server, Guarded guarded, long begun) implements GuardDoor {

        @Override
        public long pid() {
            return guarded.served().pid();
        }

        /** The server tells of the end of a guard, as long as it lives itself. */
        @Override
        public boolean isAlive() {
            if (pid() > 0) {
                return server.isAlive() || exists(guarded);
            }
            boolean isLate = server.channel.time().since(begun).compareTo(PATIENCE) > 0;
            return server.isAlive() && (!isLate || server.answers());
        }

        @Override
        public void kill() {
            server.tell(Signal.TERM, List.of(guarded));
        }

        @Override
        public void abandon() {
            server.tell(Signal.KILL, List.of(guarded));
        }

        @Override
        public Optional<ForkServer> forkedBy() {
            return Optional.of(server);
        }
    }
}
