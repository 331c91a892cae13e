package dev.curfew.tar;

import dev.curfew.session.FolderPruner;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Makes trees of files, and describes them, so that two can be compared. */
public final class FileTree {

    private static final int[] SIZES = {0, 1, 511, 512, 513, 1024, 5000};

    private static final int[] FILE_MODES = {0644, 0600, 0755, 0444, 0400, 0640, 0777};
    private static final int[] FOLDER_MODES = {0755, 0700, 0555, 0500, 0775};

    private static final List<String> PIECES = List.of(
            "a",
            "B",
            "7",
            " ",
            "  ",
            "'",
            "\"",
            "\n",
            "\t",
            "\\",
            "\\n",
            "-",
            "--",
            "*",
            "?",
            "$",
            "`",
            ";",
            "&",
            "|",
            ".",
            "#",
            "%41",
            "ü",
            "日本",
            "\uD83D\uDE00",
            "e\u0301",
            "\uDCFF",
            "\uDCC3",
            "\uDC80",
            "\u007f",
            "L".repeat(60));

    private static final List<String> LINKS = List.of(
            "nowhere", "/etc/passwd", "../..", ".", "/", "ü/日本", "\uDCFF", "x".repeat(99), "y/".repeat(60) + "z");

    private final Random random;

    private FileTree(long seed) {
        this.random = new Random(seed);
    }

    /** Makes a folder with files, links and folders that have difficult names. */
    public static void make(long seed, Path folder) throws IOException {
        new FileTree(seed).fill(folder, 0);
    }

    private void fill(Path folder, int depth) throws IOException {
        Files.createDirectory(folder);
        for (int i = random.nextInt(4); i >= 0; i--) {
            Path child = FileNames.child(folder, name());
            if (!Files.exists(child, LinkOption.NOFOLLOW_LINKS)) {
                make(child, depth);
            }
        }
        finish(folder, FOLDER_MODES);
    }

    private void make(Path child, int depth) throws IOException {
        int kind = random.nextInt(10);
        if (kind < 3 && depth < 3) {
            fill(child, depth + 1);
        } else if (kind < 5) {
            String to = LINKS.get(random.nextInt(LINKS.size()));
            Files.createSymbolicLink(child, FileNames.path(child.getFileSystem(), to));
        } else {
            byte[] content = new byte[SIZES[random.nextInt(SIZES.length)]];
            random.nextBytes(content);
            Files.write(child, content);
            finish(child, FILE_MODES);
        }
    }

    private void finish(Path path, int[] modes) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(Instant.ofEpochSecond(random.nextInt(2_000_000_000))));
        Files.setPosixFilePermissions(path, Permissions.of(modes[random.nextInt(modes.length)]));
    }

    private String name() {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            name.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        String text = name.toString();
        if (text.matches("\\.{1,2}") || FileNames.bytes(text).length > 255) {
            return "name";
        }
        return FileNames.text(FileNames.bytes(text));
    }

    /**
     * {@return what the files, links and folders of a tree are, by their names below it; that of the tree is empty}
     *
     * @param exactFolders whether folders have their times, which BusyBox does not keep, and all of their permissions: if
     *     it does not run as root, it has no way to make a folder read-only after it was filled
     */
    public static Map<String, String> describe(Path tree, boolean exactFolders) throws IOException {
        Map<String, String> found = new TreeMap<>();
        List<String> names = new ArrayList<>();
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                names.add(folder.equals(tree) ? "" : "/" + FileNames.of(folder.getFileName()));
                found.put(String.join("", names), describeFolder(folder, attributes, exactFolders));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = file.equals(tree) ? "" : "/" + FileNames.of(file.getFileName());
                found.put(String.join("", names) + name, describe(file, attributes));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException e) {
                names.remove(names.size() - 1);
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private static String describeFolder(Path folder, BasicFileAttributes attributes, boolean exact)
            throws IOException {
        if (exact) {
            return "folder " + mode(folder) + " " + seconds(attributes);
        }
        Set<PosixFilePermission> permissions = Permissions.of(folder);
        if (!"root".equals(System.getProperty("user.name"))) {
            permissions.addAll(Permissions.of(0700));
        }
        return "folder " + PosixFilePermissions.toString(permissions);
    }

    private static String describe(Path file, BasicFileAttributes attributes) throws IOException {
        if (attributes.isSymbolicLink()) {
            return "link to " + FileNames.of(Files.readSymbolicLink(file));
        }
        byte[] content = Files.readAllBytes(file);
        return "file " + mode(file) + " " + seconds(attributes) + " " + content.length + " bytes "
                + Arrays.hashCode(content);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Permissions.of(path));
    }

    private static long seconds(BasicFileAttributes attributes) {
        return attributes.lastModifiedTime().toInstant().getEpochSecond();
    }

    /** Deletes what is in a folder, also what may not be written. */
    public static void clear(Path folder) throws IOException {
        FolderPruner.prune(folder);
        Files.createDirectories(folder);
    }
}
