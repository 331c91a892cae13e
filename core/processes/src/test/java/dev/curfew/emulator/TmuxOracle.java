package dev.curfew.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.TerminalSize;
import dev.curfew.sandbox.fixture.Patience;
import dev.curfew.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Shows output in tmux, and returns what is visible there. */
final class TmuxOracle {

    /** In the pane: shows each case on a fresh screen, waits until tmux says that it has seen all, and looks. */
    private static final String SHOW = """
            stty raw -echo
            for number in $(seq 0 %d); do
              printf '\\033[?1049l\\033[?7h\\033[?6l\\033[4l\\033[r\\033c'
              cat "$number"
              printf '\\033[5n'
              dd bs=1 count=4 >answer 2>errors
              tmux display-message -p '#{cursor_x} #{cursor_y} #{alternate_on} #{cursor_flag}' >"$number.state"
              tmux capture-pane -p >"$number.screen"
            done
            tmux wait-for -S done
            exec sleep 1000
            """;

    /** Around the pane: a server of its own, which ends with it. */
    private static final String RUN = """
            tmux -L "$1" -f /dev/null new-session -d -x %d -y %d 'sh show' &&
            tmux -L "$1" wait-for done
            tmux -L "$1" kill-server
            """;

    private TmuxOracle() {}

    /** What tmux shows: the cursor in the last column may stand behind it there. */
    record Seen(List<String> lines, int cursorColumn, int cursorRow, boolean isAlternate, boolean isCursorVisible) {

        static Seen of(Screen screen) {
            return new Seen(
                    screen.lines(),
                    screen.cursorColumn(),
                    screen.cursorRow(),
                    screen.isAlternate(),
                    screen.isCursorVisible());
        }
    }

    /** {@return what tmux shows after each of some outputs, each on an empty screen} */
    static List<Seen> show(ProcessRegistry processes, Path folder, TerminalSize size, List<byte[]> outputs)
            throws IOException {
        for (int i = 0; i < outputs.size(); i++) {
            Files.write(folder.resolve(String.valueOf(i)), outputs.get(i));
        }
        Files.writeString(folder.resolve("show"), SHOW.formatted(outputs.size() - 1));
        String run = RUN.formatted(size.columns(), size.rows());
        BackgroundProcess tmux = processes.start(Command.of("sh", "-c", run, "sh", "oracle-" + folder.getFileName())
                .inDirectory(folder)
                .withEnv("LC_ALL", "C.UTF-8")
                .withEnv("TMUX_TMPDIR", folder.toString())
                .withoutEnv("TMUX"));
        assertThat(tmux.waitFor(Patience.LIMIT)).as(tmux.output()::text).isEqualTo(new ExitStatus.Exited(0));
        List<Seen> seen = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            seen.add(read(folder, i, size));
        }
        return seen;
    }

    private static Seen read(Path folder, int number, TerminalSize size) throws IOException {
        String[] state =
                Files.readString(folder.resolve(number + ".state")).strip().split(" ", -1);
        List<String> lines = Files.readAllLines(folder.resolve(number + ".screen")).stream()
                .map(String::stripTrailing)
                .toList();
        return new Seen(
                lines,
                Math.min(Integer.parseInt(state[0]), size.columns() - 1),
                Integer.parseInt(state[1]),
                state[2].equals("1"),
                state[3].equals("1"));
    }
}
