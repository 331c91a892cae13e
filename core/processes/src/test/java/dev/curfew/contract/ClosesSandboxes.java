package dev.curfew.contract;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Closes the sandboxes of the contract after the last test of the run. */
final class ClosesSandboxes implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(Namespace.create(ClosesSandboxes.class))
                .getOrComputeIfAbsent(AllSandboxes.class, key -> new AllSandboxes(), AllSandboxes.class);
    }

    private static final class AllSandboxes implements AutoCloseable {

        @Override
        public void close() {
            SandboxKind.closeAll();
        }
    }
}
