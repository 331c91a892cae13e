package dev.curfew.job;

import dev.curfew.process.ExitStatus;

/**
 * The result of a job, taken: nobody else gets it until this JVM is gone, gives it back, or lets its lease pass. Whoever has
 * done what is to be done says so with {@link #acknowledge()}; until then the result will be given to somebody, again and
 * again. Thread-safe.
 *
 * @since 0.1
 */
public final class FollowUp {

    private final Job job;
    private final Takes takes;
    private final int number;

    FollowUp(Job job, Takes takes, int number) {
        this.job = job;
        this.takes = takes;
        this.number = number;
    }

    /** {@return the job} */
    public Job job() {
        return job;
    }

    /** {@return how the job ended} */
    public ExitStatus exit() {
        return job.status().exit().orElseThrow();
    }

    /**
     * Say that this result needs no more attention. From now on the job is kept for the retention of its store.
     *
     * @return whether this was the first time; false if somebody else, or this object, has said so before
     */
    public boolean acknowledge() {
        return job.acknowledge();
    }

    /** Let another one take it, now: what is to be done could not be done here. */
    public void giveBack() {
        takes.giveBack(number);
    }

    @Override
    public String toString() {
        return "follow-up of " + job;
    }
}
