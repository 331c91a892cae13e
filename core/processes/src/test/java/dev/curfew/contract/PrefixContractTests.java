package dev.curfew.contract;

/** This machine again, entered like any other place. */
class PrefixContractTests extends SandboxContract implements FolderContract {

    PrefixContractTests() {
        super(SandboxKind.PREFIX);
    }
}
