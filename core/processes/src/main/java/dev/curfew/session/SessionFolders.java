package dev.curfew.session;

import dev.curfew.internal.RandomIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The folders of sessions: {@code PID-NUMBER}, and, before there is a journal in one, {@code new-PID-NUMBER}.
 *
 * <p>Several systems can share a temp directory, such as containers with a common volume, and the same PID is a
 * different process in each. The journal records which system a session belongs to.
 */
final class SessionFolders {

    private static final String NEW = "new-";
    private static final Pattern SESSION = Pattern.compile("[0-9]+-[0-9]+");
    private static final Pattern DRAFT = Pattern.compile(NEW + SESSION);

    /**
     * A session begins within milliseconds. A draft does not name its owner, so only its age shows that it was
     * abandoned.
     */
    private static final Duration LONGEST_BEGINNING = Duration.ofDays(1);

    private SessionFolders() {}

    /** {@return a new folder under a name that {@link #all()} does not list} */
    static Path draft(UserFolder parent) throws IOException {
        String name = NEW + ProcessHandle.current().pid() + "-" + Long.toUnsignedString(RandomIds.bits());
        return Files.createDirectory(
                parent.path().resolve(name), PosixFilePermissions.asFileAttribute(UserFolder.OWNER_ONLY));
    }

    /** {@return the folder under its final name} */
    static Path publish(Path draft) throws IOException {
        String name = draft.getFileName().toString().substring(NEW.length());
        return Files.move(draft, draft.resolveSibling(name), StandardCopyOption.ATOMIC_MOVE);
    }

    static List<Path> all() throws IOException {
        return named(SESSION);
    }

    static List<Path> abandonedDrafts() throws IOException {
        List<Path> abandoned = new ArrayList<>();
        for (Path draft : named(DRAFT)) {
            if (isAbandoned(draft)) {
                abandoned.add(draft);
            }
        }
        return abandoned;
    }

    private static boolean isAbandoned(Path draft) throws IOException {
        try {
            FileTime changed = Files.getLastModifiedTime(draft);
            return changed.toInstant().isBefore(Instant.now().minus(LONGEST_BEGINNING));
        } catch (NoSuchFileException e) {
            return false; // It has its final name.
        }
    }

    /** Creates nothing: where nothing is started, nothing is written. */
    private static List<Path> named(Pattern pattern) throws IOException {
        List<Path> found = new ArrayList<>();
        for (UserFolder folder : UserFolder.allInTemp()) {
            for (String name : folder.names()) {
                if (pattern.matcher(name).matches()) {
                    found.add(folder.path().resolve(name));
                }
            }
        }
        return found;
    }
}
