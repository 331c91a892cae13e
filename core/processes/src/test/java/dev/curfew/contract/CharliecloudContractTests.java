package dev.curfew.contract;

/** A container of a real Charliecloud, of a folder in which there is busybox and nothing else. */
class CharliecloudContractTests extends SandboxContract implements FolderContract {

    CharliecloudContractTests() {
        super(SandboxKind.CHARLIECLOUD);
    }
}
