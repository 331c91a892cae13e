package dev.curfew.spawn;

import dev.curfew.session.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits until a new process has its terminal.
 *
 * <p>A guard reports this. Without a guard, the start returns earlier: for some milliseconds the child is still the
 * launcher or, with pty4j, a copy of the JVM, without a controlling terminal, and a ^C that is typed then is lost.
 */
final class TerminalAttachment {

    private static final Duration INTERVAL = Duration.ofNanos(200_000);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Path OWN_COMMAND_LINE = Path.of("/proc/self/cmdline");

    private TerminalAttachment() {}

    static void await(long pid) {
        if (!Files.exists(OWN_COMMAND_LINE)) {
            return; // Without /proc, as on systems other than Linux, this cannot be checked.
        }
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!isAttachedOrGone(pid) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
    }

    private static boolean isAttachedOrGone(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            boolean gone = fields[0].equals("Z") || fields[0].equals("X");
            boolean attached = !fields[4].equals("0") && fields[5].equals(Long.toString(pid));
            return gone || (attached && hasBecomeTheCommand(pid));
        } catch (IOException e) {
            return true;
        }
    }

    /** The executable does not identify it (a Java command shares this JVM's executable); its arguments do. */
    private static boolean hasBecomeTheCommand(long pid) throws IOException {
        byte[] commandLine = Files.readAllBytes(Path.of("/proc/" + pid + "/cmdline"));
        return commandLine.length > 0
                && !Arrays.equals(commandLine, Files.readAllBytes(OWN_COMMAND_LINE))
                && !isLauncher(new String(commandLine, StandardCharsets.ISO_8859_1));
    }

    private static boolean isLauncher(String commandLine) {
        return Session.current()
                .program()
                .filter(program -> commandLine.startsWith(program + "\0"))
                .isPresent();
    }
}
