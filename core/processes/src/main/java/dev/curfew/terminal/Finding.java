package dev.curfew.terminal;

import dev.curfew.diagnosis.Diagnosis;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a locator has found on a screen.
 *
 * @param screen the screen
 * @param locator the locator, or the one it is relative to if that one did not find exactly one match
 * @param matches the matches of that locator, in reading order
 */
record Finding(Screen screen, Locator locator, List<ScreenMatch> matches) {

    boolean isSingle() {
        return matches.size() == 1;
    }

    ScreenMatch single() {
        return matches.get(0);
    }

    Finding only(Predicate<ScreenMatch> holds) {
        return with(matches.stream().filter(holds).toList());
    }

    Finding with(List<ScreenMatch> some) {
        return new Finding(screen, locator, some);
    }

    /** {@return what was sought and found, and the screen with all matches marked} */
    Diagnosis explain(Locator sought) {
        String count = matches.isEmpty() ? "none" : String.valueOf(matches.size());
        String whose = locator == sought ? "" : " of " + locator;
        String marked = matches.isEmpty() ? "" : ", marked with ^";
        return Diagnosis.of("Failed to find exactly one match on the screen")
                .with("awaited", "exactly one " + sought)
                .with("found", count + whose + marked)
                .with("screen", Frame.of(screen, matches))
                .with(
                        "next",
                        matches.isEmpty()
                                ? "compare with the screen; a locator searches each row by itself"
                                : "choose one with inRow(), after(), first() or others");
    }
}
