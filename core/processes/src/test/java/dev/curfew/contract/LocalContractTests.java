package dev.curfew.contract;

/** This machine. */
@FullContract
class LocalContractTests extends SandboxContract implements EscapeContract {

    LocalContractTests() {
        super(SandboxKind.LOCAL);
    }
}
