package dev.curfew.session;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Tests the native program by launching the first fork server of a session, which makes the named pipes of the session
 * and reports what works here. So the first start in a JVM needs no further process for that.
 */
final class FirstServer implements NativeProgram.Trial {

    private final Path folder;
    private @Nullable Process process;

    FirstServer(Path folder) {
        this.folder = folder;
    }

    @Override
    public int exitCode(Path program) throws IOException {
        Process launched = ForkServer.launch(program, folder);
        process = launched;
        return ForkServer.answer(launched);
    }

    /** {@return the process that was launched last, or {@code null} if none was} */
    @Nullable Process process() {
        return process;
    }

    /** End it, because it is not needed. */
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
