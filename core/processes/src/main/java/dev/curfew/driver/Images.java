package dev.curfew.driver;

import dev.curfew.command.GuardedOneShot;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.SandboxUnavailableException;
import dev.curfew.internal.Lists;
import dev.curfew.process.Command;
import dev.curfew.sandbox.ContainerSandbox;
import dev.curfew.sandbox.ImageOrigin;
import dev.curfew.session.OneShotResult;
import dev.curfew.session.Session;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/**
 * The images that this JVM has created from folders, each once, on first use. They are removed when the JVM ends. The
 * images of a killed JVM are removed when another one uses the engine. Thread-safe.
 */
final class Images {

    private static final Duration LONGEST_BUILD = Duration.ofMinutes(15);
    private static final Duration REMOVAL = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** Uses a file, because a pipe does not show whether its writer has failed. */
    private static final String IMPORT = """
            folder=$1 label=$2 temp=$3; shift 3
            file=$(mktemp "$temp/image-XXXXXX") && trap 'rm -f "$file"' EXIT &&
            tar -C "$folder" -cf "$file" . && "$@" import --change "LABEL $label" "$file\"""";

    private static final Map<Source, CompletableFuture<String>> MADE = new HashMap<>();

    /** Not a method reference at each use, because the session compares instances. */
    private static final Runnable AT_SHUTDOWN = Images::removeAll;

    private Images() {}

    /** What an image is created from. */
    private record Source(Engine engine, ImageOrigin origin, String folder) {}

    /**
     * {@return the name or id of the image of a sandbox}
     *
     * @throws SandboxUnavailableException if it cannot be created; the next call tries again
     */
    static String of(ContainerSandbox sandbox) {
        if (sandbox.origin() == ImageOrigin.NAMED) {
            return sandbox.image();
        }
        Source source = new Source(Engine.of(sandbox), sandbox.origin(), sandbox.image());
        CompletableFuture<String> mine = new CompletableFuture<>();
        CompletableFuture<String> image;
        synchronized (MADE) {
            image = MADE.computeIfAbsent(source, key -> mine);
        }
        if (image == mine) {
            make(source, sandbox, mine);
        }
        return made(image);
    }

    private static String made(CompletableFuture<String> image) {
        try {
            return image.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private static void make(Source source, ContainerSandbox sandbox, CompletableFuture<String> image) {
        try {
            Session.current().opened(AT_SHUTDOWN);
            image.complete(make(source, sandbox));
        } catch (RuntimeException | Error e) {
            synchronized (MADE) {
                MADE.remove(source);
            }
            image.completeExceptionally(e);
        }
    }

    private static String make(Source source, ContainerSandbox sandbox) {
        Command command = command(source);
        // Not interruptible: other threads wait for the same image.
        OneShotResult result = GuardedOneShot.client(command).awaitUninterruptibly(LONGEST_BUILD);
        List<String> lines = result.answer().stream().flatMap(String::lines).toList();
        if (lines.isEmpty()) {
            String errors = result.errors().text();
            throw new SandboxUnavailableException(
                    Diagnosis.of("Failed to make the image of " + sandbox + ": [" + command.name() + "] "
                                    + result.how())
                            .with("tried", command.toString())
                            .with("it printed", (result.output().text() + "\n" + errors).strip())
                            .with("next", Drivers.advice(Engine.ADVICE, errors)),
                    null);
        }
        return lines.get(lines.size() - 1).strip();
    }

    private static Command command(Source source) {
        String label = AbandonedContainers.LABEL + "=" + Session.current().owner();
        if (source.origin() == ImageOrigin.BUILT) {
            return source.engine().command(List.of("build", "--quiet", "--label", label, source.folder()), List.of());
        }
        String temp = Session.current().folder().toString();
        return Command.of(Lists.joined(
                List.of("sh", "-c", IMPORT, "sh", source.folder(), label, temp),
                source.engine().client()));
    }

    /** The containers are being removed at the same time, and an image in use cannot be removed. */
    private static void removeAll() {
        Map<Source, CompletableFuture<String>> made;
        synchronized (MADE) {
            made = Map.copyOf(MADE);
            MADE.clear();
        }
        made.forEach((source, image) -> {
            if (image.isDone() && !image.isCompletedExceptionally()) {
                remove(source.engine(), image.join());
            }
        });
    }

    private static void remove(Engine engine, String image) {
        long begin = System.nanoTime();
        while (GuardedOneShot.answer(engine.removeImage(image), REMOVAL).isEmpty()
                && System.nanoTime() - begin < REMOVAL.toNanos()) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
