package dev.curfew.emulator;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.process.Command;
import dev.curfew.process.TerminalSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What real programs print on a terminal: all of it, after each of the things that a person does with them.
 *
 * <p>What is awaited is only where to look: the same output is compared, wherever it was cut.
 */
final class RealScreens {

    private final ProcessRegistry processes;
    private final Path folder;
    private final TerminalSize size;
    private final List<byte[]> outputs = new ArrayList<>();

    RealScreens(ProcessRegistry processes, Path folder, TerminalSize size) {
        this.processes = processes;
        this.folder = folder;
        this.size = size;
    }

    List<byte[]> all() throws IOException {
        Path file = folder.resolve("text");
        String lines = IntStream.rangeClosed(1, 200)
                .mapToObj(
                        number -> "line " + number + (number % 7 == 0 ? " is longer than the terminal is wide 日本" : ""))
                .collect(Collectors.joining("\n"));
        Files.writeString(file, lines + "\n");
        edit();
        page();
        return outputs;
    }

    private void edit() {
        BackgroundProcess vim = start("vim", "-u", "NONE", "-i", "NONE", "-n", "text");
        after(vim, "", "line 1");
        after(vim, "dd", "line 2");
        after(vim, "Onew\u001B", "new");
        after(vim, "50G", "line 50");
        after(vim, "\u0005\u0005\u0019", "line 50");
        after(vim, "5ddP", "line 55");
        after(vim, ":syntax on | set number ruler\r", "51 line");
        after(vim, ":split\r", "line");
        after(vim, "/190\r", "line 190");
        after(vim, "xiü日\u001B", "ü日");
        after(vim, ":q\r:set nowrap\rgg", "new");
        after(vim, ":q!\r", "");
    }

    private void page() {
        BackgroundProcess less = start("less", "-i", "text");
        after(less, "", "line 1");
        after(less, " ", "line 12");
        after(less, "G", "line 200");
        after(less, "kkk", "line 189");
        after(less, "?150\r", "line 150");
        after(less, "-S\r", "line 150");
        after(less, "q", "");
    }

    private BackgroundProcess start(String... words) {
        return processes.start(Command.of(List.of(words))
                .inDirectory(folder)
                .withEnv("TERM", "xterm-256color")
                .withEnv("LC_ALL", "C.UTF-8")
                .inTerminal(size));
    }

    private void after(BackgroundProcess process, String typed, String shown) {
        if (!typed.isEmpty()) {
            process.write(typed);
        }
        process.awaitScreen(screen -> screen.contains(shown));
        outputs.add(process.output().bytes());
    }
}
