package dev.curfew.session;

import dev.curfew.internal.FakeTime;
import java.util.ArrayList;
import java.util.List;

/** A simulated guard: it sends the reports of a test, and records the requests. */
public final class FakeGuard implements GuardDoor {

    /** What it does when it is told something. */
    public static final Runnable NOTHING = () -> {};

    private final List<String> orders = new ArrayList<>();
    private final List<Termination> ends = new ArrayList<>();
    private final StatusChannel channel;
    private final Guarded guarded;
    private Runnable onAsk = NOTHING;
    private Runnable onKill = NOTHING;
    private Runnable onEcho = NOTHING;
    private boolean alive = true;

    /**
     * Create a guard whose reports arrive at once.
     *
     * @param time what those that wait for it wait by
     */
    public FakeGuard(FakeTime time) {
        channel = new StatusChannel(this::echo, words -> {}, time);
        guarded = channel.expect("id", ends::add);
        guarded.isReachedBy(this);
    }

    private void echo(String line) {
        channel.told(line);
    }

    /** {@return what is known of its command} */
    public Guarded guarded() {
        return guarded;
    }

    /** Report something, such as {@code "exit 3"}. */
    public void reports(String news) {
        channel.told(Reports.sealed(guarded, "id " + news));
    }

    /** End without a report. */
    public void dies() {
        alive = false;
    }

    /** Do something each time it is asked to end its tree. */
    public FakeGuard whenAsked(Runnable action) {
        onAsk = action;
        return this;
    }

    /** Do something each time it is told to kill its tree. */
    public FakeGuard whenToldToKill(Runnable action) {
        onKill = action;
        return this;
    }

    /** Do something each time it is asked whether its terminal echoes. */
    public FakeGuard whenAskedForEcho(Runnable action) {
        onEcho = action;
        return this;
    }

    /** {@return the requests that it got: ask, echo, kill, abandon} */
    public List<String> orders() {
        return orders;
    }

    /** {@return the ends that it has announced} */
    public List<Termination> ends() {
        return ends;
    }

    @Override
    public long pid() {
        return 20_000_000;
    }

    @Override
    public boolean isAlive() {
        return alive;
    }

    @Override
    public String whyLost() {
        return "its guard is gone";
    }

    @Override
    public boolean askToEnd() {
        orders.add("ask");
        onAsk.run();
        return true;
    }

    @Override
    public void askForEcho() {
        orders.add("echo");
        onEcho.run();
    }

    @Override
    public void kill() {
        orders.add("kill");
        onKill.run();
    }

    @Override
    public void abandon() {
        orders.add("abandon");
        alive = false;
    }
}
