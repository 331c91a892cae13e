package dev.curfew.job;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.SandboxUnavailableException;
import dev.curfew.driver.PersistentSandbox;
import dev.curfew.internal.Check;
import dev.curfew.internal.Escaped;
import dev.curfew.internal.Lists;
import dev.curfew.process.Command;
import dev.curfew.process.Environment;
import dev.curfew.process.ProcessIdentity;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.session.Detached.Life;
import dev.curfew.session.Programs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Jobs in a sandbox. The watcher and its notes are in the sandbox; each query runs {@code jobs.sh} there. */
final class RemoteJobs implements JobHost {

    private static final Logger LOGGER = System.getLogger("dev.curfew");
    private static final byte[] NOTHING = {};
    private static final String NOTE = "== ";
    private static final String SCRIPT = script();
    private static final String READY = "ready";
    private static final List<String> PROBED = List.of("probed 41", "probed 43");

    /**
     * Reads variables from the input, one per line, because command lines are visible in process lists. An empty
     * environment must not contain the variables that a shell sets by itself.
     */
    private static final String WITH_VARIABLES = """
            [ "$1" = inherited ] || unset PWD OLDPWD SHLVL
            shift
            while IFS= read -r curfew_variable; do
              curfew_variable=$(printf '%b.' "$curfew_variable")
              export "${curfew_variable%.}"
            done
            exec "$@" </dev/null
            """;

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Sandbox sandbox;
    private final String directory;
    private final PersistentSandbox place;
    private volatile @Nullable String program;

    /**
     * The number of the request from which the files of a job were written; guarded by this map while they are written.
     */
    private final Map<JobFolder, Long> fetched = new HashMap<>();

    private final AtomicLong requests = new AtomicLong();

    RemoteJobs(Sandbox sandbox, String directory) {
        Check.osText(directory, "directory");
        Check.argument(directory.startsWith("/"), "directory must be an absolute path", directory);
        this.sandbox = sandbox;
        this.directory = directory;
        this.place = new PersistentSandbox(sandbox);
    }

    private static String script() {
        try (InputStream resource = RemoteJobs.class.getResourceAsStream("jobs.sh")) {
            if (resource == null) {
                throw new IllegalStateException("the resource jobs.sh is missing");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return sandbox.toString();
    }

    private String say(String verb, String... arguments) {
        return say(NOTHING, verb, arguments);
    }

    private String say(byte[] input, String verb, String... arguments) {
        return new String(run(input, program(), verb, arguments), StandardCharsets.UTF_8);
    }

    private byte[] run(byte[] input, String program, String verb, String... arguments) {
        List<String> script = List.of("sh", "-c", SCRIPT, "sh", verb, directory, program);
        return place.run(Lists.joined(script, List.of(arguments)), input);
    }

    /**
     * Install the native program, if necessary. Its name contains its version, so that stores of several versions can
     * share the directory. Several threads may install it at the same time: each moves a complete copy into place
     * without waiting for the others.
     */
    private String program() {
        String known = program;
        if (known == null) {
            String machine = new String(run(NOTHING, "-", "machine"), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
            known = install(machine);
            program = known;
        }
        return known;
    }

    private String install(String machine) {
        try {
            byte[] content = Programs.guard(machine.equals("arm64") ? "aarch64" : machine);
            String name = "guard-" + Integer.toHexString(Arrays.hashCode(content));
            boolean there = new String(run(NOTHING, name, "machine"), StandardCharsets.UTF_8).contains(READY);
            String said = there ? "" : new String(run(content, name, "install"), StandardCharsets.UTF_8).strip();
            if (!there && !PROBED.contains(said)) {
                throw new IOException("it cannot be run in " + directory + " in the sandbox: " + said);
            }
            return name;
        } catch (IOException e) {
            throw new SandboxUnavailableException(
                    Diagnosis.of("Failed to bring the watcher of jobs into " + sandbox + ": " + e.getMessage())
                            .with("next", "use a directory there in which programs may run, on x86-64 or aarch64"),
                    e);
        }
    }

    @Override
    public void prepare(Command command) {
        for (String name : command.environment().set().keySet()) {
            if (!VARIABLE.matcher(name).matches()) {
                String next = "name it with letters, digits and underscores";
                throw WatcherOrder.refused(command, "no shell can set the variable " + name, next);
            }
        }
        program();
    }

    @Override
    public void launch(JobFolder folder, JobRecord record, Command command) {
        String target = command.directory().map(Path::toString).orElse("-");
        String guard = directory + "/" + program();
        List<String> arguments = Lists.joined(
                List.of(folder.id(), target),
                environment(command.environment()),
                WatcherOrder.argv(guard, Path.of(directory, folder.id()), record, command));
        byte[] variables = variables(command, record);
        WatcherOrder.check(say(variables, "launch", arguments.toArray(String[]::new)), command);
    }

    /** {@return the environment as arguments of env(1)} */
    private static List<String> environment(Environment environment) {
        List<String> words = new ArrayList<>(environment.inherited() ? List.of() : List.of("-i"));
        environment.withheld().forEach(name -> words.addAll(List.of("-u", name)));
        words.addAll(List.of("sh", "-c", WITH_VARIABLES, "sh", environment.inherited() ? "inherited" : "empty"));
        return words;
    }

    private static byte[] variables(Command command, JobRecord record) {
        Map<String, String> all = new TreeMap<>(command.environment().set());
        all.put(WatcherOrder.VARIABLE, WatcherOrder.mark(record).cookie());
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        all.forEach(
                (name, value) -> lines.writeBytes(Escaped.line((name + "=" + value).getBytes(StandardCharsets.UTF_8))));
        return lines.toByteArray();
    }

    @Override
    public boolean forbidStart(JobFolder folder) {
        boolean forbidden = say("forbid", folder.id()).startsWith("forbidden");
        bringNotes(folder);
        return forbidden;
    }

    @Override
    public void bringNotes(JobFolder folder) {
        if (folder.has(JobState.EMPTY)) {
            return;
        }
        for (String note : say("notes", folder.id()).split("(?m)^" + NOTE, -1)) {
            int end = note.indexOf('\n');
            if (end > 0) {
                bring(folder, note.substring(0, end), note.substring(end + 1));
            }
        }
    }

    private static void bring(JobFolder folder, String name, String text) {
        if (name.equals(WatcherNote.FILE)) {
            if (!folder.read(name).equals(Optional.of(text))) {
                folder.replace(name, text);
            }
        } else if (!folder.has(name)) {
            folder.createOnce(name, text);
        }
    }

    /**
     * The sandbox is queried without holding a lock, because it may hang. The answer to an outdated request is dropped.
     */
    @Override
    public void bringOutput(JobFolder folder) {
        long request = requests.incrementAndGet();
        byte[] said = run(NOTHING, program(), "log", folder.id());
        synchronized (fetched) {
            if (fetched.getOrDefault(folder, 0L) < request) {
                new FetchedLog(folder).take(said);
                fetched.put(folder, request);
            }
        }
    }

    @Override
    public Life lifeOf(WatcherNote watcher) {
        List<String> lines =
                say("life", Long.toString(watcher.watcher().pid())).lines().toList();
        if (lines.size() < 2) {
            return Life.UNKNOWN;
        }
        if (!lines.get(1).strip().equals(watcher.boot())) {
            return Life.REBOOTED;
        }
        return lines.get(0).equals(identity(watcher)) ? Life.ALIVE : Life.ENDED;
    }

    private static String identity(WatcherNote watcher) {
        return watcher.watcher().pid() + " " + watcher.watcher().start() + " " + watcher.namespace();
    }

    @Override
    public void askToEnd(WatcherNote watcher) {
        say("end", identity(watcher).split(" ", -1));
    }

    @Override
    public List<ProcessIdentity> endLeft(JobRecord record) {
        String left = say("left", record.id(), record.prefix()).strip();
        return Stream.of(left.split(" ", -1))
                .filter(pid -> !pid.isEmpty())
                .map(pid -> new ProcessIdentity(Long.parseLong(pid), 0))
                .toList();
    }

    @Override
    public void remove(JobFolder folder) {
        String left = say("remove", folder.id()).replace('\0', ' ').strip();
        if (!left.isEmpty()) {
            LOGGER.log(Level.WARNING, "Files of job [{0}] cannot be deleted in {1}: {2}", folder.id(), sandbox, left);
        }
        synchronized (fetched) {
            fetched.remove(folder);
        }
    }
}
