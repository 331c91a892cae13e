package dev.curfew.contract;

/** A pod, which is this machine behind a real kubectl and a stub of an API server. */
class KubernetesContractTests extends SandboxContract implements FolderContract, OwnEnvironmentContract {

    KubernetesContractTests() {
        super(SandboxKind.KUBERNETES);
    }
}
