package dev.curfew.contract;

import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.KubernetesStub;
import org.jspecify.annotations.Nullable;

/** A pod, which is this machine behind a real kubectl and a stub of an API server. */
class KubernetesContractTests extends SandboxContract implements FolderContract, OwnEnvironmentContract {

    private @Nullable KubernetesStub server;

    @Override
    Sandbox makeSandbox() {
        server = KubernetesStub.start();
        return Sandbox.kubernetes(server.pod()).with(server.options().toArray(String[]::new));
    }

    @Override
    void removeSandbox() {
        if (server != null) {
            server.close();
        }
    }
}
