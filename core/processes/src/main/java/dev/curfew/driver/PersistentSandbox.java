package dev.curfew.driver;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.SandboxGoneException;
import dev.curfew.internal.Check;
import dev.curfew.process.Command;
import dev.curfew.sandbox.AttachedSandbox;
import dev.curfew.sandbox.KubernetesSandbox;
import dev.curfew.sandbox.PrefixSandbox;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.SandboxDriver;
import dev.curfew.sandbox.SshSandbox;
import dev.curfew.session.OneShotCommand;
import dev.curfew.session.OneShotResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sandbox that exists independently of this JVM. One-shot commands run in it without a warden, an exec channel or a
 * guard, and so for processes and files that outlive this JVM. Thread-safe.
 */
public final class PersistentSandbox {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int KNOCK = '\n';

    /** As much as an array holds: the output of a job is as long as its options allow. */
    private static final int MOST_OUTPUT_BYTES = Integer.MAX_VALUE - 8;

    private final Sandbox sandbox;
    private final SandboxDriver driver;

    /**
     * Create it from its description; it is entered for each command.
     *
     * @throws IllegalArgumentException if it does not continue to exist while it is not in use
     */
    public PersistentSandbox(Sandbox sandbox) {
        Check.argument(
                sandbox instanceof SshSandbox
                        || sandbox instanceof AttachedSandbox
                        || sandbox instanceof KubernetesSandbox
                        || sandbox instanceof PrefixSandbox,
                "the sandbox of jobs must outlive the JVM: a host, an existing container or pod, or a prefix",
                sandbox);
        this.sandbox = sandbox;
        this.driver = Drivers.to(sandbox);
    }

    /**
     * Run a program there. Not interruptible: it may change files of jobs.
     *
     * @param argv the program and its arguments
     * @param input its standard input
     * @return what it printed
     * @throws SandboxGoneException if it cannot be run, or does not exit with code 0
     */
    public byte[] run(List<String> argv, byte[] input) {
        Command client = Drivers.exec(driver, argv, false);
        try {
            OneShotResult result = OneShotCommand.of(client.argv())
                    .environment(client.environment())
                    .input(knocked(input))
                    .keepingOutput(MOST_OUTPUT_BYTES)
                    .keepingErrors()
                    .runUninterruptibly(LIMIT);
            if (result.succeeded()) {
                return result.output().bytes();
            }
            throw unreachable(client, result.how(), result.errors().text().strip(), null);
        } catch (IOException e) {
            throw unreachable(client, String.valueOf(e.getMessage()), "", e);
        }
    }

    private byte[] knocked(byte[] input) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        if (driver.waitsForLine(false)) {
            all.write(KNOCK);
        }
        all.writeBytes(input);
        return all.toByteArray();
    }

    private SandboxGoneException unreachable(Command client, String why, String said, @Nullable Throwable cause) {
        return new SandboxGoneException(
                Diagnosis.of("Failed to reach the jobs in " + sandbox + ": [" + client.name() + "] " + why)
                        .with("it printed", said.isEmpty() ? "nothing" : said)
                        .with("next", Drivers.advice(driver.advice(), said)),
                cause);
    }
}
