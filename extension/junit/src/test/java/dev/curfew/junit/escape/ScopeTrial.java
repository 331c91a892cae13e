package dev.curfew.junit.escape;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One JVM, in which scope after scope ends in every way, with one escape each. */
final class ScopeTrial implements AutoCloseable {

    private final ChildJvm.Setting place;
    private final ChildJvm jvm;
    private final EscapeTable.Setting setting;
    private final EscapeTable table;
    private String claim = "";

    private ScopeTrial(ChildJvm.Setting place, ChildJvm jvm, EscapeTable.Setting setting, EscapeTable table) {
        this.place = place;
        this.jvm = jvm;
        this.setting = setting;
        this.table = table;
    }

    static ScopeTrial start(Workplace workplace, CgroupLeaf leaf, EscapeTable.Setting setting, EscapeTable table)
            throws IOException {
        ChildJvm.Setting place = ChildJvm.Setting.in(workplace, leaf, setting.user());
        return new ScopeTrial(place, ChildJvm.start(place), setting, table);
    }

    /** {@return what was wrong, if anything was that is promised} */
    Optional<String> run(Escape escape, End end) throws IOException, InterruptedException {
        jvm.tell("scope " + escape.name() + " " + end.name());
        Path directory = Path.of(jvm.hear("alive"));
        Map<Escape, String> missing = Judgement.missing(List.of(escape), jvm, place.leaf());
        setting.means().enforce(jvm, place.leaf());
        jvm.tell("end");
        claim = jvm.hear("ended");
        List<LiveProcess> survivors = Judgement.survivors(jvm, place.leaf());
        survivors.forEach(survivor -> ProcessHandle.of(survivor.pid()).ifPresent(ProcessHandle::destroyForcibly));
        table.note(setting, escape.label(), end, survivors.size(), !claim.equals("clean"));
        table.note(setting, EscapeTable.FILES, end, Files.exists(directory) ? 1 : 0, !claim.equals("clean"));
        if (!missing.isEmpty()) {
            return Optional.of("before the end: " + missing);
        }
        return complaint(escape, survivors, directory).map(what -> escape + ", " + end + ": " + what);
    }

    private Optional<String> complaint(Escape escape, List<LiveProcess> survivors, Path directory) {
        if (!escape.isPromised(setting.means())) {
            return Optional.empty();
        }
        if (!survivors.isEmpty()) {
            return Optional.of("alive after \"ended " + claim + "\": " + survivors);
        }
        if (Files.exists(directory)) {
            return Optional.of("left after \"ended " + claim + "\": " + directory);
        }
        return claim.equals("clean") ? Optional.empty() : Optional.of("nothing is left, but it ended " + claim);
    }

    /** Run a program that belongs to root and has the set-uid bit. {@return it, when the end of its scope is over} */
    LiveProcess runOfRoot(Path program) throws IOException, InterruptedException {
        jvm.tell("program " + program + " becomes-root");
        jvm.hear("alive");
        setting.means().enforce(jvm, place.leaf());
        jvm.tell("end");
        claim = jvm.hear("ended");
        List<LiveProcess> alive = Judgement.of(jvm, place.leaf()).alive("becomes-root");
        if (alive.size() != 1) {
            throw new IOException("Expected the program of root to be alive, and no other: " + alive);
        }
        table.note(
                setting,
                EscapeTable.OF_ROOT,
                End.CLOSE,
                1,
                claim.contains(String.valueOf(alive.get(0).pid())));
        ProcessHandle.of(alive.get(0).pid()).ifPresent(ProcessHandle::destroyForcibly);
        return alive.get(0);
    }

    /** {@return what the report of the last scope says} */
    String claim() {
        return claim;
    }

    /** End the JVM in peace. {@return what is left then} */
    List<String> leave() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        jvm.leave();
        return Aftermath.await(place, begin).complaints();
    }

    @Override
    public void close() {
        jvm.close();
    }
}
