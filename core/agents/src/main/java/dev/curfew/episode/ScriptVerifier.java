package dev.curfew.episode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.BackgroundProcess;
import dev.curfew.EnteredSandbox;
import dev.curfew.ProcessRegistry;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.sandbox.ContainerSandbox;
import java.nio.file.Path;
import java.util.Map;

/**
 * Runs the {@code test.sh} of a task and reads the reward that it writes. The tests are copied in when the agent is
 * done and, unless the task says otherwise, when no process of the agent is left that could replace them.
 */
final class ScriptVerifier implements Verifier {

    /** The variable that contains the directory of the script. */
    static final String TESTS = "CURFEW_TESTS";

    /** The variable that contains the directory for the reward. */
    static final String REWARDS = "CURFEW_REWARDS";

    private static final String RUN = "exec \"$(command -v bash || echo sh)\" \"$1\"";
    private static final String READ = "cat \"$1/reward.txt\" 2>/dev/null || cat \"$1/reward.json\" 2>/dev/null";

    /**
     * A label that makes the container of the tests different from that of the agent, which has already been entered.
     */
    private static final String LABEL = "dev.curfew.verification";

    private static final int LAST_LINES = 5;

    private final Path tests;
    private final ScriptSettings settings;

    ScriptVerifier(Path tests, ScriptSettings settings) {
        this.tests = tests;
        this.settings = settings;
    }

    @Override
    public Reward verify(Verification verification) {
        if (!settings.keepsProcesses()) {
            requireEnded(verification.processes().stopAll());
        }
        Verification place = settings.ownContainer()
                .map(files -> inOwnContainer(verification, files))
                .orElse(verification);
        ScriptFolders folders = ScriptFolders.make(place);
        place.sandbox().put(tests, folders.tests());
        BackgroundProcess test = place.start(command(folders));
        ExitStatus status = test.waitFor(place.task().limits().verificationTime());
        BackgroundProcess reading = place.start(
                Command.of("sh", "-c", READ, "sh", folders.rewards()).withName("verification"));
        reading.waitFor(place.task().limits().verificationTime());
        String last = String.join("\n", test.output().tail(LAST_LINES).lines());
        return reward(reading.output().text().strip(), folders.rewards(), "test.sh " + status.describe() + "\n" + last);
    }

    /** Fail if a process of the agent is alive, because it could replace the tests or the reward. */
    static void requireEnded(KillReport report) {
        if (!report.isClean()) {
            throw new IllegalStateException(
                    "processes of the agent cannot be ended before its tests run: " + report.survivors());
        }
    }

    /**
     * Copy a directory of the agent into a new container, which contains neither programs that the agent has replaced
     * nor any of its processes. The container belongs to the scope of the episode, and is removed at its end.
     */
    private static Verification inOwnContainer(Verification verification, String files) {
        ProcessRegistry processes = verification.processes();
        if (!(verification.sandbox().sandbox() instanceof ContainerSandbox container)) {
            throw new IllegalStateException(
                    "verifier.own_container needs a container that Curfew makes, but the agent acted in "
                            + verification.sandbox());
        }
        EnteredSandbox fresh = processes.enter(container.withPool(0).withOptions("--label", LABEL));
        Verification place = new Verification(
                verification.task(),
                verification.seed(),
                processes,
                fresh,
                verification.directory(),
                verification.transcript());
        Path brought = processes.createDirectory().resolve("judged");
        verification.sandbox().get(files, brought);
        ScriptFolders.empty(place, files); // The agent may have deleted some of the image's files.
        fresh.put(brought, files);
        return place;
    }

    private Command command(ScriptFolders folders) {
        Command command = Command.of("sh", "-c", RUN, "sh", folders.tests() + "/test.sh")
                .withName("test.sh")
                .withEnv(TESTS, folders.tests())
                .withEnv(REWARDS, folders.rewards());
        for (Map.Entry<String, String> variable : settings.environment().entrySet()) {
            command = command.withEnv(variable.getKey(), variable.getValue());
        }
        return command;
    }

    /** {@return the reward, written as a number or as an object with a number under "reward"} */
    static Reward reward(String written, String folder, String how) {
        if (written.isEmpty()) {
            return Reward.missing("no reward was written to " + folder + " ($" + REWARDS + "); " + how);
        }
        try {
            if (written.startsWith("{")) {
                ObjectNode object = Wire.read(written);
                return object.path("reward").isNumber()
                        ? Reward.of(object.path("reward").doubleValue(), how)
                        : Reward.missing("reward.json has no number \"reward\": " + Wire.cut(written));
            }
            return Reward.of(Double.parseDouble(written), how);
        } catch (IllegalArgumentException | Wire.BadMessageException e) {
            return Reward.missing("the reward is not a number: " + Wire.cut(written));
        }
    }
}
