package dev.curfew.session;

import dev.curfew.diagnosis.UnprunedFile;
import dev.curfew.internal.OsText;
import dev.curfew.process.Environment;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes a folder that Curfew created, with everything that commands have put there, and touches nothing outside.
 * Links are deleted but never followed, not even a link that replaces a folder meanwhile. A mount is never entered: it
 * is detached, which deletes nothing in it, or left in place where that is not permitted.
 *
 * <p>This is done by the native program or an sh script. The JDK cannot do it: it cannot tell a bind mount from a
 * folder, nor open a folder that it may not read.
 */
public final class FolderPruner {

    /** Far more than large trees take; a file system that hangs must not block the JVM. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final Environment ENVIRONMENT =
            new Environment(false, Map.of("PATH", "/usr/bin:/bin:/usr/sbin:/sbin"), Set.of());
    private static final String PRUNE = "prune";
    private static final Charset CHARSET = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    private static final Termination SOMETHING_IS_LEFT = new Termination.Exited(1);

    private FolderPruner() {}

    /**
     * Delete a folder with all that is in it.
     *
     * @param folder the folder, which may be absent; its parent must not be changed by others
     * @return what could not be deleted; empty if nothing is left
     */
    public static List<UnprunedFile> prune(Path folder) {
        try {
            return isDeletedAlone(folder) ? List.of() : prune(folder, program(NativeProgram.found()));
        } catch (IOException | UnsupportedOperationException e) {
            return List.of(
                    new UnprunedFile(folder, "the program that deletes it cannot be started: " + e.getMessage()));
        }
    }

    /** Needs no program: most folders are empty or were never created. */
    private static boolean isDeletedAlone(Path folder) {
        try {
            Files.delete(folder);
            return true;
        } catch (NoSuchFileException e) {
            return true;
        } catch (DirectoryNotEmptyException e) {
            return false;
        } catch (IOException e) {
            return !Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** {@return two words of a command line, to be followed by the folder} */
    static List<String> program(Optional<NativeProgram> found) throws IOException {
        if (found.isPresent()) {
            return List.of(found.get().file().toString(), PRUNE);
        }
        return List.of(
                "/bin/sh",
                UserFolder.inTemp().program("prune.sh", Programs.pruner()).toString());
    }

    static List<UnprunedFile> prune(Path folder, List<String> program) throws IOException {
        Path target = folder.toAbsolutePath();
        OneShotResult result = OneShotCommand.of(argv(program, target))
                .environment(ENVIRONMENT)
                .runUninterruptibly(LIMIT);
        List<UnprunedFile> left = leftIn(target, new String(result.output().bytes(), CHARSET));
        if (result.succeeded() || (SOMETHING_IS_LEFT.equals(result.end()) && !left.isEmpty())) {
            return left;
        }
        return List.of(new UnprunedFile(target, "the program that deletes it " + result.how()));
    }

    /** A path that the locale of this JVM cannot encode is passed to the native program in escaped form. */
    private static List<String> argv(List<String> program, Path target) {
        List<String> argv = new ArrayList<>(program);
        if (OsText.isPlain(target) || !argv.get(argv.size() - 1).equals(PRUNE)) {
            argv.add(target.toString());
        } else {
            argv.addAll(argv.size() - 1, List.of("escaped", "-"));
            argv.add(OsText.escaped(OsText.bytes(target)));
        }
        return argv;
    }

    /** Each file is followed by its reason; a NUL ends each of the two. */
    private static List<UnprunedFile> leftIn(Path folder, String output) {
        String[] words = output.split("\0", -1);
        List<UnprunedFile> left = new ArrayList<>();
        for (int i = 0; i + 1 < words.length; i += 2) {
            left.add(new UnprunedFile(pathOf(words[i], folder), words[i + 1]));
        }
        return left;
    }

    /** A name may have bytes that the charset of this JVM has no characters for. */
    private static Path pathOf(String text, Path folder) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            return folder;
        }
    }
}
