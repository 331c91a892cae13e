package dev.curfew.spawn;

import dev.curfew.process.Signal;
import dev.curfew.session.OneShotCommand;
import dev.curfew.session.OneShotResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The signals of any POSIX system. The JDK sends two of them, and a shell sends the others by name, because numbers differ:
 * 18 is SIGCONT on Linux, and SIGTSTP on macOS.
 */
final class PortableSignals {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int SIGNALS = 32;
    private static final String PRINT_NAMES =
            "n=1; while [ $n -lt 32 ]; do echo \"$(kill -l $n) $n\"; n=$((n + 1)); done";

    private PortableSignals() {}

    /** The numbers of the signals on this system. */
    private static final class Numbers {
        static final Map<Signal, Integer> OF_SIGNALS = ask();

        /** Empty where no shell can be started: then no signal has a name. */
        private static Map<Signal, Integer> ask() {
            Map<Signal, Integer> numbers = new EnumMap<>(Signal.class);
            try {
                List<String> lines = shell(PRINT_NAMES).output().lines();
                for (Signal signal : Signal.values()) {
                    IntStream.range(1, SIGNALS)
                            .filter(number -> lines.contains(signal.name() + " " + number))
                            .forEach(number -> numbers.put(signal, number));
                }
            } catch (IOException e) {
                // A signal is then reported as the exit code that the JVM shows for it.
            }
            return numbers;
        }
    }

    static void send(Signal signal, Collection<Long> targets) throws IOException {
        List<String> others = new ArrayList<>();
        for (long target : targets) {
            if (target < 0 || !sentByJdk(signal, target)) {
                others.add(Long.toString(target));
            }
        }
        if (!others.isEmpty()) {
            if (!Numbers.OF_SIGNALS.containsKey(signal)) {
                throw new IOException("the shell of this system knows no " + signal);
            }
            shell(
                    "kill -\"$@\"",
                    Stream.concat(Stream.of(signal.name()), others.stream()).toArray(String[]::new));
        }
    }

    private static boolean sentByJdk(Signal signal, long pid) {
        if (signal != Signal.TERM && signal != Signal.KILL) {
            return false;
        }
        ProcessHandle.of(pid)
                .ifPresent(signal == Signal.KILL ? ProcessHandle::destroyForcibly : ProcessHandle::destroy);
        return true;
    }

    /** {@return the signal with a number on this system} */
    static Optional<Signal> numbered(int number) {
        return Numbers.OF_SIGNALS.entrySet().stream()
                .filter(signal -> signal.getValue() == number)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static OneShotResult shell(String script, String... arguments) throws IOException {
        List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
        argv.addAll(List.of(arguments));
        return OneShotCommand.of(argv).runUninterruptibly(LIMIT);
    }
}
