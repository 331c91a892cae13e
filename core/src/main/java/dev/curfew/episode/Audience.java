package dev.curfew.episode;

import java.util.List;
import java.util.function.Consumer;

/** Those who listen to a run, who hear one thing at a time, and cannot end it by failing. */
final class Audience {

    private final List<EpisodeListener> listeners;
    private final Consumer<String> notes;

    Audience(List<EpisodeListener> listeners, Consumer<String> notes) {
        this.listeners = listeners;
        this.notes = notes;
    }

    /** Tells all of them; what is told is made when nobody else tells anything, so that nothing older follows it. */
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
