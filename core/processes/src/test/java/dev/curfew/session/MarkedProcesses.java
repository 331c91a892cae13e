package dev.curfew.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * Starts processes with marks that no other process has, and ends those that are left. It reads {@code /proc} itself to
 * see which are alive, because it judges the code that should have ended them.
 */
final class MarkedProcesses implements AutoCloseable {

    private static final String SET_MARK = "ulimit -w \"$0\" 2>/dev/null || ulimit -x \"$0\" || exit 125; exec \"$@\"";

    private final List<Process> started = new ArrayList<>();
    private final List<ProcessHandle> handles = new ArrayList<>();
    private final String mark = Long.toString(ThreadLocalRandom.current().nextLong(10_000_000_000L, 11_000_000_000L));
    private final String cookie =
            "c" + Long.toHexString(ThreadLocalRandom.current().nextLong(1L << 40, 1L << 44));

    /** {@return the first 11 digits of all marks here} */
    String mark() {
        return mark;
    }

    /** {@return the mark of a scope} */
    String mark(int scope) {
        return mark + "%07d".formatted(scope);
    }

    /** {@return the name before the number of all cookies here} */
    String cookie() {
        return cookie;
    }

    /** {@return the pids that a marked script prints, one per line} */
    List<Long> start(String limit, String script, int count) {
        return start(Map.of(), List.of("sh", "-c", SET_MARK, limit, "setsid", "sh", "-c", script), count);
    }

    /** {@return the pids that a script prints, which has no mark but a cookie} */
    List<Long> startWithCookie(String value, String script, int count) {
        return start(Map.of("CURFEW_COOKIE", value), List.of("setsid", "sh", "-c", script), count);
    }

    /** {@return the pids that a script prints, which carries no mark} */
    List<Long> startUnmarked(String script, int count) {
        return start(Map.of(), List.of("setsid", "sh", "-c", script), count);
    }

    List<Long> start(Map<String, String> environment, List<String> argv, int count) {
        ProcessBuilder builder = new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            started.add(process);
            BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII);
            List<Long> printed = new ArrayList<>();
            while (printed.size() < count) {
                printed.add(Long.valueOf(lines.readLine()));
            }
            printed.forEach(pid -> ProcessHandle.of(pid).ifPresent(handles::add));
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return whether a process exists and is not a zombie without other threads} */
    static boolean isAlive(long pid) {
        String stat = read("/proc/" + pid + "/stat");
        if (stat.isEmpty()) {
            return false;
        }
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return !"ZX".contains(fields[0]) || Integer.parseInt(fields[17]) > 1;
    }

    /** {@return the living processes that have a mark or a cookie of this object} */
    List<Long> living() {
        try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches("\\d+"))
                    .mapToLong(Long::parseLong)
                    .filter(this::belongsHere)
                    .filter(MarkedProcesses::isAlive)
                    .boxed()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean belongsHere(long pid) {
        return read("/proc/" + pid + "/limits").contains(" " + mark)
                || read("/proc/" + pid + "/environ").contains(cookie + "-");
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /** {@return a wait with a short polling interval} */
    static ConditionFactory within(Duration time) {
        return Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .atMost(time);
    }

    @Override
    public void close() {
        started.forEach(Process::destroyForcibly);
        handles.forEach(ProcessHandle::destroyForcibly);
        within(Duration.ofSeconds(30)).until(() -> {
            List<Long> living = living();
            living.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
            return living.isEmpty();
        });
    }
}
