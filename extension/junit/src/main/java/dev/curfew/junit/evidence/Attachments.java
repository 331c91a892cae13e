package dev.curfew.junit.evidence;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.function.ThrowingConsumer;

/**
 * Writes the files of a failed test, as attachments if JUnit supports them.
 *
 * @param context the test
 * @param test the name of the test
 */
public record Attachments(ExtensionContext context, String test) {

    private static final Path OWN_DIRECTORY = Path.of("target", "curfew");

    /** {@code publishDirectory}, available since JUnit 5.12; this module is compiled against an older version. */
    private static final @Nullable MethodHandle PUBLISH = findPublishDirectory();

    /** Writes files into an existing directory. */
    @FunctionalInterface
    public interface Content {
        /**
         * Write the files.
         *
         * @param folder the directory for them
         * @throws IOException if they cannot be written
         */
        void writeTo(Path folder) throws IOException;
    }

    private static @Nullable MethodHandle findPublishDirectory() {
        MethodType type = MethodType.methodType(void.class, String.class, ThrowingConsumer.class);
        try {
            return MethodHandles.publicLookup().findVirtual(ExtensionContext.class, "publishDirectory", type);
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return null;
        }
    }

    /**
     * Write files, and name them in the report of the test.
     *
     * @param directory the configured directory; empty for JUnit's directory for attachments, or {@code target/curfew}
     *     if there is none
     * @param content the files
     * @return the directory with the files, which is not used for anything else, or why they could not be written
     */
    public String publish(Optional<Path> directory, Content content) {
        try {
            Path folder = write(directory, content);
            context.publishReportEntry("curfew.evidence", markers(folder));
            return folder.toString();
        } catch (IOException e) {
            return "could not be written: " + e;
        }
    }

    /** {@return the markers by which Jenkins, GitLab and Azure find the files in a report} */
    private static String markers(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted()
                    .map(file -> "[[ATTACHMENT|" + file.toAbsolutePath() + "]]")
                    .collect(Collectors.joining("\n"));
        }
    }

    private Path write(Optional<Path> directory, Content content) throws IOException {
        if (directory.isEmpty() && PUBLISH != null) {
            try {
                return publish(PUBLISH, content);
            } catch (RuntimeException e) {
                // The program that launched the tests may not support attachments.
            }
        }
        Path folder = directory
                .orElse(OWN_DIRECTORY)
                .resolve(EvidenceFileNames.safe(test))
                .resolve(EvidenceFileNames.unique());
        content.writeTo(Files.createDirectories(folder));
        return folder;
    }

    private Path publish(MethodHandle publish, Content content) throws IOException {
        AtomicReference<Path> published = new AtomicReference<>();
        ThrowingConsumer<Path> consumer = folder -> {
            content.writeTo(Files.createDirectories(folder));
            published.set(folder);
        };
        try {
            publish.invokeExact(context, EvidenceFileNames.unique(), consumer);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        return Objects.requireNonNull(published.get(), "published");
    }
}
