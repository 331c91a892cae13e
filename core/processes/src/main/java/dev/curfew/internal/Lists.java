package dev.curfew.internal;

import java.util.ArrayList;
import java.util.List;

/** Joins lists. */
public final class Lists {

    private Lists() {}

    /**
     * {@return the elements of all lists, in order; unmodifiable}
     *
     * @param <T> the type of the elements
     */
    @SafeVarargs
    public static <T> List<T> joined(List<? extends T>... lists) {
        List<T> joined = new ArrayList<>();
        for (List<? extends T> list : lists) {
            joined.addAll(list);
        }
        return List.copyOf(joined);
    }

    /**
     * {@return the elements of a list and one more; unmodifiable}
     *
     * @param one the last element, not {@code null}
     * @param <T> the type of the elements
     */
    public static <T> List<T> plus(List<T> list, T one) {
        return joined(list, List.of(one));
    }
}
