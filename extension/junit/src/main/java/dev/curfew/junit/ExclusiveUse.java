package dev.curfew.junit;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.InterruptedWaitException;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * The right of one test to use servers that are restarted. Kept in the store of the test, which JUnit closes after all
 * callbacks of the test.
 *
 * <p>There is one for all servers: with one for each, two classes that register two servers in different orders could
 * wait for each other. A semaphore, because a test may end on another thread than it began.
 */
final class ExclusiveUse implements Store.CloseableResource, AutoCloseable {

    private static final Namespace NAMESPACE = Namespace.create(ExclusiveUse.class);
    private static final Semaphore TURN = new Semaphore(1, true);

    private ExclusiveUse() {}

    /** Wait until no other test uses a server that is restarted; does nothing if this test has the right already. */
    static void await(ExtensionContext test) {
        Store store = test.getStore(NAMESPACE);
        if (store.get(NAMESPACE) == null) {
            acquire(test);
            store.put(NAMESPACE, new ExclusiveUse());
        }
    }

    private static void acquire(ExtensionContext test) {
        try {
            TURN.acquire();
        } catch (InterruptedException e) {
            throw new InterruptedWaitException(
                    Diagnosis.of("Interrupted while [" + ScopeNames.of(test)
                            + "] waited for another test to be done with a server that is restarted"),
                    e);
        }
    }

    @Override
    public void close() {
        TURN.release();
    }
}
