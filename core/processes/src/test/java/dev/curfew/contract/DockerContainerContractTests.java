package dev.curfew.contract;

/** A container of Docker that Curfew did not make. */
class DockerContainerContractTests extends SandboxContract implements FolderContract, OwnEnvironmentContract {

    DockerContainerContractTests() {
        super(SandboxKind.DOCKER_CONTAINER);
    }
}
