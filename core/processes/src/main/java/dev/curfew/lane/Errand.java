package dev.curfew.lane;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.SandboxGoneException;
import dev.curfew.internal.Check;
import dev.curfew.process.Command;
import dev.curfew.sandbox.AttachedSandbox;
import dev.curfew.sandbox.KubernetesSandbox;
import dev.curfew.sandbox.PrefixSandbox;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.SshSandbox;
import dev.curfew.session.Detached;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs single programs in a sandbox, without a warden, a lane or a guard, and so for processes and files that outlive
 * this JVM. Thread-safe.
 */
public final class Errand {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int KNOCK = '\n';

    private final Sandbox sandbox;
    private final Entrance entrance;

    /**
     * Create an errand for a sandbox.
     *
     * @param sandbox the sandbox
     * @throws IllegalArgumentException if it does not continue to exist while it is not in use
     */
    public Errand(Sandbox sandbox) {
        Check.argument(
                sandbox instanceof SshSandbox
                        || sandbox instanceof AttachedSandbox
                        || sandbox instanceof KubernetesSandbox
                        || sandbox instanceof PrefixSandbox,
                "the sandbox of jobs must outlive the JVM: a host, an existing container or pod, or a prefix",
                sandbox);
        this.sandbox = sandbox;
        this.entrance = Entrances.to(sandbox);
    }

    /**
     * Run a program there.
     *
     * @param argv the program and its arguments
     * @param input its standard input
     * @return what it printed
     * @throws SandboxGoneException if it cannot be run, or does not exit with code 0
     */
    public byte[] run(List<String> argv, byte[] input) {
        Command client = entrance.lane(argv, false);
        try {
            Detached.Said said =
                    Detached.listen(client.argv(), client.environment(), Path.of("/"), knocked(input), LIMIT);
            if (said.exitCode() == 0) {
                return said.output();
            }
            throw unreachable(
                    client, "exited with code " + said.exitCode(), said.errors().strip(), null);
        } catch (IOException e) {
            throw unreachable(client, String.valueOf(e.getMessage()), "", e);
        }
    }

    private byte[] knocked(byte[] input) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        if (entrance.waitsForKnock(false)) {
            all.write(KNOCK);
        }
        all.writeBytes(input);
        return all.toByteArray();
    }

    private SandboxGoneException unreachable(Command client, String why, String said, @Nullable Throwable cause) {
        return new SandboxGoneException(
                Diagnosis.of("Failed to reach the jobs in " + sandbox + ": [" + client.name() + "] " + why)
                        .with("it printed", said.isEmpty() ? "nothing" : said)
                        .with("next", entrance.advice(said)),
                cause);
    }
}
