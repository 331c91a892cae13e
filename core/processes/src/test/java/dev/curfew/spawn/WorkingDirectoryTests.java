package dev.curfew.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.diagnosis.SpawnException;
import dev.curfew.process.Command;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkingDirectoryTests {

    private static final Command COMMAND = Command.of("true");

    @TempDir
    private Path folder;

    @Test
    void isThatOfTheJvmUnlessTheCommandHasItsOwn() {
        assertThat(WorkingDirectory.of(COMMAND)).isEqualTo(Path.of("").toAbsolutePath());
        assertThat(WorkingDirectory.of(COMMAND.inDirectory(folder))).isEqualTo(folder);
    }

    /** The JDK would say that the program is missing. */
    @Test
    void mustStillBeThereIfItIsThatOfTheJvm() {
        Path deleted = folder.resolve("deleted");

        assertThatThrownBy(() -> WorkingDirectory.of(COMMAND, deleted))
                .isInstanceOf(SpawnException.class)
                .hasMessage("""
                        Failed to start [true]: working directory of this JVM no longer exists
                          directory:    %s
                          command:      true
                          next:         name another one with Command.inDirectory(folder)""".formatted(deleted));
        assertThat(WorkingDirectory.of(COMMAND.inDirectory(folder), deleted)).isEqualTo(folder);
    }

    @Test
    void mayBeRefusedByTheKernelAfterAllChecks() {
        assertThat(WorkingDirectory.refused(COMMAND, folder, Errno.EACCES)).hasMessage("""
                        Failed to start [true]: working directory cannot be entered: permission denied
                          directory:    %s
                          command:      true
                          next:         check with namei -l that it exists, and that all its folders may be entered""".formatted(folder));
    }
}
