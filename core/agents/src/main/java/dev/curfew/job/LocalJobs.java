package dev.curfew.job;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.process.Command;
import dev.curfew.process.Environment;
import dev.curfew.process.ProcessIdentity;
import dev.curfew.session.Detached;
import dev.curfew.session.NativeCall;
import dev.curfew.session.NativeProgram;
import dev.curfew.session.OneShotCommand;
import dev.curfew.session.OneShotResult;
import dev.curfew.session.RunMode;
import dev.curfew.spawn.PlaceVariables;
import dev.curfew.warden.Leftovers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Jobs on this machine, whose watchers write directly to the directory of the store. */
final class LocalJobs implements JobHost {

    static final String NAME = "local";

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Path OWN = Path.of("").toAbsolutePath();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void prepare(Command command) {
        Path directory = directory(command);
        if (!Files.isDirectory(directory)) {
            throw refused(command, "working directory does not exist: " + directory, "create it before the start");
        }
        NativeCall.problem(command.environment()).ifPresent(name -> {
            throw refused(
                    command,
                    "the name of variable " + name + " has characters that the locale of this JVM cannot encode",
                    "run the JVM in a UTF-8 locale, such as LC_ALL=C.UTF-8");
        });
        program(command);
    }

    private static Path directory(Command command) {
        return command.directory().map(Path::toAbsolutePath).orElse(OWN);
    }

    @Override
    public void launch(JobFolder folder, JobRecord record, Command command) {
        Path directory = directory(command);
        try {
            List<String> argv = WatcherOrder.argv(program(command), folder.path(), record, command);
            Map.Entry<String, String> cookie = WatcherOrder.mark(record).variable();
            Environment environment = PlaceVariables.of(command.withEnv(cookie.getKey(), cookie.getValue()), directory);
            OneShotResult launcher = OneShotCommand.ofNativeProgram(argv)
                    .environment(environment)
                    .directory(directory)
                    .runUninterruptibly(LIMIT);
            WatcherOrder.check(launcher.output().text(), command);
        } catch (IOException e) {
            throw new SpawnException(
                    Diagnosis.of("Failed to start job [" + command.name() + "]: " + e.getMessage())
                            .with("command", command.toString())
                            .with("next", "check limits on processes, memory and open files"),
                    e);
        }
    }

    private static String program(Command command) {
        return NativeProgram.found()
                .filter(NativeProgram::guards)
                .map(found -> found.file().toString())
                .orElseThrow(() -> refused(
                        command,
                        "there is no watcher for this system",
                        RunMode.current().wayToGuards()));
    }

    private static SpawnException refused(Command command, String why, String next) {
        return WatcherOrder.refused(command, why, next);
    }

    @Override
    public boolean forbidStart(JobFolder folder) {
        return folder.createOnce(WatcherNote.FILE, WatcherNote.VOID);
    }

    @Override
    public Detached.Life lifeOf(WatcherNote watcher) {
        return Detached.lifeOf(watcher.watcher(), watcher.boot(), watcher.namespace());
    }

    @Override
    public void askToEnd(WatcherNote watcher) {
        Detached.terminate(watcher.watcher());
    }

    @Override
    public List<ProcessIdentity> endLeft(JobRecord record) {
        return Leftovers.endMarked(record.prefix(), record.id());
    }
}
