package dev.curfew.docs.checks;

import dev.curfew.sandbox.fixture.ModuleFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folders and files that the checks read. */
final class Project {

    static final Path ROOT = ModuleFolder.ofProject(Project.class);

    private static final Pattern FOR_USERS = Pattern.compile("README\\.md|docs/(guarantee|guide/.+|errors/.+)\\.md");

    private static final Pattern SOURCE = Pattern.compile(".+\\.(java|md|c|h|sh|py|xml|ya?ml)");
    private static final Set<String> SKIPPED = Set.of(".git", "target");

    /** The folders of the modules with a jar that is published. */
    static final List<String> PUBLISHED =
            List.of("core/processes", "core/agents", "core/cli", "extension/junit", "extension/episodes");

    private Project() {}

    /** {@return the pages at the root and all below docs} */
    static List<MarkdownFile> pages() {
        List<Path> files = new ArrayList<>(files(ROOT, 1, ".md"));
        files.addAll(files(ROOT.resolve("docs"), Integer.MAX_VALUE, ".md"));
        return files.stream()
                .filter(file -> !file.toString().contains("/target/"))
                .map(file -> MarkdownFile.of(ROOT.relativize(file), read(file)))
                .toList();
    }

    /** {@return the pages that know only what is public} */
    static List<MarkdownFile> pagesForUsers() {
        return pages().stream()
                .filter(page -> FOR_USERS.matcher(page.path().toString()).matches())
                .toList();
    }

    /** {@return the code blocks of all pages} */
    static List<CodeBlock> blocks() {
        return pages().stream().flatMap(page -> page.blocks().stream()).toList();
    }

    /** {@return the test classes that pages show; not those that check pages, which quote marks} */
    static List<Path> snippetSources() {
        return files(ROOT.resolve("docs/src/test/java"), Integer.MAX_VALUE, ".java").stream()
                .filter(file -> !file.getParent().endsWith("checks"))
                .toList();
    }

    /** {@return the sources of all tests} */
    static List<Path> testSources() {
        return Stream.concat(PUBLISHED.stream(), Stream.of("examples", "docs"))
                .flatMap(module ->
                        files(ROOT.resolve(module).resolve("src/test/java"), Integer.MAX_VALUE, ".java").stream())
                .toList();
    }

    /** {@return the paths, from the root, of all files that have comments, messages or prose; none that a build made} */
    static List<Path> sources() {
        List<Path> sources = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    boolean isSkipped = SKIPPED.contains(folder.getFileName().toString());
                    return isSkipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    String name = file.getFileName().toString();
                    if (SOURCE.matcher(name).matches() || (name.indexOf('.') < 0 && isScript(file))) {
                        sources.add(ROOT.relativize(file));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    private static boolean isScript(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(2), new byte[] {'#', '!'});
        }
    }

    /** {@return the public top-level classes in a folder of sources} */
    static List<Class<?>> publicTypes(String sources) {
        Path folder = ROOT.resolve(sources);
        List<Class<?>> types = new ArrayList<>();
        for (Path file : files(folder, Integer.MAX_VALUE, ".java")) {
            String name = folder.relativize(file).toString().replaceFirst("\\.java$", "");
            if (!name.endsWith("-info")) {
                types.add(load(name.replace('/', '.')));
            }
        }
        types.removeIf(type -> !Modifier.isPublic(type.getModifiers()));
        return types;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Project.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> files(Path folder, int depth, String ending) {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(String file) {
        return read(ROOT.resolve(file));
    }
}
