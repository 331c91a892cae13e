package dev.curfew.job;

import dev.curfew.internal.RandomIds;
import dev.curfew.session.Detached.Life;
import dev.curfew.session.FolderPruner;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The directory of a store. It contains a directory for each job, which appears and disappears atomically. No file has
 * several writers that could overwrite each other's changes.
 *
 * @param root the directory
 */
record JobFiles(Path root) {

    /** The directory of a job, and its record. */
    record Opened(JobFolder folder, JobRecord record) {}

    private static final Logger LOGGER = System.getLogger("dev.curfew");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{12}");

    static JobFiles in(Path root) {
        JobFiles files = new JobFiles(root);
        try {
            for (Path folder : List.of(files.jobs(), files.drafts(), files.waste(), files.aside())) {
                JobFolder.createAll(folder);
            }
            return files;
        } catch (IOException e) {
            throw JobStore.failed("make the folders", root, e);
        }
    }

    private Path jobs() {
        return root.resolve("jobs");
    }

    Path drafts() {
        return root.resolve("drafts");
    }

    Path waste() {
        return root.resolve("waste");
    }

    private Path aside() {
        return root.resolve("corrupt");
    }

    boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    List<String> ids() {
        return names(jobs()).stream().filter(this::isId).toList();
    }

    List<Path> corrupt() {
        return names(aside()).stream().map(aside()::resolve).toList();
    }

    List<String> names(Path folder) {
        try (var entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        } catch (IOException e) {
            throw JobStore.failed("list " + folder.getFileName(), root, e);
        }
    }

    /** {@return the job, or empty if it is gone, or its record cannot be read} */
    Optional<Opened> open(String id, JobHost place) {
        JobFolder folder = new JobFolder(jobs().resolve(id));
        Optional<String> text = folder.read(JobRecord.FILE);
        if (text.isEmpty() && !Files.isDirectory(folder.path())) {
            return Optional.empty();
        }
        try {
            JobRecord record = JobRecord.parse(text.orElse(""));
            if (!record.id().equals(id) || !record.place().equals(place.name())) {
                throw new IOException("it belongs to job [" + record.id() + "] in " + record.place());
            }
            return Optional.of(new Opened(folder, record));
        } catch (IOException e) {
            putAside(folder, place, e.toString());
            return Optional.empty();
        }
    }

    /** Move an unreadable job aside, unless its watcher is alive: a watcher writes into the directory. */
    private void putAside(JobFolder folder, JobHost place, String why) {
        boolean watched = folder.read(WatcherNote.FILE)
                .flatMap(WatcherNote::parse)
                .filter(watcher -> place.lifeOf(watcher) == Life.ALIVE)
                .isPresent();
        Path kept = aside().resolve(folder.id());
        if (!watched && move(folder.path(), kept)) {
            LOGGER.log(
                    Level.WARNING,
                    "The record of a job cannot be read: {0}. Its files are kept in {1}; delete them when they are no longer needed",
                    why,
                    kept);
        }
    }

    /** {@return a directory for a job that is not visible yet} */
    JobFolder draft(String id, String owner) throws IOException {
        return JobFolder.create(drafts().resolve(id + "@" + owner));
    }

    /** Make a job visible. */
    JobFolder publish(JobFolder draft, String id) throws IOException {
        Path path = jobs().resolve(id);
        Files.move(draft.path(), path, StandardCopyOption.ATOMIC_MOVE);
        return new JobFolder(path);
    }

    /** Delete a job, which becomes invisible atomically. */
    boolean remove(JobFolder folder) {
        Path gone = waste().resolve(folder.id() + "-" + RandomIds.create());
        return move(folder.path(), gone) && FolderPruner.prune(gone).isEmpty();
    }

    /** Delete the remains of a failed launch, once none of its processes is alive. */
    void removeWithdrawn(JobState state, JobHost place) {
        if (state.endWithdrawn()) {
            place.remove(state.folder());
            remove(state.folder());
        }
    }

    private boolean move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (NoSuchFileException e) {
            return false; // Another process has moved it first.
        } catch (IOException e) {
            throw JobStore.failed("move " + from.getFileName() + " to " + to, root, e);
        }
    }
}
