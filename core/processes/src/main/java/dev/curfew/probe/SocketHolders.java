package dev.curfew.probe;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The processes of this machine that hold given sockets.
 *
 * @param pids the processes that hold one of the sockets
 * @param unknown the processes that may hold one: their descriptors are not visible, because they belong to another
 *     user or are not dumpable
 */
public record SocketHolders(Set<Long> pids, Set<Long> unknown) {

    private static final Path PROC = Path.of("/proc");

    /**
     * {@return the processes that hold any of the given sockets}
     *
     * @param inodes the inodes of the sockets
     */
    public static SocketHolders of(Set<String> inodes) {
        return of(inodes, PROC);
    }

    static SocketHolders of(Set<String> inodes, Path proc) {
        SocketHolders holders = new SocketHolders(new HashSet<>(), new HashSet<>());
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                holders.look(process, inodes);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Without /proc no holders are known.
        }
        return holders;
    }

    private void look(Path process, Set<String> inodes) {
        long pid = Long.parseLong(process.getFileName().toString());
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (inodes.contains(inode(descriptor))) {
                    pids.add(pid);
                    return;
                }
            }
        } catch (NoSuchFileException e) {
            // The process has ended.
        } catch (IOException | DirectoryIteratorException e) {
            unknown.add(pid);
        }
    }

    /** {@return the inode if the descriptor is a socket, as in {@code socket:[4711]}; otherwise an empty text} */
    private static String inode(Path descriptor) throws IOException {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("socket:[") ? target.substring(8, target.length() - 1) : "";
        } catch (NoSuchFileException e) {
            return ""; // It was closed meanwhile.
        }
    }
}
