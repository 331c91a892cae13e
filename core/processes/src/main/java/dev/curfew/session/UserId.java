package dev.curfew.session;

import dev.curfew.internal.SmallFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The user id that this JVM runs as. It comes from the kernel and not from a name: in a container a user often has no
 * name, for which the JDK returns {@code ?}, and the property {@code user.name} can be set to anything.
 */
public final class UserId {

    private static final Path OWN_STATUS = Path.of("/proc/self/status");

    /** As in proc_pid_status(5): the real, effective, saved and file system ids. Files get the last one. */
    private static final String LINE = "Uid:";

    private static final int OF_FILES = 4;

    private UserId() {}

    /**
     * {@return the id that owns the files that this JVM creates}
     *
     * @throws IOException if it cannot be determined
     */
    public static int own() throws IOException {
        try {
            for (String line : SmallFile.text(OWN_STATUS).split("\n", -1)) {
                if (line.startsWith(LINE)) {
                    return Integer.parseUnsignedInt(line.split("\t", -1)[OF_FILES]);
                }
            }
        } catch (FileNotFoundException | IndexOutOfBoundsException | NumberFormatException e) {
            // There is no /proc here, or it is not that of Linux.
        }
        return ofNewFile();
    }

    /** {@return the id of the owner of a file; links are not followed} */
    static int ofOwner(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    private static int ofNewFile() throws IOException {
        Path file = Files.createTempFile("curfew-", "");
        try {
            return ofOwner(file);
        } finally {
            Files.delete(file);
        }
    }
}
