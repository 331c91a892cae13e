package dev.curfew.episode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.BackgroundProcess;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.sandbox.ContainerSandbox;
import dev.curfew.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Runs {@code /tests/test.sh} and reads the reward that it writes. Nobody has seen it before: a folder of the agent at its
 * place, and rewards of its own, are removed first.
 */
final class ScriptVerifier implements Verifier {

    private static final Command CLEAR = Command.shell("rm -rf /tests /logs/verifier && mkdir -p /logs/verifier")
            .named("verification");

    private static final Command READ = Command.shell(
                    "cat /logs/verifier/reward.txt 2>/dev/null || cat /logs/verifier/reward.json 2>/dev/null")
            .named("verification");

    private static final int LAST_LINES = 5;

    /** In a place that episodes share, /tests is that of one of them at a time. */
    private static final Map<Sandbox, Semaphore> TURNS = new ConcurrentHashMap<>();

    private final Path tests;
    private final Map<String, String> environment;

    ScriptVerifier(Path tests, Map<String, String> environment) {
        this.tests = tests;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Reward verify(Verification verification) throws InterruptedException {
        Sandbox sandbox = verification.task().sandbox();
        if (sandbox instanceof ContainerSandbox) {
            return verifyAlone(verification);
        }
        Semaphore turn = TURNS.computeIfAbsent(sandbox, shared -> new Semaphore(1));
        turn.acquire();
        try {
            return verifyAlone(verification);
        } finally {
            turn.release();
        }
    }

    private Reward verifyAlone(Verification verification) {
        if (!verification.run(CLEAR).success()) {
            return Reward.missing("/tests and /logs/verifier cannot be cleared in " + verification.sandbox());
        }
        verification.sandbox().put(tests, "/tests");
        BackgroundProcess test = verification.start(command());
        ExitStatus status = test.waitFor(verification.task().limits().verificationTime());
        BackgroundProcess reading = verification.start(READ);
        reading.waitFor(verification.task().limits().verificationTime());
        String last = String.join("\n", test.output().tail(LAST_LINES).lines());
        return reward(reading.output().text().strip(), "test.sh " + status.describe() + "\n" + last);
    }

    private Command command() {
        Command command = Command.of("sh", "-c", "exec \"$(command -v bash || echo sh)\" /tests/test.sh")
                .named("test.sh");
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            command = command.env(variable.getKey(), variable.getValue());
        }
        return command;
    }

    /** A number, or an object with one under "reward". */
    static Reward reward(String written, String how) {
        if (written.isEmpty()) {
            return Reward.missing("no reward was written to /logs/verifier; " + how);
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
            return Reward.missing("the reward is no number: " + Wire.cut(written));
        }
    }
}
