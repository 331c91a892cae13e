package dev.curfew.session;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The warden of this JVM: a program of sh that has left the JVM's session and process tree, and reads a named pipe which
 * this JVM holds open. When the JVM is gone, however it went, the pipe ends, and the warden ends all that is left.
 *
 * <p>Somebody may end it too: then another one is started, and a warning logged. Thread-safe.
 */
final class WardenProcess {

    private static final Logger LOGGER = System.getLogger("dev.curfew");
    private static final int MOST_RESTARTS = 5;

    private final Path folder;
    private final Journal journal;
    private final Optional<NativeProgram> program;
    private @Nullable RandomAccessFile requests;
    private @Nullable CompletableFuture<Void> watch;
    private boolean left;
    private int starts;

    WardenProcess(Path folder, Journal journal, Optional<NativeProgram> program) {
        this.folder = folder;
        this.journal = journal;
        this.program = program;
    }

    /** Start it, without waiting for it. */
    synchronized void start() throws IOException {
        Path requestPipe = Session.requestPipe(folder);
        if (requests == null) {
            requests = new RandomAccessFile(requestPipe.toFile(), "rw");
        }
        starts++;
        ProcessBuilder builder = new ProcessBuilder(argv())
                .directory(folder.getRoot().toFile())
                .redirectInput(requestPipe.toFile())
                .redirectOutput(Session.statusPipe(folder).toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        String path = builder.environment().getOrDefault("PATH", "/usr/bin:/bin");
        builder.environment().clear(); // What ends processes by their environment, as CI servers do, must not find it.
        builder.environment().put("PATH", path);
        builder.start();
    }

    private List<String> argv() throws IOException {
        Path script = UserFolder.inTemp().program("warden.sh", Programs.warden());
        List<String> arguments = List.of(
                script.toString(),
                folder.toString(),
                journal.prefix(),
                journal.cookie(),
                Long.toString(journal.owner().pid()));
        String[] begin = program.map(found -> new String[] {
                    found.file().toString(),
                    "detach",
                    Long.toString(journal.owner().pid()),
                    Session.requestPipe(folder).toString(),
                    "/bin/sh",
                    "sh"
                })
                .orElseGet(() -> new String[] {"/bin/sh", "-c", "setsid sh \"$@\" <&0 &", "sh"});
        return Stream.concat(Arrays.stream(begin), arguments.stream()).toList();
    }

    /** Take note of what the warden tells. */
    synchronized void told(String[] words) {
        if (words[1].equals("ready")) {
            watch = ProcessHandle.of(Long.parseLong(words[2]))
                    .map(handle -> handle.onExit().thenRun(this::hasEnded))
                    .orElseGet(() -> CompletableFuture.runAsync(this::hasEnded));
        }
    }

    private synchronized void hasEnded() {
        if (left) {
            return;
        }
        boolean again = starts <= MOST_RESTARTS;
        LOGGER.log(
                Level.WARNING,
                "The warden of this JVM was ended by somebody else; "
                        + (again ? "another one is started" : "no other is started after " + starts + " of them")
                        + ". Without it nobody deletes files if this JVM is killed");
        try {
            if (again) {
                start();
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "No warden can be started", e);
        }
    }

    /** Let it go: there is nothing to end any more. */
    synchronized void leave() {
        left = true;
        if (watch != null) {
            watch.cancel(false);
        }
        try (RandomAccessFile pipe = requests) {
            if (pipe != null) {
                pipe.write("leave\n".getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            // It is gone already.
        }
    }
}
