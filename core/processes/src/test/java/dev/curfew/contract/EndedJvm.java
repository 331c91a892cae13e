package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.expect.Expectation;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.KillPolicy;
import dev.curfew.sandbox.fixture.HostProcesses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.opentest4j.TestAbortedException;

/**
 * A JVM that started processes in all sandboxes of this run, and has ended in one of two ways. There is one of each per run, whatever the
 * number of sandboxes: starting a JVM is the most expensive step of the contract.
 */
enum EndedJvm {
    /** It was killed by SIGKILL. */
    KILLED,
    /** It has called {@link Runtime#halt(int)}, which runs no shutdown hook. */
    HALTED;

    /** The JVM itself reports, for each sandbox, what it could not start in time. */
    private static final Duration LIMIT = Duration.ofMinutes(6);

    /** A client of Slurm that gets SIGTERM has its step killed, and the warden with it. Here, clients die as they do with a JVM. */
    private static final RegistryOptions KILLING = RegistryOptions.DEFAULT.withKillPolicy(KillPolicy.AT_ONCE);

    private static final int KEPT = 2_000_000;

    private static final Map<EndedJvm, Once<Map<SandboxKind, Account>>> ACCOUNTS = new ConcurrentHashMap<>();

    /**
     * What the JVM did in one sandbox.
     *
     * @param number what all command lines have
     * @param secret the value of a secret variable of the JVM
     * @param living how many processes there were before its end
     * @param lines what it printed about this sandbox
     */
    record Account(String number, String secret, int living, List<String> lines) {

        /** {@return the rest of the line that begins with a word} */
        String after(String word) {
            return find(word).orElseThrow(() -> new AssertionError("the JVM said nothing of " + word + ": " + lines));
        }

        Optional<String> find(String word) {
            return lines.stream()
                    .filter(line -> line.startsWith(word + " "))
                    .map(line -> line.substring(word.length() + 1))
                    .findFirst();
        }
    }

    /** {@return what it did in a sandbox; it has ended by now} */
    Account in(SandboxKind kind) {
        Account account = ACCOUNTS.computeIfAbsent(this, jvm -> new Once<>(() -> startAndEnd(prepared(kind))))
                .get()
                .get(kind);
        assertThat(account).as("what the other JVM did in " + kind.title()).isNotNull();
        assertThat(account.find("failed")).isEmpty();
        return account;
    }

    /** A sandbox that cannot be prepared is left out: its contract reports the reason. */
    private static Map<SandboxKind, PreparedSandbox> prepared(SandboxKind asked) {
        Map<SandboxKind, PreparedSandbox> prepared = new EnumMap<>(SandboxKind.class);
        prepared.put(asked, asked.prepare());
        PlannedContracts.kinds().forEach(kind -> prepareIfPossible(kind).ifPresent(place -> prepared.put(kind, place)));
        return prepared;
    }

    private static Optional<PreparedSandbox> prepareIfPossible(SandboxKind kind) {
        try {
            return Optional.of(kind.prepare());
        } catch (TestAbortedException | AssertionError e) {
            return Optional.empty();
        }
    }

    private Map<SandboxKind, Account> startAndEnd(Map<SandboxKind, PreparedSandbox> prepared) {
        String secret = "t0ken-" + HostProcesses.uniqueNumber();
        Map<SandboxKind, String> numbers = new EnumMap<>(SandboxKind.class);
        prepared.keySet().forEach(kind -> numbers.put(kind, HostProcesses.uniqueNumber()));
        try (ProcessRegistry here = ProcessRegistry.open(KILLING)) {
            BackgroundProcess jvm = here.start(command(prepared, numbers).withEnv(JvmInSandboxes.SECRET, secret));
            jvm.expect(Expectation.text(JvmInSandboxes.ALL_UP).withTimeout(LIMIT));
            Map<SandboxKind, Account> found = new EnumMap<>(SandboxKind.class);
            numbers.forEach((kind, number) -> found.put(
                    kind,
                    new Account(number, secret, HostProcesses.alive(number).size(), lines(jvm, kind))));
            end(jvm);
            return found;
        }
    }

    private void end(BackgroundProcess jvm) {
        if (this == KILLED) {
            ProcessHandle.of(jvm.pid()).orElseThrow().destroyForcibly();
            jvm.waitFor();
        } else {
            jvm.submit("exit");
            assertThat(jvm.waitFor())
                    .as(jvm.output().text())
                    .isEqualTo(new ExitStatus.Exited(JvmInSandboxes.EXIT_CODE));
        }
    }

    private static Command command(Map<SandboxKind, PreparedSandbox> prepared, Map<SandboxKind, String> numbers) {
        List<String> arguments = new ArrayList<>();
        prepared.forEach((kind, place) ->
                arguments.addAll(JvmInSandboxes.arguments(kind.title(), numbers.get(kind), place.sandbox())));
        Command command = OtherJvm.command(JvmInSandboxes.class, arguments).withKeptOutput(KEPT);
        for (PreparedSandbox place : prepared.values()) {
            for (Map.Entry<String, String> variable : place.environment().entrySet()) {
                command = command.withEnv(variable.getKey(), variable.getValue());
            }
        }
        return command;
    }

    private static List<String> lines(BackgroundProcess jvm, SandboxKind kind) {
        String prefix = kind.title() + " ";
        return jvm.output().lines().stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .toList();
    }
}
