package dev.curfew.episode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.json.Json;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The results file of a run. A line is complete and on disk before the listeners are notified of its episode.
 * Thread-safe.
 *
 * <p>It is not written through a channel, because a channel is closed when a thread that uses it is interrupted.
 */
final class ResultsFile implements AutoCloseable {

    private final Path path;
    private final ResultsLock lock;
    private final FileOutputStream out;
    private final List<FinishedEpisode> earlier;
    private final List<String> notes;

    /**
     * The number of bytes written, guarded by this, and the number of those that are on disk, guarded by
     * {@code syncing}.
     */
    private long written;

    private long synced;
    private final Object syncing = new Object();

    private ResultsFile(
            Path path, ResultsLock lock, FileOutputStream out, List<FinishedEpisode> earlier, List<String> notes) {
        this.path = path;
        this.lock = lock;
        this.out = out;
        this.earlier = List.copyOf(earlier);
        this.notes = List.copyOf(notes);
    }

    /**
     * Open the results file of a run, and create it if necessary.
     *
     * @throws ResultsException if it belongs to another run, is damaged, is in use by another run, or cannot be written
     */
    static ResultsFile open(Path path, RunPlan plan) {
        try {
            Path parent = path.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            ResultsLock lock = ResultsLock.of(path);
            ResultsFile file = null;
            try {
                file = openLocked(path, plan, lock);
                return file;
            } finally {
                if (file == null) {
                    lock.close();
                }
            }
        } catch (IOException e) {
            throw failed("open", path, e);
        }
    }

    private static ResultsFile openLocked(Path path, RunPlan plan, ResultsLock lock) throws IOException {
        List<FinishedEpisode> earlier = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        boolean isNew = true;
        if (Files.isRegularFile(path)) {
            ResultsText text = ResultsText.read(path);
            text.run().ifPresent(run -> plan.requireSame(path, run));
            earlier.addAll(plan.requireKnown(path, text.episodes()));
            text.torn().ifPresent(torn -> notes.add(cut(path, text.wholeBytes(), torn)));
            isNew = text.run().isEmpty();
        }
        FileOutputStream out = new FileOutputStream(path.toFile(), true);
        ResultsFile file = new ResultsFile(path, lock, out, earlier, notes);
        file.written = Files.size(path);
        if (isNew) {
            file.append(plan.describe());
        }
        return file;
    }

    private static String cut(Path path, long whole, String torn) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            long bytes = file.length() - whole;
            file.setLength(whole);
            file.getFD().sync();
            return "cut off " + bytes + " bytes of a torn last line of [" + path + "]: " + torn;
        } catch (IOException e) {
            throw failed("repair", path, e);
        }
    }

    /** {@return the episodes that earlier runs have finished} */
    List<FinishedEpisode> earlier() {
        return earlier;
    }

    /** {@return remarks about the file} */
    List<String> notes() {
        return notes;
    }

    /**
     * Write an episode; when this method returns, it is on disk.
     *
     * @throws ResultsException if that fails; no part of it remains in the file
     */
    void append(FinishedEpisode episode) {
        append(ResultJson.write(episode));
    }

    private void append(ObjectNode line) {
        byte[] bytes = (Json.write(line) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            sync(write(bytes));
        } catch (IOException e) {
            throw failed("write", path, e);
        }
    }

    private synchronized long write(byte[] bytes) throws IOException {
        try {
            out.write(bytes);
            written += bytes.length;
            return written;
        } catch (IOException e) {
            takeBack(e);
            throw e;
        }
    }

    /** Remove a partial line, such as one written to a disk that is full. */
    private void takeBack(IOException cause) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(written);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * Sync the file up to a position. A thread that waited here may find that the previous one has synced its line too.
     */
    private void sync(long end) throws IOException {
        synchronized (syncing) {
            if (synced >= end) {
                return;
            }
            long all;
            synchronized (this) {
                all = written;
            }
            out.getFD().sync();
            synced = all;
        }
    }

    private static ResultsException failed(String what, Path path, IOException cause) {
        return new ResultsException(
                Diagnosis.of("Failed to " + what + " the results [" + path + "]: " + cause)
                        .with("next", "check the folder, its permissions, and the space on its disk; then run again"),
                cause);
    }

    /**
     * {@return the actual value of a field of the first line if it differs from the wanted one; otherwise {@code null}}
     */
    static @Nullable String difference(JsonNode run, String field, String wanted) {
        JsonNode value = run.get(field);
        String found = value == null ? "missing" : value.asText();
        return found.equals(wanted) ? null : found;
    }

    @Override
    public void close() {
        try (lock) {
            out.close();
        } catch (IOException e) {
            throw failed("close", path, e);
        }
    }
}
