package dev.curfew.examples;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.examples.installer.Installer;
import dev.curfew.examples.support.JavaPrograms;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.output.OutputMark;
import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Key;
import java.net.URISyntaxException;
import org.junit.jupiter.api.Test;

/** A command line program of one's own: questions, a password, a progress bar, ^C. */
@WithBackgroundProcesses
class InstallerTests {

    @Test
    void asksForANameAndGreets(ProcessRegistry processes) throws URISyntaxException {
        BackgroundProcess installer = startInstaller(processes, 0);

        installer.expect("What is your name? ");
        installer.submit("Ada");

        installer.expect("Hello, Ada!\n");
    }

    @Test
    void readsAPasswordWithoutShowingIt(ProcessRegistry processes) throws URISyntaxException {
        BackgroundProcess installer = startInstaller(processes, 0);
        installer.expect("name? ");
        installer.submit("Ada");

        installer.expect("Choose a password: ");
        installer.submitSecret("open sesame");
        installer.expect("Repeat the password: ");
        installer.submitSecret("open barley");
        installer.expect("The passwords differ, try again\n");

        assertThat(installer.output().raw()).doesNotContain("sesame", "barley");
    }

    @Test
    void drawsAProgressBarOverItself(ProcessRegistry processes) throws URISyntaxException {
        BackgroundProcess installer = startInstaller(processes, 0);
        answerQuestions(installer);

        installer.expect("[....................]   0 %");
        installer.expect("[##########..........]  50 %");
        installer.expect("Installed 4 files\n");

        assertThat(installer.output().lines()).contains("[####################] 100 %");
        assertThat(installer.output().text()).doesNotContain("50 %"); // It was drawn over.
        assertThat(installer).exits().successfully();
    }

    @Test
    void fitsTheBarToAResizedTerminal(ProcessRegistry processes) throws URISyntaxException {
        BackgroundProcess installer = startInstaller(processes, 100);
        answerQuestions(installer);
        OutputMark firstBar = installer.expect("0 %").end();

        installer.resize(new TerminalSize(19, 10));

        installer.expect("Installed 4 files\n");
        assertThat(installer.output().since(firstBar).text().lines()).contains("[##########] 100 %");
    }

    @Test
    void cleansUpAtControlC(ProcessRegistry processes) throws URISyntaxException {
        BackgroundProcess installer = startInstaller(processes, 60_000);
        answerQuestions(installer);
        installer.expect("0 %");

        installer.press(Key.CTRL_C);

        installer.expect("Canceled, nothing is installed\n");
        assertThat(installer).exits().withCode(130);
        assertThat(processes.createDirectory()).isEmptyDirectory();
    }

    private static BackgroundProcess startInstaller(ProcessRegistry processes, int millisPerFile)
            throws URISyntaxException {
        return processes.start(JavaPrograms.main(
                        Installer.class, processes.createDirectory().toString(), Integer.toString(millisPerFile))
                .inTerminal(new TerminalSize(29, 10)));
    }

    private static void answerQuestions(BackgroundProcess installer) {
        installer.expect("name? ");
        installer.submit("Ada");
        installer.expect("Choose a password: ");
        installer.submitSecret("open sesame");
        installer.expect("Repeat the password: ");
        installer.submitSecret("open sesame");
    }
}
