package dev.curfew.contract;

import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.ContainerEngine;
import dev.curfew.sandbox.fixture.TestContainer;
import org.jspecify.annotations.Nullable;

/** A container of Docker that somebody else has made. */
class DockerContainerContractTests extends SandboxContract implements FolderContract, OwnEnvironmentContract {

    private @Nullable TestContainer container;

    @Override
    Sandbox makeSandbox() {
        ContainerEngine.DOCKER.require();
        container = ContainerEngine.DOCKER.start();
        return Sandbox.dockerContainer(container.name());
    }

    @Override
    void removeSandbox() {
        if (container != null) {
            container.close();
        }
    }
}
