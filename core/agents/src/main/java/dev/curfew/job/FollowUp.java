package dev.curfew.job;

import dev.curfew.process.ExitStatus;
import org.apiguardian.api.API;

/**
 * The result of a job, claimed by this JVM. It cannot be claimed elsewhere until this JVM ends, gives it back, or lets
 * its lease expire. Call {@link #acknowledge()} when it has been processed; until then, it may be claimed again.
 * Thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public final class FollowUp {

    private final Job job;
    private final Claims claims;
    private final int number;

    FollowUp(Job job, Claims claims, int number) {
        this.job = job;
        this.claims = claims;
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
     * Record that this result needs no more attention. The job is then kept for the retention time of its store.
     *
     * @return whether this was the first acknowledgment of the result, by any JVM
     */
    public boolean acknowledge() {
        return job.acknowledge();
    }

    /** Release the claim immediately, so that the result can be processed elsewhere. */
    public void giveBack() {
        claims.giveBack(number);
    }

    @Override
    public String toString() {
        return "follow-up of " + job;
    }
}
