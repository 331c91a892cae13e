package dev.curfew.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.Command;
import dev.curfew.process.Environment;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceVariablesTests {

    private static final Path FOLDER = Path.of("/srv/data");

    /** The variables of a developer that runs the tests in kitty and tmux. */
    private static final Map<String, String> PARENT = Map.of(
            "TERM", "xterm-kitty",
            "COLUMNS", "211",
            "LINES", "55",
            "COLORTERM", "truecolor",
            "TMUX", "/tmp/tmux-0/default,1,0",
            "PWD", "/home/ada",
            "OLDPWD", "/",
            "HOME", "/home/ada");

    private static Map<String, String> seen(Command command) {
        return PlaceVariables.of(command, FOLDER).resolve(PARENT);
    }

    @Test
    void areThoseOfOurTerminal() {
        assertThat(seen(Command.of("true").inTerminal()))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("TERM", "xterm-256color", "PWD", "/srv/data", "HOME", "/home/ada"));
    }

    @Test
    void onPipesOnlyTheDirectoryIsOurs() {
        assertThat(seen(Command.of("true")))
                .containsEntry("PWD", "/srv/data")
                .doesNotContainKey("OLDPWD")
                .containsEntry("COLUMNS", "211")
                .containsEntry("TERM", "xterm-kitty");
    }

    @Test
    void countAsTheyAreSetForTheCommand() {
        Command command = Command.of("true")
                .inTerminal()
                .withEnv("TERM", "vt100")
                .withEnv("COLUMNS", "40")
                .withEnv("PWD", "/set")
                .withEnv("TMUX", "");

        assertThat(seen(command))
                .containsEntry("TERM", "vt100")
                .containsEntry("COLUMNS", "40")
                .containsEntry("PWD", "/set")
                .containsEntry("TMUX", "")
                .doesNotContainKey("LINES");
    }

    @Test
    void areAbsentIfTheyAreTakenAway() {
        assertThat(seen(Command.of("true").withoutEnv("PWD"))).doesNotContainKey("PWD");
    }

    @Test
    void nothingIsAddedToAnEnvironmentThatIsAllThereIs() {
        assertThat(seen(Command.of("true").withOnlyEnv(Map.of("A", "1")))).isEqualTo(Map.of("A", "1"));
    }

    /** A shell follows them as text, and the kernel follows links. */
    @Test
    void aDirectoryWithDotsIsFoundOutByTheProgram() {
        Environment environment = PlaceVariables.in(Path.of("/srv/link/../data"), Environment.INHERITED);

        assertThat(environment.resolve(PARENT)).doesNotContainKeys("PWD", "OLDPWD");
    }
}
