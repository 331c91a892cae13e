package dev.curfew;

import dev.curfew.process.Command;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A JVM of another user, for tests that run as root. It gets copies of its classes, because it may not enter our folders. */
public final class UnprivilegedJvm {

    static final String UID = "65534";

    private final Path folder;
    private final String user;

    /** Prepares one of the user 65534. */
    public UnprivilegedJvm(Path folder) throws IOException {
        this(folder, UID);
    }

    /** Prepares one. */
    UnprivilegedJvm(Path folder, String user) throws IOException {
        this.folder = folder;
        this.user = user;
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path temp = Files.createDirectory(folder.resolve("tmp"));
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    /** {@return a command that runs a line of sh as root, and then the main method of a class} */
    public Command running(Class<?> main, String before, String... arguments) throws IOException {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", before + " exec \"$@\"", "sh"));
        argv.addAll(List.of("setpriv", "--reuid", user, "--regid", user, "--clear-groups"));
        argv.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                "-cp",
                readableClassPath(),
                main.getName()));
        argv.addAll(List.of(arguments));
        return Command.of(argv).inDirectory(folder);
    }

    private String readableClassPath() throws IOException {
        Path classes = folder.resolve("classes");
        List<String> copies = new ArrayList<>();
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path copy = classes.resolve(Integer.toString(copies.size()))
                    .resolve(Path.of(element).getFileName());
            copy(Path.of(element), copy);
            copies.add(copy.toString());
        }
        return String.join(File.pathSeparator, copies);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (Stream<Path> paths = Files.exists(from) ? Files.walk(from) : Stream.of()) {
            paths.forEach(path -> copyOne(path, to.resolve(from.relativize(path).toString())));
        }
    }

    private static void copyOne(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
