package dev.curfew.contract;

/** A folder with busybox and nothing else. */
class ChrootContractTests extends SandboxContract implements FolderContract {

    ChrootContractTests() {
        super(SandboxKind.CHROOT);
    }
}
