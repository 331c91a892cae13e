package dev.curfew.junit.episode;

import dev.curfew.RegistryClosedException;
import dev.curfew.diagnosis.InterruptedWaitException;
import dev.curfew.diagnosis.SandboxGoneException;
import dev.curfew.diagnosis.SandboxUnavailableException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.JUnitException;

/** Detects failures that are not caused by the subject of a test, but by its environment. */
final class Breakage {

    private static final List<Class<? extends Throwable>> TYPES = List.of(
            InterruptedException.class,
            InterruptedWaitException.class,
            JUnitException.class,
            LinkageError.class,
            RegistryClosedException.class,
            SandboxGoneException.class,
            SandboxUnavailableException.class);

    private static final int DEEPEST = 20;

    private Breakage() {}

    static boolean isIn(@Nullable Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST)
                .anyMatch(cause -> TYPES.stream().anyMatch(type -> type.isInstance(cause)));
    }
}
