package dev.curfew.session;

import dev.curfew.internal.Time;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The program of the warden: how it is started, watched and released. Not thread-safe. Tests substitute it. */
interface WardenProgram {

    /**
     * Start it, without waiting for its work.
     *
     * @return its pid
     */
    long start() throws IOException;

    /** {@return a future that completes when a process ends; already complete if there is no such process} */
    CompletableFuture<?> endOf(long pid);

    /** Let it end without doing anything. */
    void release() throws IOException;

    /** The warden of this machine: a mode of the native program. */
    final class OfMachine implements WardenProgram {

        private static final String NO_LEASE = "0";
        private static final Duration LONGEST_START = Duration.ofSeconds(10);

        private final Path folder;
        private final Journal journal;
        private final Path program;
        private @Nullable RandomAccessFile requests;

        OfMachine(Path folder, Journal journal, NativeProgram program) {
            this.folder = folder;
            this.journal = journal;
            this.program = program.file();
        }

        @Override
        public long start() throws IOException {
            File requestPipe = Session.requestPipe(folder).toFile();
            if (requests == null) {
                requests = new RandomAccessFile(requestPipe, "rw");
            }
            ProcessBuilder builder = new ProcessBuilder(argv())
                    .directory(folder.getRoot().toFile())
                    .redirectInput(requestPipe)
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            String path = builder.environment().getOrDefault("PATH", "/usr/bin:/bin");
            builder.environment()
                    .clear(); // Programs that end processes by their environment, as CI servers do, must not find it.
            builder.environment().put("PATH", path);
            return pidFrom(builder.start());
        }

        /** Read from the program that starts it: a report of the warden itself could be forged. */
        private static long pidFrom(Process starter) throws IOException {
            Runnable inTime = Time.ofSystem().after(LONGEST_START, starter::destroyForcibly);
            try (BufferedReader output = starter.inputReader(StandardCharsets.US_ASCII)) {
                String line = output.readLine();
                if (line == null || !line.matches("[0-9]{1,18}")) {
                    throw new IOException("the program that starts the warden did not report its pid");
                }
                return Long.parseLong(line);
            } finally {
                inTime.run();
            }
        }

        private List<String> argv() {
            String owner = Long.toString(journal.owner().pid());
            return List.of(
                    program.toString(),
                    "detach",
                    owner,
                    Session.requestPipe(folder).toString(),
                    program.toString(),
                    "curfew-warden",
                    "warden",
                    folder.toString(),
                    journal.prefix(),
                    journal.cookie(),
                    owner,
                    NO_LEASE);
        }

        @Override
        public CompletableFuture<?> endOf(long pid) {
            return ProcessHandle.of(pid)
                    .<CompletableFuture<?>>map(ProcessHandle::onExit)
                    .orElseGet(() -> CompletableFuture.completedFuture(null));
        }

        @Override
        public void release() throws IOException {
            try (RandomAccessFile pipe = requests) {
                if (pipe != null) {
                    pipe.write("leave\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
        }
    }
}
