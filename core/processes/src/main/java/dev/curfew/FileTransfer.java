package dev.curfew;

import dev.curfew.command.GuardedOneShot;
import dev.curfew.command.Started;
import dev.curfew.command.Starter;
import dev.curfew.diagnosis.CurfewException;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.FileTransferException;
import dev.curfew.process.Command;
import dev.curfew.process.KillPolicy;
import dev.curfew.recording.OutputRecorder;
import dev.curfew.recording.TextMode;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.session.Termination;
import dev.curfew.spawn.InputFeed;
import dev.curfew.tar.TarReader;
import dev.curfew.tar.TarWriter;
import dev.curfew.warden.TreeKiller;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Copies files into and out of a sandbox. They are packed at the source and unpacked by {@code tar} in the sandbox, or
 * the reverse.
 */
final class FileTransfer {

    private static final Duration LONGEST_STALL = Duration.ofSeconds(30);

    /** The time allowed for the error message of a {@code tar} that does not read, or writes nothing. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    /**
     * GNU tar interprets a backslash in a path argument as an escape unless it is given {@code --no-unquote}. Other
     * implementations of tar are never given that option.
     */
    private static final String LITERALLY = """
            literally=
            case $1$2 in *\\\\*) case $(tar --version 2>/dev/null </dev/null) in *GNU*) literally=--no-unquote ;; esac ;; esac
            """;

    /** Some implementations of tar apply the umask even when they are told to keep permissions. */
    private static final String UNPACK = LITERALLY + "umask 0 && exec tar -xpof - $literally -C \"$1\"";

    /** Removes a file, but not a directory, which may be there in place of the file. */
    private static final String REMOVE = "cd \"$1\" && rm -f \"$2\"";

    /** If the output is a terminal, as in Slurm, tar refuses to write an archive to it directly. */
    private static final String PACK = LITERALLY + """
            [ -t 1 ] || exec tar -cf - $literally -C "$1" "$2"
            exec 3>&1
            exit $({ { tar -cf - $literally -C "$1" "$2"; echo $? >&4; } | cat >&3; } 4>&1)
            """;

    private static final int ERROR_BYTES = 16 * 1024;

    private final Sandbox sandbox;
    private final Starter place;
    private final OutputRecorder errors = new OutputRecorder(ERROR_BYTES, TextMode.PLAIN);
    private final CompletableFuture<Termination> ended = new CompletableFuture<>();

    FileTransfer(Sandbox sandbox, Starter place) {
        this.sandbox = sandbox;
        this.place = place;
    }

    void put(Path source, String target) {
        String what = "put " + source + " as " + target + " into " + sandbox;
        Remote remote = Remote.of(target);
        Command tar = Command.of("sh", "-c", UNPACK, "tar", remote.parent()).separateErrors();
        Started started = place.start(tar, new OutputRecorder(ERROR_BYTES, TextMode.PLAIN), errors, ended::complete);
        Feed feed = new Feed(new InputFeed(started.process().input()));
        try {
            try (OutputStream in = feed) {
                TarWriter.write(source, remote.name(), in);
            } catch (IOException e) {
                started.process().awaitExitUninterruptibly(LAST_WORDS);
                boolean tarEnded = feed.isBroken() && ended.isDone();
                throw failed(
                        what,
                        tarEnded ? null : e); // What tar printed says more than a write that failed because it ended.
            } finally {
                finish(started, LONGEST_STALL);
            }
            requireSuccess(what);
        } catch (FileTransferException e) {
            if (feed.isUsed() && Files.isRegularFile(source)) {
                removeHalf(remote);
            }
            throw e;
        }
    }

    /** Remove an incomplete file; the previous one is already gone. A directory remains: it may contain other files. */
    private void removeHalf(Remote remote) {
        Command removal = Command.of("sh", "-c", REMOVE, "rm", remote.parent(), "./" + remote.name());
        try {
            new GuardedOneShot(place, removal).awaitUninterruptibly(LONGEST_STALL);
        } catch (CurfewException e) {
            // The original failure is more informative.
        }
    }

    void get(String source, Path target) {
        String what = "get " + source + " as " + target + " from " + sandbox;
        Remote remote = Remote.of(source);
        Command tar = Command.of("sh", "-c", PACK, "tar", remote.parent(), "./" + remote.name())
                .separateErrors();
        PipedSink output = new PipedSink(LONGEST_STALL);
        Started started = place.start(tar, output, errors, ended::complete);
        Duration patience = LAST_WORDS;
        try {
            TarReader.read(output.stream(), remote.name(), target);
            patience = LONGEST_STALL;
        } catch (IOException e) {
            output.stop();
            started.process().awaitExitUninterruptibly(LAST_WORDS);
            throw failed(what, e);
        } finally {
            output.stop();
            finish(started, patience);
        }
        requireSuccess(what);
    }

    private static void finish(Started started, Duration patience) {
        started.process().awaitExitUninterruptibly(patience);
        TreeKiller.end(List.of(started.tree()), KillPolicy.AT_ONCE);
    }

    private void requireSuccess(String what) {
        if (!new Termination.Exited(0).equals(ended.getNow(null))) {
            throw failed(what, null);
        }
    }

    private FileTransferException failed(String what, @Nullable IOException cause) {
        String said = errors.log().text().strip();
        Termination how = ended.getNow(null);
        return new FileTransferException(
                Diagnosis.of("Failed to " + what + (cause == null ? "" : ": " + textOf(cause)))
                        .with("remote tar", how == null ? "did not end" : how.describe())
                        .with("it printed", said.isEmpty() ? "nothing" : said)
                        .with(
                                "next",
                                "check that both paths exist and may be read and written, and that disks are not full"),
                cause);
    }

    /** The message of a NoSuchFileException is only the path, and a ClosedByInterruptException has none. */
    private static String textOf(IOException cause) {
        if (cause instanceof NoSuchFileException missing) {
            return "no such file or folder: " + missing.getFile();
        }
        if (cause instanceof ClosedByInterruptException) {
            return "interrupted";
        }
        return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    }

    /** A path in a sandbox, which may use other separators than this machine. */
    private record Remote(String parent, String name) {

        static Remote of(String path) {
            String trimmed = path.replaceAll("(?<=.)/+$", "");
            int slash = trimmed.lastIndexOf('/');
            String name = trimmed.substring(slash + 1);
            if (name.isEmpty() || name.equals(".") || name.equals("..") || path.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("path in a sandbox must end with a name: " + path);
            }
            return new Remote(slash < 0 ? "." : slash == 0 ? "/" : trimmed.substring(0, slash), name);
        }
    }

    /** The input of a process as a stream. */
    private static final class Feed extends OutputStream {

        private final InputFeed feed;
        private boolean isUsed;
        private boolean isBroken;

        Feed(InputFeed feed) {
            this.feed = feed;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        boolean isUsed() {
            return isUsed;
        }

        /** {@return whether the process did not take what was written} */
        boolean isBroken() {
            return isBroken;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            isUsed = true;
            attempt(() -> feed.write(Arrays.copyOfRange(bytes, offset, offset + length), LONGEST_STALL));
        }

        @Override
        public void close() throws IOException {
            if (!feed.isEnded()) {
                attempt(() -> feed.end(LONGEST_STALL));
            }
        }

        private void attempt(Attempt attempt) throws IOException {
            try {
                attempt.run();
            } catch (IOException e) {
                isBroken = true;
                throw e;
            } catch (TimeoutException e) {
                throw new IOException("no byte was read for " + LONGEST_STALL.toSeconds() + " s", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }

        @FunctionalInterface
        private interface Attempt {
            void run() throws IOException, TimeoutException, InterruptedException;
        }
    }
}
