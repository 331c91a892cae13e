package dev.curfew.contract;

/** A folder in which there is busybox and nothing else. */
class ChrootContractTests extends SandboxContract implements FolderContract {

    ChrootContractTests() {
        super(SandboxKind.CHROOT);
    }
}
