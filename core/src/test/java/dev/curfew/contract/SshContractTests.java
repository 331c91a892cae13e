package dev.curfew.contract;

import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.SshServer;
import org.jspecify.annotations.Nullable;

/** Another host, which is this one behind a real sshd. */
class SshContractTests extends SandboxContract implements FolderContract, OwnEnvironmentContract {

    private @Nullable SshServer server;

    @Override
    Sandbox makeSandbox() {
        server = SshServer.start();
        return Sandbox.ssh(server.host()).with("-F", server.config().toString());
    }

    @Override
    void removeSandbox() {
        if (server != null) {
            server.close();
        }
    }
}
