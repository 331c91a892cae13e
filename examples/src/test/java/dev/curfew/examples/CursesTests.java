package dev.curfew.examples;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.junit.EnabledIfProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Locator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A menu that is drawn by the curses library of Python. */
@WithBackgroundProcesses
@EnabledIfProgram("python3")
class CursesTests {

    private static final String PROGRAM = """
            import curses

            FRUITS = ("apple", "banana", "cherry")

            def main(screen):
                chosen = 0
                while True:
                    screen.erase()
                    screen.addstr(0, 0, "Pick a fruit")
                    for i, name in enumerate(FRUITS):
                        screen.addstr(2 + i, 1, ("> " if i == chosen else "  ") + name)
                    screen.addstr(6, 0, "j: down  k: up  q: done")
                    screen.refresh()
                    key = screen.getkey()
                    if key == "q":
                        return FRUITS[chosen]
                    chosen = (chosen + {"j": 1, "k": -1}.get(key, 0)) % len(FRUITS)

            print("picked", curses.wrapper(main))
            """;

    private static final Locator MARK = Locator.text(">");

    private BackgroundProcess menu;

    @BeforeEach
    void startMenu(ProcessRegistry processes) {
        menu = processes.start(
                Command.of("python3", "-I", "-c", PROGRAM).withName("menu").inTerminal(new TerminalSize(30, 8)));
        menu.locate(Locator.text("apple").inRowOf(MARK));
    }

    @Test
    void marksTheChosenEntry() {
        menu.write("j");
        menu.locate(Locator.text("banana").inRowOf(MARK));
        menu.write("kk");
        menu.locate(Locator.text("cherry").inRowOf(MARK));

        menu.write("q");
        assertThat(menu).prints("picked cherry").exits().withCode(0);
    }

    @Test
    void looksAsItDid() {
        menu.write("j");

        assertThat(menu).screen().matchesSnapshot("second-entry");
    }
}
