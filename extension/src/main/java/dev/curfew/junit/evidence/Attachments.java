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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.function.ThrowingConsumer;

/**
 * Places for the files of a failed test.
 *
 * @param context the test
 * @param test its name
 */
record Attachments(ExtensionContext context, String test) {

    private static final Path OWN_DIRECTORY = Path.of("target", "curfew");

    /** {@code publishDirectory}, which JUnit has since 5.12, and we compile against an older one. */
    private static final @Nullable MethodHandle PUBLISH = findPublishDirectory();

    /** Writes files into a folder that exists. */
    @FunctionalInterface
    interface Content {
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
     * Write files.
     *
     * @param directory where the user wants them; empty for JUnit's own place, or {@code target/curfew} if it has none
     * @param content the files
     * @return the folder with the files, which nobody else uses
     * @throws IOException if they cannot be written
     */
    Path write(Optional<Path> directory, Content content) throws IOException {
        if (directory.isEmpty() && PUBLISH != null) {
            try {
                return publish(PUBLISH, content);
            } catch (RuntimeException e) {
                // Whoever launched the tests may have no place for attachments.
            }
        }
        Path folder =
                directory.orElse(OWN_DIRECTORY).resolve(FileNames.safe(test)).resolve(FileNames.unique());
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
            publish.invokeExact(context, FileNames.unique(), consumer);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        return Objects.requireNonNull(published.get(), "published");
    }
}
