package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.ContainerEngine;
import dev.curfew.sandbox.fixture.Patience;
import dev.curfew.sandbox.fixture.SshServer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A hundred megabytes through the input and the output of one command. */
@Tag("thorough")
class BulkTests {

    private static final int BYTES = 100_000_000;
    private static final int PIECE = 50_000;
    private static final RegistryOptions OPTIONS =
            RegistryOptions.DEFAULT.withName("a hundred megabytes").withTimeout(Patience.LIMIT);

    @Test
    void goBothWaysOnThisMachine() throws NoSuchAlgorithmException {
        goBothWays(Sandbox.local());
    }

    @Test
    void goBothWaysInAContainer() throws NoSuchAlgorithmException {
        goBothWays(Sandbox.docker(ContainerEngine.DOCKER.busybox()));
    }

    @Test
    void goBothWaysOverSsh() throws NoSuchAlgorithmException {
        try (SshServer server = SshServer.start()) {
            goBothWays(
                    Sandbox.ssh(server.host()).withOptions("-F", server.config().toString()));
        }
    }

    private static void goBothWays(Sandbox sandbox) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        Random random = new Random(1);
        byte[] piece = new byte[PIECE];
        try (ProcessRegistry scope = ProcessRegistry.open(OPTIONS.withSandbox(sandbox))) {
            BackgroundProcess cat = scope.start(Command.of("cat").withKeptOutput(BYTES));
            for (int i = 0; i < BYTES / PIECE; i++) {
                random.nextBytes(piece);
                digest.update(piece);
                cat.write(piece);
            }
            cat.closeInput();

            assertThat(cat.waitFor()).isEqualTo(new ExitStatus.Exited(0));
            byte[] back = cat.output().bytes();
            assertThat(back).hasSize(BYTES);
            assertThat(MessageDigest.getInstance("SHA-256").digest(back)).isEqualTo(digest.digest());
        }
    }
}
