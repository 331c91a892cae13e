package dev.curfew.examples.installer;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * A program for the examples to talk to: it asks on a terminal for a name and a password, and installs some files.
 *
 * <pre>{@code java dev.curfew.examples.installer.Installer FOLDER MILLISECONDS_PER_FILE}</pre>
 */
public final class Installer {

    private final Console console;

    private Installer(Console console) {
        this.console = console;
    }

    /**
     * Run the program. Its exit code is 0 if everything is installed, 1 if the folder is missing, 2 if it was started
     * in a wrong way.
     *
     * @param arguments the folder to install into, and how many milliseconds to take per file
     * @throws IOException if a file cannot be written
     * @throws InterruptedException never
     */
    @SuppressWarnings("SystemConsoleNull") // Before JDK 22 there is none where there is no terminal.
    public static void main(String... arguments) throws IOException, InterruptedException {
        Console console = System.console();
        if (console == null || arguments.length != 2) {
            System.exit(2);
            return;
        }
        Path folder = Path.of(arguments[0]);
        Duration pace = Duration.ofMillis(Long.parseLong(arguments[1]));
        boolean installed = new Installer(console).run(new Installation(folder, pace));
        System.exit(installed ? 0 : 1);
    }

    private boolean run(Installation installation) throws IOException, InterruptedException {
        greet();
        askForPassword();
        if (!Files.isDirectory(installation.folder())) {
            console.printf("There is no folder %s%n", installation.folder());
            return false;
        }
        install(installation);
        return true;
    }

    private void greet() {
        String name = console.readLine("What is your name? ");
        console.printf("Hello, %s!%n", name);
    }

    private void askForPassword() {
        while (!Arrays.equals(
                console.readPassword("Choose a password: "), console.readPassword("Repeat the password: "))) {
            console.printf("The passwords differ, try again%n");
        }
    }

    private void install(Installation installation) throws IOException, InterruptedException {
        Thread rollback = new Thread(() -> {
            installation.rollBack();
            console.printf("%nCanceled, nothing is installed%n");
        });
        Runtime.getRuntime().addShutdownHook(rollback); // ^C ends a JVM in an orderly way, through its hooks.
        installation.run(new ProgressBar(console));
        Runtime.getRuntime().removeShutdownHook(rollback);
        console.printf("%nInstalled %d files%n", installation.files());
    }
}
