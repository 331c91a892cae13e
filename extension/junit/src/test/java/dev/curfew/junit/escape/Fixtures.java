package dev.curfew.junit.escape;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.process.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Starts escapes, in the JVM that is to contain them. */
record Fixtures(Path folder) {

    static final String FOLDER = "escapes.folder";

    private static final Pattern READY = Pattern.compile("ready \\d+");

    /** {@return those in the folder that the JVM was told} */
    static Fixtures ofThisJvm() {
        return new Fixtures(Path.of(System.getProperty(FOLDER)));
    }

    /** Start an escape and wait until all its processes live. */
    BackgroundProcess start(Escape escape, ProcessRegistry processes) {
        BackgroundProcess process =
                processes.start(command(escape).withName(escape.label()).inDirectory(processes.createDirectory()));
        typed(escape).forEach(process::submit);
        process.expect(READY);
        return process;
    }

    Command command(Escape escape) {
        return switch (escape) {
            case TMUX_SERVER, SCRIPT, FORGED_NEWS, SIGNALS_ITS_GUARD, FOREIGN_NAMESPACE ->
                Command.of("sh", file(escape.label() + ".sh"), esc());
            case NESTED_TERMINAL ->
                Command.of("python3", file("nested-terminal.py"), esc()).inTerminal();
            case NOHUP, NOHUP_LOGOUT ->
                Command.of("bash", "--norc", "--noprofile", "-i", "-s", escape.label())
                        .inTerminal();
            default -> Command.of(esc(), escape.label());
        };
    }

    /** What is typed into an interactive shell; the quotes keep the echo of it from looking like the answer. */
    private List<String> typed(Escape escape) {
        String line = "nohup " + esc() + " sleep " + escape.label() + " >/dev/null 2>&1 &";
        return switch (escape) {
            case NOHUP -> List.of(line, "echo rea''dy 2");
            case NOHUP_LOGOUT -> List.of(line, "echo rea''dy 1", "exit");
            default -> List.of();
        };
    }

    private String esc() {
        return file("esc");
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }
}
