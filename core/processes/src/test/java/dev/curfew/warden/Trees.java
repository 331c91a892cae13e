package dev.curfew.warden;

import static dev.curfew.warden.FakeMachine.ROOT;

import dev.curfew.process.ProcessIdentity;
import dev.curfew.session.FakeGuard;
import dev.curfew.session.Mark;

/** Trees of a {@link FakeMachine}. */
final class Trees {

    static final Mark MARK = new Mark("cookie-1", 0);

    private Trees() {}

    static ProcessTree unguarded() {
        return new ProcessTree("server", ROOT, ROOT, null, null, MARK, true, false, null, StopRequest.DEFAULT);
    }

    static ProcessTree onTerminal() {
        return new ProcessTree("shell", ROOT, ROOT, null, null, MARK, true, true, null, StopRequest.DEFAULT);
    }

    static ProcessTree under(FakeGuard guard) {
        return new ProcessTree(
                "server", ROOT, ROOT, guard.guarded(), null, MARK, true, false, null, StopRequest.DEFAULT);
    }

    static ProcessTree onTerminalUnder(FakeGuard guard) {
        return new ProcessTree("shell", ROOT, ROOT, guard.guarded(), null, MARK, true, true, null, StopRequest.DEFAULT);
    }

    static ProcessTree elsewhere(FakeGuard guard, RemoteEnvironment elsewhere) {
        return new ProcessTree(
                "remote", 7, 7L, guard.guarded(), null, MARK, true, false, elsewhere, StopRequest.DEFAULT);
    }

    static ProcessTree adopted() {
        return ProcessTree.adopted("stranger", new ProcessIdentity(ROOT, ROOT));
    }
}
