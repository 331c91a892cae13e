package dev.curfew.internal;

import java.util.function.Consumer;

/**
 * The values of an immutable object. They change only in a copy, before another object receives it in its constructor.
 *
 * @param <V> the class of the values
 */
public abstract class Values<V extends Values<V>> implements Cloneable {

    /**
     * {@return a copy with a change}
     *
     * @param change changes the copy
     */
    @SuppressWarnings("unchecked") // A clone has the class of the original.
    public final V with(Consumer<? super V> change) {
        try {
            V copy = (V) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Failed to copy values that are Cloneable", e);
        }
    }
}
