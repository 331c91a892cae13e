package dev.curfew.episode;

import dev.curfew.diagnosis.Diagnosis;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Prevents a second run from using a results file, by a lock on a separate file, which names the owner.
 *
 * <p>The file is separate because POSIX releases the locks of a process on a file as soon as the process closes any
 * descriptor of it, and results may be read during the run. It is never deleted: a process that had opened it before
 * would then lock a file that other processes cannot see.
 */
final class ResultsLock implements AutoCloseable {

    private static final Set<Path> HERE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final RandomAccessFile file;

    private ResultsLock(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    static ResultsLock of(Path results) throws IOException {
        Path folder = results.toAbsolutePath().getParent();
        Path real = folder == null ? results : folder.toRealPath().resolve(results.getFileName());
        Path path = real.resolveSibling(real.getFileName() + ".lock");
        if (!HERE.add(path)) {
            throw refused(results, "this JVM, pid " + ProcessHandle.current().pid());
        }
        ResultsLock lock = null;
        try {
            lock = lock(results, path);
            return lock;
        } finally {
            if (lock == null) {
                HERE.remove(path);
            }
        }
    }

    private static ResultsLock lock(Path results, Path path) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        boolean isHeld = false;
        try {
            FileLock lock = file.getChannel().tryLock();
            if (lock == null) {
                throw refused(results, Files.readString(path).strip());
            }
            byte[] holder = me().getBytes(StandardCharsets.UTF_8);
            file.setLength(0);
            file.write(holder);
            isHeld = true;
            return new ResultsLock(path, file);
        } finally {
            if (!isHeld) {
                file.close();
            }
        }
    }

    private static String me() {
        return "pid " + ProcessHandle.current().pid() + " on " + host();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a host without a name";
        }
    }

    private static ResultsException refused(Path results, String holder) {
        return new ResultsException(
                Diagnosis.of("Failed to open the results [" + results + "]: another run writes them")
                        .with("held by", holder)
                        .with("next", "wait for that run, end it, or choose another file"),
                null);
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            HERE.remove(path);
        }
    }
}
