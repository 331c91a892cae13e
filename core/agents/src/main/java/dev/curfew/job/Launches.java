package dev.curfew.job;

import dev.curfew.internal.Check;
import dev.curfew.internal.Time;
import dev.curfew.process.Command;
import dev.curfew.process.ScopeFiles;
import dev.curfew.process.Stdio;
import dev.curfew.session.Detached;
import dev.curfew.session.FolderPruner;
import dev.curfew.session.Marks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * Launches jobs: writes the record first and then starts the watcher. If the JVM is killed in between, maintenance
 * handles the remains. A failed launch leaves no job. If it is unknown whether the command runs, because the sandbox
 * does not answer, maintenance ends it and deletes the record as soon as the sandbox answers again.
 */
final class Launches {

    private final JobFiles files;
    private final JobHost place;
    private final Time time;

    Launches(JobFiles files, JobHost place, Time time) {
        this.files = files;
        this.place = place;
        this.time = time;
    }

    static void check(Command command) {
        Check.argument(
                command.stdio().equals(Stdio.MERGED_PIPES),
                "a job has no terminal and one log for both streams; stdio of its command must be the default",
                command.stdio());
        Check.argument(
                command.limits().silence().isEmpty(),
                "a job has no limit on its silence; maxSilence must not be set",
                command.limits().silence());
        Check.argument(
                command.charset().equals(StandardCharsets.UTF_8),
                "a job has output that is not converted; charset of its command must be the default",
                command.charset());
        Check.argument(
                command.stopSignal().isEmpty() && command.grace().isEmpty(),
                "a job is asked to end by its watcher; stopSignal and grace of its command must not be set",
                command);
        Check.argument(
                command.outputFile().isEmpty(),
                "a job has a log of its own on the disk; outputFile of its command must not be set",
                command.outputFile());
        Check.argument(
                command.liveOutput().isEmpty(),
                "a job outlives this JVM; liveOutput of its command must not be set",
                command);
        requireNothingOfAScope(command);
    }

    private static void requireNothingOfAScope(Command command) {
        Check.argument(
                !command.ports().containsValue(0),
                "a job chooses no port; use withPort(...) instead of withFreePort(...)",
                command.ports());
        Check.argument(
                command.environment().files().equals(ScopeFiles.NONE),
                "a job has no scope; files of the environment of its command must not be set",
                command.environment());
        Check.argument(
                command.limits().resources().keySet().stream()
                        .allMatch(resource -> resource.number().isPresent()),
                "a job has no cgroup; limits of its command must be limits of setrlimit(2)",
                command.limits().resources().keySet());
    }

    Job launch(Command command, JobOptions options) {
        place.prepare(command);
        Marks marks = Detached.marks();
        JobRecord record = JobRecord.of(
                marks.cookie(), command, options, time.now(), Detached.owner(), marks.prefixText(), place.name());
        JobFolder folder = publish(record);
        Job job = new Job(folder, record, place, time);
        CompletableFuture<Void> secured = CompletableFuture.runAsync(() -> folder.secure(JobRecord.FILE));
        try {
            place.launch(folder, record, command);
            secured.join(); // The disk may be slow, so the watcher starts meanwhile.
            return job;
        } catch (RuntimeException | Error e) {
            withdraw(job, e);
            throw e;
        }
    }

    private void withdraw(Job job, Throwable failure) {
        try {
            job.state().withdraw();
            files.removeWithdrawn(job.state(), place);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private JobFolder publish(JobRecord record) {
        try {
            JobFolder draft = files.draft(record.id(), record.owner());
            try {
                draft.create(JobRecord.FILE, record.text());
                return files.publish(draft, record.id());
            } finally {
                FolderPruner.prune(draft.path());
            }
        } catch (IOException e) {
            throw JobStore.failed("write the record of a job", files.root(), e);
        }
    }
}
