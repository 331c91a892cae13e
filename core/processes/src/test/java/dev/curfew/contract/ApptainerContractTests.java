package dev.curfew.contract;

/** An image of Apptainer, which is this machine behind a stub of its program. */
class ApptainerContractTests extends SandboxContract implements FolderContract {

    ApptainerContractTests() {
        super(SandboxKind.APPTAINER);
    }
}
