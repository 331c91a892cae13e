package dev.curfew.episode;

import java.util.List;
import java.util.function.Consumer;

/** The listeners of a run. They are notified one event at a time, and their failures do not end the run. */
final class Audience {

    private final List<EpisodeListener> listeners;
    private final Consumer<String> notes;

    Audience(List<EpisodeListener> listeners, Consumer<String> notes) {
        this.listeners = listeners;
        this.notes = notes;
    }

    /** Notify all listeners. The event is created under the lock, so that no older event is delivered after it. */
    synchronized void tell(Consumer<EpisodeListener> news) {
        for (EpisodeListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException | Error e) {
                notes.accept("a listener failed: " + e);
            }
        }
    }
}
