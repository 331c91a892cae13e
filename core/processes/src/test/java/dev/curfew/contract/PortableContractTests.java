package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.LeftBehindException;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.diagnosis.Survivor;
import dev.curfew.expect.Expectation;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.Resource;
import dev.curfew.process.Signal;
import dev.curfew.sandbox.fixture.HostProcesses;
import dev.curfew.sandbox.fixture.Patience;
import dev.curfew.table.ProcessEntry;
import dev.curfew.table.ProcessTable;
import dev.curfew.terminal.Key;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * This machine in portable mode: what holds on every POSIX system. Runs in a JVM of its own, with {@code -Dcurfew.mode=portable}.
 *
 * <p>No end is proven here. A report that is clean elsewhere names nothing that is alive here, and says of each command that its end is
 * not proven.
 */
@Tag("portable")
@FullContract
class PortableContractTests extends SandboxContract implements EscapeContract {

    /** Those whose processes lose their parents. */
    private static final Set<Escape> ESCAPES =
            EnumSet.of(Escape.OUTLIVES_ITS_PARENT, Escape.BECOMES_A_DAEMON, Escape.FORKS_ITSELF_ANEW);

    private static final String QUIT_BLOCKED = "SigBlk:\t0000000000000004";

    PortableContractTests() {
        super(SandboxKind.PORTABLE);
    }

    @Override
    public void assertClean(KillReport report) {
        assertThat(report.survivors())
                .extracting(Survivor::escape)
                .containsOnly(
                        "not proven to have ended, because portable mode does not find a process whose parent has ended");
        assertThat(report.unprunedFiles()).isEmpty();
    }

    @Override
    public void assertNothingLeft(ProcessRegistry scope) {
        assertClean(reportOf(() -> {
            scope.assertNothingLeft();
            throw new AssertionError("it claims that nothing is left, which it cannot know");
        }));
    }

    @Override
    public KillReport kill(BackgroundProcess process) {
        return reportOf(process::kill);
    }

    @Override
    public KillReport stop(BackgroundProcess process) {
        return reportOf(process::stop);
    }

    private static KillReport reportOf(Supplier<KillReport> ending) {
        try {
            return ending.get();
        } catch (LeftBehindException e) {
            return e.report();
        }
    }

    @Override
    public void killAll(BackgroundProcess process, String number) {
        kill(process);
        HostProcesses.kill(number, Patience.LIMIT);
    }

    /** Requires that processes survived whose end was not claimed, and kills them. */
    private void assertSurvived(KillReport report, String number) {
        assertClean(report);
        await().until(() -> !HostProcesses.alive(number).isEmpty());
        HostProcesses.kill(number, Patience.LIMIT);
    }

    private static void awaitEscapes(BackgroundProcess process) {
        for (int i = 0; i < Escape.values().length; i++) {
            process.expect("up\n");
        }
    }

    /** A command on pipes is in the session and process group of this JVM. */
    @Override
    @Test
    @NotKept
    public void givesACommandASessionOfItsOwn() {
        ProcessEntry jvm =
                ProcessTable.ofThisSystem().entry(ProcessHandle.current().pid()).orElseThrow();

        assertThat(run("read -r stat </proc/$$/stat; set -- ${stat##*) }; echo $3 $4"))
                .isEqualTo(jvm.group() + " " + jvm.session() + "\n");
    }

    /** A command ignores what this JVM ignores, such as HUP under nohup, and a shell cannot handle an ignored signal. */
    @Override
    public List<Signal> handledSignals() {
        long ignored = HostProcesses.ignoredSignals(ProcessHandle.current().pid());
        return super.handledSignals().stream()
                .filter(signal -> (ignored >> (signal.number() - 1) & 1) == 0)
                .toList();
    }

    @Override
    @Test
    @NotKept
    public void sendsSignalsToTheGroup() {
        BackgroundProcess process = start("trap 'echo parent' USR1; (trap 'echo child' USR1; echo up;"
                + " while :; do sleep 0.05; done) & until wait; do :; done");
        process.expect("up");

        process.signal(Signal.USR1);

        process.expect("parent\n");
        assertThat(process.output().text()).doesNotContain("child");
        kill(process);
    }

    /** The JDK does not tell an exit code from a signal. */
    @Override
    @ParameterizedTest
    @Entering
    @NotKept
    @ValueSource(ints = {1, 127, 137, 255})
    public void tellsTheExitCode(int code) {
        ExitStatus told = code == 137 ? new ExitStatus.Signaled(Signal.KILL) : new ExitStatus.Exited(code);

        assertThat(start("exit " + code).waitFor()).isEqualTo(told);
    }

    @Override
    @Test
    @NotKept
    public void tellsASignalFromTheCodeOfAShell() {
        ExitStatus killed = new ExitStatus.Signaled(Signal.KILL);

        assertThat(start("sh -c 'kill -KILL $$'; exit $?").waitFor()).isEqualTo(killed);
        assertThat(start("kill -KILL $$").waitFor()).isEqualTo(killed);
    }

    /** Most versions of the JDK start programs with SIGQUIT blocked. */
    @Override
    @ParameterizedTest
    @Entering
    @NotKept
    @EnumSource(names = {"QUIT", "KILL", "SEGV"})
    public void tellsTheSignal(Signal signal) {
        ExitStatus told =
                signal == Signal.QUIT && blocksQuit() ? new ExitStatus.Exited(0) : new ExitStatus.Signaled(signal);

        assertThat(start("cd /proc; exec env sh -c 'exec kill -" + signal.number() + " $$'")
                        .waitFor())
                .isEqualTo(told);
    }

    @Override
    @Test
    @NotKept
    public void startsCommandsWithDefaultSignals() {
        assertThat(statusOfACommand()).containsAnyOf(QUIT_BLOCKED, "SigBlk:\t0000000000000000");
    }

    private boolean blocksQuit() {
        return statusOfACommand().contains(QUIT_BLOCKED);
    }

    @Override
    @Test
    @NotKept
    public void quitsByControlBackslash() {
        BackgroundProcess process = startInTerminal("exec cat");
        process.submit("ready");
        process.expect("ready\nready\n");

        process.press(Key.CTRL_BACKSLASH);
        process.expect("^\\");
        process.submit("still here");

        process.expect("still here\nstill here\n");
        kill(process);
    }

    @Override
    @Test
    @NotKept
    public void countsWhatTheyUsed() {
        BackgroundProcess process = start("exit 0");
        process.waitFor();

        assertThat(process.resourceUse()).isEmpty();
    }

    @Override
    @Test
    @NotKept
    public void limitsTheTimeOfTheProcessor() {
        assertNotLimited(Resource.CPU_SECONDS);
    }

    @Override
    @Test
    @Tag("thorough")
    @NotKept
    public void killsWhatIgnoresTheEndOfItsTimeOfTheProcessor() {
        assertNotLimited(Resource.CPU_SECONDS);
    }

    @Override
    @Test
    @NotKept
    public void limitsTheSizeOfFiles() {
        assertNotLimited(Resource.FILE_BYTES);
    }

    @Override
    @Test
    @NotKept
    public void limitsOpenFiles() {
        assertNotLimited(Resource.OPEN_FILES);
    }

    @Override
    @Test
    @NotKept
    public void limitsAddressSpace() {
        assertNotLimited(Resource.ADDRESS_SPACE_BYTES);
    }

    @Override
    @Test
    @NotKept
    public void limitsWhatTheCommandStartsAndOnTerminals() {
        assertNotLimited(Resource.CORE_BYTES);
    }

    @Override
    @Test
    public void limitsTheProcessesOfAUserOrStartsNothing() {
        assertNotLimited(Resource.USER_PROCESSES);
    }

    private void assertNotLimited(Resource resource) {
        Command command = InSandbox.script("exit").withLimit(resource, 1000);

        for (Command each : List.of(command, command.inTerminal())) {
            assertThatThrownBy(() -> processes().start(each))
                    .isInstanceOf(SpawnException.class)
                    .hasMessageContainingAll(
                            "Failed to start [script]: " + resource
                                    + " cannot be limited: portable mode sets no limits",
                            "next:         remove the system property curfew.mode=portable");
        }
    }

    @Override
    @ParameterizedTest
    @NotKept
    @EnumSource
    public void killsEach(Escape escape) {
        String number = HostProcesses.uniqueNumber();
        BackgroundProcess process = start(escape.script(), number);
        process.expect(Expectation.text("up\n").pastExit());
        await().until(() -> !HostProcesses.alive(number).isEmpty());

        KillReport report = kill(process);

        if (ESCAPES.contains(escape)) {
            assertSurvived(report, number);
        } else {
            assertThat(HostProcesses.alive(number)).isEmpty();
            assertClean(report);
            assertThat(report.trees())
                    .singleElement()
                    .satisfies(tree -> assertThat(tree.killed()).isPositive());
        }
    }

    @Override
    @Test
    @Entering
    @NotKept
    public void killsAll() {
        String number = HostProcesses.uniqueNumber();
        BackgroundProcess process = start(Escape.all(), number);
        awaitEscapes(process);

        assertSurvived(kill(process), number);
    }

    @Override
    @Test
    @NotKept
    public void killsAllOnATerminal() {
        String number = HostProcesses.uniqueNumber();
        BackgroundProcess process = startInTerminal(Escape.all(), number);
        awaitEscapes(process);

        assertSurvived(kill(process), number);
    }

    @Override
    @Test
    @Entering
    @NotKept
    public void endsAllThatWasStarted() {
        ProcessRegistry scope = ownScope();
        String number = HostProcesses.uniqueNumber();
        BackgroundProcess process = scope.start(InSandbox.script(Escape.all(), number));
        awaitEscapes(process);

        assertSurvived(scope.end(), number);

        assertThat(process.isRunning()).isFalse();
    }

    @Override
    @Test
    @NotKept
    public void endsWhatWasLeftByCommandsThatHaveEnded() {
        ProcessRegistry scope = ownScope();
        String number = HostProcesses.uniqueNumber();
        BackgroundProcess process = scope.start(InSandbox.script(Escape.OUTLIVES_ITS_PARENT.script(), number));
        process.expect(Expectation.text("up").pastExit());
        process.waitFor();

        assertSurvived(scope.end(), number);
    }

    @Override
    @Test
    @NotKept
    public void endsTheStreamsWithTheLastProcessThatHoldsThem() {
        String number = HostProcesses.uniqueNumber();
        BackgroundProcess process = start("sleep \"$1\" & echo parent", number);
        process.waitFor();

        assertSurvived(kill(process), number);

        await().until(process.output()::isEnded);
    }

    @Override
    @Test
    @NotKept
    public void doesNotWaitForAListInTheBackground() {
        String number = HostProcesses.uniqueNumber();
        BackgroundProcess process = start("echo one && sleep \"$1\" & echo two", number);

        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        process.expect(Expectation.text("one\n").pastExit());

        assertSurvived(kill(process), number);
    }

    @Override
    @Test
    @NotKept
    public void knowsWhichProcessesAreLeft() {
        String number = HostProcesses.uniqueNumber();
        inOwnScope(scope -> {
            BackgroundProcess process = scope.start(InSandbox.script("(setsid sleep \"$1\" &)", number));
            process.waitFor();

            assertThat(scope.daemons()).isEmpty();
            assertNothingLeft(scope);
            await().until(() -> !HostProcesses.alive(number).isEmpty());
        });
        HostProcesses.kill(number, Patience.LIMIT);
    }

    @Override
    @Test
    @Entering
    @NotKept
    public void endsAllWithTheJvm() {
        assertSurvives("");
    }

    @Override
    @Test
    @Entering
    @NotKept
    public void endsAllWithAJvmThatHalts() {
        assertSurvives("halt\n");
    }

    /** Nothing outlives a JVM that could end its processes. */
    private void assertSurvives(String lastInput) {
        String number = HostProcesses.uniqueNumber();
        BackgroundProcess jvm =
                processes().start(OtherJvm.thatStarts(sandbox(), "sleep \"$1\" & echo up; wait", number));
        jvm.expect("guard is ");

        if (lastInput.isEmpty()) {
            jvm.signal(Signal.KILL);
        } else {
            jvm.write(lastInput);
        }
        jvm.waitFor();

        await().until(() -> !HostProcesses.alive(number).isEmpty());
        HostProcesses.kill(number, Patience.LIMIT);
    }

    /** Nor does a command have a mark: nothing would find it by that. */
    @Override
    @Test
    @Entering
    public void keepsTheSecretsOfTheJvmOut() {
        String secret = "t0ken-" + HostProcesses.uniqueNumber();
        String script = "tr '\\0' '\\n' </proc/self/environ; echo up";
        BackgroundProcess jvm = processes()
                .start(OtherJvm.thatStarts(sandbox(), script, "argument").withEnv(JvmInSandboxes.SECRET, secret));
        jvm.expect("guard is ");

        assertThat(jvm.output().lines())
                .anyMatch(line -> line.startsWith("PATH="))
                .noneMatch(line -> line.contains(secret) || line.startsWith("CURFEW_COOKIE="));
        kill(jvm);
    }
}
