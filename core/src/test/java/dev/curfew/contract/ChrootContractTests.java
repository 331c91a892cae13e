package dev.curfew.contract;

import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.BusyboxRoot;
import org.jspecify.annotations.Nullable;

/** A folder in which there is busybox and nothing else. */
class ChrootContractTests extends SandboxContract implements FolderContract {

    private @Nullable BusyboxRoot root;

    @Override
    Sandbox makeSandbox() {
        root = BusyboxRoot.make();
        return Sandbox.entering(root.entering().toArray(String[]::new));
    }

    @Override
    void removeSandbox() {
        if (root != null) {
            root.close();
        }
    }
}
