package dev.curfew.junit.escape;

import dev.curfew.sandbox.fixture.Patience;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Copies of the class path and of the programs of the escapes, for JVMs of any user. */
final class Workplace implements AutoCloseable {

    private static final Path SOURCES = moduleFolder().resolve("src/test/escapes");

    private final Path folder;
    private final String classPath;
    private final Process namespace;

    private Workplace(Path folder, String classPath, Process namespace) {
        this.folder = folder;
        this.classPath = classPath;
        this.namespace = namespace;
    }

    /** Found by the compiled classes: the current folder is the module's only under Surefire. */
    private static Path moduleFolder() {
        Path folder = EscapeTable.buildFolder();
        while (!Files.exists(folder.resolve("pom.xml"))) {
            folder = Objects.requireNonNull(folder.getParent(), "no folder above the classes has a pom.xml");
        }
        return folder;
    }

    static Workplace create() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(openFolder(), "escapes-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Process namespace =
                new ProcessBuilder("unshare", "--pid", "--fork", "--kill-child", "sleep", "1000000").start();
        Workplace workplace =
                new Workplace(folder, copyClassPath(Files.createDirectory(folder.resolve("classes"))), namespace);
        copyTree(SOURCES, workplace.escapes());
        workplace.nameNamespace();
        // Escapes that ended by themselves while a test waits for their end would prove nothing.
        workplace.compile(
                "esc", "-DLIFE_SECONDS=" + Patience.LIMIT.multipliedBy(5).toSeconds());
        return workplace;
    }

    /** Note the first process of a PID namespace that is older than all that is tried. */
    private void nameNamespace() throws IOException {
        long deadline = System.nanoTime() + Patience.LIMIT.toNanos();
        while (namespace.children().findFirst().isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
        ProcessHandle first = namespace
                .children()
                .findFirst()
                .orElseThrow(() -> new IOException("Failed to make a PID namespace with unshare(1)"));
        Files.writeString(escapes().resolve("namespace"), first.pid() + "\n");
    }

    /** The folder of this JVM may be one that only its user can enter. */
    private static Path openFolder() throws IOException {
        Path temp = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
        for (Path path = temp; path != null; path = path.getParent()) {
            if (!Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return Path.of("/tmp");
            }
        }
        return temp;
    }

    private static String copyClassPath(Path target) throws IOException {
        String entries = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> copies = new ArrayList<>();
        for (String entry : entries.split(File.pathSeparator, -1)) {
            Path copy = target.resolve(copies.size() + "-" + Path.of(entry).getFileName());
            if (Files.isDirectory(Path.of(entry))) {
                copyTree(Path.of(entry), copy);
            } else if (Files.exists(Path.of(entry))) {
                Files.copy(Path.of(entry), copy);
            }
            copies.add(copy.toString());
        }
        return String.join(File.pathSeparator, copies);
    }

    private static void copyTree(Path source, Path target) throws IOException {
        try (Stream<Path> paths = Files.walk(source)) {
            for (Path path : paths.toList()) {
                Files.copy(
                        path,
                        target.resolve(source.relativize(path).toString()),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** Compile the escapes. {@return the program} */
    Path compile(String name, String... options) throws IOException, InterruptedException {
        Path messages = folder.resolve("gcc.txt");
        List<String> line = new ArrayList<>(List.of("gcc", "-std=gnu11", "-O1", "-Wall", "-Wextra", "-Werror"));
        line.addAll(List.of(options));
        line.addAll(List.of("-pthread", "-o", name, "esc.c", "-lrt"));
        Process compiler = new ProcessBuilder(line)
                .directory(escapes().toFile())
                .redirectErrorStream(true)
                .redirectOutput(messages.toFile())
                .start();
        if (!compiler.waitFor(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS) || compiler.exitValue() != 0) {
            throw new IOException("Failed to compile " + SOURCES.resolve("esc.c") + ": " + Files.readString(messages));
        }
        return escapes().resolve(name);
    }

    /** {@return the folder of the programs} */
    Path escapes() {
        return folder.resolve("escapes");
    }

    /** {@return the class path of this JVM, in files that all users may read} */
    String classPath() {
        return classPath;
    }

    /** {@return a new folder that only the user may enter} */
    Path newFolder(TestUser user, String prefix) throws IOException {
        Path created = Files.createTempDirectory(folder, prefix);
        Files.setAttribute(created, "unix:uid", user.id(), LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(created, "unix:gid", user.id(), LinkOption.NOFOLLOW_LINKS);
        return created;
    }

    @Override
    public void close() throws IOException {
        namespace.destroyForcibly();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Make a copy of the escapes that runs with the rights of root if another user starts it. */
    Path setUidRootCopy() throws IOException {
        Path copy = Files.copy(
                escapes().resolve("esc"), folder.resolve("esc-of-root"), StandardCopyOption.REPLACE_EXISTING);
        // Not in PosixFilePermission: the set-uid bit.
        Files.setAttribute(copy, "unix:mode", 0104755, LinkOption.NOFOLLOW_LINKS);
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(copy);
        if (!permissions.contains(PosixFilePermission.OTHERS_EXECUTE)) {
            throw new IOException("Cannot make " + copy + " executable: " + permissions);
        }
        return copy;
    }
}
